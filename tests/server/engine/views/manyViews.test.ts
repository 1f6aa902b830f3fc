/** Several hundred distinct live views at once: right, bounded, honest about what is not folded, and gone when they are closed. */

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { CAPS, type Caps } from '../../../../server/engine/views/foldedSource.ts';
import { MOST_VIEWS } from '../../../../server/engine/views/views.ts';
import { DEFAULT_SETTINGS } from '../../../../server/settings.ts';
import type { Query } from '../../../../src/protocol/query.ts';
import { crowdArbitrary } from '../../../oracle/randomEvents.ts';
import { METRICS, worldSettings } from '../../../oracle/randomWorld.ts';
import { resolveAll } from '../../../oracle/resolving.ts';
import { order } from '../../hub/hubWorld.ts';
import { NOW_MS } from '../openArchive.ts';
import { expectSameTable, openWorld, type Subscriber, type World } from './world.ts';

const ZONE = 'Europe/Berlin';
const DIMENSIONS = 'country region city h3:3 category product brand segment channel source type reason agent currency scale customer'.split(
  ' ',
);
const FOLDED = METRICS.filter((metric) => !['fcr', 'churn_rate', 'revenue_at_risk'].includes(metric));

const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});

async function open(caps: Caps = CAPS, settings = worldSettings(ZONE), mostBytes?: number): Promise<World> {
  const world = await openWorld(settings, NOW_MS, caps, mostBytes);
  worlds.push(world);
  return world;
}

/** So many queries, no two alike. */
function queries(count: number): Query[] {
  return Array.from({ length: count }, (_, at): Query => {
    const pick = <Value>(values: readonly Value[], every: number) => values[Math.floor(at / every) % values.length] as Value;
    const metrics = [pick(FOLDED, 1), pick(FOLDED, 7)].filter((metric, place, all) => all.indexOf(metric) === place);
    const groupBy = [pick(DIMENSIONS, 1), pick(['time:week', 'time:hour', 'data.tier'], 5)].slice(0, 1 + (at % 2));
    const time = pick([{}, { last: 'P2W' }, { last: 'P3D' }, { from: '2024-10-01' }], 3);
    return { metrics, groupBy, time, limit: 1000 + at };
  });
}

/** What subscribers are told, beside what the views say of themselves. */
const saidLive = ({ subscribers }: World): number => [...subscribers].filter(({ table }) => table.header.live).length;

