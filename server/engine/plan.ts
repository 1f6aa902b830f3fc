/** From what was asked to a plan: every name known, every value read, nothing left to refuse. */
import { PEOPLE } from '../../src/protocol/people.ts';
import { type AsOf, DEFAULT_LIMIT, type Query, QuerySchema } from '../../src/protocol/query.ts';
import { RequestError } from '../parts.ts';
import { readShape } from '../shape.ts';
import type { Dimension } from './dimensions.ts';
import { createFilter, type Filter } from './filter.ts';
import { parseDuration, parseInstant } from './instant.ts';
import type { Measure } from './measures.ts';
import type { Metric } from './metrics.ts';
import { ruleDimension } from './people/peopleDimension.ts';
import type { Registry } from './registry.ts';

/** Longest sliding window, in ms: 200 years. */
const MAX_LAST_MS = 200 * 366 * 86_400_000;

/** A window of event time: fixed ends (ms, `to` exclusive, null where open), or so many ms that ended `agoMs` before now. */
export type TimeWindow =
  | { readonly kind: 'fixed'; readonly fromMs: number | null; readonly toMs: number | null }
  | { readonly kind: 'sliding'; readonly lastMs: number; readonly agoMs: number };

export interface Plan {
  readonly query: Query;
  readonly metrics: readonly Metric[];
  /** The measures of all metrics, each once. */
  readonly measures: readonly Measure[];
  readonly dimensions: readonly Dimension[];
  readonly filters: readonly Filter[];
  readonly window: TimeWindow;
  readonly limit: number;
  readonly asOf: AsOf | null;
  /** Whether a live view of it can be folded event by event. */
  readonly live: boolean;
}

/** Reads a query. Throws {@link RequestError} 400 that names the field and what is allowed. */
export function planQuery(asked: unknown, registry: Registry): Plan {
  const query = readShape(QuerySchema, asked, 'bad_query', 'query');
  const metrics = query.metrics.map(
    (id, at) => registry.cases.get(id) ?? registry.behind.get(id) ?? lookUp(registry.metrics, id, `metrics[${at}]`, 'metric'),
  );
  const dimensions = (query.groupBy ?? []).map((id, at) => toDimension(id, `groupBy[${at}]`, registry));
  refuseRepeats(query.metrics, 'metrics');
  refuseRepeats(query.groupBy ?? [], 'groupBy');
  const filters = Object.entries(query.where ?? {}).map(([id, values]) => createFilter(id, values, registry));
  const measures = new Map(metrics.flatMap((metric) => metric.measures.map((measure) => [measure.id, measure])));
  return {
    query,
    metrics,
    measures: [...measures.values()],
    dimensions,
    filters,
    window: toWindow(query.time, registry),
    limit: query.limit ?? DEFAULT_LIMIT,
    asOf: query.asOf ?? null,
    live: !query.asOf && [...dimensions, ...filters].every(({ live }) => live) && metrics.every(({ fold }) => fold !== 'archive'),
  };
}

function refuse(message: string): RequestError {
  return new RequestError(400, 'bad_query', message);
}

function lookUp<Definition>(known: ReadonlyMap<string, Definition>, id: string, field: string, kind: string): Definition {
  const found = known.get(id);
  if (found) return found;
  throw refuse(`${field}: unknown ${kind} ${JSON.stringify(id)}; known are ${[...known.keys()].join(', ')}`);
}

function toDimension(id: string, field: string, { dimensions }: Registry): Dimension {
  return id.startsWith(PEOPLE) ? ruleDimension(id, field) : lookUp(dimensions, id, field, 'dimension');
}

function refuseRepeats(ids: readonly string[], field: string): void {
  const at = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (at >= 0) throw refuse(`${field}[${at}]: ${ids[at]} is named twice`);
}

function toWindow(time: Query['time'], { zone }: Registry): TimeWindow {
  if (time && 'last' in time) {
    const lastMs = parseDuration(time.last) ?? 0;
    if (lastMs < 1000 || lastMs > MAX_LAST_MS) throw refuse(`time.last: ${time.last} must be between PT1S and 200 years`);
    const agoMs = time.ago === undefined ? 0 : (parseDuration(time.ago) ?? 0);
    if (agoMs > MAX_LAST_MS) throw refuse(`time.ago: ${time.ago} must be at most 200 years`);
    return { kind: 'sliding', lastMs, agoMs };
  }
  const ends = (time ?? {}) as { readonly from?: string | null; readonly to?: string | null };
  const read = (name: 'from' | 'to'): number | null => {
    const text = ends[name];
    if (text === undefined || text === null) return null;
    const instant = parseInstant(text, zone);
    if (instant !== null) return instant;
    throw refuse(`time.${name}: ${JSON.stringify(text)} must be an ISO 8601 date or time such as 2026-01-31 or 2026-01-31T12:00:00Z`);
  };
  const [fromMs, toMs] = [read('from'), read('to')];
  if (fromMs !== null && toMs !== null && fromMs >= toMs) throw refuse('time.from: must be before time.to');
  return { kind: 'fixed', fromMs, toMs };
}

/** The ends of a window (ms) at an instant. */
export function windowAt(window: TimeWindow, nowMs: number): { readonly fromMs: number | null; readonly toMs: number | null } {
  if (window.kind === 'fixed') return window;
  const toMs = nowMs - window.agoMs;
  return { fromMs: toMs - window.lastMs, toMs };
}
