/** Imports over HTTP, on the real server: listed, withdrawn, restored, told to everybody, and still so after a crash. */
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppendCheck, ImportInfo, ImportsAnswer } from '../../../src/protocol/imports.ts';
import { newDataDir, type ServerProcess, startServer } from '../child.ts';
import { sent } from '../log/logFixture.ts';

let server: ServerProcess;
const dataDir = newDataDir();

beforeAll(async () => {
  server = await startServer({ dataDir });
});
afterAll(() => server.dispose());

const order = (id: string, amount: string) => sent(id, { amount, currency: 'USD', country: 'DE', city: 'Berlin', text: `said ${id}` });
const revenue = async () => (await server.query({ metrics: ['revenue'] })).rows[0]?.[0];
const imports = async () => ((await (await fetch(`${server.url}/v1/imports`)).json()) as ImportsAnswer).imports;
const change = async (id: string, verb: string) => {
  const response = await server.post(`/v1/imports/${id}/${verb}`, {});
  return { status: response.status, json: (await response.json()) as ImportInfo & { error?: { code: string; message: string } } };
};

describe('an import over HTTP', () => {
  it('is listed, withdrawn and restored; every read follows, and a crash changes nothing', async () => {
    await server.post('/v1/events', order('own', '1.00'));
    await server.post('/v1/events?import=i1&name=orders%20of%20May.csv', [order('a', '10.00'), order('b', '20.00')]);
    const [listed] = await imports();
    expect(listed).toMatchObject({ id: 'i1', name: 'orders of May.csv', events: 2, withdrawn: false, changed: null });
    expect(await revenue()).toBe(31);
    const before = await server.query({ metrics: ['revenue', 'customers'], groupBy: ['city'] });

    expect(await change('i1', 'withdraw')).toMatchObject({ status: 200, json: { id: 'i1', withdrawn: true } });
    await server.kill();
    server = await startServer({ dataDir });
    expect((await imports())[0]).toMatchObject({ id: 'i1', withdrawn: true });
    expect(await revenue()).toBe(1);
    const verbatims = (await (await fetch(`${server.url}/v1/verbatims`)).json()) as { verbatims: { text: string }[]; total: number };
    expect(verbatims.verbatims.map(({ text }) => text)).toEqual(['said own']);
    const freshness = (await (await fetch(`${server.url}/v1/freshness`)).json()) as { sources: { events: number }[] };
    expect(freshness.sources.map(({ events }) => events)).toEqual([1]);
    const then = await server.query({ metrics: ['revenue', 'customers'], groupBy: ['city'], asOf: before.asOf });
    expect(then).toEqual({ ...before, live: false });

    expect(await change('i1', 'restore')).toMatchObject({ status: 200, json: { withdrawn: false } });
    expect(await revenue()).toBe(31);
  });

  it('is told to everybody who is connected', async () => {
    const socket = io(server.url, { transports: ['websocket'] });
    await new Promise((resolve) => socket.once('hello', resolve));
    const told = new Promise((resolve) => socket.once('imports', () => resolve('told')));
    await server.post('/v1/events?import=i2', order('told', '1.00'));
    expect(await told).toBe('told');
    const again = new Promise((resolve) => socket.once('imports', () => resolve('told')));
    await change('i2', 'withdraw');
    expect(await again).toBe('told');
    socket.close();
  });

  it.each([
    ['/v1/imports/never/withdraw', 404, 'unknown_import', /^import: never /],
    ['/v1/imports/a%20b/withdraw', 400, 'invalid_parameter', /^import: /],
    ['/v1/events?import=_may', 400, 'invalid_parameter', /^import: .* a letter or digit first/],
    ['/v1/events?import=', 400, 'invalid_parameter', /^import: /],
    ['/v1/events?name=alone', 400, 'invalid_parameter', /^name: /],
    [`/v1/events?import=x&name=${'n'.repeat(201)}`, 400, 'invalid_parameter', /^name: /],
    ['/v1/events?dryRun=yes', 400, 'invalid_parameter', /^dryRun: /],
    ['/v1/events?dryrun=1', 400, 'invalid_parameter', /^dryrun: .*dryRun$/],
    ['/v1/events?token=x&dry_run=1', 400, 'invalid_parameter', /^dry_run: .*dryRun$/],
    ['/v1/events?import=i2', 409, 'import_withdrawn', /^import: i2 /],
    ['/v1/events?import=i2&dryRun=1', 409, 'import_withdrawn', /^import: i2 /],
  ])('%s is refused', async (path, status, code, message) => {
    const response = await server.post(path, order('refused', '1.00'));
    expect(response.status).toBe(status);
    const { error } = (await response.json()) as { error: { code: string; message: string } };
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('can be tried without keeping anything', async () => {
    const held = await revenue();
    const response = await server.post('/v1/events?dryRun=1', [order('a', '10.00'), order('dry', '5.00'), { ...order('bad', 'much') }]);
    const check = (await response.json()) as AppendCheck;
    expect(check).toMatchObject({ accepted: 1, duplicates: 1, rejected: [{ index: 2, field: 'data.amount' }] });
    expect(check.places).toMatchObject([{ index: 1, country: 'DE', region: 'DE-BE', city: 'geonames:2950159' }]);
    expect(check.places[0]?.longitude).toBeCloseTo(13.4, 1);
    expect(check.places[0]?.latitude).toBeCloseTo(52.5, 1);
    expect(await revenue()).toBe(held);
    const { rejected } = (await (await fetch(`${server.url}/v1/rejected`)).json()) as { rejected: unknown[] };
    expect(rejected).toEqual([]);
  });
});
