import { MessageChannel } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openLog } from '../../../server/log/openLog.ts';
import { type EventLog, RequestError } from '../../../server/parts.ts';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import { registerEventRoutes } from '../../../server/sources/eventsRoute.ts';
import { makeRunFolder, sent } from '../log/logFixture.ts';

let server: FastifyInstance;
let log: EventLog;

beforeAll(async () => {
  log = await openLog({ dir: makeRunFolder(), settings: DEFAULT_SETTINGS, enginePort: new MessageChannel().port1 });
  server = Fastify({ bodyLimit: 16 * 1024 * 1024 });
  server.setErrorHandler((error: RequestError, _request, reply) => {
    if (error.retryAfterS) reply.header('retry-after', String(error.retryAfterS));
    return reply.code(error.status ?? 500).send({ error: { code: error.code, message: error.message } });
  });
  registerEventRoutes(server, log);
});

afterAll(async () => {
  await server.close();
  await log.close();
});

interface Posted {
  readonly status: number;
  readonly json: Record<string, unknown>;
}

async function post(payload: string | Buffer, type: string | null, headers: Record<string, string> = {}): Promise<Posted> {
  const contentType: Record<string, string> = type === null ? {} : { 'content-type': type };
  const reply = await server.inject({ method: 'POST', url: '/v1/events', headers: { ...contentType, ...headers }, payload });
  return { status: reply.statusCode, json: reply.json() };
}

const one = (id: string) => JSON.stringify(sent(id));

describe('POST /v1/events', () => {
  it.each([
    ['one event', one('a1'), 'application/json', 1],
    ['an array', `[${one('b1')},${one('b2')}]`, 'application/json; charset=utf-8', 2],
    ['lines', `${one('c1')}\n\n${one('c2')}\n`, 'application/x-ndjson', 2],
    ['a structured CloudEvent', one('d1'), 'application/cloudevents+json; charset=UTF-8', 1],
    ['a batch of CloudEvents', `[${one('e1')},${one('e2')}]`, 'application/cloudevents-batch+json', 2],
  ])('takes %s', async (_, body, type, accepted) => {
    const { status, json } = await post(body, type);
    expect([status, json.accepted, json.duplicates, json.rejected]).toEqual([200, accepted, 0, []]);
    expect(json.seq).toBe(log.state().seq);
    expect(await post(body, type)).toMatchObject({ status: 200, json: { accepted: 0, duplicates: accepted } });
  });

  it('takes a CloudEvent in binary mode, the same as its structured form', async () => {
    const headers = {
      'ce-specversion': '1.0',
      'ce-id': 'f1',
      'ce-source': 'shop',
      'ce-type': 'io.orrery.order.completed',
      'ce-subject': 'Z%C3%BCrich%20%E2%82%AC',
      'ce-time': '2024-05-01T09:30:00Z',
    };
    const { status, json } = await post('{"amount":"5"}', 'application/json', headers);
    expect([status, json.accepted]).toEqual([200, 1]);
    const structured = sent('f1', { amount: '5' }, { subject: 'Zürich €' });
    expect((await post(JSON.stringify(structured), 'application/cloudevents+json')).json).toMatchObject({
      accepted: 0,
      duplicates: 1,
      rejected: [],
    });
  });

  it('refuses what is not JSON in binary mode', async () => {
    const headers = { 'ce-specversion': '1.0', 'ce-id': 'f2', 'ce-source': 'shop', 'ce-type': 't' };
    expect((await post('{} , "id": "x"', 'application/json', headers)).json).toMatchObject({ error: { code: 'invalid_json' } });
    expect((await post('<a/>', 'application/xml', headers)).status).not.toBe(200);
  });

  it('takes a compressed body', async () => {
    expect((await post(gzipSync(one('g1')), 'application/json', { 'content-encoding': 'gzip' })).json).toMatchObject({ accepted: 1 });
  });

  it('names every bad item and keeps its neighbours', async () => {
    const bad = JSON.stringify(sent('h2', { amount: 'x' }));
    const { status, json } = await post(`${one('h1')}\n${bad}\n{\n${one('h3')}`, 'application/x-ndjson');
    expect(status).toBe(200);
    expect(json).toMatchObject({
      accepted: 2,
      rejected: [
        { index: 1, code: 'invalid_number', field: 'data.amount', reason: expect.stringContaining('data.amount') },
        { index: 2, code: 'invalid_json', field: '' },
      ],
    });
  });

  it.each([
    ['half an object', '{"a":', 'application/json', {}, 400, 'invalid_json'],
    ['nothing', '', 'application/json', {}, 400, 'invalid_json'],
    ['no UTF-8', Buffer.of(0x22, 0xff, 0x22), 'application/json', {}, 400, 'invalid_utf8'],
    ['XML', '<a/>', 'application/xml', {}, 415, 'content_type'],
    ['a form', 'a=1', 'application/x-www-form-urlencoded', {}, 415, 'content_type'],
    ['text', '{}', 'text/plain', {}, 415, 'content_type'],
    ['another charset', '{}', 'application/json; charset=latin1', {}, 415, 'content_type'],
    ['no content type', '{}', null, {}, 415, 'content_type'],
    ['an unknown encoding', '{}', 'application/json', { 'content-encoding': 'zstd' }, 415, 'content_encoding'],
    ['a broken encoding', '{}', 'application/json', { 'content-encoding': 'gzip' }, 400, 'unreadable_body'],
    ['more than 16 MiB', ' '.repeat(16 * 1024 * 1024 + 1), 'application/json', {}, 413, 'too_large'],
    ['a bomb', gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x20)), 'application/json', { 'content-encoding': 'gzip' }, 413, 'too_large'],
  ])('refuses %s', async (_, body, type, headers, status, code) => {
    const before = log.state().seq;
    const refused = await post(body, type, headers);
    expect(refused).toMatchObject({ status, json: { error: { code, message: expect.any(String) } } });
    expect(log.state().seq).toBe(before);
  });

  it('asks to come again when too much waits for the disk, and then takes it', async () => {
    const large = `${' '.repeat(15 * 1024 * 1024)}5`;
    const replies = await Promise.all(
      Array.from({ length: 10 }, () =>
        server.inject({ method: 'POST', url: '/v1/events', headers: { 'content-type': 'application/json' }, payload: large }),
      ),
    );
    const busy = replies.filter((reply) => reply.statusCode === 429);
    expect(busy.length).toBeGreaterThan(0);
    expect(busy.length).toBeLessThan(10);
    expect(busy[0]?.headers['retry-after']).toBe('1');
    expect((await post(one('i1'), 'application/json')).status).toBe(200);
  });
});

