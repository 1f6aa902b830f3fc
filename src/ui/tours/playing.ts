/** A tour that plays in the page: which scene stands, since when, and whether it waits. */
import { createStore } from 'zustand/vanilla';
import type { CaptionPart } from '../../model/tour/compose.ts';
import type { Scene } from '../../protocol/tours.ts';

/** A scene as it is played; one that was composed has its caption in pieces, whose figures link to their numbers. */
export interface PlayedScene extends Scene {
  readonly says?: readonly CaptionPart[];
}

/** Why a tour plays. What is printed has no clock: the printer goes on when a scene is drawn. */
export type Purpose = 'rehearsal' | 'record' | 'print';

export interface Playing {
  readonly name: string;
  readonly scenes: readonly PlayedScene[];
  readonly purpose: Purpose;
  readonly index: number;
  /** Seconds that the scene had stood when the clock was last set, and when that was (ms, `performance.now()`); null while paused. */
  readonly stood: number;
  readonly runningSince: number | null;
}

interface PlayState {
  readonly playing: Playing | null;
  /** How the last tour ended: played to its end, or stopped before. */
  readonly end: 'over' | 'stopped';
}

export const playStore = createStore<PlayState>(() => ({ playing: null, end: 'stopped' }));

const now = () => performance.now();

/** Shows the first scene; its time begins with {@link resume}. A tour without scenes does not play. */
export function startPlaying(tour: Pick<Playing, 'name' | 'scenes'>, purpose: Purpose = 'rehearsal'): void {
  if (tour.scenes.length === 0) return;
  const { name, scenes } = tour;
  playStore.setState({ playing: { name, scenes, purpose, index: 0, stood: 0, runningSince: null } });
}

export function stopPlaying(): void {
  playStore.setState({ playing: null, end: 'stopped' });
}

/** Seconds that the scene has stood. */
export function secondsStood({ stood, runningSince }: Playing, nowMs = now()): number {
  return runningSince === null ? stood : stood + (nowMs - runningSince) / 1000;
}

export function resume(): void {
  change((playing) => (playing.runningSince === null ? { ...playing, runningSince: now() } : playing));
}

export function togglePause(): void {
  change((playing) =>
    playing.runningSince === null ? { ...playing, runningSince: now() } : { ...playing, stood: secondsStood(playing), runningSince: null },
  );
}

/** Goes to another scene, from its beginning; past the last one the tour ends. */
export function goToScene(index: number): void {
  const { playing } = playStore.getState();
  if (playing !== null && index >= playing.scenes.length) {
    playStore.setState({ playing: null, end: 'over' });
    return;
  }
  change((before) => ({ ...before, index: Math.max(0, index), stood: 0, runningSince: before.runningSince === null ? null : now() }));
}

function change(next: (playing: Playing) => Playing): void {
  const { playing } = playStore.getState();
  if (playing !== null) playStore.setState({ playing: next(playing) });
}
