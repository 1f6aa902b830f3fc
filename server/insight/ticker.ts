/**
 * What is notable just now: groups whose count in the newest window is not what their share of the time before would make it. Shares, not counts, are
 * compared, so that nights and weekends are no news. Every count is asked as a wall asks it, so that no small group is told.
 */
import type { Query, QueryAnswer } from '../../src/protocol/query.ts';
import type { TickerAnswer, TickerItem, TickerMetric } from '../../src/protocol/ticker.ts';
import { toInstantText } from '../engine/zone.ts';

const LOOKED_AT: readonly { readonly metric: TickerMetric; readonly dimensions: readonly string[] }[] = [
  { metric: 'orders', dimensions: ['region', 'category', 'country'] },
  { metric: 'contacts', dimensions: ['reason', 'channel'] },
];
const HOUR_MS = 3_600_000;
/** Windows that are tried, and how many orders and contacts make one long enough. */
const LENGTHS_MS = [HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS, 7 * 24 * HOUR_MS, 28 * 24 * HOUR_MS] as const;
const ENOUGH = 100;
/** The time before is so many times as long as the window. */
const BEFORE = 8;
/** Standard deviations from which a count is unusual: of many groups looked at, one in some thousand by chance. */
const UNUSUAL = 3.3;
const LEAST_COUNT = 10;
const MOST_ITEMS = 8;
const MOST_GROUPS = 300;

/** `ask` answers for a wall. `newestMs`: time of the newest event, null without any. */
export async function readTicker(ask: (query: Query) => Promise<QueryAnswer>, newestMs: number | null): Promise<TickerAnswer> {
  const window = newestMs === null ? null : await chooseWindow(ask, newestMs);
  if (window === null) return { time: null, items: [] };
  const { fromMs, toMs } = window;
  const time = { from: toInstantText(fromMs), to: toInstantText(toMs) };
  const before = { from: toInstantText(fromMs - BEFORE * (toMs - fromMs)), to: time.from };
  const both = async <Read>(query: Query, read: (answer: QueryAnswer) => Read): Promise<Pair<Read>> => {
    const [now, past] = await Promise.all([ask({ ...query, time }), ask({ ...query, time: before })]);
    return { now: read(now), past: read(past) };
  };
  const found: (TickerItem & { readonly score: number })[] = [];
  for (const { metric, dimensions } of LOOKED_AT) {
    // Of everything together: of the groups more are kept back in the shorter time.
    const all = await both({ metrics: [metric] }, ({ rows }) => Number(rows[0]?.[0] ?? 0));
    for (const dimension of dimensions) {
      const groups = await both({ metrics: [metric], groupBy: [dimension], limit: MOST_GROUPS }, (answer) => answer);
      found.push(...judge(metric, dimension, groups, all));
    }
  }
  const unusual = found.filter(({ score }) => score >= UNUSUAL);
  const told = unusual.length > 0 ? unusual : found.filter(({ kind }) => kind === 'most');
  const items = told.sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1)).slice(0, MOST_ITEMS);
  return { time, items: items.map(({ score: _, ...item }) => item) };
}

async function chooseWindow(
  ask: (query: Query) => Promise<QueryAnswer>,
  newestMs: number,
): Promise<{ fromMs: number; toMs: number } | null> {
  const toMs = (Math.floor(newestMs / 60_000) + 1) * 60_000;
  for (const lengthMs of LENGTHS_MS) {
    const fromMs = toMs - lengthMs;
    const { rows } = await ask({ metrics: ['orders', 'contacts'], time: { from: toInstantText(fromMs), to: toInstantText(toMs) } });
    const count = (rows[0] ?? []).reduce<number>((sum, cell) => sum + Number(cell ?? 0), 0);
    if (count >= ENOUGH || (lengthMs === LENGTHS_MS.at(-1) && count > 0)) return { fromMs, toMs };
  }
  return null;
}

/** Of the window, and of the time before. */
interface Pair<Value> {
  readonly now: Value;
  readonly past: Value;
}

function judge(
  metric: TickerMetric,
  dimension: string,
  { now, past }: Pair<QueryAnswer>,
  { now: all, past: allBefore }: Pair<number>,
): (TickerItem & { readonly score: number })[] {
  if (all === 0) return [];
  const [present, before] = [countsOf(now), countsOf(past)];
  const nameOf = (id: string) => now.labels[dimension]?.[id] ?? past.labels[dimension]?.[id] ?? id;
  const item = (kind: TickerItem['kind'], value: string, count: number, usual: number, score: number) => ({
    ...{ id: `${kind} ${metric} ${dimension} ${value}`, kind, metric, dimension, value, name: nameOf(value), now: count, usual, score },
  });
  const unusual = [...present].flatMap(([value, count]) => {
    const was = before.get(value) ?? 0;
    const usual = allBefore > 0 ? (all * was) / allBefore : 0;
    if (usual === 0 || Math.max(count, usual) < LEAST_COUNT || was < LEAST_COUNT) return [];
    // The share of the time before is itself counted: its chance adds to that of the window.
    const deviation = Math.sqrt(usual * (1 + all / allBefore));
    const score = Math.abs(count - usual) / deviation;
    return score >= UNUSUAL ? [item(count > usual ? 'more' : 'fewer', value, count, usual, score)] : [];
  });
  const [largest] = [...present].sort((one, other) => other[1] - one[1]);
  return largest && largest[1] >= LEAST_COUNT ? [...unusual, item('most', largest[0], largest[1], largest[1], 0)] : unusual;
}

/** Counts by id; what is kept back, and the group without a value, is left out. */
function countsOf({ rows }: QueryAnswer): Map<string, number> {
  return new Map(rows.flatMap(([id, count]) => (typeof id === 'string' && typeof count === 'number' ? [[id, count] as const] : [])));
}
