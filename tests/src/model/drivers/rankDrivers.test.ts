/** Which driver is named: no noise, no small sample, no dimension for its size; and how it is said in every language. */
import { afterEach, describe, expect, it } from 'vitest';
import { againstText } from '../../../../src/model/against.ts';
import { decompose } from '../../../../src/model/drivers/decompose.ts';
import { varianceOf } from '../../../../src/model/drivers/noise.ts';
import { type Analysis, rankDrivers } from '../../../../src/model/drivers/rankDrivers.ts';
import { sayDrivers } from '../../../../src/model/drivers/sayDrivers.ts';
import { type DriverDimension, makingOf, toValues } from '../../../../src/model/drivers/values.ts';
import { steady, toWaterfall } from '../../../../src/model/drivers/waterfall.ts';
import { setLanguage } from '../../../../src/model/language.ts';
import type { Measured } from '../../../../src/model/rows.ts';
import { saidText } from '../../../../src/model/said.ts';
import type { MetricInfo } from '../../../../src/protocol/catalog.ts';
import { net } from '../../../../src/protocol/interval.ts';
import { CATEGORY, CHANNEL, CONTACTS, CSAT, REVENUE, rowsOf, type Sold, tableOf, whole } from './driverWorld.ts';

afterEach(() => setLanguage('en'));

type Sides = readonly [dimension: DriverDimension, now: Sold[], before: Sold[]];

function analyse(metric: MetricInfo, ...all: Sides[]): Analysis {
  const [[, now, before] = [CATEGORY, [], []]] = all;
  const totals = { now: totalOf(now, metric), before: totalOf(before, metric) };
  const parts = all.map(([dimension, is, was]) => {
    const answers = { now: tableOf(metric, is, dimension.id), before: tableOf(metric, was, dimension.id) };
    return { dimension, decomposition: decompose(toValues(answers, dimension, metric), totals, makingOf(metric) ?? 'sum') };
  });
  const analysis = rankDrivers(parts, metric);
  if (analysis === null) throw new Error('nothing to rank');
  return analysis;
}

function totalOf(rows: Sold[], metric: MetricInfo) {
  if (!metric.ratio) return whole(rows);
  const n = rows.reduce((sum, row) => sum + row.n, 0);
  const one = tableOf(metric, [{ value: null, amount: rows.reduce((sum, row) => sum + row.amount * row.n, 0) / n, n }]);
  const [value = 0, , low = 0, high = 0] = one.values.map((column) => column[0] as number);
  return { value, n, low, high };
}

function said(analysis: Analysis, metric: MetricInfo): string {
  const [first] = analysis.dimensions;
  if (first === undefined) throw new Error('no dimension');
  // Money is written with spaces that do not break.
  return saidText(sayDrivers(analysis, first, { metric, against: againstText(7 * 86_400_000) })).replaceAll('\u00a0', ' ');
}

const FALLEN: Sides = [
  CATEGORY,
  rowsOf({ electronics: [20_000, 200], garden: [34_000, 340], home: [30_500, 305] }),
  rowsOf({ electronics: [60_000, 600], garden: [30_000, 300], home: [30_000, 300] }),
];
const EVEN: Sides = [CHANNEL, rowsOf({ web: [42_250, 422], app: [42_250, 423] }), rowsOf({ web: [60_000, 600], app: [60_000, 600] })];

it('a net score that all answers agree on is not certain: ten of ten may be chance, a thousand of a thousand are not', () => {
  const spread = { metric: { ...CSAT, id: 'nps', unit: 'points' }, k: 2 };
  const deviation = (measured: Measured) => Math.sqrt(varianceOf(measured, spread));
  expect(deviation(net(10, 0, 10))).toBeGreaterThan(20);
  expect(deviation(net(0, 1, 1))).toBeGreaterThan(deviation(net(10, 0, 10)));
  expect(deviation(net(1000, 0, 1000))).toBeLessThan(1);
  const { value, high, ...some } = net(600, 100, 1000);
  expect(deviation({ value, high, ...some })).toBeCloseTo((high - value) / 1.96, 9);
});

