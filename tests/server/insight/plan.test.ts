/** What is planned for a window, against a brute-force reading of every plan, day by day. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../server/insight/plan.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import { PLAN_DIMENSIONS, type PlanAnswer, type PlanDimension, parsePeriod } from '../../../src/protocol/plan.ts';
import { firstInstant } from '../../oracle/clock.ts';
import { EPOCH, NOW_MS, openTestArchive } from '../engine/openArchive.ts';

/** Its clock goes forward on 31 March and back on 27 October 2024, a leap year. */
const ZONE = 'Europe/Berlin';
const DAY_MS = 86_400_000;
const SETTINGS = { ...DEFAULT_SETTINGS, timezone: ZONE };

interface Draft {
  readonly keys: Partial<Record<PlanDimension, string>>;
  readonly period: string;
  readonly value: number;
  readonly kind: 'target' | 'forecast';
  readonly metric: string;
}

const PERIODS = [
  '2024',
  '2024-Q1',
  '2024-Q4',
  '2024-02',
  '2024-03',
  '2024-10',
  '2024-W09',
  '2024-W44',
  '2024-02-29',
  '2024-10-27',
  '2024-11-03',
];
const PLACES = [
  {},
  { country: 'BR' },
  { country: 'BR', region: 'BR-SP' },
  { country: 'BR', region: 'BR-RJ' },
  { country: 'DE' },
  { country: 'DE', region: 'DE-BY', city: 'geonames:2867714' },
];
const DRAFT: fc.Arbitrary<Draft> = fc.record({
  keys: fc
    .tuple(
      fc.constantFrom(...PLACES),
      fc.constantFrom({}, {}, { category: 'Coffee' }, { category: 'Tea' }),
      fc.constantFrom({}, {}, { segment: 'Loyal' }),
    )
    .map(([place, category, segment]) => ({ ...place, ...category, ...segment })),
  period: fc.constantFrom(...PERIODS),
  value: fc.integer({ min: 1, max: 1_000_000 }).map((cents) => cents / 100),
  kind: fc.constantFrom('target', 'target', 'target', 'forecast'),
  metric: fc.constantFrom('revenue', 'revenue', 'csat'),
});

function toEvent(draft: Draft, seq: number): ResolvedEvent {
  const { country = null, region = null, city = null, ...others } = draft.keys;
  return {
    ...{ seq, source: 'planning', id: String(seq), type: `io.orrery.${draft.kind}.set`, subject: null, timeMs: NOW_MS, receivedMs: NOW_MS },
    data: { ...others, metric: draft.metric, period: draft.period, value: draft.value },
    ...{ country, region, city, cell: null, amount: null, unconverted: false, segment: others.segment ?? null },
  };
}

function sale(seq: number, timeMs: number): ResolvedEvent {
  return {
    ...{ seq, source: 'shop', id: `s${seq}`, type: 'io.orrery.order.completed', subject: 'c', timeMs, receivedMs: NOW_MS, data: {} },
    ...{ country: 'BR', region: null, city: null, cell: null, amount: 10_000, unconverted: false, segment: null },
  };
}

/* The oracle: one local day at a time, and of it the part that lies in the window by the platform's own clock. */

interface Known extends Draft {
  readonly seq: number;
  readonly fromDay: number;
  readonly toDay: number;
}

function partOfDay(day: number, fromMs: number, toMs: number): number {
  const [startMs, endMs] = [firstInstant(day * DAY_MS, ZONE), firstInstant((day + 1) * DAY_MS, ZONE)];
  return Math.max(0, Math.min(endMs, toMs) - Math.max(startMs, fromMs)) / (endMs - startMs);
}

/** The plan that counts on a day: the shortest period, then the one set last. */
function onDay(plans: readonly Known[], day: number): Known | undefined {
  return plans
    .filter(({ fromDay, toDay }) => fromDay <= day && day < toDay)
    .sort((one, other) => one.toDay - one.fromDay - (other.toDay - other.fromDay) || other.seq - one.seq)[0];
}

