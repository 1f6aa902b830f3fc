/**
 * Whole imports withdrawn and restored among everything else that happens: answers, live views and earlier moments, against an oracle that
 * is given only the events that count.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResolvedEvent } from '../../server/log/resolvedEvent.ts';
import { RequestError } from '../../server/parts.ts';
import type { Query, QueryAnswer } from '../../src/protocol/query.ts';
import { expectSameAnswer } from '../oracle/compare.ts';
import { answer } from '../oracle/oracle.ts';
import { type Sent, sentArbitrary } from '../oracle/randomEvents.ts';
import { METRICS, worldSettings, zoneArbitrary } from '../oracle/randomWorld.ts';
import { resolveAll } from '../oracle/resolving.ts';
import { NOW_MS } from './engine/openArchive.ts';
import { expectSameTable } from './engine/views/world.ts';
import { openWholePath, type WholePath } from './wholePath.ts';

/** More for a long look: IMPORT_RUNS=500. */
const RUNS = Number(process.env.IMPORT_RUNS ?? 5);
const SEED = Number(process.env.IMPORT_SEED ?? 4400);
const IMPORTS = 3;

const QUERIES: readonly Query[] = [
  { metrics: METRICS },
  { metrics: METRICS, groupBy: ['time:month', 'country'], time: { from: '2011-12-30' } },
  { metrics: METRICS, groupBy: ['segment:current', 'channel'] },
  { metrics: METRICS, groupBy: ['customer', 'source'], where: { segment: ['gold', null] } },
  { metrics: METRICS, groupBy: ['product'], where: { 'segment:current': ['gold', 'new', null] } },
];
const FOLDED = METRICS.filter((metric) => !['fcr', 'churn_rate', 'revenue_at_risk'].includes(metric));
const LIVE: readonly Query[] = [
  { metrics: FOLDED, groupBy: ['segment', 'time:day'] },
  { metrics: FOLDED, groupBy: ['country', 'customer'] },
];

const importNumber = fc.nat({ max: IMPORTS - 1 });
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant('send' as const), size: fc.integer({ min: 1, max: 15 }), import: fc.option(importNumber) }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('withdraw' as const, 'restore' as const), import: importNumber }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('send again' as const), import: fc.option(importNumber), from: fc.nat({ max: 60 }) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('restart' as const, 'restart without archive' as const, 'tidy' as const) }) },
);
const plan = fc.array(step, { minLength: 4, maxLength: 14 });
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

interface Stored {
  readonly event: ResolvedEvent;
  readonly sent: Sent;
  readonly import: number | null;
}

/** What the log should hold, and what of it should count, now and at every earlier moment. */
class Model {
  readonly stored: Stored[] = [];
  readonly withdrawn = new Set<number>();
  readonly known = new Set<number>();
  readonly moments: { readonly seq: number; readonly counting: readonly ResolvedEvent[] }[] = [];
  seq = 0;
  readonly zone: string;

  constructor(zone: string) {
    this.zone = zone;
  }

  counting(): readonly Stored[] {
    return this.stored.filter((one) => one.import === null || !this.withdrawn.has(one.import));
  }

  has({ source, id }: Sent): boolean {
    return this.counting().some(({ sent }) => sent.source === source && sent.id === id);
  }

  /** How many of them are new. */
  send(events: readonly Sent[], with_: number | null): number {
    let accepted = 0;
    for (const sent of events) {
      if (this.has(sent)) continue;
      const before = this.counting().map((one) => one.sent);
      const event = resolveAll([...before, sent], this.zone).at(-1) as ResolvedEvent;
      this.seq += 1;
      this.stored.push({ event: { ...event, seq: this.seq }, sent, import: with_ });
      if (with_ !== null) this.known.add(with_);
      accepted += 1;
    }
    return accepted;
  }

