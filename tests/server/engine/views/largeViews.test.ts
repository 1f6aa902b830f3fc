/** Views that outgrow their first tables: dictionaries by the ten thousand, many batches between two releases, sums beyond 2^53. */
import { afterEach, describe, expect, it } from 'vitest';
import { CAPS } from '../../../../server/engine/views/foldedSource.ts';
import type { ResolvedEvent } from '../../../../server/log/resolvedEvent.ts';
import { DEFAULT_SETTINGS } from '../../../../server/settings.ts';
import type { Query } from '../../../../src/protocol/query.ts';
import { order } from '../../hub/hubWorld.ts';
import { NOW_MS } from '../openArchive.ts';
import { expectSameTable, openWorld, type World } from './world.ts';

const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});

const MOST = Number.MAX_SAFE_INTEGER;
const HUGE = [MOST, -MOST, MOST, 1, -1, MOST];

/** `count` orders, of customers and products from the given numbers on, some of them refunds, one in three of a huge amount. */
function orders(
  firstSeq: number,
  count: number,
  { customers, products, ageMs = 0 }: { customers: number; products: number; ageMs?: number },
) {
  return Array.from({ length: count }, (_, at): ResolvedEvent => {
    const seq = firstSeq + at;
    const isRefund = seq % 5 === 0;
    return {
      ...order(seq, seq % 3 === 0 ? 'DE' : 'FR', 0, NOW_MS - 1000 - ageMs - (at % 1000)),
      type: isRefund ? 'io.orrery.order.refunded' : 'io.orrery.order.completed',
      subject: `c${(seq * 7919) % customers}`,
      segment: `s${seq % 4}`,
      data: { product: `p${(seq * 31) % products}`, order: `${seq % 1000}` },
      amount: seq % 3 === 0 ? (HUGE[seq % HUGE.length] as number) : seq % 11 === 0 ? null : seq,
      unconverted: seq % 11 === 0,
    };
  });
}

const QUERIES: readonly Query[] = [
  { metrics: ['revenue', 'events', 'refunds'], groupBy: ['customer'], limit: 1_000_000 },
  { metrics: ['revenue', 'events'], groupBy: ['customer', 'product'], limit: 20 },
  {
    metrics: ['events', 'units'],
    groupBy: ['product', 'time:minute', 'segment'],
    where: { country: ['DE'], segment: ['s1', 's2', 'later'] },
    limit: 1_000_000,
  },
  { metrics: ['orders', 'customers', 'repeat_rate'], groupBy: ['product'], where: { customer: ['c1', 'c2', 'c7000', 'c7001', null] } },
  { metrics: ['revenue', 'refunds', 'customers'], groupBy: [] },
  { metrics: ['events', 'revenue', 'customers'], groupBy: ['customer', 'segment'], time: { last: 'PT1H' }, limit: 1_000_000 },
];

describe('live views of much', () => {
  it('are what is asked afresh', async () => {
    const world = await openWorld(DEFAULT_SETTINGS, NOW_MS, CAPS);
    worlds.push(world);
    world.append(orders(1, 500, { customers: 50, products: 20 }));
    for (const query of QUERIES) await world.subscribe(query);
    let seq = 501;
    const add = (count: number, of: Parameters<typeof orders>[2]): void => {
      world.append(orders(seq, count, of));
      seq += count;
    };
    const check = async (): Promise<void> => {
      await world.settle();
      for (const subscriber of world.subscribers) expectSameTable(subscriber, world.expected(subscriber.query));
    };
    for (const customers of [60, 900, 9000]) {
      for (let batch = 0; batch < 4; batch++) add(500, { customers, products: 20 + customers / 30 });
      await check();
    }
    // Half of these leave the hour soon.
    for (let batch = 0; batch < 5; batch++) add(600, { customers: 9000, products: 5, ageMs: (batch % 2) * 3_590_000 });
    await check();
    world.clockMs += 15_000;
    await check();
    world.clockMs += 3_600_000;
    await check();
    add(100, { customers: 10, products: 5, ageMs: -3_615_000 });
    await check();
    expect(world.views.stats().folded).toBe(QUERIES.length);
  });

  it('give up where they outgrow their caps, in the middle of a batch', async () => {
    const world = await openWorld(DEFAULT_SETTINGS, NOW_MS, { ...CAPS, groups: 1000, keys: 1500 });
    worlds.push(world);
    for (const query of QUERIES) await world.subscribe(query);
    world.append(orders(1, 400, { customers: 300, products: 2 }));
    world.append(orders(401, 3000, { customers: 2900, products: 3 }));
    await world.settle();
    for (const subscriber of world.subscribers) expectSameTable(subscriber, world.expected(subscriber.query), true);
    expect(world.views.stats().folded).toBeLessThan(QUERIES.length);
  });
});
