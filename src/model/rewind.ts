/** A live map as a recording: paused, stepped and played through the past until it meets the present again. */
import { durationMs, type Span, shiftBucket, toInstant } from './timeBuckets.ts';
import type { Calendar } from './timeline.ts';
import { momentOf, type ViewState } from './viewState.ts';

/** How many times as fast as it happened. */
export const REWIND_SPEEDS = [1, 10, 60, 600, 3600] as const;
/** Steps a second of a window that is played. */
export const PLAY_SPEEDS = [1, 2, 4, 8] as const;

/** Nearer to the present than this, the map is live again. */
const MEETS_MS = 1500;

/** What is played: a live map through what has happened, or a window through its buckets. */
export type PlayMode = 'live' | 'window';

export function playModeOf({ window }: Pick<ViewState, 'window'>): PlayMode {
  return window.kind === 'last' ? 'live' : 'window';
}

/** Whether it plays and whether that moves anything. What was `started` ends with its mode: whoever draws a window while a live map plays has that window. */
export function playingOf(
  view: Pick<ViewState, 'window' | 'until'>,
  started: PlayMode | null,
): { readonly isPlaying: boolean; readonly isMoving: boolean } {
  const mode = playModeOf(view);
  const isStarted = started === mode;
  const isAtPresent = mode === 'live' && view.until === null;
  return { isPlaying: isStarted || isAtPresent, isMoving: isStarted && !isAtPresent };
}

/** The view following its newest events; that of an earlier moment leaves it. */
export function followNewest(view: ViewState, duration: string): ViewState {
  const asOf = momentOf(view) === null ? view.asOf : null;
  return { ...view, until: null, axis: null, asOf, window: { kind: 'last', duration } };
}

/** The view with its window ending at an instant; at the live edge or beyond it is live again. */
export function rewindTo(view: ViewState, atMs: number, edgeMs: number): ViewState {
  return { ...view, until: atMs >= edgeMs - MEETS_MS ? null : toInstant(Math.round(atMs / 100) * 100) };
}

/** Stops the live map where it is. */
export function pauseLive(view: ViewState, edgeMs: number): ViewState {
  return { ...view, until: toInstant(Math.round(edgeMs / 100) * 100) };
}

/** One bucket back or forward from where the window ends. */
export function stepRewind(view: ViewState, count: number, edgeMs: number, { grain, timeZone }: Calendar): ViewState {
  const atMs = view.until === null ? edgeMs : Date.parse(view.until);
  const startMs = shiftBucket(atMs, 0, grain, timeZone);
  // Within a bucket, a step back goes to its beginning first.
  return rewindTo(view, shiftBucket(atMs, count < 0 && startMs < atMs ? count + 1 : count, grain, timeZone), edgeMs);
}

/** What a live timeline shows: a few windows up to the present, or the window among as many where it lies further back. */
export function rewoundSpan(duration: string, untilMs: number | null, edgeMs: number, windows: number): Span {
  const lengthMs = durationMs(duration) ?? 0;
  const present = { fromMs: edgeMs - windows * lengthMs, toMs: edgeMs };
  if (untilMs === null || untilMs - lengthMs >= present.fromMs) return present;
  const step = lengthMs / 2;
  const toMs = Math.min(edgeMs, (Math.floor(untilMs / step) + 2) * step);
  return { fromMs: toMs - windows * lengthMs, toMs };
}
