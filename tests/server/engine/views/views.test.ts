/** What the random interleavings do not reach: exactness beyond doubles, sharing, the clock, views that cannot be opened. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ResolvedEvent } from '../../../../server/log/resolvedEvent.ts';
import { DEFAULT_SETTINGS } from '../../../../server/settings.ts';
import { order } from '../../hub/hubWorld.ts';
import { NOW_MS } from '../openArchive.ts';
import { expectSameTable, openWorld, type World } from './world.ts';

const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});

async function open(): Promise<World> {
  const world = await openWorld(DEFAULT_SETTINGS, NOW_MS);
  worlds.push(world);
  return world;
}

const fixed = (seq: number, amount: number): ResolvedEvent => ({ ...order(seq, 'DE', 0), amount });

describe('live views', () => {
  it('sum exactly beyond 2^53, in the archive and event by event, there and back', async () => {
    const world = await open();
    const most = Number.MAX_SAFE_INTEGER;
    world.append([fixed(1, most), fixed(2, most), fixed(3, 1)]);
    const all = await world.subscribe({ metrics: ['revenue'] });
    world.append([fixed(4, most), fixed(5, -most), fixed(6, -most)]);
    await world.views.release();
    expect(all.table.values[0]?.[0]).toBe(most / 10_000 + 0.0001);
    world.append([fixed(7, -most), fixed(8, 4)]);
    await world.views.release();
    expect(all.table.values[0]?.[0]).toBe(0.0005);
  });

  it('are shared by queries that mean the same, until the last one leaves', async () => {
    const world = await open();
    const one = await world.subscribe({ metrics: ['orders'], where: { country: ['DE', 'FR'] } });
    const other = await world.subscribe({ where: { country: ['FR', 'DE', 'FR'] }, metrics: ['orders'], groupBy: [] });
    expect(other.viewId).toBe(one.viewId);
    world.unsubscribe(one);
    expect(world.views.ids()).toEqual([one.viewId]);
    world.unsubscribe(other);
    expect(world.views.ids()).toEqual([]);
    await expect(world.views.snapshot(one.viewId)).rejects.toThrow('not open');
  });

  it('let an event of the future in when its time has come, and out again to the millisecond', async () => {
    const world = await open();
    const { table } = await world.subscribe({ metrics: ['events'], time: { last: 'PT1M' } });
    world.append([order(1, 'DE', 1, NOW_MS + 5)]);
    const counts: (number | undefined)[] = [];
    for (const waitMs of [0, 5, 1, 59_999, 1]) {
      world.clockMs += waitMs;
      await world.views.release();
      counts.push(table.values[0]?.[0]);
    }
    expect(counts).toEqual([0, 0, 1, 1, 0]);
  });

  it('hand an event on to the time before them at the very millisecond at which it leaves them, though it came late', async () => {
    const world = await open();
    const now = await world.subscribe({ metrics: ['revenue'], time: { last: 'PT1M' } });
    const before = await world.subscribe({ metrics: ['revenue'], time: { last: 'PT1M', ago: 'PT1M' } });
    world.append([order(1, 'DE', 1, NOW_MS - 1), order(2, 'DE', 10, NOW_MS - 30_000), order(3, 'DE', 100, NOW_MS - 60_001)]);
    const sums: (readonly (number | undefined)[])[] = [];
    for (const waitMs of [0, 29_999, 1, 1, 29_998, 1, 1]) {
      world.clockMs += waitMs;
      if (waitMs === 29_999) world.append([order(4, 'DE', 1000, NOW_MS - 40_000)]);
      await world.views.release();
      sums.push([now, before].map(({ table }) => table.values[0]?.[0]));
    }
    expect(sums).toEqual([
      [11, 100],
      [11, 1100],
      [11, 1100],
      [1, 1110],
      [1, 1110],
      [0, 1011],
      [0, 1011],
    ]);
    expect([now, before].map(({ table }) => table.header.live)).toEqual([true, true]);
  });

  it('follow a clock that is set back by being refreshed', async () => {
    const world = await open();
    world.append([order(1, 'DE', 1, NOW_MS - 3_599_000)]);
    const subscriber = await world.subscribe({ metrics: ['events'], time: { last: 'PT1H' } });
    world.clockMs += 60_000;
    await world.settle();
    expect(subscriber.table.values[0]?.[0]).toBe(0);
    world.clockMs -= 60_000;
    await world.settle();
    expectSameTable(subscriber, world.expected(subscriber.query), true);
    expect(subscriber.table).toMatchObject({ header: { live: false } });
    expect(subscriber.table.values[0]?.[0]).toBe(1);
  });

  it('answer before all keys are read, and are folded from there on', async () => {
    const world = await open();
    world.append([order(1, 'DE', 1, NOW_MS), order(2, 'FR', 1, NOW_MS - 86_400_000)]);
    const figures = await world.subscribe({ metrics: ['customers', 'orders'] });
    expect(world.views.stats().folded).toBe(0);
    const days = await world.subscribe({ metrics: ['customers'], groupBy: ['time:day'], limit: 1 });
    for (const subscriber of [figures, days]) expectSameTable(subscriber, world.expected(subscriber.query));
    await world.views.release();
    expect(world.views.stats().folded).toBe(2);
    world.append([order(3, 'BR', 1, NOW_MS - 3 * 86_400_000), order(4, 'BR', 1, NOW_MS)]);
    await world.views.release();
    for (const subscriber of [figures, days]) expectSameTable(subscriber, world.expected(subscriber.query));
    expect(figures.table.header.live).toBe(true);
  });

  it('let go of what leaves the window between the answer and the fold', async () => {
    const world = await open();
    world.append([1, 2, 3, 4].map((minute) => order(minute, 'DE', 1, NOW_MS - minute * 60_000)));
    let [clockMs, stepMs] = [NOW_MS, 45_000];
    // Time passes whenever somebody looks at the clock.
    Object.defineProperty(world, 'clockMs', { get: () => (clockMs += stepMs) });
    const minutes = await world.subscribe({ metrics: ['customers'], groupBy: ['time:minute'], time: { last: 'PT5M' } });
    const shown = minutes.table.rowCount;
    stepMs = 0;
    await world.views.release();
    expect(world.views.stats().folded).toBe(1);
    expect(minutes.table.rowCount).toBeLessThan(shown);
    expectSameTable(minutes, world.expected(minutes.query));
  });

  it('refuse what cannot be asked, and keep nothing of it', async () => {
    const world = await open();
    await expect(world.subscribe({ metrics: ['nonsense'] })).rejects.toMatchObject({ status: 400 });
    await expect(world.subscribe({ metrics: ['events'], asOf: { epoch: 'other', seq: 0 } })).rejects.toMatchObject({ status: 409 });
    expect(world.views.ids()).toEqual([]);
  });
});
