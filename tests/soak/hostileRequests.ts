/** Requests that lie about themselves. */
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

const MIB = 1024 * 1024;
const DEEP = 100_000;

export interface Hostile {
  readonly name: string;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  /** What it may be answered with; with 200 nothing of it may be accepted. */
  readonly statuses: readonly number[];
}

const json = { 'content-type': 'application/json' };
const lines = { 'content-type': 'application/x-ndjson' };

export function hostileRequests(): Hostile[] {
  const zeros = Buffer.alloc(200 * MIB, 0x20);
  const text = (body: string) => Buffer.from(body);
  const good = text('{"specversion":"1.0","source":"hostile","id":"1","type":"x"}');
  return [
    { name: 'gzip bomb', body: gzipSync(zeros), headers: { ...json, 'content-encoding': 'gzip' }, statuses: [413] },
    {
      name: 'gzip bomb of lines',
      body: gzipSync(Buffer.alloc(200 * MIB, '{}\n')),
      headers: { ...lines, 'content-encoding': 'gzip' },
      statuses: [413],
    },
    { name: 'deflate bomb', body: deflateSync(zeros), headers: { ...json, 'content-encoding': 'deflate' }, statuses: [413] },
    { name: 'brotli bomb', body: brotliCompressSync(zeros), headers: { ...json, 'content-encoding': 'br' }, statuses: [413] },
    { name: 'gzip cut short', body: gzipSync(good).subarray(0, 30), headers: { ...json, 'content-encoding': 'gzip' }, statuses: [400] },
    { name: 'gzip that is none', body: good, headers: { ...json, 'content-encoding': 'gzip' }, statuses: [400] },
    { name: 'gzip in gzip', body: gzipSync(gzipSync(good)), headers: { ...json, 'content-encoding': 'gzip' }, statuses: [400] },
    { name: 'unknown encoding', body: good, headers: { ...json, 'content-encoding': 'zstd-2' }, statuses: [415] },
    { name: '17 MiB', body: Buffer.alloc(17 * MIB, 0x20), headers: json, statuses: [413] },
    { name: '200,000 lines', body: text('{}\n'.repeat(200_000)), headers: lines, statuses: [413] },
    { name: 'deep array', body: text('['.repeat(DEEP) + ']'.repeat(DEEP)), headers: json, statuses: [200, 400, 413] },
    { name: 'deep object', body: text(`${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`), headers: json, statuses: [200, 400, 413] },
    { name: 'half a UTF-8 character', body: Buffer.concat([good, Buffer.of(0xc3)]), headers: json, statuses: [400] },
    { name: 'UTF-16', body: Buffer.from('\ufeff{}', 'utf16le'), headers: json, statuses: [400] },
    { name: 'nothing', body: text(''), headers: json, statuses: [400] },
    { name: 'another charset', body: good, headers: { 'content-type': 'application/json; charset=latin1' }, statuses: [415] },
    { name: 'a form', body: good, headers: { 'content-type': 'multipart/form-data; boundary=x' }, statuses: [415] },
  ];
}

/** Sends one; answers with its status and how many events were accepted. */
export async function sendHostile(
  url: string,
  { body, headers }: Hostile,
): Promise<{ readonly status: number; readonly accepted: number }> {
  const response = await fetch(`${url}/v1/events`, { method: 'POST', headers, body: Buffer.from(body) });
  const answer = (await response.json()) as { accepted?: number };
  return { status: response.status, accepted: answer.accepted ?? 0 };
}

/** Requests whose length is not what they say, over a bare connection; answers with all the statuses that came back. */
export async function sendWithLength(url: string, body: string, length: number): Promise<string[]> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = '';
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  socket.write(`POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`);
  const statuses = () => Array.from(received.matchAll(/^HTTP\/1\.1 (\d+)/gm), ([, status]) => status ?? '');
  // What is longer than it was sent is not answered; what is whole is, and by nothing more.
  while (length <= body.length && statuses().length === 0 && !socket.destroyed) await wait(10);
  await wait(200);
  socket.destroy();
  return statuses();
}
