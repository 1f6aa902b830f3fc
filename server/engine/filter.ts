/** One condition of a query's `where`: values of a dimension, any of which may hold. */
import { isValidCell } from 'h3-js';
import { RequestError } from '../parts.ts';
import { codeColumn } from './columns.ts';
import { createCellReader, type Dimension } from './dimensions.ts';
import { toIdText } from './eventTexts.ts';
import { FINEST, toRange } from './h3Grid.ts';
import { codesOf } from './measures.ts';
import { isOfPeople, type PeopleColumn, peopleFilter } from './people/peopleDimension.ts';
import type { Registry } from './registry.ts';
import type { RowBatch } from './rows.ts';

/** More values are no selection any more, and slow to look up event by event. */
const MAX_VALUES = 10_000;

/** Values are looked up when the filter is used: a text that arrives later matches from then on. */
export interface Filter {
  readonly id: string;
  readonly values: readonly (string | null)[];
  /** Whether live views can test it. */
  readonly live: boolean;
  /** Whether it names values of a dictionary. */
  readonly isCoded: boolean;
  /** Whether it restricts when, not what: see the churn rate. */
  readonly isTime: boolean;
  readonly needsCurrentSegment: boolean;
  /** As that of a dimension. */
  readonly needsTerritory?: string | undefined;
  readonly needsPeople?: PeopleColumn | undefined;
  /** Where it names values of a dictionary: the codes of those that any event so far can have. */
  codes?(): readonly number[];
  /** Condition over the archive's columns. */
  sql(): string;
  test(batch: RowBatch): (row: number) => boolean;
}

/** The filter for one name of `where`. Throws {@link RequestError} 400 for an unknown name or a value that cannot be meant. */
export function createFilter(id: string, values: readonly (string | null)[], registry: Registry): Filter {
  if (values.length > MAX_VALUES) throw new RequestError(400, 'bad_query', `where.${id}: at most ${MAX_VALUES} values`);
  if (id === 'h3' || id.startsWith('h3:')) return createCellFilter(id, values, registry);
  if (isOfPeople(id)) return peopleFilter(id, values);
  const dimension = registry.dimensions.get(id);
  if (!dimension) throw new RequestError(400, 'bad_query', `where.${id}: unknown dimension; see /v1/catalog`);
  const ids = values.map((value) => (dimension.kind === 'time' ? value : value === null ? null : (toIdText(value) ?? undefined)));
  return {
    id,
    values,
    live: dimension.live,
    isCoded: dimension.sql === codeColumn(id),
    codes: () => knownCodes(dimension, ids),
    isTime: dimension.kind === 'time',
    needsCurrentSegment: dimension.needsCurrentSegment ?? false,
    needsTerritory: dimension.needsTerritory,
    sql: () => inList(dimension.sql, knownCodes(dimension, ids)),
    test: (batch) => {
      const codeOf = dimension.codeOf(batch);
      const codes = new Set(knownCodes(dimension, ids));
      return (row) => codes.has(codeOf(row));
    },
  };
}

function knownCodes(dimension: Dimension, ids: readonly (string | null | undefined)[]): number[] {
  const codes = ids.map((id) => (id === undefined ? undefined : dimension.find(id)));
  return codes.filter((code) => code !== undefined);
}

function inList(expression: string, codes: readonly number[]): string {
  return codes.length === 0 ? 'FALSE' : `${expression} IN (${codes.join(', ')})`;
}

/** Cells of any resolution: an event matches when it lies inside one of them. */
function createCellFilter(id: string, values: readonly (string | null)[], { dimensions, dictionaries }: Registry): Filter {
  if (id !== 'h3' && !dimensions.has(id)) throw new RequestError(400, 'bad_query', `where.${id}: the resolution of h3 is 0 to 15`);
  const ranges = values.map((value) => toCellRange(id, value));
  const column = codeColumn('cell');
  const gridOf = createCellReader(FINEST, dictionaries);
  return {
    id,
    values,
    live: true,
    isCoded: false,
    isTime: false,
    needsCurrentSegment: false,
    sql: () => `(${ranges.map(({ first, last }) => `${column} BETWEEN ${first} AND ${last}`).join(' OR ')})`,
    test: (batch) => {
      const codes = codesOf(batch, 'cell');
      return (row) => {
        const grid = gridOf(codes[row] as number);
        return ranges.some(({ first, last }) => grid >= first && grid <= last);
      };
    },
  };
}

function toCellRange(id: string, value: string | null) {
  if (value === null) return { first: 0, last: 0 };
  const index = value.toLowerCase();
  if (!isValidCell(index)) throw new RequestError(400, 'bad_query', `where.${id}: ${JSON.stringify(value)} is no H3 cell`);
  return toRange(index);
}
