/** Packets framed by the hub against what Socket.IO itself puts on the wire. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket as Wire } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWriter, type Packet, toPacket } from '../../../server/hub/packet.ts';

const DELTA = { view: 'k3x9aq.1', prev: 1, version: 2, seq: 3 };
const LENGTHS = [0, 1, 125, 126, 1000, 65_535, 65_536, 300_000];

const deltaOf = (length: number): Packet => toPacket(['delta', DELTA, Uint8Array.from({ length }, (_, at) => at * 7)]);

describe('a packet', () => {
  const server = createServer();
  const hub = new Server(server, { transports: ['websocket'], perMessageDeflate: false });
  let client: ReturnType<typeof io>;
  let socket: Socket;
  /** What the server wrote to the client's connection, one entry a write. */
  let written: Buffer[] = [];

  beforeEach(async () => {
    if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const connected = once(hub, 'connection');
    client = io(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { transports: ['websocket'], forceNew: true });
    socket = (await connected)[0] as Socket;
    if (!client.connected) await new Promise<void>((resolve) => client.once('connect', resolve));
    record(socket.request.socket);
  });
  afterEach(() => void client.disconnect());

  function record(wire: Wire): void {
    const write = wire.write.bind(wire) as (...args: unknown[]) => boolean;
    written = [];
    wire.write = (...args: unknown[]) => {
      written.push(Buffer.from(args[0] as Uint8Array));
      return write(...args);
    };
  }

  /** What the client gets, and the bytes that went over the wire for it. */
  async function sent(name: string, act: () => void) {
    written = [];
    const got = new Promise<unknown[]>((resolve) => client.once(name, (...args: unknown[]) => resolve(args)));
    act();
    return { got: await got, writes: written.length, bytes: Buffer.concat(written) };
  }

  const emit = ({ told: [name, ...rest] }: Packet) => socket.emit(name, ...rest);

  it('is to the byte what Socket.IO sends, in one write', async () => {
    const write = createWriter(socket, socket.request.socket);
    for (const length of LENGTHS) {
      const packet = deltaOf(length);
      const stock = await sent('delta', () => emit(packet));
      const ours = await sent('delta', () => write(packet));
      expect(ours.writes).toBe(1);
      expect(ours.bytes.equals(stock.bytes), `${length} bytes`).toBe(true);
      expect(ours.got[0]).toEqual(DELTA);
      expect(Buffer.compare(ours.got[1] as Buffer, packet.told[2] as Uint8Array)).toBe(0);
    }
    const beat = toPacket(['heartbeat', { seq: 3, newestMs: null, nowMs: 5 }]);
    const stock = await sent('heartbeat', () => emit(beat));
    expect((await sent('heartbeat', () => write(beat))).bytes.equals(stock.bytes)).toBe(true);
  });

  it('goes behind what waits before it, and in its turn', async () => {
    const wire = socket.request.socket;
    const write = createWriter(socket, wire);
    const [got, expected]: [number[], number[]] = [[], []];
    client.on('delta', ({ version }: { version: number }) => got.push(version));
    client.on('text', (number: number) => got.push(number));
    const next = (): number => expected.push(expected.length) - 1;
    const send = () => write(toPacket(['delta', { ...DELTA, version: next() }, new Uint8Array(200_000)]));
    while (wire.writableLength === 0) send();
    for (let more = 0; more < 20; more++) {
      if (more % 3 === 0) socket.emit('text', next());
      send();
    }
    await expect.poll(() => got.length, { timeout: 20_000 }).toBe(expected.length);
    socket.emit('text', next());
    send();
    await expect.poll(() => got.length, { timeout: 20_000 }).toBe(expected.length);
    expect(got).toEqual(expected);
  });

  it('is not written to a connection that is closing', async () => {
    const write = createWriter(socket, socket.request.socket);
    socket.conn.close();
    written = [];
    write(deltaOf(10));
    expect(written).toEqual([]);
  });
});