describe('drivers', () => {
  it('are told by the dimension in which few values carry the change, not by the one of the largest value', () => {
    const analysis = analyse(REVENUE, EVEN, FALLEN);
    expect(analysis.isSure).toBe(true);
    expect(analysis.dimensions.map(({ dimension, carried }) => [dimension.id, carried > 0])).toEqual([
      ['category', true],
      ['channel', false],
    ]);
    expect(said(analysis, REVENUE)).toBe('Revenue −30 % on the week before: by category, electronics −€40k; garden did not follow (+€4k)');
    setLanguage('pt');
    expect(said(analysis, REVENUE)).toBe(
      'Revenue −30% sobre a semana anterior: por category, electronics −€ 40 mil; garden não acompanhou (+€ 4 mil)',
    );
    setLanguage('de');
    expect(said(analysis, REVENUE)).toBe(
      'Revenue −30 % gegenüber der Vorwoche: nach Category electronics −40 Tsd. €; garden zog nicht mit (+4 Tsd. €)',
    );
  });

  it('are no values that moved as the whole did', () => {
    const analysis = analyse(REVENUE, EVEN);
    expect(analysis.dimensions[0]?.carried).toBe(0);
    expect(said(analysis, REVENUE)).toBe(
      'Revenue −30 % on the week before: by channel, 50 % of it app; nothing moved beyond its size more than chance',
    );
  });

  it('are no share of more than the whole where others went the other way, also where nothing stands out', () => {
    const analysis = analyse(CONTACTS, [CATEGORY, rowsOf({ a: [1110, 0], b: [95, 0] }), rowsOf({ a: [1000, 0], b: [100, 0] })]);
    expect(analysis.dimensions[0]?.carried).toBe(0);
    expect(said(analysis, CONTACTS)).toBe('Contacts +9.5 % on the week before: by category, a +110');
  });

  it('are none among chance: of many values that all come from one process hardly ever one is named', () => {
    const random = mulberry(50);
    let named = 0;
    for (let run = 0; run < 200; run++) {
      const side = () => rowsOf(Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`v${at}`, [poisson(40, random), 0] as const])));
      named += analyse(CONTACTS, [CATEGORY, side(), side()]).dimensions[0]?.drivers.some(({ standsOut }) => standsOut) ? 1 : 0;
    }
    expect(named).toBeLessThan(20);
  });

  it('are not named for a few cases, and one large order is no trend', () => {
    const few = analyse(CONTACTS, [CATEGORY, rowsOf({ a: [300, 0], b: [8, 0] }), rowsOf({ a: [300, 0], b: [0, 0] })]);
    expect(few.dimensions[0]?.drivers.find(({ id }) => id === 'b')).toMatchObject({ isSure: false, standsOut: false });
    const before = rowsOf({ south: [1000, 20], north: [1000, 20] });
    const products: Sides = [CHANNEL, rowsOf({ usual: [2000, 40], yacht: [9000, 1] }), rowsOf({ usual: [2000, 40] })];
    const calm = analyse(REVENUE, [CATEGORY, rowsOf({ south: [10_000, 21], north: [1000, 20] }), before], products);
    expect(calm.dimensions.find(({ dimension }) => dimension.id === 'category')?.drivers[0]).toMatchObject({ id: 'south', isSure: false });
  });

  it('of a rate say whether it moved itself or its weight', () => {
    const rows = (easy: [number, number], hard: [number, number]): Sold[] => rowsOf({ easy, hard });
    const analysis = analyse(CSAT, [CATEGORY, rows([92, 300], [35, 700]), rows([90, 900], [30, 100])]);
    expect(said(analysis, CSAT)).toMatch(
      /^Satisfied −31\.9 pt on the week before: by category, .*; by category every part rose, yet the whole fell: its mix moved it$/,
    );
    const itself = analyse(CSAT, [CATEGORY, rows([60, 500], [80, 500]), rows([80, 500], [80, 500])]);
    expect(said(itself, CSAT)).toBe('Satisfied −10.0 pt on the week before: by category, 100 % of it easy (from 80 % to 60 %, n = 500)');
  });

  it('say that the whole may be chance, that values are new, and that there was nothing before', () => {
    const calm = analyse(CONTACTS, [CATEGORY, rowsOf({ a: [51, 0], b: [50, 0] }), rowsOf({ a: [50, 0], b: [48, 0] })]);
    expect(said(calm, CONTACTS)).toBe('Contacts +3.1 % on the week before, which may be chance');
    const fresh = analyse(CONTACTS, [CATEGORY, rowsOf({ a: [50, 0], b: [400, 0] }), rowsOf({ a: [50, 0] })]);
    expect(said(fresh, CONTACTS)).toBe('Contacts +800 % on the week before: by category, 100 % of it b (new)');
    const first = analyse(REVENUE, [CATEGORY, rowsOf({ a: [5000, 50], b: [5000, 50] }), []]);
    expect(said(first, REVENUE)).toMatch(/^Revenue €10k, none in the time before/);
  });

  it('does not say that there was nothing before where more came back than was sold', () => {
    const returned = analyse(REVENUE, [CATEGORY, rowsOf({ a: [8000, 80], b: [2000, 20] }), rowsOf({ a: [-9000, 90], b: [1000, 10] })]);
    expect(said(returned, REVENUE)).toMatch(/^Revenue \+€18k on the week before/);
  });

  it('leave out dimensions that most of the figure has no value of', () => {
    const unnamed: Sold[] = [{ value: null, amount: 9000, n: 900 }, ...rowsOf({ p1: [10, 1] })];
    const parts = decompose(
      toValues({ now: tableOf(REVENUE, unnamed), before: tableOf(REVENUE, unnamed) }, CATEGORY, REVENUE),
      { now: whole(unnamed), before: whole(unnamed) },
      'sum',
    );
    expect(rankDrivers([{ dimension: CATEGORY, decomposition: parts }], REVENUE)).toBeNull();
  });
});

