/**
 * Every metric that can be folded, by every dimension and grain, in every zone: half of the events come from the archive, the rest one
 * by one or in batches, while the clock moves on and sliding windows gain and lose events, customers and groups.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDictionaries } from '../../../../server/engine/dictionaries.ts';
import { createRegistry } from '../../../../server/engine/registry.ts';
import { GRAINS } from '../../../../server/engine/zone.ts';
import type { ResolvedEvent } from '../../../../server/log/resolvedEvent.ts';
import type { Query, QueryAnswer } from '../../../../src/protocol/query.ts';
import { createCoverage, gapsOf, ODDITIES } from '../../../oracle/coverage.ts';
import { crowdArbitrary } from '../../../oracle/randomEvents.ts';
import { valueFor, worldSettings, ZONES } from '../../../oracle/randomWorld.ts';
import { resolveAll } from '../../../oracle/resolving.ts';
import { EPOCH } from '../openArchive.ts';
import { expectSameTable, openWorld, type Subscriber, type World } from './world.ts';

/** More for a long look: LIVE_RUNS=10000. */
const RUNS = Math.ceil(Number(process.env.LIVE_RUNS ?? 1000) / 1000);
const SEED = Number(process.env.LIVE_SEED ?? 4400);
const HOUR_MS = 3_600_000;
/** Before many of the events, so that they enter windows. */
const START_MS = Date.UTC(2024, 9, 26, 22);
/** Over the ends of summer time and past the beginning of most windows. */
const WAITS_H = [3, 30, 50, 200, 24 * 21];
/** What only the archive can answer. */
const NOT_FOLDED = new Set(['segment now', 'as of earlier']);

const registry = createRegistry(worldSettings('UTC'), createDictionaries());
const all = [registry.metrics, registry.cases, registry.behind].flatMap((some) => [...some.values()]);
const metrics = all.flatMap(({ id, fold }) => (fold === 'archive' ? [] : [id]));
const dimensions = Array.from(registry.dimensions.values()).flatMap(({ id, live }) => (live ? [id] : []));
const metricsFrom = (first: number) => metrics.map((_, place) => metrics[(place + first) % metrics.length] ?? '');

describe('live views', () => {
  const coverage = createCoverage();
  /** Metrics whose figures changed because time went by, in windows of whatever length. */
  const moved = new Set<string>();

  const cases = ZONES.flatMap((zone, at) =>
    (at % 4 === 0 ? [false, true] : [false]).map((isHeld) => [zone, isHeld ? ', opened from rows in memory' : '', at] as const),
  );
  it.each(cases)('fold every metric by every grain in %s%s', async (zone, isHeld, at) => {
    const crowd = fc.record({
      sent: crowdArbitrary(150),
      sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 150, maxLength: 150 }),
      picks: fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(crowd, async ({ sent, sizes, picks }) => {
        const events = resolveAll(sent, zone);
        const world = await openWorld(worldSettings(zone), START_MS);
        try {
          const valuesOf = (dimension: string) => [0, ...picks].map((pick) => valueFor(dimension, pick, { events, zone, epoch: EPOCH }));
          const batches = toBatches(events.slice(70), sizes);
          world.append(events.slice(0, 70));
          if (isHeld) await world.views.holdRows();
          for (const query of queries(at, valuesOf)) await world.subscribe(query);
          for (const [step, waitH] of WAITS_H.entries()) {
            const last = step === WAITS_H.length - 1;
            for (const batch of batches.splice(0, last ? batches.length : Math.ceil(batches.length / 3))) world.append(batch);
            const before = await compareAll(world, coverage);
            world.clockMs += waitH * HOUR_MS;
            const after = await compareAll(world, coverage);
            for (const metric of changed(before, after)) moved.add(metric);
          }
        } finally {
          await world.close();
        }
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
  });

  it('were asked for every metric, dimension and grain, with everything that is odd about events', () => {
    const isExpected = (gap: string) => !Array.from(NOT_FOLDED).some((oddity) => gap.endsWith(` with ${oddity}`));
    expect(gapsOf(coverage, { metrics, dimensions, grains: GRAINS, zones: ZONES }).filter(isExpected)).toEqual([]);
    expect(Object.keys(ODDITIES)).toEqual(expect.arrayContaining([...NOT_FOLDED]));
    expect(metrics.filter((metric) => !moved.has(metric))).toEqual([]);
  });
});

/** All of time by every grain, a zone's share of the dimensions in windows of all lengths, and filters by them. */
function queries(at: number, valuesOf: (dimension: string) => (string | null)[]): Query[] {
  const share = dimensions.filter((_, place) => place % ZONES.length === at);
  const lasts = ['P20000D', 'P2W', 'P3D', 'PT36H', 'P1D', 'PT1H'];
  // Dimensions have long windows, so that many groups meet.
  const time = (place: number) => ({ last: lasts[place % 3] ?? 'P2W' });
  const all: Query[] = [
    ...GRAINS.map((grain): Query => ({ metrics, groupBy: [`time:${grain}`] })),
    ...share.map((dimension, place): Query => ({ metrics, groupBy: [dimension], time: time(place + at) })),
    ...share.map((dimension): Query => ({ metrics, groupBy: ['product'], limit: 2, where: { [dimension]: valuesOf(dimension) } })),
    ...lasts.map((last): Query => ({ metrics, time: { last } })),
    // The time before each of these, and such as lie closer to now.
    ...lasts.flatMap((last): Query[] => [last, 'PT1H'].map((ago) => ({ metrics, time: { last, ago } }))),
  ];
  // Figures below nothing, 0 and none at all, where the limit falls among them.
  const ranked = [3, 6, 9, 12].flatMap((limit) => [
    { metrics: ['nps', 'events'], groupBy: ['product'], limit },
    { metrics: ['aov', 'events'], groupBy: ['agent'], time: time(limit), limit },
  ]);
  return [...all.map((query, place) => ({ ...query, metrics: metricsFrom(at + place) })), ...ranked];
}

function toBatches(events: readonly ResolvedEvent[], sizes: readonly number[]): (readonly ResolvedEvent[])[] {
  const batches: (readonly ResolvedEvent[])[] = [];
  for (let from = 0, at = 0; from < events.length; from += sizes[at++] ?? 1) batches.push(events.slice(from, from + (sizes[at] ?? 1)));
  return batches;
}

/** Compares every view with the oracle; all of them must have been folded. */
async function compareAll(world: World, coverage: ReturnType<typeof createCoverage>): Promise<Map<Subscriber, QueryAnswer>> {
  await world.views.release();
  expect(world.views.stats().folded).toBe(world.subscribers.size);
  const answers = new Map<Subscriber, QueryAnswer>();
  for (const subscriber of world.subscribers) {
    const expected = world.expected(subscriber.query);
    expectSameTable(subscriber, expected);
    world.note(coverage, subscriber.query, expected);
    answers.set(subscriber, expected);
  }
  return answers;
}

/** Metrics with other figures in some window. */
function changed(before: ReadonlyMap<Subscriber, QueryAnswer>, after: ReadonlyMap<Subscriber, QueryAnswer>): string[] {
  return Array.from(before).flatMap(([subscriber, { columns, rows }]) => {
    const now = after.get(subscriber);
    if (subscriber.query.groupBy !== undefined || !now) return [];
    return columns.flatMap(({ name }, at) => (rows[0]?.[at] === now.rows[0]?.[at] ? [] : [name]));
  });
}
