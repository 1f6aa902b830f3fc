/**
 * What a run of random worlds has really exercised: a metric counts where an answer gave a figure for it that is neither null nor 0,
 * together with everything that is odd about the events of that answer.
 */
import type { ResolvedEvent } from '../../server/log/resolvedEvent.ts';
import type { Settings } from '../../server/settings.ts';
import type { Query, QueryAnswer } from '../../src/protocol/query.ts';
import { wallClock } from './clock.ts';
import { matchingEvents } from './oracle.ts';
import { rateOf } from './resolving.ts';

interface Seen {
  readonly events: readonly ResolvedEvent[];
  readonly query: Query;
  readonly answer: QueryAnswer;
  readonly zone: string;
}

const DAY_MS = 86_400_000;
const YEAR_1971 = Date.UTC(1971, 0, 1);
const YEAR_2099 = Date.UTC(2099, 0, 1);

const some = (events: readonly ResolvedEvent[], test: (event: ResolvedEvent) => boolean): boolean => events.some(test);
const groupsBy = (query: Query, ...names: readonly string[]): boolean => names.some((name) => query.groupBy?.includes(name));

/** What may be odd about an answer. Every metric must have been asked with each of these. */
export const ODDITIES: Readonly<Record<string, (seen: Seen) => boolean>> = {
  'late events': ({ events }) => some(events, ({ timeMs, seq }) => some(events, (other) => other.seq < seq && other.timeMs > timeMs)),
  refunds: ({ events }) => some(events, ({ type, amount }) => type === 'io.orrery.order.refunded' && amount !== null),
  'no place': ({ events }) => some(events, ({ country, cell }) => country === null && cell === null),
  nobody: ({ events }) => some(events, ({ subject }) => subject === null),
  'customers in two segments': ({ events }) =>
    some(events, (one) => one.subject !== null && some(events, (other) => other.subject === one.subject && other.segment !== one.segment)),
  'segment now': ({ query }) => groupsBy(query, 'segment:current') || query.where?.['segment:current'] !== undefined,
  'several currencies': ({ events }) => new Set(events.flatMap(({ data, amount }) => (amount !== null && data.currency) || [])).size > 1,
  'a rate that changed': ({ events, zone }) =>
    ['EUR', 'KWD'].some(
      (currency) =>
        new Set(events.flatMap((event) => (event.data.currency === currency && rateOf(currency, event.timeMs, zone)) || [])).size > 1,
    ),
  'no rate': ({ events }) => some(events, ({ unconverted }) => unconverted),
  'negative amounts': ({ events }) => some(events, ({ amount }) => (amount ?? 0) < 0),
  'amounts near 2^53': ({ events }) => some(events, ({ amount }) => Math.abs(amount ?? 0) > 2 ** 52),
  'a sliding window': ({ query }) => query.time !== undefined && 'last' in query.time,
  'a sliding window that ended some time ago': ({ query }) => query.time !== undefined && 'ago' in query.time,
  'as of earlier': ({ query }) => query.asOf !== undefined,
  'several values of a filter': ({ query }) => Object.values(query.where ?? {}).some((values) => values.length > 1),
  'null in a filter': ({ query }) => Object.values(query.where ?? {}).some((values) => values.includes(null)),
  'null as a group': ({ answer, query }) => answer.rows.some((row) => row.slice(0, query.groupBy?.length ?? 0).includes(null)),
  'rows left out': ({ answer }) => answer.truncated,
  'a tie in the order': ({ answer, query }) => {
    const first = query.groupBy?.length ?? 0;
    return answer.rows.some((row, at) => at > 0 && row[first] === answer.rows[at - 1]?.[first]);
  },
  'ids beyond ASCII': ({ answer }) => answer.rows.some((row) => row.some((cell) => typeof cell === 'string' && /[^ -~]/.test(cell))),
  'both sides of a clock change': ({ events, query, zone }) =>
    groupsBy(query, 'time:hour', 'time:day', 'time:minute') && new Set(events.map(({ timeMs }) => offsetOf(timeMs, zone))).size > 1,
  'a leap day': ({ events, zone }) => some(events, ({ timeMs }) => local(timeMs, zone).slice(5, 10) === '02-29'),
  'a week of two years': ({ events, query, zone }) =>
    groupsBy(query, 'time:week') && some(events, ({ timeMs }) => isInWeekOfTwoYears(timeMs, zone)),
  'the end of a quarter': ({ events, query, zone }) =>
    groupsBy(query, 'time:quarter') && some(events, ({ timeMs }) => quarterOf(timeMs, zone) !== quarterOf(timeMs + DAY_MS, zone)),
  'the years 1970 and 2100': ({ events }) =>
    some(events, ({ timeMs }) => timeMs < YEAR_1971) && some(events, ({ timeMs }) => timeMs >= YEAR_2099),
};

