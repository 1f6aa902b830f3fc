/** A message for many clients, encoded and framed once: Socket.IO's text and its attachment as WebSocket frames in one buffer, so that each client costs one write. */
import type { Socket } from 'socket.io';
import type { Delta, Progress } from '../../src/protocol/live.ts';

type Told = readonly ['delta', Delta, Uint8Array] | readonly ['heartbeat', Progress];

export interface Packet {
  /** As Socket.IO's own `emit` takes it. */
  readonly told: Told;
  /** As it goes over the wire. */
  readonly bytes: Buffer;
  /** As Engine.IO takes what is framed already. */
  readonly options: { readonly compress: boolean; readonly wsPreEncodedFrame: readonly Buffer[] };
}

/** Engine.IO's websocket transport tells in its own words whether it takes frames; where it does not, everything goes the common way. */
interface FramingTransport {
  _canSendPreEncodedFrame?(packet: { options: Packet['options'] }): boolean;
}

const [TEXT, BINARY] = [0x81, 0x82];
const PLACEHOLDER = { _placeholder: true, num: 0 };

/** Encodes a message and frames it. */
export function toPacket(told: Told): Packet {
  if (told[0] === 'heartbeat') return packetOf(told, frameOf(TEXT, Buffer.from(`42${JSON.stringify(told)}`)));
  const [name, message, attachment] = told;
  const text = frameOf(TEXT, Buffer.from(`451-${JSON.stringify([name, message, PLACEHOLDER])}`));
  const bytes = Buffer.concat([text, frameOf(BINARY, attachment)]);
  // The same bytes serve both ways and are held once.
  return packetOf([name, message, bytes.subarray(bytes.length - attachment.length)], bytes);
}

function packetOf(told: Told, bytes: Buffer): Packet {
  return { told, bytes, options: { compress: false, wsPreEncodedFrame: [bytes] } };
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

/** How packets are written to one connection. */
export function createWriter(socket: Pick<Socket, 'conn' | 'emit'>): (packet: Packet) => void {
  const transport = socket.conn.transport as FramingTransport;
  const takesFrames = transport._canSendPreEncodedFrame?.({ options: { compress: false, wsPreEncodedFrame: [] } }) === true;
  return ({ told: [name, ...rest], options }) => {
    if (takesFrames) socket.conn.write('', options);
    else socket.emit(name, ...rest);
  };
}
