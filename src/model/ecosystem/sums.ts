/** The answers behind the picture as sums by key: what stands on a rank, and what leads from one rank to the next. */
import type { AnswerTable } from '../../protocol/table.ts';
import { type Amounts, amountsAt, NO_AMOUNTS, total } from './amounts.ts';
import { keysOf, type RankDimension } from './ranks.ts';

/** One value of a dimension: which filter it is, and its key within the rank. */
export interface NodeValue {
  readonly dimension: string;
  readonly value: string | null;
}

/** Answers to `ecosystemQueries`. */
export interface EcosystemAnswers {
  readonly nodes: readonly AnswerTable[];
  readonly links: readonly AnswerTable[];
  readonly total: AnswerTable | null;
}

/** What is known of one value. */
export interface Sum {
  readonly amounts: Amounts;
  readonly value: NodeValue;
  readonly label: string | undefined;
}
export type Sums = ReadonlyMap<string, Sum>;
export type LinkSums = ReadonlyMap<string, ReadonlyMap<string, Amounts>>;

/** Sums of a node's answer by key. */
export function sumsOf(table: AnswerTable | undefined, dimension: RankDimension): Sums {
  const sums = new Map<string, Sum>();
  for (let row = 0; row < (table?.rowCount ?? 0); row++) {
    const value = valueAt(table as AnswerTable, dimension, 0, row);
    const key = keyOf(value);
    const known = sums.get(key)?.amounts ?? NO_AMOUNTS;
    const label = value.value === null ? undefined : table?.labels[value.dimension]?.[value.value];
    sums.set(key, { value, label, amounts: total([known, amountsAt(table as AnswerTable, row)]) });
  }
  return sums;
}

/** Sums of a link's answer: by the key of its end, then of its start. */
export function linkSums(table: AnswerTable | undefined, from: RankDimension, to: RankDimension): LinkSums {
  const sums = new Map<string, Map<string, Amounts>>();
  // A wall asks for the start without its sources.
  const columns = (table?.keys.length ?? 0) - keysOf(to).length;
  for (let row = 0; row < (table?.rowCount ?? 0); row++) {
    const start = keyOf(valueAt(table as AnswerTable, from, 0, row, columns));
    const end = keyOf(valueAt(table as AnswerTable, to, columns, row));
    const sources = sums.get(end) ?? new Map<string, Amounts>();
    sources.set(start, total([sources.get(start) ?? NO_AMOUNTS, amountsAt(table as AnswerTable, row)]));
    sums.set(end, sources);
  }
  return sums;
}

/** The value of a row: the first of the dimension's columns that has one, so an event without a channel stands under its source; of at most so many `columns`. */
export function valueAt(table: AnswerTable, dimension: RankDimension, at: number, row: number, columns = 2): NodeValue {
  const names = keysOf(dimension).slice(0, columns);
  for (let place = 0; place < names.length; place++) {
    const value = table.keys[at + place]?.[row] ?? null;
    if (value !== null) return { dimension: names[place] as string, value };
  }
  return { dimension, value: null };
}

/** Key of a value within its rank. */
export function keyOf({ dimension, value }: NodeValue): string {
  return value === null ? `${dimension}` : `${dimension} ${value}`;
}

/** The value that a key stands for. */
export function valueOfKey(key: string): NodeValue {
  const at = key.indexOf(' ');
  return at < 0 ? { dimension: key, value: null } : { dimension: key.slice(0, at), value: key.slice(at + 1) };
}
