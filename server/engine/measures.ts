/**
 * Measures: the accumulators that metrics are computed from. Each is defined once, as SQL over the archive's columns
 * and as a reading of a {@link RowBatch} that live views fold.
 */
import type { EventType } from '../../src/protocol/event.ts';
import { FIXED_ONE } from '../log/resolvedEvent.ts';
import { codeColumn, numberColumn } from './columns.ts';
import { SCALE_CODE, TYPE_CODE } from './dictionaries.ts';
import type { RowBatch } from './rows.ts';

/** A whole number: as a JS number while it is safe, else as bigint. */
export type Whole = number | bigint;

type ByRow<Value> = (row: number) => Value;

/** Which events a measure looks at, in both languages. */
export interface Condition {
  readonly sql: string;
  test(batch: RowBatch): ByRow<boolean>;
}

/** Σ of a whole number over the events it applies to. */
export interface SumMeasure {
  readonly kind: 'sum';
  readonly id: string;
  /** Aggregate expression; NULL when it applies to no event. */
  readonly sql: string;
  /** The whole number that a row adds, NaN where the measure does not apply. */
  weight(batch: RowBatch): ByRow<number>;
}

/** Count of distinct keys among the events it applies to. */
export interface DistinctMeasure {
  readonly kind: 'distinct';
  readonly id: string;
  readonly key: 'customer' | 'order';
  readonly condition: Condition;
  /** Code of the row's key, 0 where the measure does not apply. */
  keyOf(batch: RowBatch): ByRow<number>;
}

/** Count of customers with two or more distinct orders among the events it applies to. */
export interface RepeatMeasure {
  readonly kind: 'repeat';
  readonly id: string;
  readonly key: 'customer';
  readonly counted: 'order';
  readonly condition: Condition;
  /** Code of the row's customer, 0 where the measure does not apply. */
  keyOf(batch: RowBatch): ByRow<number>;
  countedOf(batch: RowBatch): ByRow<number>;
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
  /** Code of a closed contact's key, 0 where the measure does not apply. */
  keyOf(batch: RowBatch): ByRow<number>;
}

/** Counted by the archive alone, by the query of this name in `archiveMeasures.ts`. */
export interface ArchiveMeasure {
  readonly kind: 'archive';
  readonly id: 'fcrCases' | 'fcrResolved' | 'churnActive' | 'churnLost';
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

/** Events of one type. */
export function typeIs(name: keyof typeof EventType): Condition {
  const code = TYPE_CODE[name];
  return {
    sql: `${codeColumn('type')} = ${code}`,
    test: (batch) => {
      const types = codesOf(batch, 'type');
      return (row) => types[row] === code;
    },
  };
}

/** Events with a score of a scale, between the bounds in points, both inclusive. */
export function scoreIn(scale: keyof typeof SCALE_CODE, low = -Infinity, high = Infinity): Condition {
  const code = SCALE_CODE[scale];
  const score = numberColumn('score');
  const bounds = [
    `${score} IS NOT NULL`,
    ...(low > -Infinity ? [`${score} >= ${low * FIXED_ONE}`] : []),
    ...(high < Infinity ? [`${score} <= ${high * FIXED_ONE}`] : []),
  ];
  return {
    sql: `${codeColumn('scale')} = ${code} AND ${bounds.join(' AND ')}`,
    test: (batch) => {
      const scales = codesOf(batch, 'scale');
      const scores = numbersOf(batch, 'score');
      return (row) => {
        const points = (scores[row] as number) / FIXED_ONE;
        return scales[row] === code && points >= low && points <= high;
      };
    },
  };
}

/** Events that have a number. */
export function has(field: string): Condition {
  return {
    sql: `${numberColumn(field)} IS NOT NULL`,
    test: (batch) => {
      const numbers = numbersOf(batch, field);
      return (row) => !Number.isNaN(numbers[row]);
    },
  };
}

/** Events that meet both. */
export function both(one: Condition, other: Condition): Condition {
  return {
    sql: `${one.sql} AND ${other.sql}`,
    test: (batch) => {
      const first = one.test(batch);
      const second = other.test(batch);
      return (row) => first(row) && second(row);
    },
  };
}

/** Number of events that meet a condition; of all events without one. */
export function count(id: string, condition?: Condition): SumMeasure {
  return {
    kind: 'sum',
    id,
    sql: condition ? `count(*) FILTER (WHERE ${condition.sql})` : 'count(*)',
    weight: (batch) => {
      if (!condition) return () => 1;
      const applies = condition.test(batch);
      return (row) => (applies(row) ? 1 : Number.NaN);
    },
  };
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
export function sum(id: string, field: string, { condition, absent = Number.NaN, unsigned = false }: SumOptions = {}): SumMeasure {
  const column = numberColumn(field);
  const filled = Number.isNaN(absent) ? column : `coalesce(${column}, ${absent})`;
  const added = unsigned ? `abs(${filled})` : filled;
  return {
    kind: 'sum',
    id,
    sql: condition ? `sum(${added}) FILTER (WHERE ${condition.sql})` : `sum(${added})`,
    weight: (batch) => {
      const numbers = numbersOf(batch, field);
      const applies = condition?.test(batch) ?? (() => true);
      return (row) => {
        if (!applies(row)) return Number.NaN;
        const number = numbers[row] as number;
        if (Number.isNaN(number)) return absent;
        return unsigned ? Math.abs(number) : number;
      };
    },
  };
}

/** Distinct customers or orders among the events that meet a condition. */
export function distinct(id: string, key: 'customer' | 'order', condition: Condition): DistinctMeasure {
  return { kind: 'distinct', id, key, condition, keyOf: (batch) => keyWhere(batch, key, condition) };
}

export function repeat(id: string, condition: Condition): RepeatMeasure {
  return {
    kind: 'repeat',
    id,
    key: 'customer',
    counted: 'order',
    condition,
    keyOf: (batch) => keyWhere(batch, 'customer', condition),
    countedOf: (batch) => keyWhere(batch, 'order', condition),
  };
}

export function unopened(id: string): UnopenedMeasure {
  const condition = typeIs('contactClosed');
  return { kind: 'unopened', id, key: 'contact', condition, keyOf: (batch) => keyWhere(batch, 'contact', condition) };
}

function keyWhere(batch: RowBatch, key: string, condition: Condition): ByRow<number> {
  const codes = codesOf(batch, key);
  const applies = condition.test(batch);
  return (row) => (applies(row) ? (codes[row] as number) : 0);
}
