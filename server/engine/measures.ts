/**
 * Measures: the accumulators that metrics are computed from. Each is defined once, as SQL over the archive's columns
 * and as columns over a {@link RowBatch} that live views fold.
 */
import type { EventType } from '../../src/protocol/event.ts';
import { FIXED_ONE } from '../log/resolvedEvent.ts';
import { type BatchColumn, batchColumn } from './batchColumn.ts';
import { codeColumn, numberColumn } from './columns.ts';
import { SCALE_CODE, TYPE_CODE } from './dictionaries.ts';
import type { RowBatch } from './rows.ts';

/** A whole number: as a JS number while it is safe, else as bigint. */
export type Whole = number | bigint;

/** Which events a measure looks at, in both languages. */
export interface Condition {
  readonly sql: string;
  /** The same in two steps, where few events pass the first: what only these add is quicker asked of them alone. */
  readonly steps?: { readonly few: string; readonly rest: string };
  /** 1 for the rows that meet it, else 0. */
  readonly mask: BatchColumn<Uint8Array>;
}

/** Σ of a whole number over the events it applies to. */
export interface SumMeasure {
  readonly kind: 'sum';
  readonly id: string;
  /** Aggregate expression; NULL when it applies to no event. */
  readonly sql: string;
  /** Which events it looks at; left out: all. */
  readonly condition?: Condition;
  /** The same expression over the events that meet `where`, which are few. */
  readonly ofFew?: { readonly where: string; readonly sql: string };
  /** The whole numbers that the rows add, 0 where the measure does not apply. */
  readonly weights: BatchColumn<Float64Array>;
}

/** Count of distinct keys among the events it applies to. */
export interface DistinctMeasure {
  readonly kind: 'distinct';
  readonly id: string;
  readonly key: 'customer' | 'order';
  readonly condition: Condition;
  /** Codes of the rows' keys, 0 where the measure does not apply. */
  readonly keys: BatchColumn<Int32Array>;
}

/** Count of customers with two or more distinct orders among the events it applies to. */
export interface RepeatMeasure {
  readonly kind: 'repeat';
  readonly id: string;
  readonly key: 'customer';
  readonly counted: 'order';
  readonly condition: Condition;
  /** Codes of the rows' customers, 0 where the measure does not apply. */
  readonly keys: BatchColumn<Int32Array>;
  readonly countedKeys: BatchColumn<Int32Array>;
}

/**
 * Count of closed contacts for whose key no `contact.opened` stands anywhere in the log. An opening that comes later takes
 * them back, in whatever group they were counted: a live view is then refreshed.
 */
export interface UnopenedMeasure {
  readonly kind: 'unopened';
  readonly id: string;
  readonly key: 'contact';
  readonly condition: Condition;
  /** Codes of the closed contacts' keys, 0 where the measure does not apply. */
  readonly keys: BatchColumn<Int32Array>;
}

/** Counted by the archive alone, by a query of its own: `sql.ts`, of churn `churn.ts`. */
export interface ArchiveMeasure {
  readonly kind: 'archive';
  readonly id: 'fcrCases' | 'fcrResolved' | 'churnActive' | 'churnLost' | 'revenueAtRisk' | 'buyersAtRisk';
}

export type Measure = SumMeasure | DistinctMeasure | RepeatMeasure | UnopenedMeasure | ArchiveMeasure;

/** A column of numbers in a batch; throws for a field that no batch has. */
export function numbersOf(batch: RowBatch, field: string): Float64Array {
  const column = batch.numbers[field];
  if (!column) throw new Error(`numbers of ${field}: not in this batch`);
  return column;
}

/** A column of codes in a batch; throws for a dimension that no batch has. */
export function codesOf(batch: RowBatch, dimension: string): Int32Array {
  const column = batch.codes[dimension];
  if (!column) throw new Error(`codes of ${dimension}: not in this batch`);
  return column;
}

/** Every event. */
export const ANYTHING: Condition = {
  sql: 'TRUE',
  mask: batchColumn(new Uint8Array(0), ({ count }, into) => void into.fill(1, 0, count)),
};

/** Events of one type. */
export function typeIs(name: keyof typeof EventType): Condition {
  const code = TYPE_CODE[name];
  return {
    sql: `${codeColumn('type')} = ${code}`,
    mask: batchColumn(new Uint8Array(0), (batch, into) => {
      const types = codesOf(batch, 'type');
      for (let row = 0, end = batch.count; row < end; row++) into[row] = types[row] === code ? 1 : 0;
    }),
  };
}

/** Events with a score of a scale, between the bounds in points, both inclusive. */
export function scoreIn(scale: keyof typeof SCALE_CODE, low = -Infinity, high = Infinity): Condition {
  const code = SCALE_CODE[scale];
  const score = numberColumn('score');
  const bounds = [
    ...(low > -Infinity ? [`${score} >= ${low * FIXED_ONE}`] : []),
    ...(high < Infinity ? [`${score} <= ${high * FIXED_ONE}`] : []),
  ];
  const few = `${codeColumn('scale')} = ${code}`;
  // What is compared is there: a further look at NULL would cost a tenth of the map's question.
  const rest = bounds.join(' AND ') || `${score} IS NOT NULL`;
  return {
    sql: `${few} AND ${rest}`,
    steps: { few, rest },
    mask: batchColumn(new Uint8Array(0), (batch, into) => {
      const scales = codesOf(batch, 'scale');
      const scores = numbersOf(batch, 'score');
      for (let row = 0, end = batch.count; row < end; row++) {
        const fixed = scores[row] as number;
        into[row] = scales[row] === code && fixed >= low * FIXED_ONE && fixed <= high * FIXED_ONE ? 1 : 0;
      }
    }),
  };
}

