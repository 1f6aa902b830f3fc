/** Says to the room which act comes next, when the present one is over. Every screen of a room does so: the first one is obeyed. */
import { useEffect, useRef } from 'react';
import { useLive } from '../../live/LiveProvider.tsx';
import { fetchProgrammes } from '../../live/programmes.ts';
import { isStillOn, nextAct } from '../../model/wall/nextAct.ts';
import { positionAt, type Room, type RoomProgramme } from '../../protocol/room.ts';
import type { Scene } from '../../protocol/tours.ts';
import { useCatalog } from '../../ui/catalogContext.ts';

/** How often it is looked whether the act is over, and how long after a failure, ms. */
const LOOK_EVERY_MS = 500;
const REST_MS = 4000;

/** `compose` makes the scenes of the tour that composes itself, from the numbers as they are when it begins. */
export function useDirector(compose: (room: Room) => Promise<readonly Scene[]>): void {
  const live = useLive();
  const { timezone } = useCatalog();
  const latest = useRef(compose);
  latest.current = compose;
  useEffect(() => {
    let isBusy = false;
    let restUntilMs = 0;

    async function direct(): Promise<void> {
      const { room } = live.room.store.getState();
      if (room === null || isBusy || Date.now() < restUntilMs || live.connection.getState().status !== 'live') return;
      const nowMs = live.room.serverNow();
      if (room.act !== null && positionAt(room, nowMs)?.isOver === false) return;
      isBusy = true;
      try {
        const known = await fetchProgrammes(AbortSignal.timeout(REST_MS));
        const { place, act } = nextAct(isStillOn(room, known, nowMs, timezone) ? room : { ...room, act: null }, known, nowMs, timezone);
        const scenes = act.kind === 'tour' ? known.tours.find(({ id }) => id === act.id)?.scenes : await latest.current(room);
        if (scenes && scenes.length > 0) await live.room.say({ kind: 'next', after: room.run, place, act, scenes });
        else restUntilMs = Date.now() + REST_MS;
      } catch {
        // The scenes begin again meanwhile, and it is tried again.
        restUntilMs = Date.now() + REST_MS;
      } finally {
        isBusy = false;
      }
    }

    const timer = setInterval(() => void direct(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [live, timezone]);
}

/** Follows a room, and tells it once a visit what the address asks it to play. */
export function useRoom(name: string, programme: RoomProgramme | null): void {
  const live = useLive();
  useEffect(() => {
    live.room.follow(name);
    if (programme === null) return undefined;
    const told = `orrery.wall ${name} ${JSON.stringify(programme)}`;
    const tell = async () => {
      if (live.room.store.getState().room === null || sessionStorage.getItem(told) !== null) return;
      sessionStorage.setItem(told, 'told');
      await live.room.say({ kind: 'play', programme }).catch(() => sessionStorage.removeItem(told));
    };
    void tell();
    return live.room.store.subscribe(() => void tell());
  }, [live, name, programme]);
}
