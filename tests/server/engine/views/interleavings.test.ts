/**
 * The test that guards the whole live path: whatever order events, subscriptions, releases, lost messages and time (which may be set back) come in, a snapshot
 * and the deltas after it give the answer that the same query gets when it is asked afresh. The oracle gives that answer.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAPS } from '../../../../server/engine/views/foldedSource.ts';
import type { ResolvedEvent } from '../../../../server/log/resolvedEvent.ts';
import { eventsArbitrary } from '../../../oracle/randomEvents.ts';
import { queryArbitrary, toQuery, worldSettings, zoneArbitrary } from '../../../oracle/randomWorld.ts';
import { EPOCH } from '../openArchive.ts';
import { expectSameTable, openWorld, type World } from './world.ts';

/** More for a long look: LIVE_RUNS=10000. */
const RUNS = Number(process.env.LIVE_RUNS ?? 200);
/** So many follow each other over one archive, because opening one takes longer than an interleaving. */
const RUNS_PER_ARCHIVE = 10;
const SEED = Number(process.env.LIVE_SEED ?? 4400);

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Mostly what dashboards ask: all of time and sliding windows, few dimensions. */
const draft = fc.record({
  query: queryArbitrary,
  last: fc.constantFrom(null, null, 'PT36H', 'PT1H', 'P1D', 'P2W'),
  ago: fc.constantFrom(null, null, 'PT1H', 'P1D', 'PT36H', 'PT5S'),
  /** Asked for more often than chance would, because openings take contacts back. */
  isContacts: fc.boolean(),
  isAsOf: fc.integer({ min: 0, max: 19 }).map((die) => die === 0),
});

/** What happens next; numbers are reduced to what is there. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('append' as const), count: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('subscribe' as const), draft, meanwhile: fc.array(fc.nat(3), { maxLength: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('release' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('wait' as const),
      ms: fc.oneof(fc.constant(1), fc.nat(9000), fc.nat(30 * MINUTE_MS), fc.nat(30 * HOUR_MS), fc.constant(21 * 24 * HOUR_MS)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('setBack' as const), ms: fc.constantFrom(1, 900, 3000, 5000, HOUR_MS) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('drop' as const, 'hear' as const, 'leave' as const), which: fc.nat() }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Times near the test's clock, so that sliding windows have something to gain and lose; the others are as the oracle's world has them. */
const nearby = fc.array(
  fc.option(
    fc.oneof(
      fc.integer({ min: -40 * HOUR_MS, max: 8 * HOUR_MS }),
      fc
        .tuple(fc.constantFrom(0, -HOUR_MS, -24 * HOUR_MS, -36 * HOUR_MS), fc.integer({ min: -9000, max: 20_000 }))
        .map(([end, ms]) => end + ms),
    ),
  ),
  { minLength: 60, maxLength: 60 },
);

/** Beside the days on which clocks are set, so that waiting passes over them. */
const START = [
  '2024-11-03T12:00Z',
  '2024-10-26T20:00Z',
  '2025-03-29T12:00Z',
  '2024-10-05T12:00Z',
  '2024-02-28T23:00Z',
  '2020-12-31T12:00Z',
];

const scenario = fc.record({
  zone: zoneArbitrary,
  startMs: fc.constantFrom(...START).map((text) => Date.parse(text)),
  caps: fc.constantFrom(CAPS, CAPS, { ...CAPS, groups: 4 }, { ...CAPS, keys: 3 }, { ...CAPS, rows: 5 }),
  events: eventsArbitrary(30 * RUNS_PER_ARCHIVE),
  nearby,
  before: fc.nat(30),
  interleavings: fc.array(fc.array(step, { minLength: 5, maxLength: 25 }), { minLength: RUNS_PER_ARCHIVE, maxLength: RUNS_PER_ARCHIVE }),
});

