/** Rates of few answers drawn toward the rate of their parent: empirical Bayes, so that four angry replies do not paint a region. */

import type { AnswerTable } from '../protocol/table.ts';
import { CHANGE } from './change.ts';
import { metricValues } from './reading.ts';

/** A rate a row: its value, the number of answers behind it, and the variance of one answer around the mean of its row. NaN values have no answers. */
export interface RateRows {
  readonly values: Float64Array;
  readonly answers: Float64Array;
  /** In the square of the values' unit. */
  readonly variances: Float64Array;
  /** Number of the parent a row, from 0. */
  readonly parents: Int32Array;
}

export interface ShrunkRates {
  readonly values: Float64Array;
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  /** Share of its own value that a row keeps, 0-1; NaN where it has none. */
  readonly weights: Float64Array;
  /** What each row is drawn toward. */
  readonly targets: Float64Array;
}

/** 97.5 % point of the normal distribution. */
const Z = 1.96;

/**
 * Draws each rate toward its parent's, the more the fewer its answers: `w·value + (1 − w)·parent`, `w = ρn / (1 + ρ(n − 1))`.
 * ρ, the share of the variance that lies between places, is estimated by moments (Kleinman 1973, JASA 68:46-54; for maps of rates
 * Marshall 1991, Applied Statistics 40:283-294); parents are first drawn toward the whole in the same way.
 * The bounds are those of the linear Bayes estimate, 95 %. Without at least two places to compare, values stay as they are: what keeps all
 * of its own weight has no other bounds (NaN).
 */
export function shrinkRates(rows: RateRows): ShrunkRates {
  const parents = sumParents(rows);
  const whole = sumParents({ ...parents, parents: new Int32Array(parents.values.length) });
  const variance = totalVariance(rows, whole.values[0] as number);
  const between = betweenShare(parents, whole, variance);
  const anchors = parents.values.map((value, at) =>
    mix(whole.values[0] as number, value, weightOf(parents.answers[at] as number, between)),
  );
  return drawToward(rows, anchors, parents.answers, variance, betweenShare(rows, parents, variance));
}

function drawToward(rows: RateRows, anchors: Float64Array, parentAnswers: Float64Array, variance: number, between: number): ShrunkRates {
  const count = rows.values.length;
  const shrunk = () => new Float64Array(count).fill(Number.NaN);
  const [values, lows, highs, weights, targets] = [shrunk(), shrunk(), shrunk(), shrunk(), shrunk()];
  for (let row = 0; row < count; row++) {
    const answers = rows.answers[row] as number;
    if (!isAnswered(rows, row)) continue;
    const parent = rows.parents[row] as number;
    const [weight, target] = [weightOf(answers, between), anchors[parent] as number];
    const value = mix(target, rows.values[row] as number, weight);
    const half = Z * Math.sqrt(estimateVariance(weight, between, variance, parentAnswers[parent] as number));
    [weights[row], targets[row], values[row], lows[row], highs[row]] = [weight, target, value, value - half, value + half];
  }
  return { values, lows, highs, weights, targets };
}

/** Variance of the estimate: what remains unknown of the place, and of its parent as far as it is drawn there; NaN where nothing is drawn. */
function estimateVariance(weight: number, between: number, variance: number, parentAnswers: number): number {
  if (weight === 1) return Number.NaN;
  return (1 - weight) * between * variance + ((1 - weight) ** 2 * variance) / parentAnswers;
}

/** Weight of a value of `answers` answers; `between` NaN (not known): all of it. */
function weightOf(answers: number, between: number): number {
  if (Number.isNaN(between)) return 1;
  return answers > 0 ? (between * answers) / (1 + between * (answers - 1)) : 0;
}

/** Mean of all answers below each parent, as rows of their own with one common parent. */
function sumParents(rows: RateRows): RateRows {
  const count = rows.parents.reduce((most, parent) => Math.max(most, parent), -1) + 1;
  const [values, answers] = [new Float64Array(count), new Float64Array(count)];
  for (let row = 0; row < rows.values.length; row++) {
    if (!isAnswered(rows, row)) continue;
    const parent = rows.parents[row] as number;
    values[parent] = (values[parent] as number) + (rows.values[row] as number) * (rows.answers[row] as number);
    answers[parent] = (answers[parent] as number) + (rows.answers[row] as number);
  }
  for (let parent = 0; parent < count; parent++) values[parent] = (values[parent] as number) / (answers[parent] as number);
  return { values, answers, variances: new Float64Array(count), parents: new Int32Array(count) };
}

/** Variance of one answer around the mean of all: within the rows and between them. */
function totalVariance(rows: RateRows, mean: number): number {
  let [sum, answers] = [0, 0];
  for (let row = 0; row < rows.values.length; row++) {
    if (!isAnswered(rows, row)) continue;
    const n = rows.answers[row] as number;
    sum += n * ((rows.variances[row] as number) + ((rows.values[row] as number) - mean) ** 2);
    answers += n;
  }
  return sum / answers;
}

