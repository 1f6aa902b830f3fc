/** Says to the room which act comes next, when the present one is over. Every screen of a room does so: the first one is obeyed. */
import type { RoomFollower } from '../../live/followRoom.ts';
import { isStillOn, type Known, nextAct } from '../../model/wall/nextAct.ts';
import { positionAt } from '../../protocol/room.ts';
import type { Composed } from './composeScenes.ts';

/** How long it is not tried again after a failure, ms. */
export const REST_MS = 4000;

export interface DirectorParts {
  readonly room: Pick<RoomFollower, 'store' | 'say' | 'serverNow'>;
  readonly isLive: () => boolean;
  /** What may be played, as the library has it now. */
  readonly fetchKnown: () => Promise<Known>;
  /** The scenes of the tour that composes itself. */
  readonly compose: () => Promise<Composed>;
  readonly timezone: string;
  /** A clock that nobody sets, ms. */
  readonly now: () => number;
}

/** Gives what is to be called again and again. The schedule of a room is looked at where a scene begins, so that no act overruns its time by more than one. */
export function createDirector({ room: told, isLive, fetchKnown, compose, timezone, now }: DirectorParts): () => Promise<void> {
  let isBusy = false;
  let restUntilMs = 0;
  /** At the beginning of which scene the schedule was looked at last. */
  let looked = '';

  return async () => {
    const { room } = told.store.getState();
    if (room === null || isBusy || now() < restUntilMs || !isLive()) return;
    const nowMs = told.serverNow();
    const position = positionAt(room, nowMs);
    const scene = `${room.run} ${position?.index}`;
    // What somebody holds stays, and is no beginning when it is let go.
    if (room.heldMs !== null || room.pinned) looked = scene;
    const isOver = room.act === null || position?.isOver !== false;
    const isBeginning = room.programme.kind === 'schedule' && looked !== scene;
    if (!isOver && !isBeginning) return;
    isBusy = true;
    try {
      const known = await fetchKnown();
      looked = scene;
      const isOn = isStillOn(room, known, nowMs, timezone);
      if (!isOver && isOn) return;
      const { place, act } = nextAct(isOn ? room : { ...room, act: null }, known, nowMs, timezone);
      const composed = act.kind === 'tour' ? null : await compose();
      const latest = told.store.getState().room;
      // A presenter has said something meanwhile, such as that the scene stays: it is looked at anew.
      if (latest?.run === room.run && latest.version !== room.version) {
        looked = '';
        return;
      }
      const scenes = act.kind === 'tour' ? known.tours.find(({ id }) => id === act.id)?.scenes : composed?.scenes;
      if (scenes && scenes.length > 0) await told.say({ kind: 'next', after: room.run, place, act, scenes });
      else restUntilMs = now() + REST_MS;
      composed?.told();
    } catch {
      // The scenes begin again meanwhile, and it is tried again.
      restUntilMs = now() + REST_MS;
    } finally {
      isBusy = false;
    }
  };
}
