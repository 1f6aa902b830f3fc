/** Which scenes of its act a wall tells and makes ready while the present one stands. */
import { playedOf, type Room } from '../../protocol/room.ts';
import type { Scene } from '../../protocol/tours.ts';

/** Longest that a scene is held until the next one has been drawn, ms; never longer than half of the next one's own time. */
export const MOST_HELD_MS = 4000;

/** The scene after the one at `index`, the first one again after the last; null where no other is played. */
export function sceneAfter(room: Pick<Room, 'scenes' | 'vetoed'>, index: number): Scene | null {
  const played = playedOf(room);
  const next = played.find((at) => at > index) ?? played[0];
  return next === undefined || next === index ? null : (room.scenes[next] ?? null);
}

/** The scenes of the act as the line of its progress has them, by index: those that are played, and the one that stands though it is left out. */
export function scenesTold(room: Pick<Room, 'scenes' | 'vetoed'>, index: number): readonly number[] {
  return [...new Set([...playedOf(room), index])].sort((one, other) => one - other);
}

/** How long the scene before waits at most for this one, ms. */
export function heldMs({ seconds }: Pick<Scene, 'seconds'>): number {
  return Math.min(MOST_HELD_MS, seconds * 500);
}
