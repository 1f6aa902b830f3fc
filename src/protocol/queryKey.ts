import type { Query } from './query.ts';

/** One text for all spellings of the same query; `JSON.parse` of it is that query again. The order of metrics and groupBy counts, that of the rest does not. */
export function queryKey(query: Query): string {
  const { metrics, groupBy, where, time, limit, asOf } = query;
  return JSON.stringify({
    metrics,
    ...(groupBy && groupBy.length > 0 ? { groupBy } : {}),
    ...(where && Object.keys(where).length > 0 ? { where: sortedWhere(where) } : {}),
    ...(time && Object.keys(time).length > 0 ? { time: 'last' in time ? slidingOf(time) : definedOf(time) } : {}),
    ...(limit === undefined ? {} : { limit }),
    ...(asOf ? { asOf: { epoch: asOf.epoch, seq: asOf.seq } } : {}),
  });
}

const kept = new WeakMap<Query, string>();

/** The same for a query that nobody changes: every render reads its answers several times by it. */
export function keptKey(query: Query): string {
  const key = kept.get(query) ?? queryKey(query);
  kept.set(query, key);
  return key;
}

function slidingOf({ last, ago }: { last: string; ago?: string | undefined }) {
  return { last, ...(ago === undefined ? {} : { ago }) };
}

function definedOf({ from, to }: { from?: string | null | undefined; to?: string | null | undefined }) {
  return { ...(from == null ? {} : { from }), ...(to == null ? {} : { to }) };
}

function sortedWhere(where: NonNullable<Query['where']>): NonNullable<Query['where']> {
  const entries = Object.entries(where).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([dimension, values]) => [dimension, [...new Set(values)].sort(byText)]));
}

function byText(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
