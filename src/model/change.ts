/** How far figures have moved against another time: relative for amounts, in points for rates, with what may be chance told apart. */
import type { MetricInfo } from '../protocol/catalog.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { boundsOf } from './bounds.ts';
import { formatChange, formatValue, MISSING } from './format.ts';
import { say, texts } from './language.ts';
import type { ColourMeasure } from './measure.ts';
import { isWhole, type Measured, measuredOf } from './rows.ts';

const TEXTS = texts({
  en: { change: (metric: string) => `Change of ${metric}` },
  pt: { change: (metric) => `Variação de ${metric}` },
  de: { change: (metric) => `Veränderung: ${metric}` },
});

/** Columns that a compared answer has besides those of the height metric. */
export const BEFORE = 'before';
export const CHANGE = 'change';

/** Change at which the colour is full, by unit: percent of what was, or points of a rate. */
const FULL = { relative: 50, '%': 10, points: 20, score: 0.5 } as const;

/** Whether a metric changes by a difference, not by a share of what was. */
export function isRate(unit: string | null): unit is '%' | 'points' | 'score' {
  return unit === '%' || unit === 'points' || unit === 'score';
}

/** Unit of a change: points for rates, percent for all else. */
function changeUnit(unit: string | null): string {
  return isRate(unit) ? (unit === 'score' ? 'score' : 'points') : '%';
}

/** The change from `before` to `now`; NaN where either is not known, or nothing stood before. */
export function changeOf(unit: string | null, now: number, before: number): number {
  if (isRate(unit)) return now - before;
  return before > 0 ? (100 * (now - before)) / before : Number.NaN;
}

/** Whether there is something now where nothing stood before: an amount of zero is nothing, a rate of zero is one of answers. */
export function isNew(unit: string | null, now: number, before: number): boolean {
  if (!Number.isFinite(now) || (!isRate(unit) && now === 0)) return false;
  return !Number.isFinite(before) || (!isRate(unit) && before === 0);
}

/** A change with its sign: `+21.4 %`, `−6.3 pt`. `unit` is that of the metric. */
export function changeText(unit: string | null, change: number): string {
  if (isRate(unit)) return formatChange(change, unit);
  if (!Number.isFinite(change)) return MISSING;
  const size = formatValue(Math.abs(change), '%');
  return /[1-9]/.test(size) ? `${change > 0 ? '+' : '−'}${size}` : size;
}

/**
 * Whether two rates differ by more than chance (95 %), from the bounds of both that face each other (Newcombe 1998, Statistics in Medicine
 * 17:873-890, method 10): of few answers these lie far from the value. Null for metrics without interval, whose figures are counts of what
 * happened and no samples.
 */
export function isSignificant(now: Measured, before: Measured): boolean | null {
  if (!Number.isFinite(now.low) || !Number.isFinite(before.low)) return null;
  const [less, more] = now.value < before.value ? [now, before] : [before, now];
  return more.value - less.value > Math.hypot(more.value - boundsOf(more).low, boundsOf(less).high - less.value);
}

/** The colour that says the change of a metric: neutral where nothing changed. */
export function toChangeMeasure(metric: MetricInfo): ColourMeasure {
  const unit = changeUnit(metric.unit);
  const span = isRate(metric.unit) ? FULL[metric.unit] : FULL.relative;
  return { metric: CHANGE, unit, label: say(TEXTS).change(metric.label), kind: 'diverging', target: 0, span, better: metric.better };
}

/**
 * An answer beside that of another time: every place of either, with the columns of the metric now, `before` and `change`. A change
 * that may be chance has no answers behind it (`change.n` is 0). What was there before and is not now stands at zero where the metric sums
 * and nothing is left out of the answer.
 */
