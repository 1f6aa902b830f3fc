/**
 * From bytes that are sent to answers, through the real log and the real engine: every event counts once whatever is repeated, whenever
 * either is restarted; and in whatever order the same events arrive, the same totals come out.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Query, QueryAnswer } from '../../src/protocol/query.ts';
import { expectSameAnswer } from '../oracle/compare.ts';
import { answer } from '../oracle/oracle.ts';
import { type Sent, sentArbitrary } from '../oracle/randomEvents.ts';
import { METRICS, worldSettings, zoneArbitrary } from '../oracle/randomWorld.ts';
import { resolveAll } from '../oracle/resolving.ts';
import { NOW_MS } from './engine/openArchive.ts';
import { expectSameTable } from './engine/views/world.ts';
import { openWholePath, type WholePath } from './wholePath.ts';

/** More for a long look: WHOLE_RUNS=1000. */
const RUNS = Number(process.env.WHOLE_RUNS ?? 20);
const SEED = Number(process.env.WHOLE_SEED ?? 4400);
const options = { numRuns: RUNS, seed: SEED, endOnFailure: true };
/** Long enough for many runs. */
const TIMEOUT_MS = 120_000 + RUNS * 5000;

const QUERIES: readonly Query[] = [
  { metrics: METRICS },
  { metrics: METRICS, groupBy: ['time:month', 'country'], time: { from: '2011-12-30' } },
  { metrics: ['aov', ...METRICS.filter((metric) => metric !== 'aov')], groupBy: ['product', 'channel', 'data.tier'], limit: 7 },
  { metrics: METRICS, groupBy: ['h3:3', 'currency'], time: { last: 'P20000D' } },
  { metrics: METRICS, groupBy: ['customer', 'source'], time: { from: '2024-10-27', to: '2024-11-03' } },
];
const BY_SEGMENT: readonly Query[] = [
  { metrics: METRICS, groupBy: ['segment', 'time:year'] },
  { metrics: METRICS, groupBy: ['segment:current'], time: { from: '2024-10-27' } },
];
const LIVE: Query = {
  metrics: METRICS.filter((metric) => !['fcr', 'churn_rate', 'revenue_at_risk'].includes(metric)),
  groupBy: ['segment', 'time:day'],
};

/** What happens to an event besides being sent once. */
const fate = fc.constantFrom('once', 'once', 'once', 'twice at once', 'again later', 'in conflict');
const pause = fc.constantFrom('none', 'none', 'none', 'restart', 'restart without archive');
const format = fc.constantFrom('json' as const, 'ndjson' as const);
const schedule = fc.array(fc.record({ size: fc.integer({ min: 1, max: 25 }), format, pause }), { minLength: 1, maxLength: 12 });
type Schedule = typeof schedule extends fc.Arbitrary<infer Value> ? Value : never;

