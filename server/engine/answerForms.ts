/**
 * How a question is put to the archive, so that it is answered quickly; the answer is the same. Distinct keys above all: codes are dense numbers, so there are three exact ways; which one is quick depends on how many groups,
 * keys and rows there are (10M rows, customers of a week or country: 0.5 s as bits or dense pairs, 1.7 s as pairs in a hash table).
 */
import { codeColumn } from './columns.ts';
import type { Dimension } from './dimensions.ts';
import type { Filter } from './filter.ts';
import type { Measure } from './measures.ts';
import type { Plan } from './plan.ts';
import type { Dictionaries } from './rows.ts';
import type { Extent } from './sql.ts';
import type { Grain } from './zone.ts';

/** `pairs`: each (group, key) once, then counted by group. `bits`: one string of bits a group, a bit a key. */
export type KeyForm = 'pairs' | 'bits';

/** What the choice is made from. */
export interface ArchiveSpace {
  /** Rows whose amount has no rate. */
  readonly unconverted: number;
  readonly dictionaries: Pick<Dictionaries, 'size'>;
  /** Rows in the archive, and the least and greatest event time (ms) among them. */
  readonly rows: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** Pairs of so many bits may have an array in place of a hash table. */
  readonly denseBits: number;
}

export interface AnswerForms {
  /** Whether pairs go in an array. */
  readonly isDense: boolean;
  formOf(key: string): KeyForm;
  /** Greatest code of a key. */
  mostOf(key: string): number;
  /** Whether the matching events are few beside all: then they are looked for once, and kept for each measure. */
  readonly keepsMatching: boolean;
  /** False where no event lacks a rate: there is nothing to count. */
  readonly countsUnconverted: boolean;
}

/** Least length of a bucket. */
const GRAIN_MS: Readonly<Record<Grain, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 23 * 3_600_000,
  week: 167 * 3_600_000,
  month: 28 * 86_400_000,
  quarter: 90 * 86_400_000,
  year: 365 * 86_400_000,
};
/** Groups of more bits may be many, with wide totals: no array for them. */
const DENSE_GROUP_BITS = 14;
/** A pair with two numbers (see the repeat rate) takes 16 times the memory of a pair alone. */
const WIDE_BITS = 4;
/** An array or bits are worth their setup up to so many places for each row. */
const PLACES_A_ROW = 8;
const MOST_BIT_BYTES = 32 * 1024 * 1024;
/** Matching events are kept up to this share of those in the window. */
const KEPT_SHARE = 0.25;

/** Scales have eleven values at most; scores without a scale may have any. */
const FEW_SCORES = 32;

export function chooseForms(plan: Plan, window: Pick<Extent, 'fromMs' | 'toMs'>, space: ArchiveSpace): AnswerForms {
  const { dimensions, filters, measures } = plan;
  const { dictionaries } = space;
  const share = shareOf(filters, dictionaries);
  const rows = share * rowsIn(window, space);
  const groupBits = dimensions.reduce((sum, dimension) => sum + bitsOf(dimension, dictionaries), 0);
  const groups = dimensions.reduce((product, dimension) => product * groupsOf(dimension, window, space), 1);
  const fits = (key: string, bits: number): boolean => {
    const all = groupBits + bitsFor(dictionaries.size(key));
    return all <= bits && 2 ** all <= PLACES_A_ROW * rows;
  };
  const keyed = measures.filter(({ kind }) => kind === 'distinct' || kind === 'repeat');
  const isDense =
    groupBits <= DENSE_GROUP_BITS &&
    ![...dimensions, ...filters].some(({ needsCurrentSegment }) => needsCurrentSegment) &&
    keyed.some((measure) => fits(keyOf(measure), space.denseBits)) &&
    keyed.every(({ kind }) => kind !== 'repeat' || fits('customer', space.denseBits - WIDE_BITS));
  const mostBits = 8 * Math.min(MOST_BIT_BYTES, PLACES_A_ROW * rows);
  return {
    isDense,
    keepsMatching: share <= KEPT_SHARE,
    countsUnconverted: space.unconverted > 0,
    mostOf: (key) => dictionaries.size(key),
    formOf(key) {
      if (isDense && fits(key, space.denseBits)) return 'pairs';
      return groups * (dictionaries.size(key) + 1) <= mostBits ? 'bits' : 'pairs';
    },
  };
}

function keyOf(measure: Measure): string {
  return measure.kind === 'distinct' ? measure.key : 'customer';
}

/** About which share of the events passes the filters, were all values equally frequent. */
function shareOf(filters: readonly Filter[], dictionaries: Pick<Dictionaries, 'size'>): number {
  const shareOfOne = ({ id, values }: Filter): number => Math.min(1, values.length / Math.max(1, dictionaries.size(id)));
  return filters.reduce((share, filter) => (filter.isCoded ? share * shareOfOne(filter) : share), 1);
}

/** About how many rows a window holds, were they spread evenly. */
function rowsIn(window: Pick<Extent, 'fromMs' | 'toMs'>, { rows, fromMs, toMs }: ArchiveSpace): number {
  const spanMs = Math.max(1, toMs - fromMs);
  const heldMs = Math.min(window.toMs ?? toMs, toMs) - Math.max(window.fromMs ?? fromMs, fromMs);
  return rows * Math.min(1, Math.max(0, heldMs) / spanMs);
}

/** Bits of a dimension's codes, as DuckDB knows them; Infinity where it does not. */
function bitsOf({ id, sql }: Dimension, dictionaries: Pick<Dictionaries, 'size'>): number {
  return sql === codeColumn(id) ? bitsFor(dictionaries.size(id)) : Infinity;
}

/** DuckDB keeps one place more than there are values, for NULL. */
function bitsFor(size: number): number {
  return Math.floor(Math.log2(size + 2)) + 1;
}

/** How many groups there are at most. */
function groupsOf(
  { id, kind, grain, groups, needsCurrentSegment }: Dimension,
  window: Pick<Extent, 'fromMs' | 'toMs'>,
  { dictionaries, fromMs, toMs }: ArchiveSpace,
): number {
  if (grain) {
    const spanMs = Math.min(window.toMs ?? toMs, toMs) - Math.max(window.fromMs ?? fromMs, fromMs);
    return Math.max(0, spanMs) / GRAIN_MS[grain] + 2;
  }
  if (groups !== undefined) return groups;
  if (kind === 'cell') return dictionaries.size('cell') + 1;
  if (id === 'score') return FEW_SCORES;
  return dictionaries.size(needsCurrentSegment ? 'segment' : id) + 1;
}