function overWindow(plans: readonly Known[], isMean: boolean, fromMs: number, toMs: number): number | null {
  let [sum, days] = [0, 0];
  for (let day = Math.floor(fromMs / DAY_MS) - 1; day <= Math.ceil(toMs / DAY_MS) + 1; day++) {
    const plan = onDay(plans, day);
    const part = partOfDay(day, fromMs, toMs);
    if (!plan || part === 0) continue;
    sum += part * (isMean ? plan.value : plan.value / (plan.toDay - plan.fromDay));
    days += part;
  }
  if (days === 0) return null;
  return isMean ? sum / days : sum;
}

const IMPLIED: Partial<Record<PlanDimension, readonly PlanDimension[]>> = { region: ['country'], city: ['country', 'region'] };

function planOf(
  plans: readonly Known[],
  fixed: readonly PlanDimension[],
  isMean: boolean,
  window: readonly [number, number],
): number | null {
  const named = new Set(fixed.flatMap((dimension) => [dimension, ...(IMPLIED[dimension] ?? [])]));
  const own = plans.filter(({ keys }) => (Object.keys(keys) as PlanDimension[]).every((dimension) => named.has(dimension)));
  const ownValue = overWindow(own, isMean, ...window);
  if (ownValue !== null) return ownValue;
  if (isMean) return null;
  for (const dimension of PLAN_DIMENSIONS) {
    if (named.has(dimension)) continue;
    const values = new Set(plans.flatMap(({ keys }) => keys[dimension] ?? []));
    const children = Array.from(values, (value) =>
      planOf(
        plans.filter(({ keys }) => keys[dimension] === value),
        [...fixed, dimension],
        false,
        window,
      ),
    ).filter((child) => child !== null);
    if (children.length > 0) return children.reduce((sum, child) => sum + child, 0);
  }
  return null;
}

interface Asked {
  readonly metric: string;
  readonly groupBy: readonly PlanDimension[];
  readonly where: Partial<Record<PlanDimension, string>>;
  readonly window: readonly [number, number];
  readonly seq: number;
}