describe('the bars', () => {
  it('lead from before to now, the others together, and touch end to end', () => {
    const [first] = analyse(REVENUE, FALLEN).dimensions;
    if (first === undefined) throw new Error('no dimension');
    const { bars, before, now } = toWaterfall(first, 2);
    expect(bars.map(({ kind, part }) => [kind, part])).toEqual([
      ['driver', -40_000],
      ['driver', 4000],
      ['others', 500],
    ]);
    expect([bars[0]?.from, bars.at(-1)?.to]).toEqual([before, now]);
    for (const [at, bar] of bars.entries()) if (at > 0) expect(bar.from).toBe(bars[at - 1]?.to);
    expect(Math.min(before, now, ...bars.flatMap(({ from, to }) => [from, to]))).toBe(0);
    expect(Math.max(before, now, ...bars.flatMap(({ from, to }) => [from, to]))).toBe(1);
  });

  it('keep their order until another is plainly larger', () => {
    const order = (sizes: Readonly<Record<string, number>>, held: string[]) =>
      steady(
        Object.entries(sizes).map(([key, part]) => ({ key, part })),
        held,
      ).map(({ key }) => key);
    expect(order({ a: 100, b: -104, c: 20 }, ['a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
    expect(order({ a: 100, b: -120, c: 20 }, ['a', 'b', 'c'])).toEqual(['b', 'a', 'c']);
    expect(order({ a: 100, b: -120, new: 110 }, ['a', 'b'])).toEqual(['b', 'new', 'a']);
    expect(order({ a: 1, b: 3, c: 2 }, [])).toEqual(['b', 'c', 'a']);
  });
});

/** A count of a Poisson process, by inversion of a uniform number. */
function poisson(mean: number, random: () => number): number {
  const uniform = random();
  let [count, chance] = [0, Math.exp(-mean)];
  for (let total = chance; total < uniform && count < 500; total += chance) chance *= mean / ++count;
  return count;
}

/** Uniform numbers below 1 from a seed (mulberry32). */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