/** Events that have a number. */
export function has(field: string): Condition {
  return {
    sql: `${numberColumn(field)} IS NOT NULL`,
    mask: batchColumn(new Uint8Array(0), (batch, into) => {
      const numbers = numbersOf(batch, field);
      for (let row = 0, end = batch.count; row < end; row++) into[row] = Number.isNaN(numbers[row]) ? 0 : 1;
    }),
  };
}

/** Events that meet both. */
export function both(one: Condition, other: Condition): Condition {
  return {
    sql: `${one.sql} AND ${other.sql}`,
    mask: batchColumn(new Uint8Array(0), (batch, into) => {
      const first = one.mask(batch);
      const second = other.mask(batch);
      for (let row = 0, end = batch.count; row < end; row++) into[row] = (first[row] as number) & (second[row] as number);
    }),
  };
}

/** Number of events that meet a condition; of all events without one. */
export function count(id: string, condition?: Condition): SumMeasure {
  return {
    kind: 'sum',
    id,
    ...(condition ? { condition } : {}),
    ...aggregateSql('count(*)', condition),
    weights: batchColumn(new Float64Array(0), (batch, into) => {
      if (!condition) return void into.fill(1, 0, batch.count);
      const mask = condition.mask(batch);
      for (let row = 0, end = batch.count; row < end; row++) into[row] = mask[row] as number;
    }),
  };
}

function aggregateSql(aggregate: string, condition?: Condition): Pick<SumMeasure, 'sql' | 'ofFew'> {
  if (!condition) return { sql: aggregate };
  const sql = `${aggregate} FILTER (WHERE ${condition.sql})`;
  const { steps } = condition;
  return steps ? { sql, ofFew: { where: steps.few, sql: `${aggregate} FILTER (WHERE ${steps.rest})` } } : { sql };
}

interface SumOptions {
  /** Only events that meet this; by default all that have the field. */
  readonly condition?: Condition;
  /** What an event without the field adds, in whole 1/10,000ths. */
  readonly absent?: number;
  /** Add the size of the number, without its sign. */
  readonly unsigned?: boolean;
}

/** Σ of a field in whole 1/10,000ths. */
export function sum(id: string, field: string, { condition, absent, unsigned = false }: SumOptions = {}): SumMeasure {
  const column = numberColumn(field);
  const filled = absent === undefined ? column : `coalesce(${column}, ${absent})`;
  const added = unsigned ? `abs(${filled})` : filled;
  return {
    kind: 'sum',
    id,
    condition: condition ?? has(field),
    ...aggregateSql(`sum(${added})`, condition),
    weights: batchColumn(new Float64Array(0), (batch, into) => {
      const numbers = numbersOf(batch, field);
      const mask = (condition ?? ANYTHING).mask(batch);
      for (let row = 0, end = batch.count; row < end; row++) {
        const number = numbers[row] as number;
        if (mask[row] === 0) into[row] = 0;
        else if (Number.isNaN(number)) into[row] = absent ?? 0;
        else into[row] = unsigned ? Math.abs(number) : number;
      }
    }),
  };
}

/** Events that meet one of them at least. */
export function either(one: Condition, other: Condition): Condition {
  return {
    sql: `(${one.sql} OR ${other.sql})`,
    mask: batchColumn(new Uint8Array(0), (batch, into) => {
      const first = one.mask(batch);
      const second = other.mask(batch);
      for (let row = 0, end = batch.count; row < end; row++) into[row] = (first[row] as number) | (second[row] as number);
    }),
  };
}

/** Distinct customers or orders among the events that meet a condition. */
export function distinct(id: string, key: 'customer' | 'order', condition: Condition): DistinctMeasure {
  return { kind: 'distinct', id, key, condition, keys: keysWhere(key, condition) };
}

export function repeat(id: string, condition: Condition): RepeatMeasure {
  const [keys, countedKeys] = [keysWhere('customer', condition), keysWhere('order', condition)];
  return { kind: 'repeat', id, key: 'customer', counted: 'order', condition, keys, countedKeys };
}

export function unopened(id: string): UnopenedMeasure {
  const condition = typeIs('contactClosed');
  return { kind: 'unopened', id, key: 'contact', condition, keys: keysWhere('contact', condition) };
}

function keysWhere(key: string, condition: Condition): BatchColumn<Int32Array> {
  return batchColumn(new Int32Array(0), (batch, into) => {
    const codes = codesOf(batch, key);
    const mask = condition.mask(batch);
    for (let row = 0, end = batch.count; row < end; row++) into[row] = mask[row] === 1 ? (codes[row] as number) : 0;
  });
}
