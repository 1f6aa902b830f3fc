/** How far a client is behind what was written to it. */
import type { Socket } from 'socket.io';

export interface BacklogLimits {
  /** A client whose connection takes nothing for so long is slow. */
  readonly stallMs: number;
  /** So is one with so many packets waiting. */
  readonly mostPackets: number;
}

export interface Backlog {
  /** Whether more should not be written now. */
  isSlow(): boolean;
  /** Calls once when the connection takes data again. */
  onDrained(listener: () => void): void;
}

export function createBacklog({ conn }: Pick<Socket, 'conn'>, { stallMs, mostPackets }: BacklogLimits): Backlog {
  /** Since when the connection was seen to take nothing. */
  let stuckSinceMs: number | null = null;
  let waitingPackets = 0;
  conn.on('packetCreate', () => waitingPackets++);
  conn.on('flush', () => {
    waitingPackets = 0;
  });
  // Kept from the start: `transport` is never exchanged, because only websockets are spoken.
  const { transport } = conn;
  transport.on('drain', () => {
    stuckSinceMs = null;
  });
  return {
    isSlow() {
      if (transport.writable) return false;
      const nowMs = Date.now();
      stuckSinceMs ??= nowMs;
      return nowMs - stuckSinceMs > stallMs || waitingPackets > mostPackets;
    },
    onDrained: (listener) => void transport.once('drain', listener),
  };
}
