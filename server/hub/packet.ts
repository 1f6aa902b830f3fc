/** A message for many clients, encoded and framed once: Socket.IO's text and its attachment as WebSocket frames in one buffer, so that each client costs one write. */
import type { Socket as Wire } from 'node:net';
import type { Socket } from 'socket.io';
import type { Delta, Progress } from '../../src/protocol/live.ts';

type Told = readonly ['delta', Delta, Uint8Array] | readonly ['heartbeat', Progress];

export interface Packet {
  /** As Socket.IO's own `emit` takes it. */
  readonly told: Told;
  /** As it goes over the wire. */
  readonly bytes: Buffer;
}

const [TEXT, BINARY] = [0x81, 0x82];
const PLACEHOLDER = { _placeholder: true, num: 0 };

/** Encodes a message and frames it. */
export function toPacket(told: Told): Packet {
  if (told[0] === 'heartbeat') return { told, bytes: frameOf(TEXT, Buffer.from(`42${JSON.stringify(told)}`)) };
  const [name, message, attachment] = told;
  const text = frameOf(TEXT, Buffer.from(`451-${JSON.stringify([name, message, PLACEHOLDER])}`));
  const bytes = Buffer.concat([text, frameOf(BINARY, attachment)]);
  // The same bytes serve both ways and are held once.
  return { told: [name, message, bytes.subarray(bytes.length - attachment.length)], bytes };
}

/** One whole unmasked message (RFC 6455, section 5.2). */
function frameOf(kind: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  const lengthBytes = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const frame = Buffer.allocUnsafe(2 + lengthBytes + length);
  frame[0] = kind;
  frame[1] = lengthBytes === 0 ? length : lengthBytes === 2 ? 126 : 127;
  if (lengthBytes === 2) frame.writeUInt16BE(length, 2);
  if (lengthBytes === 8) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.set(payload, 2 + lengthBytes);
  return frame;
}

/**
 * How packets are written to one connection. Past Socket.IO and Engine.IO where nothing of theirs waits before it, so that the order stands; through them
 * where something does. The connection must be a websocket without compression.
 */
export function createWriter(socket: Pick<Socket, 'conn' | 'emit'>, wire: Wire): (packet: Packet) => void {
  const { conn } = socket;
  const { transport } = conn;
  return ({ told: [name, ...rest], bytes }) => {
    if (transport.writable && conn.readyState === 'open' && wire.writable && wire.writableLength === 0) wire.write(bytes);
    else socket.emit(name, ...rest);
  };
}
