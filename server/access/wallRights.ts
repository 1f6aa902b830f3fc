/** What a wall may see of an answer: no single customer, no agent, no group of fewer than so many customers. */
import { DEFAULT_LIMIT, type Query } from '../../src/protocol/query.ts';
import { RequestError } from '../parts.ts';
import type { Scope } from './scope.ts';

const OPEN_DIMENSIONS: ReadonlySet<string> = new Set([
  ...['country', 'region', 'city', 'category', 'product', 'brand', 'segment', 'channel', 'source', 'type', 'reason', 'currency'],
  ...['scale', 'score', 'origin.country', 'origin.region', 'origin.city'],
]);
/** `h3` alone: inside hexagons of any size, as areas and what is near by are asked for. */
const OPEN_KINDS = /^(h3$|(h3|time|territory|segment):)/;

/** Names of the counts that groups are judged by: of all their customers, and of those behind a metric that is made of fewer events. */
export type BehindOf = ReadonlyMap<string, string>;

export const CUSTOMERS = 'customers';
const EVENTS = 'events';
/** Groups that are judged together, whatever fewer are asked for. */
export const MOST_GROUPS = 100_000;

/** Whether a wall may group and filter by a dimension: what names or could name a person (customers, agents, the sender's own fields) is none. */
function isOpenToWalls(dimension: string): boolean {
  return OPEN_DIMENSIONS.has(dimension) || OPEN_KINDS.test(dimension);
}

/** Throws {@link RequestError} 403 where the asker is a wall: for reads that tell of persons. */
export function refuseWalls(scope: Scope, what: string): void {
  if (scope.kind === 'wall') throw new RequestError(403, 'wall', `${what}: is not told to a wall, where anybody may look`);
}

/** The query that is asked for a scope: a wall's with what its groups are judged by. Throws {@link RequestError} 403 that names what a wall may not ask. */
export function askedFor(query: Query, scope: Scope, behindOf: BehindOf): Query {
  if (scope.kind !== 'wall') return query;
  const named = [...(query.groupBy ?? []), ...Object.keys(query.where ?? {})];
  const closed = named.find((dimension) => !isOpenToWalls(dimension));
  if (closed !== undefined) refuseWalls(scope, closed);
  const limit = Math.max(MOST_GROUPS, query.limit ?? DEFAULT_LIMIT);
  return { ...query, metrics: [...query.metrics, ...hiddenMetrics(query, behindOf)], limit };
}

/** Metrics that {@link askedFor} adds. */
function hiddenMetrics({ metrics }: Query, behindOf: BehindOf): readonly string[] {
  return [EVENTS, ...judgesOf(metrics, behindOf)].filter((id) => !metrics.includes(id));
}

/** The counts that metrics are judged by, that of all customers first. */
export function judgesOf(metrics: readonly string[], behindOf: BehindOf): readonly string[] {
  return [...new Set([CUSTOMERS, ...metrics.map((id) => judgeOf(id, behindOf))])];
}

function judgeOf(metric: string, behindOf: BehindOf): string {
  if (new Set(behindOf.values()).has(metric)) return metric;
  return behindOf.get(metric) ?? behindOf.get(metric.replace(/\.n$/, '')) ?? CUSTOMERS;
}

/** How rows are kept back: which of the columns are shown, which groups are too small, and how many are shown at all. */
export interface Keeping {
  readonly isShown: (column: string) => boolean;
  /** Names of the columns that count customers, that of all customers first. */
  readonly judges: readonly string[];
  /** Name of the column by which a column of figures is judged. */
  judgeOf(column: string): string;
  /** Name of the column that counts events. */
  readonly events: string;
  isSmall(customers: number, events: number): boolean;
  /** Whether rows that are kept back keep their ids: to say in which of many things something happened at all may be to
   * say who did it, and a reason is told in somebody's own words. */
  readonly isNamed: boolean;
  /** Fewest customers of a group that is told. */
  readonly least: number;
  readonly limit: number;
}

/** Null where the asker sees everything. `query` is that which was asked, before {@link askedFor}. */
export function keepingFor(query: Query, scope: Scope, behindOf: BehindOf): Keeping | null {
  if (scope.kind !== 'wall') return null;
  const hidden = hiddenMetrics(query, behindOf);
  const judges = new Map(
    query.metrics.flatMap((id) => ['', '.n', '.low', '.high'].map((part) => [id + part, judgeOf(id, behindOf)] as const)),
  );
  const { groupBy = [], where = {} } = query;
  const things = new Set([...groupBy, ...Object.keys(where)].map(thingOf));
  // Whether there is nothing or too little is told of a single thing only.
  const isFine = groupBy.length === 0 && (things.size > 1 || (things.size > 0 && query.time !== undefined));
  return {
    isShown: (column) => !hidden.includes(column),
    judges: judgesOf(query.metrics, behindOf),
    judgeOf: (column) => judges.get(column) ?? CUSTOMERS,
    events: EVENTS,
    isSmall: (customers, events) => (isFine || events > 0) && customers < scope.least,
    isNamed: things.size <= 1 && !things.has('reason') && !things.has('score'),
    least: scope.least,
    limit: query.limit ?? DEFAULT_LIMIT,
  };
}

/** What a dimension tells of: a city is in its region, and both are one place. */
function thingOf(dimension: string): string {
  if (dimension.startsWith('origin.')) return 'origin';
  if (/^(country|region|city|h3)$|^(h3|territory):/.test(dimension)) return 'place';
  return dimension.startsWith('time:') ? 'time' : dimension;
}
