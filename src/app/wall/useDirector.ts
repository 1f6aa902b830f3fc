/** Directs the room on this screen, and tells it what the address asks it to play. */
import { useEffect, useRef } from 'react';
import { useLive } from '../../live/LiveProvider.tsx';
import { fetchProgrammes } from '../../live/programmes.ts';
import type { RoomProgramme } from '../../protocol/room.ts';
import { useCatalog } from '../../ui/catalogContext.ts';
import type { Composed } from './composeScenes.ts';
import { createDirector, REST_MS } from './director.ts';
import { tellOnce } from './tellOnce.ts';

/** How often it is looked whether the act is over, ms. */
const LOOK_EVERY_MS = 500;

/** `compose` makes the scenes of the tour that composes itself, from the numbers as they are when it begins. */
export function useDirector(compose: () => Promise<Composed>): void {
  const live = useLive();
  const { timezone } = useCatalog();
  const latest = useRef(compose);
  latest.current = compose;
  useEffect(() => {
    const direct = createDirector({
      room: live.room,
      isLive: () => live.connection.getState().status === 'live',
      fetchKnown: () => fetchProgrammes(AbortSignal.timeout(REST_MS)),
      compose: () => latest.current(),
      timezone,
      now: () => performance.now(),
    });
    const timer = setInterval(() => void direct(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [live, timezone]);
}

/** Follows a room, and tells it once a visit what the address asks it to play. */
export function useRoom(name: string, programme: RoomProgramme | null): void {
  const live = useLive();
  useEffect(() => {
    live.room.follow(name);
    return programme === null ? undefined : tellOnce(live.room, { name, programme, kept: sessionStorage });
  }, [live, name, programme]);
}
