/** A wall's live views tell what its questions tell: the same rows kept back, the same ids, however the events came. */
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { type Scope, WALL } from '../../../server/access/scope.ts';
import { CAPS } from '../../../server/engine/views/foldedSource.ts';
import { REFRESH_EVERY_MS } from '../../../server/engine/views/refreshedSource.ts';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import type { Query, QueryAnswer } from '../../../src/protocol/query.ts';
import { crowdArbitrary } from '../../oracle/randomEvents.ts';
import { queryArbitrary, toQuery, worldSettings, zoneArbitrary } from '../../oracle/randomWorld.ts';
import { resolveAll } from '../../oracle/resolving.ts';
import { EPOCH, NOW_MS } from '../engine/openArchive.ts';
import { expectSameTable, openWorld } from '../engine/views/world.ts';
import { order } from '../hub/hubWorld.ts';

/** More for a long look: WALL_RUNS=200. */
const RUNS = Number(process.env.WALL_RUNS ?? 12);
const SEED = Number(process.env.WALL_SEED ?? 4400);
const HOUR_MS = 3_600_000;
/** Few people are drawn: groups of two and three must be small and large ones. */
const walls = fc.constantFrom<Scope>({ kind: 'wall', least: 2 }, { kind: 'wall', least: 3 });
const isClosed = (dimension: string) => dimension === 'customer' || dimension === 'agent' || dimension.startsWith('data.');

const open = <Value>(values: Readonly<Record<string, Value>>) =>
  Object.fromEntries(Object.entries(values).filter(([dimension]) => !isClosed(dimension)));

/** What a wall may ask of it, now. */
function forWall({ asOf: _, groupBy = [], where = {}, ...query }: Query): Query {
  return { ...query, groupBy: groupBy.filter((dimension) => !isClosed(dimension)), where: open(where) };
}

it('is told live what it is told when it asks', async () => {
  const seen = { compared: 0, suppressed: 0 };
  const world = fc.record({
    zone: zoneArbitrary,
    sent: crowdArbitrary(100),
    drafts: fc.array(queryArbitrary, { minLength: 6, maxLength: 6 }),
    /** By one thing alone, whose small groups keep their ids, where the limit falls among them. */
    named: fc.record({ dimension: fc.constantFrom('category', 'product', 'brand'), limit: fc.integer({ min: 1, max: 14 }) }),
    scope: walls,
    caps: fc.constantFrom(CAPS, CAPS, { ...CAPS, groups: 6 }, { ...CAPS, keys: 8 }),
  });
  await fc.assert(
    fc.asyncProperty(world, async ({ zone, sent, drafts, named, scope, caps }) => {
      const events = resolveAll(sent, zone);
      const world = await openWorld(worldSettings(zone), Date.UTC(2024, 9, 28), caps);
      try {
        world.append(events.slice(0, 30));
        const queries = drafts.map((draft) => forWall(toQuery(draft, { events, zone, epoch: EPOCH })));
        queries.push({ metrics: ['events'], groupBy: [named.dimension], limit: named.limit });
        for (const query of queries) await world.subscribe(query, scope);
        for (const [from, to] of [
          [30, 60],
          [60, 100],
        ]) {
          world.append(events.slice(from, to));
          await world.settle();
        }
        world.clockMs += 2 * HOUR_MS;
        const asked = await Promise.all(Array.from(world.subscribers, ({ query }) => world.askedAs(query, scope)));
        // Filters are judged anew after a while; what their judgement changes is told after it.
        await vi.waitFor(
          async () => {
            await world.settle();
            for (const [at, subscriber] of [...world.subscribers].entries())
              expectSameTable(subscriber, { ...(asked[at] as QueryAnswer), live: subscriber.table.header.live }, true);
          },
          { interval: 20, timeout: 30_000 },
        );
        seen.compared += asked.length;
        for (const { suppressed } of asked) seen.suppressed += suppressed;
      } finally {
        await world.close();
      }
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  );
  expect(seen.compared).toBe(7 * RUNS);
  expect(seen.suppressed).toBeGreaterThan(RUNS);
});

it.each([
  ['folded', CAPS],
  ['refreshed', { ...CAPS, keys: 0 }],
])('a row that has come since its filter was judged is told once that is judged anew, though nothing else comes: %s', async (_, caps) => {
  const world = await openWorld(DEFAULT_SETTINGS, NOW_MS, caps);
  try {
    const sold = (seq: number, country: string, category: string) => ({ ...order(seq, country, 1), data: { category } });
    const five = (first: number, country: string, category: string) =>
      Array.from({ length: 5 }, (_, at) => sold(first + at, country, category));
    world.append([...five(1, 'BR', 'Coffee'), ...five(6, 'DE', 'Coffee')]);
    const query: Query = { metrics: ['customers'], groupBy: ['category'], where: { country: ['BR'] } };
    const { table } = await world.subscribe(query, WALL);
    const told = () => Array.from({ length: table.rowCount }, (_, row) => [table.keys[0]?.[row], table.values[0]?.[row]]);
    const wait = async (ms: number) => {
      world.clockMs += ms;
      await world.views.release();
    };
    world.append([...five(11, 'BR', 'Tea'), ...five(16, 'DE', 'Tea')]);
    await wait(REFRESH_EVERY_MS);
    expect([told(), table.header.suppressed]).toEqual([[['Coffee', 5]], 1]);
    await wait(31_000);
    const toldLater = async () => {
      await wait(REFRESH_EVERY_MS);
      return told();
    };
    await expect.poll(toldLater).toContainEqual(['Tea', 5]);
    expect([told().length, table.header.suppressed, table.header.live]).toEqual([2, 0, caps === CAPS]);
  } finally {
    await world.close();
  }
});

it('names the same of the rows that are kept back where the limit falls among them', async () => {
  const world = await openWorld(DEFAULT_SETTINGS, NOW_MS);
  try {
    const names = ['Health & Beauty', 'Health', 'Toys "R" us', 'Toys', '\u{1f600}', '\uff5e'];
    world.append(names.map((category, at) => ({ ...order(at + 1, 'BR', 1), data: { category } })));
    for (const limit of [1, 3, 5]) {
      const query: Query = { metrics: ['revenue'], groupBy: ['category'], limit };
      const subscriber = await world.subscribe(query, WALL);
      const asked = await world.askedAs(query, WALL);
      expect(asked.rows.map(([id]) => id)).toEqual(['Health', 'Health & Beauty', 'Toys', 'Toys "R" us', '\uff5e'].slice(0, limit));
      expectSameTable(subscriber, asked);
    }
  } finally {
    await world.close();
  }
});