describe('GET /v1/rejected', () => {
  it('lists the newest first, in pages', async () => {
    await post('7\n8\n9', 'application/x-ndjson');
    const list = async (query: string) =>
      (await server.inject(`/v1/rejected${query}`)).json().rejected as { number: number; payload: string }[];
    const newest = await list('?limit=2');
    expect(newest.map(({ payload }) => payload)).toEqual(['9', '8']);
    expect((await list(`?limit=1&before=${newest[1]?.number}`)).map(({ payload }) => payload)).toEqual(['7']);
  });

  it.each(['?limit=0', '?limit=x', '?limit=1001', '?before=-1', '?before=1.5'])('refuses %s', async (query) => {
    const reply = await server.inject(`/v1/rejected${query}`);
    expect([reply.statusCode, reply.json().error.code]).toEqual([400, 'invalid_parameter']);
  });
});

describe('the log behind it', () => {
  it('refuses a second opener from another thread', async () => {
    const dir = makeRunFolder();
    const first = await openLog({ dir, settings: DEFAULT_SETTINGS, enginePort: new MessageChannel().port1 });
    await expect(openLog({ dir, settings: DEFAULT_SETTINGS, enginePort: new MessageChannel().port1 })).rejects.toThrow(
      /another process has it open/,
    );
    await first.close();
    const again = await openLog({ dir, settings: DEFAULT_SETTINGS, enginePort: new MessageChannel().port1 });
    expect(again.epoch).toBe(first.epoch);
    await again.close();
  });

  it('answers what was asked before it was closed, and refuses afterwards', async () => {
    const other = await openLog({ dir: makeRunFolder(), settings: DEFAULT_SETTINGS, enginePort: new MessageChannel().port1 });
    const asked = Array.from({ length: 20 }, (_, at) => other.append(new TextEncoder().encode(one(String(at))), 'json'));
    await other.close();
    expect((await Promise.all(asked)).map((result) => result.accepted)).toEqual(Array(20).fill(1));
    await expect(other.append(new Uint8Array(0), 'json')).rejects.toBeInstanceOf(RequestError);
  });

  it('counts an event once when two connections send it at the same time', async () => {
    const onFailure = vi.fn();
    const other = await openLog({ dir: makeRunFolder(), settings: DEFAULT_SETTINGS, enginePort: new MessageChannel().port1, onFailure });
    const body = () => new TextEncoder().encode(`[${one('x')},${one('y')}]`);
    const results = await Promise.all(Array.from({ length: 10 }, () => other.append(body(), 'json')));
    expect(results.reduce((sum, result) => sum + result.accepted, 0)).toBe(2);
    expect(results.reduce((sum, result) => sum + result.duplicates, 0)).toBe(18);
    await other.close();
    expect(onFailure).not.toHaveBeenCalled();
  });
});
