/** What a wall may see of an answer: no single customer, no agent, no group of fewer than so many customers. Applied before anything is encoded. */
import type { Query, QueryAnswer } from '../../src/protocol/query.ts';
import { RequestError } from '../parts.ts';
import type { Scope } from './scope.ts';

const OPEN_DIMENSIONS: ReadonlySet<string> = new Set([
  ...['country', 'region', 'city', 'category', 'product', 'brand', 'segment', 'channel', 'source', 'type', 'reason', 'currency'],
  ...['scale', 'score', 'origin.country', 'origin.region', 'origin.city'],
]);
const OPEN_KINDS = /^(h3|time|territory|segment):/;

/** Metrics that are asked for beside the others, to judge a group by. */
const CUSTOMERS = 'customers';
const EVENTS = 'events';

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
  return { ...query, metrics: [...query.metrics, ...hiddenMetrics(query)] };
}

/** Metrics that {@link askedFor} adds. */
function hiddenMetrics({ metrics }: Query): readonly string[] {
  return [CUSTOMERS, EVENTS].filter((id) => !metrics.includes(id));
}

/** How rows are kept back: which of the columns are shown, and which rows are too small. */
export interface Keeping {
  readonly isShown: (column: string) => boolean;
  /** By the names of the columns: where the count of customers and of events stands. */
  readonly judges: readonly [customers: string, events: string];
  isSmall(customers: number, events: number): boolean;
}

/** Null where the asker sees everything. `query` is that which was asked, before {@link askedFor}. */
export function keepingFor(query: Query, scope: Scope): Keeping | null {
  if (scope.kind !== 'wall') return null;
  const hidden = hiddenMetrics(query);
  return {
    isShown: (column) => !hidden.includes(column),
    judges: [CUSTOMERS, EVENTS],
    isSmall: (customers, events) => events > 0 && customers < scope.least,
  };
}

/** An answer to what {@link askedFor} made, without what is not shown: rows of small groups keep their ids and lose their figures. */
export function keepBack(answer: QueryAnswer, keeping: Keeping | null): QueryAnswer {
  if (keeping === null) return answer;
  const { columns } = answer;
  const [customers, events] = keeping.judges.map((name) => columns.findIndex((column) => column.name === name)) as [number, number];
  const shown = columns.flatMap(({ name, unit }, at) => (unit === null || keeping.isShown(name) ? [at] : []));
  let suppressed = 0;
  const rows = answer.rows.map((row) => {
    const isSmall = keeping.isSmall(Number(row[customers]), Number(row[events]));
    if (isSmall) suppressed++;
    return shown.map((at) => (isSmall && columns[at]?.unit !== null ? null : (row[at] ?? null)));
  });
  return { ...answer, columns: shown.map((at) => columns[at] as (typeof columns)[number]), rows, suppressed };
}