describe('several hundred live views', () => {
  const sent = () => fc.sample(crowdArbitrary(200), { numRuns: 1, seed: 4400 })[0] ?? [];

  it.each([
    ['without a bound that matters', CAPS, 450, 0],
    ['beyond which many are refreshed', { groups: 12, keys: 60, rows: 40 }, 220, 50],
  ])('are all right at once, with caps %s', async (_name, caps, count, atLeastRefreshed) => {
    const events = resolveAll(sent(), ZONE);
    const world = await open(caps);
    world.append(events.slice(0, 80));
    for (const query of queries(count)) await world.subscribe(query);
    for (let from = 80; from < events.length; from += 40) {
      world.append(events.slice(from, from + 40));
      world.clockMs += 7_200_000;
      await world.views.release();
    }
    await world.settle();
    const { open: views, folded } = world.views.stats();
    expect(views).toBe(count);
    expect(saidLive(world)).toBe(folded);
    expect(views - folded).toBeGreaterThanOrEqual(atLeastRefreshed);
    if (atLeastRefreshed === 0) expect(folded).toBe(count);
    for (const subscriber of world.subscribers) expectSameTable(subscriber, world.expected(subscriber.query), true);
  });

  it('are no more than allowed, and another can come when one has gone', async () => {
    const world = await open();
    world.append([order(1, 'DE', 1)]);
    const opened: Subscriber[] = [];
    for (const query of queries(MOST_VIEWS)) opened.push(await world.subscribe(query));
    const another: Query = { metrics: ['events'] };
    await expect(world.subscribe(another)).rejects.toMatchObject({ status: 503, retryAfterS: expect.any(Number) });
    await world.subscribe(queries(1)[0] as Query);
    expect(world.views.stats().open).toBe(MOST_VIEWS);
    world.unsubscribe(opened[7] as Subscriber);
    await world.subscribe(another);
    expect(world.views.stats().open).toBe(MOST_VIEWS);
  });

  it('are folded again when they are opened again and have become small', async () => {
    const world = await open({ ...CAPS, groups: 10 }, DEFAULT_SETTINGS);
    const query: Query = { metrics: ['revenue', 'customers'], groupBy: ['country'], time: { last: 'PT1H' } };
    const first = await world.subscribe(query);
    expect(first.table.header.live).toBe(true);
    world.append(Array.from({ length: 20 }, (_, at) => order(at + 1, `C${at}`, 1)));
    await world.settle();
    expect(first.table.header.live).toBe(false);
    expectSameTable(first, world.expected(query), true);
    world.clockMs += 2 * 3_600_000;
    world.append([order(21, 'DE', 1, world.clockMs - 1)]);
    await world.settle();
    expect(first.table.header.live).toBe(false);
    world.unsubscribe(first);
    const again = await world.subscribe(query);
    expect(again.table.header.live).toBe(true);
    expectSameTable(again, world.expected(query));
  });

  it('hold so much memory together and no more: the largest are refreshed, and say so', async () => {
    const mostBytes = 1_000_000;
    const world = await open(CAPS, DEFAULT_SETTINGS, mostBytes);
    const event = (seq: number) => ({ ...order(seq, `C${seq % 3}`, 1), subject: `c${seq}` });
    world.append(Array.from({ length: 1000 }, (_, at) => event(at + 1)));
    const small = await world.subscribe({ metrics: ['revenue'], groupBy: ['country'] });
    const large: Subscriber[] = [];
    for (let at = 0; at < 12; at++)
      large.push(await world.subscribe({ metrics: ['revenue', 'customers'], groupBy: ['customer'], limit: 10 + at }));
    expect(world.views.stats().bytes).toBeLessThanOrEqual(mostBytes);
    for (let from = 1001; from < 4000; from += 500) {
      world.append(Array.from({ length: 500 }, (_, at) => event(from + at)));
      await world.settle();
      // What a release itself has added is seen by the next.
      await world.settle();
      const { bytes, folded } = world.views.stats();
      expect(bytes).toBeLessThanOrEqual(mostBytes);
      expect(saidLive(world)).toBe(folded);
    }
    expect(small.table.header.live).toBe(true);
    expect(large.filter(({ table }) => !table.header.live).length).toBeGreaterThan(5);
    for (const subscriber of world.subscribers) expectSameTable(subscriber, world.expected(subscriber.query), true);
    for (const subscriber of large) world.unsubscribe(subscriber);
    const again = await world.subscribe(large[0]?.query as Query);
    expect(again.table.header.live).toBe(true);
    expectSameTable(again, world.expected(again.query));
  });

  it('give their memory back when they are closed', async () => {
    const world = await open(CAPS, DEFAULT_SETTINGS);
    const VIEWS = 12;
    const events = Array.from({ length: 20_000 }, (_, at) => ({ ...order(at + 1, 'DE', 1), subject: `c${at}` }));
    world.append(events);
    const openSome = async (first: number) => {
      const all: Subscriber[] = [];
      for (let at = 0; at < VIEWS; at++) {
        all.push(
          await world.subscribe({
            metrics: ['revenue', 'orders', 'repeat_rate'],
            groupBy: ['customer'],
            limit: 10,
            where: { country: ['DE', `${first + at}`] },
          }),
        );
      }
      return all;
    };
    // What is made once for all views, and what the archive keeps, is there before.
    for (const subscriber of await openSome(0)) world.unsubscribe(subscriber);
    const before = usedBytes();
    const opened = await openSome(100);
    const held = usedBytes() - before;
    const told = world.views.stats().bytes;
    for (const subscriber of opened.splice(0)) world.unsubscribe(subscriber);
    expect(world.views.ids()).toEqual([]);
    const left = usedBytes() - before;
    console.log(
      `${VIEWS} live views of 20,000 groups with 3 metrics: ${mb(held)} MB, ${mb(told)} MB by their own count, ${mb(left)} MB left when closed`,
    );
    expect(held).toBeGreaterThan(VIEWS * 20_000 * 20);
    expect(left).toBeLessThan(held / 6);
    // Their own count must be worth something where it bounds them.
    expect(told).toBeGreaterThan(held / 2);
    expect(told).toBeLessThan(held * 1.5);
  });
});

const mb = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** Bytes of objects and arrays that are still in use. */
function usedBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
