/** How far a client is behind what was written to it. */
import type { Socket as Wire } from 'node:net';
import type { Socket } from 'socket.io';

export interface BacklogLimits {
  /** A client whose connection takes nothing for so long is slow. */
  readonly stallMs: number;
  /** So is one with so many packets waiting. */
  readonly mostPackets: number;
  /**
   * So is one that for {@link stallMs} has not read so many bytes beyond a whole state. The system takes ten million for a page that
   * hangs and says nothing: what the page has read is known from its answers to pings.
   */
  readonly mostUnread: number;
}

export interface Backlog {
  /** Tells that so many bytes were written. */
  wrote(bytes: number, isState?: boolean): void;
  /** Whether more should not be written now. */
  isSlow(): boolean;
  /** Whether not even a state should be written: a client may ask for states faster than it reads them. */
  isFull(): boolean;
  /** How long its connection has taken nothing, ms. */
  stuckMs(): number;
  /** Calls once when it is neither slow nor full any more. */
  onceRead(listener: () => void): void;
}

/** Bytes between two pings, if the earlier one was answered. */
const PING_EVERY_BYTES = 64 * 1024;
/** Most that is written to a client before it has read any of it, but for one state. */
const MOST_UNREAD = 8 * 1024 * 1024;
/** Engine.IO's ping, as one WebSocket frame. */
const PING = Buffer.from([0x81, 1, 0x32]);

/** A ping that is not answered yet, and what was written before it; `atMs` by a clock that nobody sets. */
interface Ping {
  readonly written: number;
  readonly atMs: number;
}

/** `wire` is the connection below `conn`. */
export function createBacklog({ conn }: Pick<Socket, 'conn'>, wire: Wire, { stallMs, mostPackets, mostUnread }: BacklogLimits): Backlog {
  /** Since when the connection was seen to take nothing. */
  let stuckSinceMs: number | null = null;
  let [waitingPackets, waitingBytes] = [0, 0];
  let [written, read, stateBytes] = [0, 0, 0];
  let pings: readonly Ping[] = [];
  let reading: (() => void) | null = null;
  // Kept from the start: `transport` is never exchanged, because only websockets are spoken.
  const { transport } = conn;

  conn.on('packetCreate', ({ type, data }: { readonly type: string; readonly data?: unknown }) => {
    waitingPackets++;
    waitingBytes += typeof data === 'string' || Buffer.isBuffer(data) ? data.length : 0;
    // Engine.IO's own are answered like ours.
    if (type === 'ping') pings = [...pings, { written, atMs: performance.now() }];
  });
  conn.on('flush', () => {
    [waitingPackets, waitingBytes] = [0, 0];
  });
  conn.on('heartbeat', () => {
    read = Math.max(read, pings[0]?.written ?? 0);
    pings = pings.slice(1);
    goOn();
  });
  transport.on('drain', () => {
    stuckSinceMs = null;
  });
  transport.on('ready', goOn);

  function ping(): void {
    if (pings.length > 0 || written - read < PING_EVERY_BYTES || !transport.writable || !wire.writable) return;
    pings = [{ written, atMs: performance.now() }];
    wire.write(PING);
  }

  function goOn(): void {
    ping();
    if (!reading || isSlow() || isFull()) return;
    const listener = reading;
    reading = null;
    listener();
  }

  function isUnread(nowMs: number): boolean {
    const [oldest] = pings;
    return oldest !== undefined && nowMs - oldest.atMs > stallMs && written - read > mostUnread + stateBytes;
  }

  function isSlow(): boolean {
    const nowMs = performance.now();
    if (isUnread(nowMs)) return true;
    if (transport.writable) return false;
    stuckSinceMs ??= nowMs;
    return nowMs - stuckSinceMs > stallMs || waitingPackets > mostPackets;
  }

  function isFull(): boolean {
    return Math.max(written - read, waitingBytes + wire.writableLength) > MOST_UNREAD;
  }

  return {
    wrote(bytes, isState = false) {
      written += bytes;
      if (isState) stateBytes = bytes;
      ping();
    },
    isSlow,
    isFull,
    stuckMs() {
      isSlow();
      return stuckSinceMs === null ? 0 : performance.now() - stuckSinceMs;
    },
    onceRead(listener) {
      reading = listener;
    },
  };
}