function oracle(drafts: readonly Draft[], { metric, groupBy, where, window, seq }: Asked): Map<string, number> {
  const known = drafts
    .map((draft, at): Known => ({ ...draft, ...(parsePeriod(draft.period) as { fromDay: number; toDay: number }), seq: at + 1 }))
    .filter((plan) => plan.seq <= seq && plan.kind === 'target' && plan.metric === metric)
    .filter(({ keys }) => Object.entries(where).every(([dimension, value]) => keys[dimension as PlanDimension] === value))
    .filter(({ keys }) => groupBy.every((dimension) => keys[dimension] !== undefined));
  const fixed = [...groupBy, ...(Object.keys(where) as PlanDimension[])];
  const names = new Set(known.map(({ keys }) => groupBy.map((dimension) => keys[dimension]).join(' ')));
  const found = Array.from(names, (name) => {
    const part = known.filter(({ keys }) => groupBy.map((dimension) => keys[dimension]).join(' ') === name);
    return [name, planOf(part, fixed, metric !== 'revenue', window)] as const;
  });
  return new Map(found.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

const MINUTE = fc.integer({ min: Date.UTC(2023, 11, 15) / 60_000, max: Date.UTC(2025, 0, 15) / 60_000 }).map((minute) => minute * 60_000);
const GROUPS: readonly (readonly PlanDimension[])[] = [
  [],
  ['country'],
  ['country', 'region'],
  ['category'],
  ['segment'],
  ['country', 'category'],
];
const FILTERS: readonly Asked['where'][] = [{}, {}, { country: 'BR' }, { category: 'Coffee' }, { segment: 'Loyal' }];

const asInstant = (ms: number) => new Date(ms).toISOString();

describe('what is planned', () => {
  it('is the sum over days of the plan that counts on each, own before children, as of any moment', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(DRAFT, { minLength: 1, maxLength: 24 }),
        fc.array(
          fc.record({
            metric: fc.constantFrom('revenue', 'revenue', 'csat'),
            groupBy: fc.constantFrom(...GROUPS),
            where: fc.constantFrom(...FILTERS),
            ends: fc.tuple(MINUTE, MINUTE).filter(([one, other]) => one !== other),
            share: fc.double({ min: 0, max: 1, noNaN: true }),
          }),
          { minLength: 4, maxLength: 4 },
        ),
        async (drafts, questions) => {
          const archive = await openTestArchive(SETTINGS);
          try {
            archive.append(drafts.map((draft, at) => toEvent(draft, at + 1)));
            const parts = { archive: archive.archive, registry: archive.registry, epoch: EPOCH, labelOf: () => null };
            for (const { metric, groupBy, where, ends, share } of questions) {
              const named = groupBy.filter((dimension) => where[dimension] === undefined);
              const window = [Math.min(...ends), Math.max(...ends)] as const;
              const seq = Math.ceil(share * drafts.length);
              const asked = {
                ...{ metric, kind: 'target', groupBy: named },
                where: Object.fromEntries(Object.entries(where).map(([dimension, value]) => [dimension, [value]])),
                time: { from: asInstant(window[0]), to: asInstant(window[1]) },
                asOf: { epoch: EPOCH, seq },
              };
              const answer = await readPlan(asked, parts, NOW_MS);
              const toEnd = oracle(drafts, { metric, groupBy: named, where, window, seq });
              const soFar = oracle(drafts, {
                metric,
                groupBy: named,
                where,
                window: [window[0], Math.max(window[0], Math.min(window[1], NOW_MS))],
                seq,
              });
              expect(answer.groups.map(({ ids }) => ids.join(' ')).sort()).toEqual([...toEnd.keys()].sort());
              for (const group of answer.groups) {
                const name = group.ids.join(' ');
                expect(group.toEnd).toBeCloseTo(toEnd.get(name) as number, 2);
                if (group.from === 'own') expect(group.soFar ?? Number.NaN).toBeCloseTo(soFar.get(name) ?? Number.NaN, 2);
              }
            }
          } finally {
            await archive.close();
          }
        },
      ),
      { numRuns: 25, seed: 5 },
    );
  });

  async function plansOf(drafts: readonly Draft[], asked: Record<string, unknown>, sales: readonly number[] = []): Promise<PlanAnswer> {
    const archive = await openTestArchive(SETTINGS);
    try {
      const events = drafts.map((draft, at) => toEvent(draft, at + 1));
      archive.append([...events, ...sales.map((timeMs, at) => sale(drafts.length + at + 1, timeMs))]);
      const parts = { archive: archive.archive, registry: archive.registry, epoch: EPOCH, labelOf: () => null };
      return await readPlan({ metric: 'revenue', kind: 'target', ...asked }, parts, NOW_MS);
    } finally {
      await archive.close();
    }
  }
  const draft = (keys: Draft['keys'], period: string, value: number, metric = 'revenue'): Draft => ({
    keys,
    period,
    value,
    metric,
    kind: 'target',
  });

  it('is exact for whole periods, the last one set counting', async () => {
    const { groups } = await plansOf([draft({ country: 'BR' }, '2024-02', 1), draft({ country: 'BR' }, '2024-02', 900_719_925.4739)], {
      groupBy: ['country'],
      time: { from: '2024-02-01', to: '2024-03-01' },
    });
    expect(groups).toEqual([{ ids: ['BR'], soFar: 900_719_925.4739, toEnd: 900_719_925.4739, from: 'own', parts: 1, coverage: 1 }]);
  });

  it('says where a plan comes from, and how much of the time it speaks of', async () => {
    const { groups } = await plansOf(
      [draft({ country: 'BR', region: 'BR-SP' }, '2024-02', 290), draft({ country: 'BR', region: 'BR-RJ' }, '2024-02', 29)],
      {
        groupBy: ['country'],
        time: { from: '2024-02-01', to: '2024-03-30' },
      },
    );
    expect(groups).toEqual([{ ids: ['BR'], soFar: 319, toEnd: 319, from: 'children', parts: 2, coverage: 0.5 }]);
  });

  it('of several chosen values is what is set within them, also where that is one plan', async () => {
    const february = { time: { from: '2024-02-01', to: '2024-03-01' }, where: { country: ['BR', 'DE'] } };
    const brazil = draft({ country: 'BR' }, '2024-02', 290);
    const one = await plansOf([brazil, draft({ country: 'FR' }, '2024-02', 1), draft({ country: 'DE' }, '2024-03', 1)], february);
    expect(one.groups).toEqual([{ ids: [], soFar: 290, toEnd: 290, from: 'children', parts: 1, coverage: 1 }]);
    const both = await plansOf([brazil, draft({ country: 'DE' }, '2024-02', 29)], february);
    expect(both.groups).toEqual([{ ids: [], soFar: 319, toEnd: 319, from: 'children', parts: 2, coverage: 1 }]);
  });

  it('begins an open window with the first sale and ends what is up to now with the newest', async () => {
    const day = (date: string) => Date.parse(`${date}T12:00:00+01:00`);
    const { groups } = await plansOf([draft({ country: 'BR' }, '2024-02', 290)], { groupBy: ['country'] }, [
      day('2024-02-10'),
      day('2024-02-20'),
    ]);
    expect(groups[0]).toMatchObject({ soFar: 105, toEnd: 200, coverage: 1 });
  });

  it('goes on until the instant that counts as now: with a moment until that, however long before its newest event came', async () => {
    const drafts = [draft({ country: 'BR' }, '2024-02', 290)];
    const asked = { groupBy: ['country'], time: { from: '2024-02-01', to: '2024-03-01' }, asOf: { epoch: EPOCH, seq: 1 } };
    const soFar = async (now?: string) => (await plansOf(drafts, { ...asked, ...(now === undefined ? {} : { now }) })).groups[0]?.soFar;
    expect(await soFar('2024-02-08')).toBe(70);
    expect(await soFar('2024-02-15T00:00:00+01:00')).toBe(140);
    expect(await soFar('2024-01-15')).toBeNull();
    const answer = await plansOf(drafts, { ...asked, now: '2024-02-08' });
    expect(answer.time.now).toBe('2024-02-07T23:00:00Z');
    // Without one it is when that event was taken in.
    expect((await plansOf(drafts, asked)).time.now).toBe(new Date(NOW_MS).toISOString().replace('.000Z', 'Z'));
    await expect(soFar('soon')).rejects.toThrow(/^now: "soon" must be an ISO 8601 date or time/);
  });

  it('tells a count of different customers only where one planned period is shown', async () => {
    const drafts = [draft({ country: 'BR' }, '2024-02', 500, 'customers'), draft({ country: 'BR' }, '2024-03', 600, 'customers')];
    const during = (from: string, to: string) => plansOf(drafts, { metric: 'customers', groupBy: ['country'], time: { from, to } });
    expect((await during('2024-02-01', '2024-03-01')).groups[0]).toMatchObject({ soFar: 500, toEnd: 500 });
    expect((await during('2024-02-01', '2024-04-01')).groups).toEqual([]);
    expect((await during('2024-02-01', '2024-02-15')).groups).toEqual([]);
  });

  it('names what no plan can be made for, and tells what is planned at all', async () => {
    const answer = await plansOf([draft({ country: 'BR' }, '2024-02', 1), draft({}, '2024', 80, 'csat'), draft({}, '2024', 1, 'margin')], {
      groupBy: ['country', 'reason'],
      where: { source: ['shop'], category: [null] },
    });
    expect([...answer.unplannable].sort()).toEqual(['category', 'reason', 'source']);
    expect(answer.groups).toEqual([]);
    expect(answer.known.map(({ metric }) => metric).sort()).toEqual(['csat', 'margin', 'revenue']);
    expect(answer.planned).toEqual({ from: '2024-01-31T23:00:00Z', to: '2024-02-29T23:00:00Z' });
  });

  it('of a place that is not known stand for no other place', async () => {
    const archive = await openTestArchive(SETTINGS);
    try {
      const lost = toEvent(draft({ country: 'BR' }, '2024', 5), 1);
      archive.append([{ ...lost, data: { ...lost.data, region: 'Nowhere' } }]);
      const parts = { archive: archive.archive, registry: archive.registry, epoch: EPOCH, labelOf: () => null };
      expect(await readPlan({ metric: 'revenue', kind: 'target', groupBy: ['country'] }, parts, NOW_MS)).toMatchObject({
        groups: [],
        unplaced: 1,
      });
    } finally {
      await archive.close();
    }
  });

  it('refuses what cannot be asked, by the field', async () => {
    await expect(plansOf([], { metric: 'margin' })).rejects.toThrow(/^metric: unknown metric "margin"/);
    await expect(plansOf([], { kind: 'wish' })).rejects.toThrow('kind');
    await expect(plansOf([], { asOf: { epoch: 'other', seq: 1 } })).rejects.toThrow('asOf.epoch');
    await expect(plansOf([], { asOf: { epoch: EPOCH, seq: 1 } })).rejects.toThrow('asOf.seq: 1 is beyond the newest event, 0');
  });
});