export function withBefore(now: AnswerTable, before: AnswerTable, metric: MetricInfo): AnswerTable {
  const { matches, left, labels, mark } = matched(now, before);
  // What an answer keeps back, or cuts off, need not be gone.
  const gone = metric.sums && isWhole(now) ? left : [];
  const rowCount = now.rowCount + gone.length;
  const keys = now.keys.map((ids, at) => [...ids.slice(0, now.rowCount), ...gone.map((row) => before.keys[at]?.[row] ?? null)]);
  const columns = createColumns(rowCount);
  const [nowAt, beforeAt] = [measuredOf(now, metric.id), measuredOf(before, metric.id)];
  for (let row = 0; row < rowCount; row++) {
    const past = row < now.rowCount ? (matches[row] as number) : (gone[row - now.rowCount] as number);
    const present = row < now.rowCount ? nowAt(row) : NOTHING;
    columns.set(row, present, past < 0 ? UNKNOWN : beforeAt(past), metric.unit);
  }
  const dimensions = now.columns.filter((column) => column.unit === null);
  const named = metric.interval ? columns.all : columns.all.filter(([name]) => name === '' || name === BEFORE || name === CHANGE);
  const { rows, ...answer } = now;
  const standing = gone.length === 0 ? rows : mark;
  return {
    ...answer,
    ...(standing === null || standing === undefined ? {} : { rows: standing }),
    columns: [...dimensions, ...named.map(([name]) => columnOf(name, metric))],
    rowCount,
    keys,
    values: named.map(([, values]) => values),
    labels,
    isPastCut: !isWhole(before),
  };
}

/** How the rows of two answers go together. */
interface Matched {
  /** By row of now the row of before, -1 for none. */
  readonly matches: Int32Array;
  /** Rows of before that now has not. */
  readonly left: readonly number[];
  readonly labels: AnswerTable['labels'];
  /** Of the rows of now with those left; null where it is not known how long they stand. */
  readonly mark: object | null;
}

const matchedRows = new WeakMap<object, WeakMap<object, Matched>>();

/** While the rows of both stand, it is found once: values alone change several times a second. */
function matched(now: AnswerTable, before: AnswerTable): Matched {
  if (now.rows === undefined || before.rows === undefined) return match(now, before, null);
  const ofNow = matchedRows.get(now.rows) ?? new WeakMap<object, Matched>();
  matchedRows.set(now.rows, ofNow);
  const found = ofNow.get(before.rows) ?? match(now, before, {});
  ofNow.set(before.rows, found);
  return found;
}

function match(now: AnswerTable, before: AnswerTable, mark: object | null): Matched {
  const rowOf = new Map<string, number>();
  for (let row = 0; row < before.rowCount; row++) rowOf.set(keyOf(before, row), row);
  const matches = new Int32Array(now.rowCount);
  for (let row = 0; row < now.rowCount; row++) {
    const key = keyOf(now, row);
    matches[row] = rowOf.get(key) ?? -1;
    rowOf.delete(key);
  }
  return { matches, left: [...rowOf.values()], labels: mergeLabels(before.labels, now.labels), mark };
}

const UNKNOWN: Measured = { value: Number.NaN, n: Number.NaN, low: Number.NaN, high: Number.NaN };
const NOTHING: Measured = { ...UNKNOWN, value: 0 };
/** Answers behind a change that is none of chance: any number that is enough. */
const ENOUGH = 1e9;

function createColumns(rowCount: number) {
  const column = () => new Float64Array(rowCount).fill(Number.NaN);
  const [value, n, low, high, old, change, certain] = [column(), column(), column(), column(), column(), column(), column()];
  const all: readonly (readonly [string, Float64Array])[] = [
    ['', value],
    ['.n', n],
    ['.low', low],
    ['.high', high],
    [BEFORE, old],
    [CHANGE, change],
    [`${CHANGE}.n`, certain],
  ];
  return {
    all,
    set(row: number, now: Measured, before: Measured, unit: string | null): void {
      value[row] = now.value;
      n[row] = now.n;
      low[row] = now.low;
      high[row] = now.high;
      old[row] = before.value;
      change[row] = changeOf(unit, now.value, before.value);
      const significant = isSignificant(now, before);
      certain[row] = significant === null ? Number.NaN : significant ? ENOUGH : 0;
    },
  };
}

function columnOf(name: string, metric: MetricInfo): AnswerTable['columns'][number] {
  if (name === BEFORE) return { name, unit: metric.unit };
  if (name === CHANGE) return { name, unit: changeUnit(metric.unit) };
  if (name === `${CHANGE}.n`) return { name, unit: 'count' };
  return { name: metric.id + name, unit: name === '.n' ? 'count' : metric.unit };
}

function keyOf(table: AnswerTable, row: number): string {
  let key = '';
  for (const ids of table.keys) key += `${ids[row] ?? '\0'}\u001f`;
  return key;
}

function mergeLabels(one: AnswerTable['labels'], other: AnswerTable['labels']): AnswerTable['labels'] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(Array.from(names, (name) => [name, { ...one[name], ...other[name] }]));
}
