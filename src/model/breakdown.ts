/** Breakdowns to filter by: what each value comes to under the filters, in front of what it comes to without any. */
import type { AnswerTable } from '../protocol/table.ts';
import { largestFirst, rankedBy } from './bounds.ts';
import { keyColumn, type Measured, measuredOf } from './rows.ts';

export interface BreakdownRow {
  /** Null for the events that have none. */
  readonly value: string | null;
  /** Under the filters of the other dimensions; NaN where nothing matches or there is no figure. */
  readonly now: number;
  /** Without any filter. */
  readonly whole: number;
  readonly isChosen: boolean;
}

export interface Breakdown {
  readonly rows: readonly BreakdownRow[];
  /** Values that are not listed. */
  readonly more: number;
  /** What the longest bar stands for. */
  readonly largest: number;
}

interface Asked {
  readonly dimension: string;
  readonly metric: string;
  readonly chosen: readonly (string | null)[];
  /** Most rows; chosen values are always listed. */
  readonly limit: number;
}

/** Largest without filters first (rates by what they are at least), so that rows keep their places while filters change; an id breaks ties. */
export function toBreakdown(whole: AnswerTable | null, now: AnswerTable | null, asked: Asked): Breakdown {
  const without = figuresOf(whole, asked);
  const within = figuresOf(now, asked);
  const rankOf = (value: string | null) => {
    const figure = without.get(value);
    return figure === undefined ? Number.NaN : rankedBy(figure);
  };
  const values = [...new Set([...without.keys(), ...asked.chosen])].sort(
    (one, other) => largestFirst(rankOf(one), rankOf(other)) || ((one ?? '\uffff') < (other ?? '\uffff') ? -1 : 1),
  );
  const listed = values.filter((value, at) => at < asked.limit || asked.chosen.includes(value));
  const rows = listed.map((value) => ({
    value,
    now: within.get(value)?.value ?? Number.NaN,
    whole: without.get(value)?.value ?? Number.NaN,
    isChosen: asked.chosen.includes(value),
  }));
  const largest = Math.max(0, ...rows.flatMap((row) => [row.now || 0, row.whole || 0]));
  return { rows, more: values.length - listed.length, largest };
}

function figuresOf(table: AnswerTable | null, { dimension, metric }: Asked): ReadonlyMap<string | null, Measured> {
  const keys = table === null ? null : keyColumn(table, dimension);
  const at = measuredOf(table, metric);
  return new Map((keys ?? []).slice(0, table?.rowCount ?? 0).map((value, row) => [value, at(row)]));
}

/** The values from one row to another, both included: what a brush over them chooses. */
export function brushed(rows: readonly BreakdownRow[], from: number, to: number): readonly (string | null)[] {
  return rows.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ value }) => value);
}