function offsetOf(timeMs: number, zone: string): number {
  return Date.parse(`${local(timeMs, zone)}Z`) - Math.floor(timeMs / 1000) * 1000;
}

function local(timeMs: number, zone: string): string {
  const { year, month, day, hour, minute, second } = wallClock(timeMs, zone);
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second)).toISOString().slice(0, 19);
}

function isInWeekOfTwoYears(timeMs: number, zone: string): boolean {
  const date = new Date(`${local(timeMs, zone).slice(0, 10)}T00:00:00Z`);
  const monday = date.getTime() - ((date.getUTCDay() + 6) % 7) * DAY_MS;
  return new Date(monday).getUTCFullYear() !== new Date(monday + 6 * DAY_MS).getUTCFullYear();
}

function quarterOf(timeMs: number, zone: string): number {
  return Math.floor((wallClock(timeMs, zone).month - 1) / 3);
}

export interface Coverage {
  /** Takes an answer in that was compared. */
  note(events: readonly ResolvedEvent[], query: Query, answer: QueryAnswer, workspace: { settings: Settings; nowMs: number }): void;
  /** How often a metric gave a figure, in all or with an oddity. */
  metric(metric: string, oddity?: string): number;
  /** How often rows were grouped or events filtered by a dimension, with some figure in the answer. */
  dimension(dimension: string, use: 'groupBy' | 'where'): number;
  /** The grains that rows were grouped by in a zone. */
  grain(grain: string, zone: string): number;
}

export function createCoverage(): Coverage {
  const counts = new Map<string, number>();
  const count = (...key: readonly string[]): void => {
    const text = key.join(' | ');
    counts.set(text, (counts.get(text) ?? 0) + 1);
  };
  const read = (...key: readonly string[]): number => counts.get(key.join(' | ')) ?? 0;

  return {
    note(all, query, answer, { settings, nowMs }) {
      const figures = query.metrics.filter((metric) => hasFigure(answer, metric));
      if (figures.length === 0) return;
      const events = matchingEvents(all, query, { settings, nowMs, epoch: '' });
      const seen = { events, query, answer, zone: settings.timezone };
      const oddities = Object.keys(ODDITIES).filter((name) => ODDITIES[name]?.(seen));
      for (const metric of figures) {
        count('metric', metric);
        for (const oddity of oddities) count('metric', metric, oddity);
      }
      for (const dimension of query.groupBy ?? []) {
        count('groupBy', dimension);
        count(dimension, settings.timezone);
      }
      for (const dimension of Object.keys(query.where ?? {})) count('where', dimension);
    },
    metric: (metric, oddity) => (oddity === undefined ? read('metric', metric) : read('metric', metric, oddity)),
    dimension: (dimension, use) => read(use, dimension),
    grain: (grain, zone) => read(grain, zone),
  };
}

interface Catalogue {
  readonly metrics: Iterable<string>;
  readonly dimensions: Iterable<string>;
  readonly grains: Iterable<string>;
  readonly zones: Iterable<string>;
}

/** What of a catalogue was not exercised, in words; a metric or dimension that is new in it is missing until the random worlds know it. */
export function gapsOf(coverage: Coverage, { metrics, dimensions, grains, zones }: Catalogue): string[] {
  return [
    ...Array.from(metrics).flatMap((metric) =>
      Object.keys(ODDITIES).flatMap((oddity) => (coverage.metric(metric, oddity) > 0 ? [] : [`${metric} with ${oddity}`])),
    ),
    ...Array.from(dimensions).flatMap((dimension) =>
      (['groupBy', 'where'] as const).flatMap((use) => (coverage.dimension(dimension, use) > 0 ? [] : [`${use} ${dimension}`])),
    ),
    ...Array.from(grains).flatMap((grain) =>
      Array.from(zones).flatMap((zone) => (coverage.grain(`time:${grain}`, zone) > 0 ? [] : [`time:${grain} in ${zone}`])),
    ),
  ];
}

function hasFigure(answer: QueryAnswer, metric: string): boolean {
  const at = answer.columns.findIndex(({ name }) => name === metric);
  return answer.rows.some((row) => row[at] !== null && row[at] !== 0);
}