  change(number: number, withdrawn: boolean): void {
    if (this.withdrawn.has(number) === withdrawn) return;
    if (withdrawn) this.withdrawn.add(number);
    else this.withdrawn.delete(number);
    this.seq += 1;
  }

  /** Whether an event of it was sent again while it was withdrawn. */
  isRepeated(number: number): boolean {
    return this.stored.some((one) => one.import === number && this.has(one.sent));
  }

  note(): void {
    this.moments.push({ seq: this.seq, counting: this.counting().map(({ event }) => event) });
  }
}

const label = (number: number | null) => (number === null ? null : { id: `import-${number}`, name: `file ${number}.csv` });

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'done';
  } catch (error) {
    if (error instanceof RequestError) return error.code;
    throw error;
  }
}

async function take(path: WholePath, model: Model, step: Step, waiting: Sent[]): Promise<void> {
  if (step.does === 'send' || step.does === 'send again') {
    const earlier = model.stored[step.does === 'send again' ? step.from % Math.max(1, model.stored.length) : 0];
    const events = step.does === 'send' ? waiting.splice(0, step.size) : earlier ? [earlier.sent] : [];
    if (events.length === 0) return;
    if (step.import !== null && model.withdrawn.has(step.import)) {
      expect(codeOf(() => path.append(events, 'ndjson', label(step.import)))).toBe('import_withdrawn');
      return;
    }
    const { accepted, rejected } = path.append(events, events.length % 2 ? 'json' : 'ndjson', label(step.import));
    expect(rejected).toEqual([]);
    expect(accepted).toBe(model.send(events, step.import));
  } else if (step.does === 'withdraw' || step.does === 'restore') {
    const withdrawn = step.does === 'withdraw';
    const expected = !model.known.has(step.import)
      ? 'unknown_import'
      : !withdrawn && model.withdrawn.has(step.import) && model.isRepeated(step.import)
        ? 'import_repeated'
        : 'done';
    expect(codeOf(() => path.log.changeImport(`import-${step.import}`, withdrawn))).toBe(expected);
    if (expected === 'done') model.change(step.import, withdrawn);
  } else if (step.does === 'tidy') while (path.log.tidy());
  else await path.restart({ losesArchive: step.does !== 'restart' });
}

describe('imports that are withdrawn and restored', () => {
  it(
    'count or do not, in every answer and live view, now and as of every earlier moment, after any restart',
    async () => {
      const world = fc.record({ zone: zoneArbitrary, sent: sentArbitrary(90), plan });
      await fc.assert(
        fc.asyncProperty(world, async ({ zone, sent, plan }) => {
          const settings = worldSettings(zone);
          const path = await openWholePath(settings, NOW_MS);
          try {
            const model = new Model(zone);
            const waiting = [...sent];
            const { epoch } = path.log;
            const expected = (query: Query, counting: readonly ResolvedEvent[], seq: number): QueryAnswer => {
              const whole = answer(counting, query.asOf ? { ...query, asOf: { epoch, seq } } : query, { settings, epoch, nowMs: NOW_MS });
              return { ...whole, asOf: { epoch, seq } };
            };
            for (const one of plan) {
              await take(path, model, one, waiting);
              expect(path.log.seq()).toBe(model.seq);
              model.note();
              const now = model.moments.at(-1)?.counting ?? [];
              for (const query of LIVE) expectSameTable({ ...(await path.view(query)), query }, expected(query, now, model.seq));
            }
            const now = model.moments.at(-1)?.counting ?? [];
            for (const query of QUERIES) expectSameAnswer(await path.ask(query), expected(query, now, model.seq));
            for (const { seq, counting } of model.moments) {
              const query: Query = { ...(QUERIES[seq % QUERIES.length] as Query), asOf: { epoch, seq } };
              expectSameAnswer(await path.ask(query), expected(query, counting, seq));
            }
          } finally {
            await path.close();
          }
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: true },
      );
    },
    120_000 + RUNS * 5000,
  );
});
