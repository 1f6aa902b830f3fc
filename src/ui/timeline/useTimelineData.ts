/** What the timeline shows: the bars of its axis, what was before, and where the window stands. */
import { useEffect, useMemo, useRef } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { useConnection } from '../../live/useConnection.ts';
import { type BarBefore, barsBefore, comparedPart } from '../../model/compare.ts';
import { metricValues } from '../../model/reading.ts';
import { durationMs, GRAIN_MS, GRAINS, type Span } from '../../model/timeBuckets.ts';
import { type Bar, barsUntil, type Calendar, timelineDomain, toBars } from '../../model/timeline.ts';
import { extentSpan, liveEnd } from '../../model/timeWindow.ts';
import { beforeBarsQuery, timelineGrain, timelineLimits, timelineQuery, timelineSpan } from '../../model/viewQueries.ts';
import type { TimeWindow } from '../../model/viewState.ts';
import type { Catalog } from '../../protocol/catalog.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { useCatalog } from '../catalogContext.ts';
import { useAsked } from '../useAsked.ts';
import { useServerClock } from '../useNow.ts';
import { useServerNow } from '../useServerNow.ts';
import { useTimedCatalog } from '../useTimedCatalog.ts';
import { useView } from '../viewStore.ts';

/** How often a live timeline moves on. */
const MOVE_EVERY_MS = 2000;
const NO_BARS: readonly BarBefore[] = [];

export interface TimelineData {
  /** Its extent is the time in which the metric has something to show. */
  readonly catalog: Catalog;
  readonly bars: readonly Bar[];
  /** The metric of their colours: while another loads, that of the answer that is still shown. */
  readonly colour: string;
  readonly before: readonly BarBefore[];
  /** The time that is shown while nobody moves it, and all there is. */
  readonly span: Span;
  readonly limits: Span;
  /** The buckets that the window moves by. */
  readonly calendar: Calendar;
  /** The window as it is asked; null is all of time. */
  readonly window: Span | null;
  /** Where a live map has come to, ms. */
  readonly edgeMs: number;
  readonly status: string;
  readonly error: string | null;
}

type Drawn = Pick<TimelineData, 'bars' | 'colour'>;

export function useTimelineData(): TimelineData {
  const view = useView();
  const asked = useAsked();
  const timed = useTimedCatalog();
  const whole = useCatalog();
  const catalog = timed ?? whole;
  const { timezone } = catalog;
  const isLive = view.window.kind === 'last';
  const nowMs = useServerClock(MOVE_EVERY_MS);
  const endMs = useConnection(({ newestEventAtMs, lagMs }) => liveEnd(view, newestEventAtMs, lagMs));
  const edgeMs = endMs ?? nowMs;
  const { table, status, error } = useAnswer(timed && timelineQuery(view, timed, endMs));
  const grain = timelineGrain(view, catalog);
  const calendar = useMemo(() => ({ grain, timeZone: timezone }), [grain, timezone]);
  const { height, colour } = view;
  const drawn = useMemo(() => ({ grain: grainOfTable(table) ?? grain, timeZone: timezone }), [table, grain, timezone]);
  const span = timelineSpan(view, catalog, edgeMs);
  const happenedMs = useHappened(extentSpan(whole).toMs);
  const isWhole = table === null || [height, colour].every((metric) => metricValues(table, metric) !== undefined);
  const present = useMemo<Drawn | null>(
    () => (isWhole ? { colour, bars: table === null ? [] : barsUntil(toBars(table, { height, colour }, drawn), happenedMs) } : null),
    [isWhole, table, height, colour, drawn, happenedMs],
  );
  const held = useRef<Drawn>({ colour, bars: [] });
  useEffect(() => {
    if (present !== null) held.current = present;
  }, [present]);
  const { bars, colour: barColour } = present ?? held.current;
  const limits = useSteady(timelineLimits(catalog, edgeMs, isLive, calendar));
  const shown = view.axis === null ? timelineDomain(isLive ? [] : bars, span, calendar) : span;
  const before = useBefore(drawn);
  const steady = useSteady(shown);
  return {
    bars,
    colour: barColour,
    before,
    span: steady,
    limits: view.axis === null && !isLive ? steady : limits,
    calendar,
    window: spanOf(asked.window, edgeMs),
    edgeMs,
    status,
    error,
    catalog,
  };
}

/** The end of the day of the newest event that the page knows of, ms; `knownMs`: that of the catalog. */
function useHappened(knownMs: number): number {
  return useConnection(
    ({ newestEventAtMs }) => (Math.floor(Math.max(knownMs, newestEventAtMs ?? knownMs) / GRAIN_MS.day) + 1) * GRAIN_MS.day,
  );
}

function useBefore({ grain, timeZone }: Calendar): readonly BarBefore[] {
  const asked = useAsked();
  const serverMs = useServerNow(asked.compare !== 'none' && asked.window.kind === 'last');
  const { height: metric, window, compare, axis } = asked;
  const part = useMemo(() => comparedPart({ window, compare, axis }, timeZone, serverMs), [window, compare, axis, timeZone, serverMs]);
  const { table, status } = useAnswer(part && beforeBarsQuery({ ...asked, window: part.before }, { grain, timeZone }));
  return useMemo(() => {
    if (part === null || table === null || status === 'loading') return NO_BARS;
    return barsBefore(table, metric, { window: part.now, shift: part.shift, grain, timeZone });
  }, [part, table, status, metric, grain, timeZone]);
}

/** The size of the buckets that an answer holds. */
function grainOfTable(table: AnswerTable | null) {
  return GRAINS.find((grain) => table?.columns[0]?.name === `time:${grain}`) ?? null;
}

/** The same object while it says the same. */
function useSteady({ fromMs, toMs }: Span): Span {
  return useMemo(() => ({ fromMs, toMs }), [fromMs, toMs]);
}

function spanOf(window: TimeWindow, edgeMs: number): Span | null {
  if (window.kind === 'all') return null;
  if (window.kind === 'between') return { fromMs: Date.parse(window.from), toMs: Date.parse(window.to) };
  return { fromMs: edgeMs - (durationMs(window.duration) ?? 0), toMs: edgeMs };
}
