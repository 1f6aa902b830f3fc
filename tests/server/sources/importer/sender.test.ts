import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createTally, sendLines } from '../../../../server/sources/importer/sender.ts';

const LARGEST = 40;
let server: Server | null = null;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server that answers the n-th request as told; otherwise it takes every line, and refuses bodies above {@link LARGEST} characters. */
async function serve(special: (request: number, response: ServerResponse) => boolean): Promise<{ url: string; bodies: string[] }> {
  const bodies: string[] = [];
  let requests = 0;
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    requests += 1;
    if (special(requests, response)) return;
    if (body.length > LARGEST) return void response.writeHead(413).end('{"error":{"code":"too_large","message":"body"}}');
    bodies.push(body);
    const rejected = body.split('\n').flatMap((line, index) => (line === 'bad' ? [{ index, code: 'c', field: 'f', reason: 'r' }] : []));
    response.end(JSON.stringify({ accepted: body.split('\n').length - rejected.length, duplicates: 0, rejected, seq: 1 }));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
}

describe('sending events', () => {
  it('waits as long as a busy server asks for, and tries again when a connection breaks', async () => {
    const { url, bodies } = await serve((request, response) => {
      if (request === 1) response.writeHead(503, { 'retry-after': '0.01' }).end();
      if (request === 2) response.writeHead(429, { 'retry-after': '0.01' }).end();
      if (request === 3) response.destroy();
      return request <= 3;
    });
    const tally = createTally();
    await sendLines(url, ['one', 'two'], 1, tally);
    expect(bodies).toEqual(['one\ntwo']);
    expect(tally).toMatchObject({ rows: 2, accepted: 2, rejected: 0 });
  });

  it('says once why nothing is taken, such as a full disk, and goes on when it is', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => said.mockRestore());
    const full = JSON.stringify({ error: { code: 'disk_full', message: 'the disk of the data folder is full; nothing was stored' } });
    const { url } = await serve((request, response) => {
      if (request === 1) response.writeHead(429, { 'retry-after': '0.01' }).end('{"error":{"message":"busy"}}');
      else if (request <= 4) response.writeHead(503, { 'retry-after': '0.01' }).end(full);
      return request <= 4;
    });
    const tally = createTally();
    await sendLines(url, ['one'], 1, tally);
    expect(tally.accepted).toBe(1);
    expect(said.mock.calls).toEqual([[expect.stringMatching(/asked again: the disk of the data folder is full; nothing was stored$/)]]);
  });

  it('sends in parts what is too large at once, in order, and rejects a line that is too large alone', async () => {
    const { url, bodies } = await serve(() => false);
    const tally = createTally();
    const lines = ['a'.repeat(15), 'b'.repeat(15), 'bad', 'x'.repeat(41), 'c'.repeat(15)];
    await sendLines(url, lines, 101, tally);
    expect(bodies.join('\n').split('\n')).toEqual(lines.filter((line) => line.length <= LARGEST));
    expect(tally).toMatchObject({ rows: 5, accepted: 3, rejected: 2 });
    expect(tally.rejections.map(({ row, code }) => [row, code])).toEqual([
      [103, 'c'],
      [104, 'too_large'],
    ]);
  });

  it("gives up with the server's own words when it refuses", async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(415).end('content-type: no');
      return true;
    });
    await expect(sendLines(url, ['one'], 1, createTally())).rejects.toThrow('the server refused the events (415): content-type: no');
  });
});
