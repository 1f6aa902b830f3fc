/** The receiving end of the broadcast bench, a process of its own: connections that speak just enough to be sent to, and count what comes. */
import { connect, type Socket } from 'node:net';
import type { Kind } from './broadcastServer.ts';

export type ClientsOrder =
  | { readonly ask: 'connect'; readonly kind: Kind; readonly port: number; readonly count: number }
  | { readonly ask: 'expect'; readonly messages: number }
  | { readonly ask: 'close' };
export type ClientsReport = { readonly told: 'connected' } | { readonly told: 'arrived'; readonly heartbeats: number };

/** A server's ping is answered before it is sent, and not while the server is measured. */
const PONG_EVERY_MS = 3000;
/** A broadcast frame is longer than any text. */
const LEAST_BYTES = 900;
/** A heartbeat is longer than a ping, and shorter than the text that goes before a delta's frame. */
const HEARTBEAT_BYTES = [40, 75] as const;
const AT_ONCE = 200;

const sockets = new Set<Socket>();
let [arrived, heartbeats] = [0, 0];
let onArrival: (() => void) | null = null;
const pongs = setInterval(pong, PONG_EVERY_MS);

process.on('message', async (order: ClientsOrder) => {
  if (order.ask === 'connect') {
    for (let first = 0; first < order.count; first += AT_ONCE) {
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, order.count - first) }, () => open(order.kind, order.port)));
    }
    process.send?.({ told: 'connected' } satisfies ClientsReport);
  } else if (order.ask === 'expect') {
    pong();
    [arrived, heartbeats] = [0, 0];
    onArrival = () => {
      if (arrived < order.messages) return;
      onArrival = null;
      process.send?.({ told: 'arrived', heartbeats } satisfies ClientsReport);
    };
  } else {
    clearInterval(pongs);
    for (const socket of sockets) socket.destroy();
    process.exit(0);
  }
});

function pong(): void {
  if (!onArrival) for (const socket of sockets) socket.write(masked('3'));
}

function open(kind: Kind, port: number): Promise<void> {
  const path = kind === 'ws' ? '/' : '/socket.io/?EIO=4&transport=websocket';
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
  );
  return new Promise((resolve, reject) => {
    const steps = stepsOf(kind);
    let heard = '';
    socket.on('error', reject);
    socket.on('close', () => {
      throw new Error('broadcast bench: the server closed a connection');
    });
    const settle = (chunk: Buffer): void => {
      heard += chunk.toString('latin1');
      for (let step = steps[0]; step && heard.includes(step.until); step = steps[0]) {
        steps.shift();
        if (step.say) socket.write(masked(step.say));
      }
      if (steps.length > 0) return;
      socket.off('data', settle);
      socket.on('data', createCounter());
      if (kind !== 'ws') sockets.add(socket);
      resolve();
    };
    socket.on('data', settle);
  });
}

/** What is waited for, and what is said then. */
function stepsOf(kind: Kind): { until: string; say?: string }[] {
  if (kind === 'ws') return [{ until: '\r\n\r\n' }];
  const hello = [{ until: '0{', say: '40' }];
  if (kind === 'stock') return [...hello, { until: '40{' }];
  return [...hello, { until: '["hello"', say: '42["subscribe",{"id":1,"query":{"metrics":["events"]}}]' }, { until: '["snapshot"' }];
}

/** Counts frames by their headers; what a header does not need is not looked at. */
function createCounter(): (chunk: Buffer) => void {
  let toSkip = 0;
  let rest: Buffer | null = null;
  return (chunk) => {
    let bytes = rest ? Buffer.concat([rest, chunk]) : chunk;
    rest = null;
    for (;;) {
      const skipped = Math.min(toSkip, bytes.length);
      toSkip -= skipped;
      bytes = bytes.subarray(skipped);
      if (bytes.length === 0) return;
      const short = (bytes[1] ?? 0) & 0x7f;
      const header = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (bytes.length < header) {
        rest = bytes;
        return;
      }
      const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
      toSkip = header + length;
      if (length >= HEARTBEAT_BYTES[0] && length <= HEARTBEAT_BYTES[1]) heartbeats++;
      if (length < LEAST_BYTES) continue;
      arrived++;
      onArrival?.();
    }
  };
}

/** A short text as a client must send it: masked, here by zeros. */
function masked(text: string): Buffer {
  const payload = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}
