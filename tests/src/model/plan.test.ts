import { describe, expect, it } from 'vitest';
import { type ColumnOptions, toColumns } from '../../../src/model/columns.ts';
import { toCascade } from '../../../src/model/ecosystem/cascade.ts';
import { glassOf, NO_GLASS } from '../../../src/model/glass.ts';
import { type PlaceRef, toCountry } from '../../../src/model/place.ts';
import { coverageOf, farthest, isUpToNow, PLAN, planQueryOf, shownPlan, standingOf, withPlan } from '../../../src/model/plan.ts';
import { dockGlass, planOfNode, standingOfNode } from '../../../src/model/planDocks.ts';
import { metricValues } from '../../../src/model/reading.ts';
import { sayWhatIf, type WhatIf, whatIfFactor, whatIfOf } from '../../../src/model/whatIf.ts';
import type { MetricInfo } from '../../../src/protocol/catalog.ts';
import type { PlanAnswer, PlanGroup } from '../../../src/protocol/plan.ts';
import { toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

const METRIC: MetricInfo = {
  id: 'revenue',
  label: 'Revenue',
  unit: 'EUR',
  formula: '',
  fold: 'additive',
  interval: false,
  better: 'higher',
  sums: true,
};
const group = (ids: readonly string[], soFar: number | null, toEnd = soFar): PlanGroup => ({
  ids,
  soFar,
  toEnd,
  from: 'own',
  parts: 1,
  coverage: 1,
});
const plan = (groups: readonly PlanGroup[], adds: PlanAnswer['adds'] = 'sum'): PlanAnswer => ({
  ...{ metric: 'revenue', kind: 'target', groupBy: ['country'], adds, groups, labels: { country: { FR: 'France' } }, unplannable: [] },
  ...{ time: { from: null, to: null, now: '2026-11-22T00:00:00Z' }, planned: null, unplaced: 0, known: [], asOf: { epoch: 'e', seq: 1 } },
});
const table = (rows: readonly (readonly [string, number])[]) =>
  toTable({
    columns: [
      { name: 'country', unit: null },
      { name: 'revenue', unit: 'EUR' },
    ],
    rows: rows.map((row) => [...row]),
    ...WHOLE,
  });
const NOW = table([
  ['BR', 80],
  ['DE', 50],
  ['JP', 30],
]);
const PLANNED = plan([group(['BR'], 100, 200), group(['DE'], 40), group(['FR'], 10)]);
const options: ColumnOptions = {
  height: { metric: 'revenue', unit: 'EUR', label: 'Revenue' },
  colour: { metric: 'revenue', unit: 'EUR', label: 'Revenue', kind: 'sequential', target: null, span: null, better: 'higher' },
  ...{ theme: 'dark', stale: false, anchorOf: ({ id }: { id: string }) => [id.charCodeAt(0), id.charCodeAt(1)] as const },
};

describe('a plan beside an answer', () => {
  const joined = withPlan(NOW, PLANNED, METRIC, []);

  it('is a column of it; what has sold nothing stands at zero', () => {
    expect(joined.keys).toEqual([['BR', 'DE', 'JP', 'FR']]);
    expect([...(metricValues(joined, 'revenue') ?? [])]).toEqual([80, 50, 30, 0]);
    expect([...(metricValues(joined, PLAN) ?? [])]).toEqual([100, 40, Number.NaN, 10]);
    expect(joined.labels).toEqual({ country: { FR: 'France' } });
  });

  it('puts what has no orders at zero, too, and nothing of which a mean is planned', () => {
    const orders: MetricInfo = { ...METRIC, unit: 'count', sums: false };
    expect(withPlan(NOW, PLANNED, orders, []).keys).toEqual([['BR', 'DE', 'JP', 'FR']]);
    expect(withPlan(NOW, { ...PLANNED, adds: 'mean' }, { ...METRIC, sums: false }, []).keys).toEqual([['BR', 'DE', 'JP']]);
  });

  it('stands on the map with the places that have sold nothing, also where those of the answer stand there already', () => {
    const answer = { ...NOW, rows: {} };
    const before = toColumns(answer, 'country', options, null);
    const after = toColumns(withPlan(answer, PLANNED, METRIC, []), 'country', options, before);
    expect(after.layout.places.map(({ id }) => id)).toEqual(['BR', 'DE', 'JP', 'FR']);
    // What has the same rows keeps their mark: nothing is laid out anew.
    expect(withPlan(answer, plan([group(['BR'], 100)]), METRIC, []).rows).toBe(answer.rows);
  });

  it('puts nobody at zero whom the answer keeps back', () => {
    const kept = withPlan({ ...NOW, suppressed: 1 }, PLANNED, METRIC, []);
    expect(kept.keys).toEqual([['BR', 'DE', 'JP']]);
    expect([...(metricValues(kept, PLAN) ?? [])]).toEqual([100, 40, Number.NaN]);
  });

  it('is moved by the what-if alone: the data stays', () => {
    const said = sayWhatIf(sayWhatIf([], 'revenue', null, 10), 'revenue', toCountry('BR'), -50);
    const moved = withPlan(NOW, PLANNED, METRIC, said);
    expect([...(metricValues(moved, PLAN) ?? [])].map((value) => Math.round(value))).toEqual([50, 44, Number.NaN, 11]);
    expect([...(metricValues(moved, 'revenue') ?? [])]).toEqual([80, 50, 30, 0]);
  });

  it('of another level is not joined', () => {
    expect(withPlan(NOW, plan([group(['BR', 'BR-SP'], 5)]), METRIC, [])).toBe(NOW);
  });

  it('ranks who is farthest from it by what is missing and over', () => {
    const { behind, ahead } = farthest(joined, METRIC, 5);
    expect(behind.map(({ place, gap, news }) => [place.id, gap, news])).toEqual([
      ['BR', -20, 'bad'],
      ['FR', -10, 'bad'],
    ]);
    expect(ahead.map(({ place, gap, attained }) => [place.id, gap, attained])).toEqual([['DE', 10, 125]]);
    const costs = farthest(joined, { ...METRIC, better: 'lower' }, 5);
    expect(costs.behind.map(({ place }) => place.id)).toEqual(['DE']);
    // Of a declared metric nobody said which way is better: its places are off their plans all the same.
    const declared = farthest(joined, { ...METRIC, better: 'neither' }, 5);
    expect(declared.behind.map(({ place, news }) => [place.id, news])).toEqual([
      ['BR', 'neutral'],
      ['FR', 'neutral'],
    ]);
    expect([declared.ahead.length, declared.compared, farthest(NOW, METRIC, 5).compared]).toEqual([1, 3, 0]);
  });

  it('is that up to now where any of it goes on beyond', () => {
    const of = (...groups: readonly PlanGroup[]) => isUpToNow(withPlan(NOW, plan(groups), METRIC, []));
    expect([of(group(['BR'], 100, 200), group(['DE'], 40)), of(group(['BR'], 100)), of(group(['BR'], null, 9))]).toEqual([
      true,
      false,
      true,
    ]);
    const whole = plan([group(['BR'], null, 9)], 'whole');
    expect([isUpToNow(withPlan(NOW, whole, METRIC, [])), isUpToNow(NOW)]).toEqual([false, false]);
  });

  it('of what is only told whole is that of the whole window', () => {
    expect(shownPlan({ soFar: null, toEnd: 7 }, { adds: 'whole' })).toBe(7);
    expect(shownPlan({ soFar: null, toEnd: 7 }, { adds: 'sum' })).toBeNull();
  });

  it('is asked for where one can be made', () => {
    const view = { plan: 'target', height: 'revenue', asOf: null } as const;
    const query = { metrics: ['revenue', 'csat'], groupBy: ['country', 'region'], where: { country: ['BR'] }, limit: 9 };
    expect(planQueryOf(view, query)).toEqual({
      metric: 'revenue',
      kind: 'target',
      groupBy: ['country', 'region'],
      where: { country: ['BR'] },
    });
    expect(planQueryOf({ ...view, plan: 'none' }, query)).toBeNull();
    expect(planQueryOf(view, { ...query, groupBy: ['h3:5'] })).toBeNull();
    expect(planQueryOf(view, { ...query, where: { source: ['shop'] } })).toBeNull();
  });

  it('of an earlier moment goes on until that moment, however long before its newest event came; beside it, in the present, until now', () => {
    const moment = { epoch: 'e', seq: 9 };
    const view = { plan: 'target', height: 'revenue', asOf: { ...moment, at: '2026-11-23T09:00:00Z' } } as const;
    expect(planQueryOf(view, { metrics: ['revenue'], asOf: moment })).toMatchObject({ asOf: moment, now: '2026-11-23T09:00:00Z' });
    expect(planQueryOf(view, { metrics: ['revenue'] })).not.toHaveProperty('now');
  });

  it('covers its time as far as its large parts do', () => {
    expect(
      coverageOf([
        { coverage: 1, toEnd: 90 },
        { coverage: 0, toEnd: 10 },
      ]),
    ).toBeCloseTo(0.9);
    expect(coverageOf([])).toBe(0);
  });

  it('is met within half a percent', () => {
    expect(standingOf(100.4, 100, METRIC)?.news).toBe('neutral');
    expect(standingOf(101, 100, METRIC)?.news).toBe('good');
    expect(standingOf(Number.NaN, 100, METRIC)).toBeNull();
  });
});

describe('the glass', () => {
  const joined = withPlan(NOW, PLANNED, METRIC, []);
  const picture = toColumns(joined, 'country', options, null);

  it('is as tall as the plan on the scale of the columns, from zero, at their feet', () => {
    const glass = glassOf(picture, joined, 'linear');
    expect(picture.reference).toBe(100);
    expect(Array.from(glass.slots, (slot) => picture.layout.places[slot]?.id)).toEqual(['BR', 'DE', 'FR']);
    expect([...glass.plans.value].map((share) => Math.round(share * 1000))).toEqual([1000, 400, 100]);
    expect([...glass.fills.value].map((share) => Math.round(share * 1000))).toEqual([800, 500, 0]);
    expect([...glass.positions.value.slice(0, 3)]).toEqual(['BR'.charCodeAt(0), 'BR'.charCodeAt(1), 0]);
    expect([...glassOf(picture, joined, 'sqrt').plans.value].map((share) => Math.round(share * 1000))).toEqual([1000, 632, 316]);
  });

  it('stays the same objects while nothing changes, and all of it but what does', () => {
    const glass = glassOf(picture, joined, 'linear');
    const same = glassOf(toColumns(joined, 'country', options, picture), joined, 'linear', glass);
    expect([same.positions, same.plans, same.fills, same.slots]).toEqual([glass.positions, glass.plans, glass.fills, glass.slots]);
    expect(same.positions).toBe(glass.positions);
    expect(same.plans).toBe(glass.plans);
    const lower = withPlan(NOW, PLANNED, METRIC, [{ metric: 'revenue', place: toCountry('DE'), percent: -50 }]);
    const moved = glassOf(toColumns(lower, 'country', options, picture), lower, 'linear', glass);
    expect(moved.positions).toBe(glass.positions);
    expect(moved.fills).toBe(glass.fills);
    expect(moved.plans).not.toBe(glass.plans);
  });

  it('is nowhere without a plan', () => {
    expect(glassOf(toColumns(NOW, 'country', options, null), NOW, 'linear')).toBe(NO_GLASS);
  });
});

describe('what if', () => {
  const region = { level: 'region', id: 'BR-SP', country: 'BR', region: 'BR-SP' } as const;
  it('counts as it was said closest', () => {
    const said: readonly WhatIf[] = [
      { metric: 'revenue', place: null, percent: 10 },
      { metric: 'revenue', place: toCountry('BR'), percent: -20 },
      { metric: 'orders', place: null, percent: 90 },
    ];
    expect(whatIfFactor(said, 'revenue', toCountry('DE'))).toBeCloseTo(1.1);
    expect(whatIfFactor(said, 'revenue', region)).toBeCloseTo(0.8);
    expect(whatIfFactor(said, 'csat', region)).toBe(1);
  });

  it('keeps to its bounds, and zero takes it back', () => {
    const said = sayWhatIf([], 'revenue', region, 400);
    expect(whatIfOf(said, 'revenue', region)).toBe(100);
    expect(sayWhatIf(said, 'revenue', region, 0)).toEqual([]);
  });
});

describe('the glass of the docks', () => {
  const node = (key: string, rank: 0 | 1 | 2, revenue: number, values: readonly string[]) => ({
    ...{
      key,
      rank,
      name: key,
      values: values.map((value) => ({ dimension: 'category', value })),
      isOther: values.length > 1,
      before: null,
    },
    ...{ events: 10, orders: 10, revenue, risk: 0, answers: 0, satisfied: 0 },
  });
  const nodes = [node('far', 1, 100, ['All']), node('coffee', 2, 80, ['Coffee']), node('others', 2, 20, ['Tea', 'Milk'])];
  const places = [0, 1, 2].map((at) => ({ x: at, z: 2 * at, angle: 1, seat: 5 }));
  const cascade = toCascade({ nodes, links: [], total: null } as unknown as Parameters<typeof toCascade>[0], places);
  const plans = new Map([['category', plan([group(['Coffee'], 100), group(['Tea'], 5), group(['Other'], 5)])]]);

  it('is as long as the plan on the scale of the docks; what is folded needs a plan for all of it', () => {
    const { keys, floats } = dockGlass(cascade, plans, { whatIf: [], focus: null }, () => 1);
    expect(keys).toEqual(['coffee']);
    const [x, z, , rank, planned = 0, filled = 0, light] = floats;
    expect([x, z, rank, light]).toEqual([1, 2, 2, 1]);
    expect(filled / planned).toBeCloseTo(0.8);
    expect(planned).toBeCloseTo(100 * cascade.scale.perMoney);
  });

  it('is moved by the what-if', () => {
    const shape = cascade.nodes[1];
    if (shape === undefined) throw new Error('no node');
    expect(planOfNode(shape, plans, { whatIf: [{ metric: 'revenue', place: null, percent: 50 }], focus: null })).toBeCloseTo(150);
    expect(standingOfNode(shape, plans, { whatIf: [], focus: null })?.gap).toBe(-20);
  });

  it('follows what is said of a place: of the node that is one, of all within the place that is looked at', () => {
    const whatIf: readonly WhatIf[] = [
      { metric: 'revenue', place: null, percent: 10 },
      { metric: 'revenue', place: toCountry('BR'), percent: -50 },
    ];
    const country = (id: string) => ({ ...node(id, 2, 10, []), values: [{ dimension: 'country', value: id }] });
    const byCountry = new Map([['country', plan([group(['BR'], 100), group(['FR'], 100)])], ...plans]);
    const planned = (own: ReturnType<typeof country>, focus: PlaceRef | null) => planOfNode({ node: own }, byCountry, { whatIf, focus });
    expect(planned(country('BR'), null)).toBeCloseTo(50);
    expect(planned(country('FR'), null)).toBeCloseTo(110);
    const coffee = node('coffee', 2, 80, ['Coffee']);
    expect(planned(coffee, null)).toBeCloseTo(110);
    expect(planned(coffee, toCountry('BR'))).toBeCloseTo(50);
  });

  it('keeps to its seat: where the plan is longer, all of the money shrinks together', () => {
    const whole = { nodes, links: [], total: null } as unknown as Parameters<typeof toCascade>[0];
    const tight = places.map((place) => ({ ...place, seat: 1 }));
    const planned = toCascade(whole, tight, ({ key }) => (key === 'coffee' ? 400 : Number.NaN));
    expect(400 * planned.scale.perMoney).toBeLessThanOrEqual(0.85 + 1e-9);
    const [far, near] = [planned.nodes[0], planned.nodes[1]];
    expect((far?.dockNear ?? 0) / (near?.dockNear ?? 1)).toBeCloseTo(100 / 80);
    expect(toCascade(whole, tight, () => 1).scale).toEqual(toCascade(whole, tight).scale);
  });
});