describe('live views', () => {
  it.each([
    ['the archive', RUNS, false],
    ['rows in memory', RUNS / 2, true],
  ])(
    'opened from %s give what is asked afresh, in %d random interleavings',
    async (_, runs, isHeld) => {
      const seen = { runs: 0, compared: 0, folded: 0 };
      await fc.assert(
        fc.asyncProperty(scenario, async ({ zone, startMs, caps, events, nearby, before, interleavings }) => {
          const world = await openWorld(worldSettings(zone), startMs, caps);
          const coming = createSupply(events, (at) => nearby[at % nearby.length] ?? null, world);
          try {
            world.append(coming.take(before));
            if (isHeld) await world.views.holdRows();
            // Views whose clock went back far are refreshed from then on, and say so.
            const mayBeRefreshed = caps !== CAPS || interleavings.flat().some(({ does }) => does === 'setBack');
            for (const steps of interleavings) {
              for (const next of steps) await take(next, { world, coming, zone, events });
              await catchUp(world, steps);
              await world.settle();
              for (const subscriber of world.subscribers) expectSameTable(subscriber, world.expected(subscriber.query), mayBeRefreshed);
              seen.runs++;
              seen.compared += world.subscribers.size;
              seen.folded += world.views.stats().folded;
              for (const subscriber of world.subscribers) if (subscriber.query.limit !== 2) world.unsubscribe(subscriber);
            }
          } finally {
            await world.close();
          }
        }),
        { numRuns: runs / RUNS_PER_ARCHIVE, seed: SEED, endOnFailure: true },
      );
      console.log(
        `live views: ${seen.runs} random interleavings, ${seen.compared} answers compared (${seen.folded} views folded), 0 differences`,
      );
      expect(seen.runs).toBe(runs);
      expect(seen.compared).toBeGreaterThan(runs);
    },
    900_000,
  );
});

interface Context {
  readonly world: World;
  readonly coming: ReturnType<typeof createSupply>;
  readonly zone: string;
  readonly events: readonly ResolvedEvent[];
}

async function take(next: Step, { world, coming, zone, events }: Context): Promise<void> {
  const subscribers = [...world.subscribers];
  switch (next.does) {
    case 'append':
      return world.append(coming.take(next.count, world.clockMs));
    case 'subscribe': {
      const { query, last, ago, isAsOf, isContacts } = next.draft;
      const metrics = isContacts ? [...new Set(['contacts', ...query.metrics.filter((metric) => metric !== 'fcr')])] : query.metrics;
      const asked = toQuery({ ...query, metrics }, { events, zone, epoch: EPOCH });
      const { asOf, ...rest } = last ? { ...asked, time: { last, ...(ago ? { ago } : {}) } } : asked;
      const opening = world.subscribe(isAsOf && asOf ? { ...rest, asOf: { ...asOf, seq: Math.min(asOf.seq, coming.taken()) } } : rest);
      for (const count of next.meanwhile) {
        world.append(coming.take(count, world.clockMs));
        await new Promise((resolve) => setImmediate(resolve));
      }
      await opening;
      return;
    }
    case 'release':
      return world.views.release();
    case 'wait':
      world.clockMs += next.ms;
      return;
    case 'setBack':
      world.clockMs -= next.ms;
      return;
    case 'drop':
    case 'hear':
    case 'leave': {
      const subscriber = subscribers[next.which % Math.max(1, subscribers.length)];
      if (!subscriber) return;
      if (next.does === 'leave') world.unsubscribe(subscriber);
      else if (next.does === 'hear') await world.reconnect(subscriber);
      else subscriber.isDeaf = true;
    }
  }
}

/** Views wait for a clock that was set back a little, up to 10 s; those that cannot wait so long have seen it by then. */
async function catchUp(world: World, steps: readonly Step[]): Promise<void> {
  if (!steps.some(({ does }) => does === 'setBack')) return;
  await world.views.release();
  world.clockMs += 10_000;
}

/** Hands out the events in order; most of them happen around the time they are handed out. */
function createSupply(events: readonly ResolvedEvent[], nearbyMs: (at: number) => number | null, { clockMs }: World) {
  let next = 0;
  return {
    taken: () => next,
    take(count: number, nowMs = clockMs): readonly ResolvedEvent[] {
      const from = next;
      next = Math.min(events.length, next + count);
      return events.slice(from, next).map((event, at) => {
        const offsetMs = nearbyMs(from + at);
        const { contact } = event.data;
        // Other contacts in each interleaving: else all would soon be opened for ever.
        const data = contact === undefined ? event.data : { ...event.data, contact: `${contact} of ${Math.floor(from / 30)}` };
        return { ...event, data, timeMs: offsetMs === null ? event.timeMs : nowMs + offsetMs };
      });
    },
  };
}
