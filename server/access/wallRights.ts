/** What a wall may see of an answer: no single customer, no agent, no group of fewer than so many customers. Applied before anything is encoded. */
import { type Cell, DEFAULT_LIMIT, type Query, type QueryAnswer } from '../../src/protocol/query.ts';
import { RequestError } from '../parts.ts';
import type { Scope } from './scope.ts';
import { keptRows } from './smallGroups.ts';

const OPEN_DIMENSIONS: ReadonlySet<string> = new Set([
  ...['country', 'region', 'city', 'category', 'product', 'brand', 'segment', 'channel', 'source', 'type', 'reason', 'currency'],
  ...['scale', 'score', 'origin.country', 'origin.region', 'origin.city'],
]);
const OPEN_KINDS = /^(h3|time|territory|segment):/;

/** Metrics that are asked for beside the others, to judge a group by. */
const CUSTOMERS = 'customers';
const EVENTS = 'events';
/** Groups that are judged together, whatever fewer are asked for. */
const MOST_GROUPS = 100_000;

/** Whether a wall may group and filter by a dimension: what names or could name a person (customers, agents, the sender's own fields) is none. */
export function isOpenToWalls(dimension: string): boolean {
  return OPEN_DIMENSIONS.has(dimension) || OPEN_KINDS.test(dimension);
}

/** Throws {@link RequestError} 403 where the asker is a wall: for reads that tell of persons. */
export function refuseWalls(scope: Scope, what: string): void {
  if (scope.kind === 'wall') throw new RequestError(403, 'wall', `${what}: is not told to a wall, where anybody may look`);
}

/** The query that is asked for a scope: a wall's with what its groups are judged by. Throws {@link RequestError} 403 that names what a wall may not ask. */
export function askedFor(query: Query, scope: Scope): Query {
  if (scope.kind !== 'wall') return query;
  const named = [...(query.groupBy ?? []), ...Object.keys(query.where ?? {})];
  const closed = named.find((dimension) => !isOpenToWalls(dimension));
  if (closed !== undefined) refuseWalls(scope, closed);
  const limit = Math.max(MOST_GROUPS, query.limit ?? DEFAULT_LIMIT);
  return { ...query, metrics: [...query.metrics, ...hiddenMetrics(query)], limit };
}

/** Metrics that {@link askedFor} adds. */
function hiddenMetrics({ metrics }: Query): readonly string[] {
  return [CUSTOMERS, EVENTS].filter((id) => !metrics.includes(id));
}

/** How rows are kept back: which of the columns are shown, which rows are too small, and how many are shown at all. */
export interface Keeping {
  readonly isShown: (column: string) => boolean;
  /** By the names of the columns: where the count of customers and of events stands. */
  readonly judges: readonly [customers: string, events: string];
  isSmall(customers: number, events: number): boolean;
  /** Fewest customers of a group that is told. */
  readonly least: number;
  readonly limit: number;
}

/** Null where the asker sees everything. `query` is that which was asked, before {@link askedFor}. */
export function keepingFor(query: Query, scope: Scope): Keeping | null {
  if (scope.kind !== 'wall') return null;
  const hidden = hiddenMetrics(query);
  return {
    isShown: (column) => !hidden.includes(column),
    judges: [CUSTOMERS, EVENTS],
    isSmall: (customers, events) => events > 0 && customers < scope.least,
    least: scope.least,
    limit: query.limit ?? DEFAULT_LIMIT,
  };
}

/**
 * An answer to what {@link askedFor} made, without what is not shown: small groups, and those beside them that would give them away, keep their
 * ids and lose their figures. They come last, by their ids: their place among the others would tell.
 */
export function keepBack(answer: QueryAnswer, keeping: Keeping | null): QueryAnswer {
  if (keeping === null) return answer;
  const { columns, rows } = answer;
  const [customers, events] = keeping.judges.map((name) => columns.findIndex((column) => column.name === name)) as [number, number];
  const shown = columns.flatMap(({ name, unit }, at) => (unit === null || keeping.isShown(name) ? [at] : []));
  const dimensions = columns.filter(({ unit }) => unit === null).length;
  const textOf = (row: number): string => JSON.stringify(rows[row]?.slice(0, dimensions));
  const kept = keptRows(
    {
      rowCount: rows.length,
      codes: Array.from({ length: dimensions }, (_, at) => numbered(rows.map((row) => row[at] ?? null))),
      customers: rows.map((row) => Number(row[customers])),
      isSmall: (row) => keeping.isSmall(Number(rows[row]?.[customers]), Number(rows[row]?.[events])),
      textOf,
    },
    keeping.least,
  );
  const told = rows.flatMap((row, at) => (kept[at] === 0 ? [shown.map((column) => row[column] ?? null)] : []));
  const withheld = [...kept.keys()]
    .filter((at) => kept[at] !== 0)
    .sort((one, other) => (textOf(one) < textOf(other) ? -1 : 1))
    .map((at) => shown.map((column) => (columns[column]?.unit === null ? (rows[at]?.[column] ?? null) : null)));
  const room = Math.max(0, keeping.limit - told.length);
  return {
    ...answer,
    columns: shown.map((at) => columns[at] as (typeof columns)[number]),
    rows: [...told.slice(0, keeping.limit), ...withheld.slice(0, room)],
    suppressed: Math.min(room, withheld.length),
    truncated: answer.truncated || rows.length > keeping.limit,
  };
}

/** A number for each value, equal for equal ones. */
function numbered(values: readonly Cell[]): Uint32Array {
  const numbers = new Map<Cell, number>();
  return Uint32Array.from(values, (value) => {
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    return number;
  });
}