/** ρ of the moments, 0-1: squares of `rows` around the means of `groups`, less what chance alone gives. NaN where no group has two rows. */
function betweenShare(rows: RateRows, groups: RateRows, variance: number): number {
  const counts = new Float64Array(groups.values.length);
  const squares = new Float64Array(groups.values.length);
  let spread = 0;
  for (let row = 0; row < rows.values.length; row++) {
    if (!isAnswered(rows, row)) continue;
    const [group, n] = [rows.parents[row] as number, rows.answers[row] as number];
    spread += n * ((rows.values[row] as number) - (groups.values[group] as number)) ** 2;
    counts[group] = (counts[group] as number) + 1;
    squares[group] = (squares[group] as number) + n * n;
  }
  let [chance, room] = [0, 0];
  for (let group = 0; group < counts.length; group++) {
    if ((counts[group] as number) === 0) continue;
    const n = groups.answers[group] as number;
    chance += (counts[group] as number) - 1;
    room += n - (squares[group] as number) / n - ((counts[group] as number) - 1);
  }
  if (chance === 0 || !(room > 0) || !(variance > 0)) return Number.NaN;
  return Math.max(0, Math.min(1, (spread / variance - chance) / room));
}

function isAnswered({ values, answers }: RateRows, row: number): boolean {
  return (answers[row] as number) > 0 && !Number.isNaN(values[row]);
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

/** What the drawn columns of a metric are called beside it: its own value and bounds, its weight, and what it was drawn toward. */
export const RAW = { value: '.raw', low: '.rawLow', high: '.rawHigh', weight: '.weight', target: '.target' } as const;

const shrunkTables = new WeakMap<AnswerTable, AnswerTable>();

/** The answer with every rate in it (a metric followed by its n and bounds) drawn toward its parent's: the place around it, or the whole at the level of countries. The rates as they were follow under the names of {@link RAW}. */
export function shrinkTable(table: AnswerTable): AnswerTable {
  const known = shrunkTables.get(table);
  if (known) return known;
  const columns = [...table.columns];
  const values = [...table.values];
  const parents = parentsOf(table);
  for (const { name, unit } of table.columns) {
    const rows = ratesOf(table, name, unit, parents);
    if (rows === null) continue;
    const at = (column: string) => columns.findIndex((known_) => known_.name === column) - table.keys.length;
    const shrunk = shrinkRates(rows);
    const [low, high] = unit === '%' ? [0, 100] : [-100, 100];
    const own = { value: rows.values, low: metricValues(table, `${name}.low`), high: metricValues(table, `${name}.high`) };
    values[at(name)] = shrunk.values;
    values[at(`${name}.low`)] = drawnBounds(shrunk.lows, own.low, low, high);
    values[at(`${name}.high`)] = drawnBounds(shrunk.highs, own.high, low, high);
    const added = { ...own, weight: shrunk.weights, target: shrunk.targets };
    for (const [part, suffix] of Object.entries(RAW)) {
      columns.push({ name: name + suffix, unit: part === 'weight' ? 'share' : unit });
      values.push(added[part as keyof typeof RAW] as Float64Array);
    }
  }
  const made = { ...table, columns, values };
  shrunkTables.set(table, made);
  return made;
}

/** The rates of a metric; null for one without n and bounds. */
function ratesOf(table: AnswerTable, name: string, unit: string | null, parents: Int32Array): RateRows | null {
  const [values, answers] = [metricValues(table, name), metricValues(table, `${name}.n`)];
  const [lows, highs] = [metricValues(table, `${name}.low`), metricValues(table, `${name}.high`)];
  if (unit === null || !values || !answers || !lows || !highs) return null;
  const [rowCount, isShare] = [table.rowCount, unit === '%'];
  const variances = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const [value, n] = [values[row] as number, answers[row] as number];
    variances[row] = isShare ? value * (100 - value) : netVariance(value, n, lows[row] as number, highs[row] as number);
  }
  return { values: values.subarray(0, rowCount), answers: answers.subarray(0, rowCount), variances, parents };
}

/** Variance of one answer of a net score by its bounds: both are cut off at an end of the scale only of two answers, one for and one against. */
function netVariance(value: number, n: number, low: number, high: number): number {
  if (low === -100 && high === 100) return 100 ** 2;
  const half = Math.max(value - low, high - value) / Z;
  return half * half * n;
}

/** The number of each row's parent: what it is grouped by before its own place, or one for all. */
function parentsOf(table: AnswerTable): Int32Array {
  const above = table.keys.slice(0, -1);
  const numbers = new Map<string, number>();
  return Int32Array.from({ length: table.rowCount }, (_, row) => {
    const key = above.map((keys) => keys[row] ?? '').join('\u0000');
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

/** Bounds within the scale; where nothing was drawn, as answered: a spread of none does not make one answer certain. */
function drawnBounds(drawn: Float64Array, own: Float64Array | undefined, least: number, most: number): Float64Array {
  return drawn.map((bound, row) => (Number.isNaN(bound) ? (own?.[row] ?? bound) : Math.max(least, Math.min(most, bound))));
}

/** Whether rates are drawn toward their parents, where that is chosen: beside another time they stand as answered, since their change is told as such. */
export function isDrawnToward(isChosen: boolean, colourMetric: string): boolean {
  return isChosen && colourMetric !== CHANGE;
}

/** The answer as it is drawn: with its rates drawn toward their parents, when that is chosen. */
export function drawnTable(table: AnswerTable, shrink: boolean): AnswerTable {
  return shrink ? shrinkTable(table) : table;
}
