import { describe, expect, it } from 'vitest';
import { metricValues } from '../../../src/model/reading.ts';
import { RAW, type RateRows, shrinkRates, shrinkTable } from '../../../src/model/shrink.ts';
import { net, share } from '../../../src/protocol/interval.ts';
import { type AnswerTable, toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

/** Seeded, 0-1 (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Shape of whole numbers: the k-th of a sorted sample of uniform numbers is beta distributed. */
function beta(random: () => number, a: number, b: number): number {
  const sample = Array.from({ length: a + b - 1 }, random).sort((one, other) => one - other);
  return sample[a - 1] as number;
}

interface World {
  readonly rows: RateRows;
  readonly truths: readonly number[];
}

/** Places whose true rates follow a beta distribution around that of their parent, each with a sample of answers, in percent. */
function simulate(seed: number, shapes: readonly (readonly [number, number])[], places: number): World {
  const random = createRandom(seed);
  const [values, answers, truths, parents]: number[][] = [[], [], [], []];
  shapes.forEach(([a, b], parent) => {
    for (let place = 0; place < places; place++) {
      const truth = beta(random, a, b);
      const n = 1 + Math.floor(random() ** 3 * 200);
      let satisfied = 0;
      for (let answer = 0; answer < n; answer++) if (random() < truth) satisfied++;
      values?.push((100 * satisfied) / n);
      answers?.push(n);
      truths?.push(100 * truth);
      parents?.push(parent);
    }
  });
  const variances = Float64Array.from(values ?? [], (value) => value * (100 - value));
  const rows = {
    values: Float64Array.from(values ?? []),
    answers: Float64Array.from(answers ?? []),
    variances,
    parents: Int32Array.from(parents ?? []),
  };
  return { rows, truths: truths ?? [] };
}

const squaredError = (values: ArrayLike<number>, truths: readonly number[]) =>
  truths.reduce((sum, truth, at) => sum + ((values[at] as number) - truth) ** 2, 0) / truths.length;

describe('rates drawn toward their parent', () => {
  it('come as near to the simulated truth as knowing the true distribution would', () => {
    const { rows, truths } = simulate(7, [[12, 8]], 600);
    const shrunk = shrinkRates(rows);
    const known = truths.map((_, at) => {
      const n = rows.answers[at] as number;
      return (100 * (12 + ((rows.values[at] as number) / 100) * n)) / (20 + n);
    });
    const [raw, drawn, best] = [rows.values, shrunk.values, known].map((values) => squaredError(values, truths)) as [
      number,
      number,
      number,
    ];
    expect(drawn).toBeLessThan(raw / 2);
    expect(drawn).toBeLessThan(best * 1.05);
    // A weight of one half at 20 answers is what the sum of the shapes says.
    const at = rows.answers.findIndex((n) => n >= 19 && n <= 21);
    expect(shrunk.weights[at]).toBeCloseTo(0.5, 1);
  });

  it('hold the truth within their bounds in 95 of 100 places', () => {
    const { rows, truths } = simulate(11, [[30, 10]], 800);
    const { lows, highs } = shrinkRates(rows);
    const held = truths.filter((truth, at) => truth >= (lows[at] as number) && truth <= (highs[at] as number)).length / truths.length;
    expect(held).toBeGreaterThan(0.925);
    expect(held).toBeLessThan(0.975);
  });

  it('go to the rate of their own parent, not to that of the whole', () => {
    const { rows, truths } = simulate(
      3,
      [
        [36, 4],
        [8, 32],
      ],
      200,
    );
    const apart = shrinkRates(rows);
    const together = shrinkRates({ ...rows, parents: new Int32Array(rows.values.length) });
    expect(squaredError(apart.values, truths)).toBeLessThan(squaredError(together.values, truths));
    expect(apart.targets[0]).toBeCloseTo(90, -1);
    expect(apart.targets[399]).toBeCloseTo(20, -1);
  });

  it('keep all of what many answers say, and little of what one says', () => {
    const rows = {
      values: Float64Array.of(0, 80, 70, 75),
      answers: Float64Array.of(1, 20_000, 20_000, 20_000),
      parents: new Int32Array(4),
    };
    const { values, weights } = shrinkRates({ ...rows, variances: rows.values.map((value) => value * (100 - value)) });
    expect(values[0]).toBeGreaterThan(70);
    expect(weights[0]).toBeLessThan(0.02);
    expect(values[1]).toBeCloseTo(80, 0);
  });

  it('all equal the whole where nothing but chance sets them apart', () => {
    const rows = { values: Float64Array.of(50, 50, 50), answers: Float64Array.of(10, 20, 30), parents: new Int32Array(3) };
    const { values } = shrinkRates({ ...rows, variances: Float64Array.of(2500, 2500, 2500) });
    expect([...values]).toEqual([50, 50, 50]);
  });

  it('stay as they are where there is nothing to compare, and missing where there are none', () => {
    const rows = { values: Float64Array.of(80, Number.NaN), answers: Float64Array.of(5, 0), parents: Int32Array.of(0, 1) };
    const { values, weights } = shrinkRates({ ...rows, variances: Float64Array.of(1600, Number.NaN) });
    expect([...values]).toEqual([80, Number.NaN]);
    expect([...weights]).toEqual([1, Number.NaN]);
  });
});

/** Counts of satisfied of all answers, and of promoters and detractors, by region. */
function answer(rows: readonly (readonly [country: string, region: string, cases: number, n: number, detractors: number])[]): AnswerTable {
  const column = (name: string, unit: string | null) => ({ name, unit });
  const rate = (name: string, unit: string) => [
    column(name, unit),
    column(`${name}.n`, 'count'),
    column(`${name}.low`, unit),
    column(`${name}.high`, unit),
  ];
  return toTable({
    columns: [column('country', null), column('region', null), column('revenue', 'USD'), ...rate('csat', '%'), ...rate('nps', 'points')],
    rows: rows.map(([country, region, cases, n, detractors]) => {
      const [csat, nps] = [share(cases, n), net(cases, detractors, n)];
      return [country, region, 10 * n, csat.value, n, csat.low, csat.high, nps.value, n, nps.low, nps.high];
    }),
    ...WHOLE,
  });
}

describe('an answer with its rates drawn', () => {
  const table = answer([
    ['BR', 'BR-SP', 2005, 3488, 900],
    ['BR', 'BR-RJ', 520, 1100, 400],
    ['BR', 'BR-AC', 7, 8, 1],
    ['US', 'US-CA', 800, 1000, 100],
    ['US', 'US-WY', 1, 4, 3],
  ]);
  const drawn = shrinkTable(table);
  const at = (name: string, row: number) => metricValues(drawn, name)?.[row] as number;

  it('moves a rate of few answers toward its country and hardly one of many, and keeps what it was', () => {
    expect(at('csat', 2)).toBeLessThan(65);
    expect(at('csat', 2)).toBeGreaterThan(at(`csat${RAW.target}`, 2));
    expect(at(`csat${RAW.value}`, 2)).toBe(87.5);
    expect(at('csat', 0)).toBeCloseTo((100 * 2005) / 3488, 0);
    expect(at('csat', 4)).toBeGreaterThan(25);
    expect(at('csat.high', 2) - at('csat.low', 2)).toBeLessThan(at(`csat${RAW.high}`, 2) - at(`csat${RAW.low}`, 2));
    expect(at('csat.n', 2)).toBe(8);
  });

  it('draws net scores as well, within their scale, and leaves amounts alone', () => {
    expect(at('nps', 4)).toBeGreaterThan(-50);
    expect(at('nps.high', 3)).toBeLessThanOrEqual(100);
    expect(metricValues(drawn, 'revenue')).toBe(metricValues(table, 'revenue'));
  });

  it('knows how far two answers lie apart that contradict each other, though the scale ends before their bounds', () => {
    const opposed = answer([
      ['BR', 'BR-SP', 1, 2, 1],
      ['BR', 'BR-RJ', 60, 100, 20],
      ['BR', 'BR-AC', 20, 100, 60],
    ]);
    const variances = Float64Array.of(100 ** 2, 100 ** 2 * (0.8 - 0.4 ** 2), 100 ** 2 * (0.8 - 0.4 ** 2));
    const rows = { values: Float64Array.of(0, 40, -40), answers: Float64Array.of(2, 100, 100), parents: new Int32Array(3), variances };
    const { weights } = shrinkRates(rows);
    expect(metricValues(shrinkTable(opposed), `nps${RAW.weight}`)?.[0]).toBeCloseTo(weights[0] as number, 9);
  });

  it('keeps the bounds of what is not drawn: where all agree, one answer is no more certain than it was', () => {
    const alike = answer([
      ['BR', 'BR-SP', 1, 1, 0],
      ['BR', 'BR-RJ', 3, 3, 0],
    ]);
    const alone = answer([['BR', 'BR-SP', 1, 2, 1]]);
    for (const own of [alike, alone])
      for (const name of ['csat', 'csat.low', 'csat.high', 'nps.low'])
        expect(metricValues(shrinkTable(own), name)).toEqual(metricValues(own, name));
    expect(metricValues(shrinkTable(alike), 'csat.low')?.[0]).toBeCloseTo(20.65, 1);
  });

  it('is the same object for the same answer, which itself stays as it was', () => {
    expect(shrinkTable(table)).toBe(drawn);
    expect(metricValues(table, 'csat')?.[2]).toBe(87.5);
  });
});
