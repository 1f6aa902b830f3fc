/** What on the screen rests on sources that are late or lost: which share of each figure, and so how far it fades. */
import type { MetricInfo } from '../protocol/catalog.ts';
import type { HeardSource, SourceFreshness, UnheardSource } from '../protocol/freshness.ts';
import type { Query } from '../protocol/query.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { metricValues } from './reading.ts';
import { measuredOf } from './rows.ts';
import { durationMs, toInstant } from './timeBuckets.ts';
import type { TimeWindow } from './viewState.ts';

/** Column that an answer has besides its own: the share (0-1) of a row that rests on sources that lag. */
export const STALE = 'stale';
/** Shares below it are not worth a word or a shade. */
export const LEAST_STALE = 0.01;

/** The sources that are late or lost. */
export function laggingOf(sources: readonly SourceFreshness[]): readonly HeardSource[] {
  return sources.filter((source): source is HeardSource => source.state === 'late' || source.state === 'lost');
}

/** The declared sources that were never heard: nothing can rest on them. */
export function unheardOf(sources: readonly SourceFreshness[]): readonly UnheardSource[] {
  return sources.filter((source) => source.state === 'unheard');
}

/** One that fell silent so much earlier than the others has left the picture before they did. */
const LONG_GONE_MS = 7 * 86_400_000;

/**
 * The window in which it is seen what rests on lagging sources. A window that ended before the first of them fell silent lacks nothing:
 * null. One that follows the clock is put where they were last heard, because a source that is silent for longer than the window has
 * nothing left in it; one that was gone long before does not draw it away from the others.
 */
export function restingWindow(window: TimeWindow, lagging: readonly HeardSource[]): TimeWindow | null {
  const endMs = window.kind === 'between' ? Date.parse(window.to) : Number.POSITIVE_INFINITY;
  const heardMs = lagging.map(({ newestEventMs }) => newestEventMs).filter((newestMs) => newestMs < endMs);
  if (heardMs.length === 0) return null;
  if (window.kind === 'all') return window;
  const lengthMs = window.kind === 'last' ? (durationMs(window.duration) ?? 0) : endMs - Date.parse(window.from);
  const longGoneMs = Math.max(...heardMs) - Math.max(LONG_GONE_MS, lengthMs);
  const silentMs = Math.min(...heardMs.filter((newestMs) => newestMs >= longGoneMs));
  if (window.kind === 'between' && Date.parse(window.from) < silentMs) return window;
  const beforeMs = Math.ceil((silentMs + 1) / 1000) * 1000;
  return { kind: 'between', from: toInstant(beforeMs - lengthMs), to: toInstant(beforeMs) };
}

/** What of a metric says how it is weighed. */
type Weighed = Pick<MetricInfo, 'id' | 'sums' | 'interval' | 'cases'>;

/**
 * A question about what its figures rest on: with `sources`, only their part, and with the cases behind those of its `metrics` that need them.
 * Null when none of the sources passes its filters.
 */
export function restingQuery(query: Query, sources: readonly string[] | null, metrics: readonly Weighed[] = []): Query | null {
  const asked = { ...query, metrics: [...new Set([...query.metrics, ...metrics.map(weightName)])] };
  if (sources === null) return asked;
  const chosen = query.where?.source;
  const own = chosen === undefined ? [...sources] : sources.filter((source) => chosen.includes(source));
  return own.length === 0 ? null : { ...asked, where: { ...query.where, source: own } };
}

/** What a figure is made of: its answers where it is a rate, itself where it adds up or counts, else the cases behind it. */
function weightName({ id, sums, interval, cases }: Weighed): string {
  return cases && !sums && !interval ? `${id}.n` : id;
}

/** Reads the share of a metric, row by row, that rests on the sources of `part`: both are answers of {@link restingQuery}. */
export function restingShares(part: AnswerTable, whole: AnswerTable, metric: Weighed): Float64Array {
  const weigh = (table: AnswerTable) => weightOf(table, metric);
  const [partAt, wholeAt] = [weigh(part), weigh(whole)];
  const rowOf = new Map(Array.from({ length: part.rowCount }, (_, row) => [keyOf(part, row), row]));
  return Float64Array.from({ length: whole.rowCount }, (_, row) => {
    const own = rowOf.get(keyOf(whole, row));
    const all = wholeAt(row);
    return own === undefined || !(all > 0) ? 0 : Math.max(0, Math.min(1, partAt(own) / all || 0));
  });
}

function weightOf(table: AnswerTable, metric: Weighed): (row: number) => number {
  const figure = measuredOf(table, weightName(metric));
  return metric.interval ? (row) => figure(row).n || 0 : (row) => figure(row).value || 0;
}

/** The answer with the column {@link STALE}: the larger share of any of the metrics. */
export function withStale(
  table: AnswerTable,
  resting: { readonly part: AnswerTable; readonly whole: AnswerTable },
  metrics: readonly Weighed[],
): AnswerTable {
  const shares = metrics.map((metric) => restingShares(resting.part, resting.whole, metric));
  const rowOf = new Map(Array.from({ length: resting.whole.rowCount }, (_, row) => [keyOf(resting.whole, row), row]));
  const stale = Float64Array.from({ length: table.rowCount }, (_, row) => {
    const at = rowOf.get(keyOf(table, row));
    return at === undefined ? 0 : Math.max(0, ...shares.map((share) => share[at] ?? 0));
  });
  return { ...table, columns: [...table.columns, { name: STALE, unit: 'share' }], values: [...table.values, stale] };
}

/** The share of a row that rests on lagging sources; 0 where nothing does. */
export function staleAt(table: AnswerTable | null, row: number): number {
  const share = (table === null ? undefined : metricValues(table, STALE))?.[row] ?? 0;
  return share >= LEAST_STALE ? share : 0;
}

function keyOf(table: AnswerTable, row: number): string {
  return table.keys.map((keys) => keys[row] ?? '').join('\u0000');
}
