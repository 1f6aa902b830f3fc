/** The page's notes, and the moment that its links bring back, on the real server through a cable that fails. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type App, createApp } from '../../server/app.ts';
import { serverClockMs } from '../../src/live/connection.ts';
import { createLive, type Live } from '../../src/live/createLive.ts';
import { openSocketWire } from '../../src/live/socketWire.ts';
import { viewAsOf } from '../../src/model/asOf.ts';
import { toInstant } from '../../src/model/timeBuckets.ts';
import { kpiQuery } from '../../src/model/viewQueries.ts';
import { DEFAULT_VIEW } from '../../src/model/viewState.ts';
import type { QueryAnswer } from '../../src/protocol/query.ts';
import { type FaultProxy, openFaultProxy } from '../load/faultProxy.ts';
import { newDataDir } from '../server/child.ts';

const WAIT = { timeout: 20_000, interval: 20 };
const NOTE = { text: 'x', author: 'Ana', time: '2026-03-01T10:00:00Z' };

/** The clock of a page whose machine is an hour ahead. */
const browserClock = () => Date.now() + 3_600_000;

let app: App;
let cable: FaultProxy;
let live: Live;

beforeEach(async () => {
  app = await createApp({ dataDir: newDataDir(), host: '127.0.0.1', port: 0, demo: 'none', web: false });
  cable = await openFaultProxy(Number(new URL(app.url).port));
  const scheduler = {
    now: browserClock,
    onFrame: (callback: () => void) => undo(setTimeout(callback, 1)),
    after: (ms: number, callback: () => void) => undo(setTimeout(callback, ms)),
  };
  live = createLive({ url: cable.url, scheduler, openWire: openSocketWire });
});

afterEach(async () => {
  live.close();
  await cable.close();
  await app.close();
});

function undo(timer: NodeJS.Timeout): () => void {
  return () => clearTimeout(timer);
}

const send = async (path: string, body: unknown) =>
  (await fetch(app.url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json();

it("knows the server's clock on a machine whose own is an hour ahead, also without a single event", async () => {
  expect(serverClockMs(live.connection.getState(), browserClock())).toBeGreaterThan(Date.now() + 3_000_000);
  await expect.poll(() => live.connection.getState().epoch, WAIT).not.toBeNull();
  // A message that was long on its way on a busy machine is followed by others.
  const offMs = () => Math.abs(serverClockMs(live.connection.getState(), browserClock()) - Date.now());
  await expect.poll(offMs, WAIT).toBeLessThan(2000);
});

const texts = () => live.library.store.getState().notes.map(({ text }) => text);

it('follows the notes, also those that came while the cable was cut', async () => {
  live.library.follow();
  await expect.poll(() => live.library.store.getState().status, WAIT).toBe('live');
  await send('/v1/notes', NOTE);
  await expect.poll(texts, WAIT).toEqual(['x']);
  cable.goDead();
  await expect.poll(() => live.library.store.getState().status, WAIT).toBe('stale');
  await send('/v1/notes', { ...NOTE, text: 'y' });
  cable.cut();
  cable.heal();
  await expect.poll(texts, WAIT).toEqual(['x', 'y']);
  const [first] = live.library.store.getState().notes;
  await expect(live.library.editNote(first?.id ?? '', { version: 7, text: 'z' })).rejects.toThrow(/somebody has changed it/);
});

it('names a moment from which a sliding window has the same numbers again, however much has come since', async () => {
  const orders = (from: number, ageMs: (at: number) => number) =>
    Array.from({ length: 50 }, (_, at) => ({
      ...{ specversion: '1.0', id: String(from + at), source: 'shop', type: 'io.orrery.order.completed', subject: `c${at % 7}` },
      ...{ time: new Date(Date.now() - ageMs(at)).toISOString(), data: { country: 'BR', amount: `${at}.07` } },
    }));
  await send(
    '/v1/events',
    orders(0, (at) => at * 60_000),
  );
  const view = { ...DEFAULT_VIEW, window: { kind: 'last', duration: 'PT20M' } } as const;
  const query = kpiQuery(view, ['revenue', 'orders', 'customers']);
  const stop = live.subscribe(query, () => {});
  await expect.poll(() => live.read(query).table?.values[1]?.[0], WAIT).toBeGreaterThan(15);
  const shown = live.read(query).table?.values.map((column) => column[0]);
  const moment = live.moment();
  await send(
    '/v1/events',
    orders(1000, (at) => at * 20_000),
  );
  await expect.poll(() => live.read(query).table?.values[1]?.[0], WAIT).toBeGreaterThan(60);
  const at = toInstant(moment?.endMs ?? 0);
  const then = viewAsOf(view, { epoch: moment?.epoch ?? '', seq: moment?.seq ?? 0, at }, moment?.endMs ?? 0);
  const asked = { ...kpiQuery(then, ['revenue', 'orders', 'customers']), asOf: { epoch: moment?.epoch, seq: moment?.seq } };
  expect(((await send('/v1/query', asked)) as QueryAnswer).rows[0]).toEqual(shown);
  stop();
});

it('names the moment of what is still shown while the connection is lost: a picture of it can be taken', async () => {
  await send('/v1/events', {
    ...{ specversion: '1.0', id: '1', source: 'shop', type: 'io.orrery.order.completed', subject: 'c' },
    ...{ time: new Date(Date.now() - 60_000).toISOString(), data: { country: 'BR', amount: '5.07' } },
  });
  const query = kpiQuery({ ...DEFAULT_VIEW, window: { kind: 'last', duration: 'PT20M' } }, ['orders']);
  const stop = live.subscribe(query, () => {});
  await expect.poll(() => live.read(query).table?.values[0]?.[0], WAIT).toBe(1);
  expect(live.moment()?.seq).toBe(1);
  cable.goDead();
  await expect.poll(() => live.read(query).status, WAIT).toBe('stale');
  const { epoch } = live.connection.getState();
  expect(live.moment()).toEqual({ epoch, seq: 1, endMs: Date.parse(live.read(query).table?.time.to ?? '') });
  stop();
});

it('keeps the lists of tours and segments as they are when a note is written, and has what others change', async () => {
  live.programmes.follow();
  const { add, store } = live.programmes;
  await expect.poll(() => store.getState().status, WAIT).toBe('live');
  const reads: unknown[] = [];
  const stop = store.subscribe(({ segments }) => reads.push(segments));
  await add('segments', { name: 'Late ones', rule: 'box:lateness:2_', author: 'Ana' });
  // What is made here is seen at once; and once read again, as what is listed and as what is live.
  await expect.poll(() => reads.length, WAIT).toBe(3);
  const { segments } = store.getState();
  reads.length = 0;
  await send('/v1/notes', NOTE);
  await expect.poll(() => reads.length, WAIT).toBeGreaterThan(0);
  expect(store.getState().segments).toBe(segments);
  await send('/v1/segments', { name: 'Others', rule: 'box:lateness:4_', author: 'Rui' });
  await expect.poll(() => store.getState().segments.map(({ name }) => name), WAIT).toEqual(['Late ones', 'Others']);
  stop();
});
