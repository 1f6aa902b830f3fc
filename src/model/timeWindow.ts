/** The window of time of a view: where it begins and ends, and how a question names it. */
import type { Catalog } from '../protocol/catalog.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { durationMs, type Span, toInstant } from './timeBuckets.ts';
import { momentOf, type TimeWindow, type ViewState } from './viewState.ts';

/** Where a window begins and ends; null for all of time. A sliding one ends at the next sixtieth of it after `nowMs`, the server's clock (null: not known). */
export function windowEnds(window: TimeWindow, nowMs: number | null): Span | null {
  if (window.kind === 'all') return null;
  if (window.kind === 'between') return { fromMs: Date.parse(window.from), toMs: Date.parse(window.to) };
  const lengthMs = durationMs(window.duration);
  if (lengthMs === null || nowMs === null) return null;
  const toMs = nextStep(nowMs, lengthMs);
  return { fromMs: toMs - lengthMs, toMs };
}

/** A time between two instants as a window. */
export function windowBetween({ fromMs, toMs }: Span): TimeWindow {
  return { kind: 'between', from: toInstant(fromMs), to: toInstant(toMs) };
}

/** The next sixtieth of a window, so that a question that follows the clock does not change all the time. */
export function nextStep(ms: number, lengthMs: number): number {
  const stepMs = lengthMs / 60;
  return Math.round((Math.floor(ms / stepMs) + 1) * stepMs);
}

/** The part of a query that names a window of time. */
export function during(window: TimeWindow): { time?: { last: string; ago?: string } | { from: string; to: string } } {
  if (window.kind === 'last') return { time: { last: window.duration, ...(window.ago === undefined ? {} : { ago: window.ago }) } };
  return window.kind === 'between' ? { time: { from: window.from, to: window.to } } : {};
}

/** As {@link during}, but all of time begins where the catalog's extent does. */
export function duringExtent(window: TimeWindow, { extent }: Catalog): ReturnType<typeof during> | { time: { from: string } } {
  return window.kind === 'all' && extent.from !== null ? { time: { from: extent.from } } : during(window);
}

/**
 * Where a followed window ends, when the newest event is older than the window is long (an import, a replay): soon after that event,
 * on a step of a sixtieth of the window, so that the questions do not change with every event. Null: the window follows the clock.
 */
export function followedEnd(window: TimeWindow, newestMs: number | null, lagMs: number | null): number | null {
  const lengthMs = window.kind === 'last' ? durationMs(window.duration) : null;
  if (lengthMs === null || newestMs === null || lagMs === null || lagMs < lengthMs) return null;
  return nextStep(newestMs, lengthMs);
}

/** As {@link followedEnd}; where the numbers of an earlier moment are shown, the window ends at that moment at the latest. */
export function liveEnd(view: Pick<ViewState, 'window' | 'asOf' | 'tense'>, newestMs: number | null, lagMs: number | null): number | null {
  const endMs = followedEnd(view.window, newestMs, lagMs);
  const moment = momentOf(view);
  if (view.window.kind !== 'last' || moment === null) return endMs;
  return Math.min(Date.parse(moment.at), endMs ?? Number.POSITIVE_INFINITY);
}

/** The view as it is asked: a window that follows old events is put at its place. */
export function anchorWindow<View extends Pick<ViewState, 'window'>>(view: View, endMs: number | null): View {
  if (view.window.kind !== 'last' || endMs === null) return view;
  const lengthMs = durationMs(view.window.duration) ?? 0;
  return { ...view, window: { kind: 'between', from: toInstant(endMs - lengthMs), to: toInstant(endMs) } };
}

/** The time that a window covers, as far as there are events. */
export function windowSpan(window: TimeWindow, catalog: Catalog): Span {
  if (window.kind === 'between') return { fromMs: Date.parse(window.from), toMs: Date.parse(window.to) };
  if (window.kind === 'all') return drawnSpan(catalog);
  const toMs = extentSpan(catalog).toMs - (durationMs(window.ago ?? '') ?? 0);
  return { fromMs: toMs - (durationMs(window.duration) ?? 0), toMs };
}

/** The time that an answer is of: what it says itself, where it is open what its window covers. */
export function answeredSpan(table: Pick<AnswerTable, 'time'> | null, window: TimeWindow, catalog: Catalog): Span {
  const { from, to } = table?.time ?? { from: null, to: null };
  return from === null || to === null ? windowSpan(window, catalog) : { fromMs: Date.parse(from), toMs: Date.parse(to) };
}

/** The part of an answered time of which something is known: from the first event on, and up to the newest one where it does not follow the clock. */
export function knownSpan({ fromMs, toMs }: Span, window: TimeWindow, catalog: Catalog): Span {
  const extent = extentSpan(catalog);
  return { fromMs: Math.max(fromMs, extent.fromMs), toMs: window.kind === 'last' ? toMs : Math.min(toMs, extent.toMs) };
}

/** From the oldest to the newest event; 1970 when there is none. */
export function extentSpan(catalog: Catalog): Span {
  return { fromMs: Date.parse(catalog.extent.from ?? '') || 0, toMs: Date.parse(catalog.extent.to ?? '') || 0 };
}

/** Least time that an axis shows. */
const LEAST_AXIS_MS = 3_600_000;

/** As {@link extentSpan}, of an hour at least. */
export function drawnSpan(catalog: Catalog): Span {
  const { fromMs, toMs } = extentSpan(catalog);
  return { fromMs: Math.min(fromMs, toMs - LEAST_AXIS_MS), toMs };
}
