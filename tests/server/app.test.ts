/** The whole server as outside programs meet it: events in, questions out, the demonstration that gives way, refusals. */
import { existsSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type App, createApp } from '../../server/app.ts';
import type { Catalog } from '../../src/protocol/catalog.ts';
import type { QueryAnswer } from '../../src/protocol/query.ts';
import { newDataDir, type ServerProcess, startServer } from './child.ts';

const order = (id: string, amount: string, extra: Record<string, unknown> = {}) => ({
  specversion: '1.0',
  id,
  source: 'shop',
  type: 'io.orrery.order.completed',
  subject: `c-${id}`,
  time: '2026-02-03T10:00:00Z',
  data: { country: 'BR', amount, ...extra },
});

describe('a server', () => {
  let app: App;
  beforeAll(async () => {
    app = await createApp({ dataDir: newDataDir(), host: '127.0.0.1', port: 0, demo: 'none', web: false });
  });
  afterAll(() => app.close());

  const post = (path: string, body: string, contentType: string) =>
    fetch(app.url + path, { method: 'POST', headers: { 'content-type': contentType }, body });
  const events = async (body: unknown, contentType = 'application/json') =>
    (await post('/v1/events', typeof body === 'string' ? body : JSON.stringify(body), contentType)).json();
  const ask = async (query: unknown) => (await post('/v1/query', JSON.stringify(query), 'application/json')).json();

  it('answers an empty world with zeros and nulls', async () => {
    const answer = (await ask({ metrics: ['events', 'revenue', 'aov', 'nps'] })) as QueryAnswer;
    expect(answer.columns.map((column) => column.name)).toEqual(['events', 'revenue', 'aov', 'nps', 'nps.n', 'nps.low', 'nps.high']);
    expect(answer.rows).toEqual([[0, 0, null, null, 0, null, null]]);
  });

  it('takes one event, an array, lines, structured and batch mode, and binary mode', async () => {
    expect(await events(order('f1', '1.10'))).toMatchObject({ accepted: 1, duplicates: 0, rejected: [] });
    expect(await events([order('f2', '2.20'), order('f3', '3.30')])).toMatchObject({ accepted: 2 });
    const lines = [order('f4', '4.40'), order('f5', '5.50')].map((event) => JSON.stringify(event)).join('\n');
    expect(await events(lines, 'application/x-ndjson')).toMatchObject({ accepted: 2 });
    expect(await events(order('f6', '6.60'), 'application/cloudevents+json')).toMatchObject({ accepted: 1 });
    expect(await events([order('f7', '7.70')], 'application/cloudevents-batch+json; charset=utf-8')).toMatchObject({ accepted: 1 });
    const { specversion, id, source, type, subject, time, data } = order('f8', '8.80');
    const binary = await fetch(`${app.url}/v1/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'ce-specversion': specversion,
        'ce-id': id,
        'ce-source': source,
        'ce-type': type,
        'ce-subject': subject,
        'ce-time': time,
      },
      body: JSON.stringify(data),
    });
    expect(await binary.json()).toMatchObject({ accepted: 1 });
    const answer = (await ask({ metrics: ['revenue', 'orders', 'customers'], groupBy: ['country'] })) as QueryAnswer;
    expect(answer.rows).toEqual([['BR', 39.6, 8, 8]]);
    expect(answer.labels.country).toEqual({ BR: 'Brazil' });
  });

  it('counts a repeat as duplicate, rejects the same id with another payload, and keeps the neighbours of a bad item', async () => {
    const first = order('d1', '10');
    expect(await events([first, first])).toMatchObject({ accepted: 1, duplicates: 1 });
    const result = await events([first, order('d1', '11'), order('d2', 'much'), order('d3', '1')]);
    expect(result).toMatchObject({ accepted: 1, duplicates: 1 });
    expect(result.rejected.map(({ index, field }: { index: number; field: string }) => [index, field])).toEqual([
      [1, 'id'],
      [2, 'data.amount'],
    ]);
    const kept = (await (await fetch(`${app.url}/v1/rejected?limit=10`)).json()) as { rejected: { payload: string; reason: string }[] };
    expect(kept.rejected.some(({ payload }) => payload.includes('much'))).toBe(true);
  });

  it('sees every event acknowledged before the question', async () => {
    for (let round = 0; round < 20; round++) {
      await events(order(`seen-${round}`, '1', { category: 'seen' }));
      const answer = (await ask({ metrics: ['orders'], where: { category: ['seen'] } })) as QueryAnswer;
      expect(answer.rows).toEqual([[round + 1]]);
    }
  });

  it.each([
    ['/v1/events', '{"oops', 'application/json', 400],
    ['/v1/events', '<a/>', 'application/xml', 415],
    ['/v1/query', '{"metrics":[]}', 'application/json', 400],
    ['/v1/query', '{"metrics":["sales"]}', 'application/json', 400],
    ['/v1/query', '{"metrics":["revenue"],"asOf":{"epoch":"other","seq":1}}', 'application/json', 409],
    ['/v1/query', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'application/json', 400],
    ['/v1/nothing', '{}', 'application/json', 404],
    ['/%ff', '{}', 'application/json', 400],
  ])('refuses %s %s with a message', async (path, body, contentType, status) => {
    const response = await post(path, body, contentType);
    expect(response.status).toBe(status);
    const { error } = (await response.json()) as { error: { code: string; message: string } };
    expect(error.code).not.toBe('');
    expect(error.message.length).toBeGreaterThan(10);
  });

  it.each([
    [
      'another charset than UTF-8',
      Buffer.from('{"metrics":["events"]}'),
      { 'content-type': 'application/json; charset=latin1' },
      415,
      /^content-type: charset latin1/,
    ],
    ['bytes that are not UTF-8', Buffer.from('{"where":{"city":["Caf\xe9"]}}', 'latin1'), {}, 400, /^body: is not UTF-8/],
    ['plain text', Buffer.from('{"metrics":["events"]}'), { 'content-type': 'text/plain' }, 415, /^content-type: /],
    ['compressed JSON', gzipSync('{"metrics":["events"]}'), { 'content-encoding': 'gzip' }, 415, /^content-encoding: gzip/],
    ['half a text', Buffer.from('{"metrics":["ev'), {}, 400, /^body: is not JSON \(/],
    [
      'a name that every object has',
      Buffer.from('{"metrics":["events"],"where":{"__proto__":["x"]}}'),
      {},
      400,
      /^body: holds the name __proto__/,
    ],
    [
      'a filter twice',
      Buffer.from('{"metrics":["events"],"where":{"country":["BR"],"country":["DE"]}}'),
      {},
      400,
      /^where\.country: is said twice/,
    ],
    ['nothing', Buffer.alloc(0), {}, 400, /^query: /],
  ])('refuses a question in %s, and says why', async (_, body, headers, status, message) => {
    const response = await fetch(`${app.url}/v1/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const { error } = (await response.json()) as { error: { message: string } };
    expect([response.status, error.message]).toEqual([status, expect.stringMatching(message)]);
  });

  it.each([
    ['application/vnd.apache.parquet', 'application/vnd.apache.parquet'],
    ['application/json, application/vnd.apache.parquet; q=0', 'application/json; charset=utf-8'],
  ])('answers who accepts %s with %s', async (accept, type) => {
    const headers = { 'content-type': 'application/json', accept };
    const response = await fetch(`${app.url}/v1/query`, { method: 'POST', headers, body: '{"metrics":["events"]}' });
    expect(response.headers.get('content-type')).toBe(type);
  });

  it('keeps no note whose letters it cannot read, and says how large one may be', async () => {
    const note = (text: string) => `{"text":"${text}","author":"Ana","time":"2026-02-03T10:00:00Z"}`;
    const send = (body: Buffer) =>
      fetch(`${app.url}/v1/notes`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: new Uint8Array(body) });
    expect((await send(Buffer.from(note('Café'), 'latin1'))).status).toBe(400);
    expect(await (await fetch(`${app.url}/v1/notes`)).json()).toMatchObject({ notes: [] });
    const large = await send(Buffer.from(note('x'.repeat(70_000))));
    expect([large.status, await large.json()]).toEqual([
      413,
      { error: expect.objectContaining({ message: expect.stringContaining(' 64 KiB') }) },
    ]);
    const { id } = (await (await send(Buffer.from(note('Café')))).json()) as { id: string };
    const gone = await fetch(`${app.url}/v1/notes/${id}`, { method: 'DELETE', headers: { 'content-type': 'application/json' } });
    expect(gone.status).toBe(204);
  });

  it.each([
    [
      'an address too long',
      `GET /v1/verbatims?where=${'x'.repeat(17_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
      431,
      /^headers: larger than 16 KiB/,
    ],
    ['what is no request', 'hello\r\n\r\n', 400, /^request: is not well-formed HTTP/],
  ])('refuses %s as it refuses all else', async (_, text, status, message) => {
    const { hostname, port } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    socket.write(text);
    let answer = '';
    for await (const part of socket) answer += part;
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toContain(`HTTP/1.1 ${status}`);
    expect(JSON.parse(body)).toEqual({ error: { code: expect.any(String), message: expect.stringMatching(message) } });
  });

  it.each(['h2c', 'websocket'])('answers a program that offers %s where none is taken, as if it had not', async (upgrade) => {
    const headers = {
      connection: 'Upgrade, HTTP2-Settings',
      upgrade,
      'http2-settings': 'AAMAAABkAAQ',
      'content-type': 'application/x-ndjson',
    };
    const lines = Array.from({ length: 3000 }, (_, at) => JSON.stringify(order(`${upgrade}-${at}`, '1', { category: upgrade })));
    const answer = await new Promise<string>((resolve, reject) => {
      const sent = request(`${app.url}/v1/events`, { method: 'POST', headers }, async (response) => {
        let text = '';
        for await (const part of response) text += part;
        resolve(text);
      }).on('error', reject);
      sent.write(`${lines.slice(0, 10).join('\n')}\n`);
      setTimeout(() => sent.end(lines.slice(10).join('\n')), 50);
    });
    expect(JSON.parse(answer)).toMatchObject({ accepted: 3000, rejected: [] });
  });

  it.each([
    ['evil.example', 403],
    ['LocalHost', 200],
  ])('answers a request for the name %s with %i: only this machine, in any letters', async (host, expected) => {
    const status = await new Promise<number>((resolve, reject) => {
      const { hostname, port } = new URL(app.url);
      request({ hostname, port, path: '/health', headers: { host } }, (response) => resolve(response.statusCode ?? 0))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(expected);
  });

  it('lets no page of another site change anything, not even without a body', async () => {
    const lines = (id: string) => `${app.url}/v1/events?import=nightly&name=${id}`;
    const headers = { 'content-type': 'application/json' };
    await fetch(lines('one'), { method: 'POST', headers, body: JSON.stringify(order('withdrawable', '3.00')) });
    const withdraw = (origin?: string, more: Readonly<Record<string, string>> = {}) =>
      fetch(`${app.url}/v1/imports/nightly/withdraw`, { method: 'POST', headers: origin === undefined ? {} : { origin, ...more } });
    const kept = async () => (await (await fetch(`${app.url}/v1/imports`)).json()) as { imports: readonly { withdrawn: boolean }[] };
    for (const origin of ['https://elsewhere.example', 'http://localhost:1', 'null']) {
      const refused = await withdraw(origin);
      expect([refused.status, await refused.json()]).toMatchObject([403, { error: { code: 'origin' } }]);
    }
    expect((await kept()).imports).toMatchObject([{ withdrawn: false }]);
    expect((await withdraw('null', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await withdraw('null', { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await withdraw(app.url)).status).toBe(200);
    expect((await withdraw()).status).toBe(200);
    expect((await kept()).imports).toMatchObject([{ withdrawn: true }]);
  });

  it('lets no browser keep an answer, or take it for something else', async () => {
    for (const path of ['/v1/verbatims', '/v1/rejected', '/v1/notes', '/v1/nothing', '/v1/%zz', '/health']) {
      const { headers } = await fetch(app.url + path);
      expect([path, headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([path, 'no-store', 'nosniff']);
    }
  });

  it('tells its health, its figures, its catalog and its description', async () => {
    expect(await (await fetch(`${app.url}/health`)).json()).toMatchObject({ status: 'ok', demo: null });
    expect(await (await fetch(`${app.url}/metrics`)).text()).toMatch(/^orrery_log_seq \d+$/m);
    const catalog = (await (await fetch(`${app.url}/v1/catalog`)).json()) as Catalog;
    expect(catalog.metrics.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['revenue', 'csat', 'nps', 'fcr', 'churn_rate', 'repeat_rate']),
    );
    expect(catalog.simulated).toBe(false);
    const openapi = (await (await fetch(`${app.url}/v1/openapi.json`)).json()) as { paths: Record<string, unknown> };
    expect(Object.keys(openapi.paths)).toEqual(
      expect.arrayContaining(['/v1/events', '/v1/query', '/v1/catalog', '/v1/rejected', '/health', '/metrics']),
    );
  });
});

it('keeps what customers did in a folder that nobody else may look into, and leaves one that is there as it is', async () => {
  const outer = newDataDir();
  const dataDir = join(outer, 'own', 'data');
  const before = statSync(outer).mode;
  for (const dir of [dataDir, outer]) {
    const app = await createApp({ dataDir: dir, host: '127.0.0.1', port: 0, demo: 'none', web: false });
    await app.close();
  }
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  expect(statSync(outer).mode).toBe(before);
  rmSync(outer, { recursive: true, force: true });
});

describe('where it may listen', () => {
  it('is this machine alone', async () => {
    await expect(createApp({ dataDir: newDataDir(), host: '0.0.0.0', port: 0, demo: 'none', web: false })).rejects.toThrow(
      /--host 0\.0\.0\.0/,
    );
  });

  it('is no port that another program has: which, and what to do, is said', async () => {
    const [one, other] = [newDataDir(), newDataDir()];
    const options = { host: '127.0.0.1', demo: 'none', web: false } as const;
    const app = await createApp({ ...options, dataDir: one, port: 0 });
    onTestFinished(async () => {
      await app.close();
      for (const dir of [one, other]) rmSync(dir, { recursive: true, force: true });
    });
    const port = Number(new URL(app.url).port);
    await expect(createApp({ ...options, dataDir: other, port })).rejects.toThrow(`--port ${port}: another program listens there`);
  });
});

describe.skipIf(!existsSync('/dev/full'))('a full disk', () => {
  it('is told to a presenter as what it is: a reason to come again, not a fault of the server', async () => {
    const dataDir = newDataDir();
    const app = await createApp({ dataDir, host: '127.0.0.1', port: 0, demo: 'none', web: false });
    onTestFinished(async () => {
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
    });
    symlinkSync('/dev/full', join(dataDir, 'rooms.json.next'));
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${app.url}/v1/rooms/lobby`, { method: 'POST', headers, body: '{"kind":"why","on":true}' });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '10']);
    expect(await response.json()).toMatchObject({ error: { code: 'disk', message: expect.stringContaining('full or read-only') } });
  });
});

describe('the demonstration', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer({ demo: 'simulator' });
  });
  afterAll(() => server.dispose());

  it('shows the simulated company, labelled, until the first real event is accepted', async () => {
    const catalog = async () => (await (await fetch(`${server.url}/v1/catalog`)).json()) as Catalog;
    const before = await catalog();
    expect(before.simulated).toBe(true);
    expect(Number((await server.query({ metrics: ['revenue'] })).rows[0]?.[0])).toBeGreaterThan(0);

    await server.post('/v1/events', { ...order('bad', 'much') });
    expect((await catalog()).simulated).toBe(true);

    await server.post('/v1/events', order('real-1', '12.34'));
    const after = await catalog();
    expect(after.simulated).toBe(false);
    expect(after.epoch).not.toBe(before.epoch);
    expect((await server.query({ metrics: ['revenue', 'events'] })).rows).toEqual([[12.34, 1]]);
  });

  it('stays away after a restart, and the real event stays', async () => {
    await server.kill();
    const again = await startServer({ dataDir: server.dataDir, demo: 'simulator' });
    try {
      expect((await again.query({ metrics: ['revenue', 'events'] })).rows).toEqual([[12.34, 1]]);
    } finally {
      await again.kill();
    }
  });
});