describe('log and engine', () => {
  it(
    'count every event once, whatever is repeated, refused or restarted',
    async () => {
      const fates = fc.array(fate, { minLength: 100, maxLength: 100 });
      const world = fc.record({ zone: zoneArbitrary, sent: sentArbitrary(90), fates, schedule });
      await fc.assert(
        fc.asyncProperty(world, async ({ zone, sent, fates, schedule }) => {
          await inWorld(zone, async (path, expected) => {
            const stream = sent.flatMap((event, at) => withFate(event, fates[at] ?? 'once'));
            // What is sent again comes at the very end, in other batches and mostly after a restart.
            const again = sent.filter((_, at) => fates[at] === 'again later');
            const told = { accepted: 0, duplicates: 0, rejected: 0 };
            for (const part of [stream, again]) {
              await send(path, part, schedule, ({ accepted, duplicates, rejected }) => {
                told.accepted += accepted;
                told.duplicates += duplicates;
                told.rejected += rejected.length;
                for (const { code } of rejected) expect(code).toBe('id_conflict');
              });
            }
            const count = (name: string) => sent.filter((_, at) => fates[at] === name).length;
            expect(told).toEqual({
              accepted: sent.length,
              duplicates: count('twice at once') + count('again later'),
              rejected: count('in conflict'),
            });
            for (const query of [...QUERIES, ...BY_SEGMENT]) expectSameAnswer(await path.ask(query), expected(sent, query));
            expectSameTable({ ...(await path.view(LIVE)), query: LIVE }, expected(sent, LIVE));
          });
        }),
        options,
      );
    },
    TIMEOUT_MS,
  );

  it(
    'give the same totals for any order and any batches of the same events',
    async () => {
      const keys = fc.array(fc.nat(), { minLength: 100, maxLength: 100 });
      const world = fc.record({ zone: zoneArbitrary, sent: sentArbitrary(90), keys, schedule });
      await fc.assert(
        fc.asyncProperty(world, async ({ zone, sent, keys, schedule }) => {
          await inWorld(zone, async (path, expected) => {
            await send(path, permuted(sent, keys, subscriptionsOfOneInstant), schedule);
            for (const query of QUERIES) expectSameAnswer(await path.ask(query), expected(sent, query));
          });
        }),
        options,
      );
    },
    TIMEOUT_MS,
  );

  it(
    'give the same segments too as long as the events of each customer keep their order',
    async () => {
      const keys = fc.array(fc.nat(), { minLength: 100, maxLength: 100 });
      const world = fc.record({ zone: zoneArbitrary, sent: sentArbitrary(90), keys, schedule });
      await fc.assert(
        fc.asyncProperty(world, async ({ zone, sent, keys, schedule }) => {
          await inWorld(zone, async (path, expected) => {
            await path.view(LIVE);
            await send(
              path,
              permuted(sent, keys, ({ subject = null }) => subject?.trim() ?? null),
              schedule,
            );
            for (const query of BY_SEGMENT) expectSameAnswer(await path.ask(query), expected(sent, query));
            expectSameTable({ ...(await path.view(LIVE)), query: LIVE }, expected(sent, LIVE));
          });
        }),
        { ...options, numRuns: Math.ceil(RUNS / 2) },
      );
    },
    TIMEOUT_MS,
  );

  it('give an event the segment of the profile before it in the log, whatever their times', async () => {
    const event = (id: string, type: string, time: string, data = {}): Sent => ({
      specversion: '1.0',
      ...{ id, source: 'shop', type: `io.orrery.${type}`, subject: 'ann', time, data },
    });
    const before = event('p1', 'profile.updated', '2025-01-02T00:00:00Z', { segment: 'gold' });
    const after = event('p2', 'profile.updated', '2025-01-01T00:00:00Z', { segment: 'new' });
    const [early, late] = ['e1', 'e2'].map((id) => event(id, 'page.viewed', '2024-06-01T00:00:00Z')) as [Sent, Sent];
    const segments: Query = { metrics: ['events'], groupBy: ['segment'], where: { type: ['io.orrery.page.viewed'] } };
    const now: Query = { ...segments, groupBy: ['segment:current'] };
    await inWorld('UTC', async (path) => {
      await send(path, [early, before, late, after]);
      expect((await path.ask(segments)).rows).toEqual([
        ['gold', 1],
        [null, 1],
      ]);
      expect((await path.ask(now)).rows).toEqual([['new', 2]]);
    });
    await inWorld('UTC', async (path) => {
      await send(path, [after, early, before, late]);
      expect((await path.ask(segments)).rows).toEqual([
        ['gold', 1],
        ['new', 1],
      ]);
      expect((await path.ask(now)).rows).toEqual([['gold', 2]]);
    });
  });
});

type Expected = (sent: readonly Sent[], query: Query) => QueryAnswer;

async function inWorld(zone: string, work: (path: WholePath, expected: Expected) => Promise<void>): Promise<void> {
  const settings = worldSettings(zone);
  const path = await openWholePath(settings, NOW_MS);
  try {
    const epoch = path.log.epoch;
    await work(path, (sent, query) => answer(resolveAll(sent, zone), query, { settings, epoch, nowMs: NOW_MS }));
  } finally {
    await path.close();
  }
}

async function send(
  path: WholePath,
  events: readonly Sent[],
  schedule: Schedule = [{ size: 1000, format: 'json', pause: 'none' }],
  onResult: (result: ReturnType<WholePath['append']>) => void = () => {},
): Promise<void> {
  for (let from = 0, at = 0; from < events.length; at++) {
    const { size, format, pause } = schedule[at % schedule.length] as Schedule[number];
    onResult(path.append(events.slice(from, from + size), format));
    from += size;
    // Restarts cost most of the time: a few are enough.
    if (pause !== 'none' && at < 4) await path.restart({ losesArchive: pause !== 'restart' });
  }
}

function withFate(event: Sent, fate: string): readonly Sent[] {
  if (fate === 'twice at once') return [event, { ...event, data: Object.fromEntries(Object.entries(event.data).reverse()) }];
  if (fate === 'in conflict') return [event, { ...event, type: 'io.orrery.other.said' }];
  return [event];
}

/** Another order, in which the events of each chain stand as they stood. */
function permuted(events: readonly Sent[], keys: readonly number[], chainOf: (event: Sent) => string | null): Sent[] {
  const shuffled = events.map((event, at) => ({ event, key: keys[at] ?? 0 })).sort((a, b) => a.key - b.key);
  const chains = new Map<string, Sent[]>();
  for (const event of events) {
    const chain = chainOf(event);
    if (chain !== null) chains.set(chain, [...(chains.get(chain) ?? []), event]);
  }
  return shuffled.map(({ event }) => {
    const chain = chainOf(event);
    return chain === null ? event : (chains.get(chain)?.shift() as Sent);
  });
}

/** Of a customer's subscription events at one instant, the last in the log holds: nothing else decides between them. */
function subscriptionsOfOneInstant({ type, subject, time }: Sent): string | null {
  return subject !== undefined && type.includes('subscription') ? `${subject.trim()} ${time}` : null;
}
