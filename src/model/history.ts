/** What a person did to the view, step by step, so that every step can be taken back and done again. */
import { FILTER_DIMENSIONS } from './viewFilters.ts';
import type { ViewState } from './viewState.ts';

/** Changes of the same thing within this time (ms) are one step: a brush that is drawn, a value that is dragged. */
export const SAME_STEP_MS = 800;
/** Steps that are kept. */
export const MOST_STEPS = 100;

/** Views before the present one, oldest first, and those that were taken back, next first. */
export interface History {
  readonly past: readonly ViewState[];
  readonly future: readonly ViewState[];
  /** What the latest step changed, and when (ms). */
  readonly latest: { readonly kind: string; readonly atMs: number } | null;
}

export const NO_HISTORY: History = { past: [], future: [], latest: null };

/** How a person likes to look is not what they look at: these stay as they are, and the camera and the place in time follow the steps. */
const NO_STEPS: ReadonlySet<keyof ViewState> = new Set(['theme', 'side', 'drawer', 'camera', 'axis', 'until', 'note', 'embed', 'tense']);

/** Notes the change from `before` to `after`; a move of the camera alone is no step, and all that is played without another change between is one. */
export function record(history: History, [before, after]: readonly [ViewState, ViewState], atMs: number, isPlayed = false): History {
  const changed = kindOf(before, after);
  if (changed === '') return history;
  const { latest, past } = history;
  const kind = isPlayed ? `${changed}, played` : changed;
  const isSame = latest !== null && latest.kind === kind && (isPlayed || atMs - latest.atMs < SAME_STEP_MS) && past.length > 0;
  const back = past.at(-1);
  // What ends where it began is no step: taking it back would show nothing.
  if (isSame && back && kindOf(back, after) === '') return { past: past.slice(0, -1), future: [], latest: null };
  return { past: isSame ? past : [...past, before].slice(-MOST_STEPS), future: [], latest: { kind, atMs } };
}

/** The view one step back, and the history from there; null when there is none. */
export function undo({ past, future }: History, present: ViewState): readonly [History, ViewState] | null {
  const back = past.at(-1);
  if (!back) return null;
  return [{ past: past.slice(0, -1), future: [present, ...future], latest: null }, asLiked(back, present)];
}

/** The view one step forward again; null when nothing was taken back. */
export function redo({ past, future }: History, present: ViewState): readonly [History, ViewState] | null {
  const [next, ...rest] = future;
  if (!next) return null;
  return [{ past: [...past, present], future: rest, latest: null }, asLiked(next, present)];
}

function kindOf(before: ViewState, after: ViewState): string {
  const names = Object.keys(after) as (keyof ViewState)[];
  const changed = names.filter((name) => !NO_STEPS.has(name) && !isSame(before[name], after[name]));
  return changed.map((name) => (name === 'where' ? `where ${filtersChanged(before, after)}` : name)).join(' ');
}

/** Two filters chosen soon after one another are two steps. */
function filtersChanged({ where: before }: ViewState, { where: after }: ViewState): string {
  return FILTER_DIMENSIONS.filter((dimension) => !isSame(before[dimension], after[dimension])).join('+');
}

/** Parts of the view are small plain values. */
function isSame(one: unknown, other: unknown): boolean {
  return Object.is(one, other) || JSON.stringify(one) === JSON.stringify(other);
}

function asLiked(view: ViewState, { theme, side, drawer, note, tense }: ViewState): ViewState {
  return { ...view, theme, side, drawer, note, tense };
}
