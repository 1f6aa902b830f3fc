/** Which scene stands now, by the room and the server's clock: another object only when another scene begins. */
import { useEffect, useState } from 'react';
import { useLive } from '../../live/LiveProvider.tsx';
import { useRoomState } from '../../live/useRoomState.ts';
import { positionAt } from '../../protocol/room.ts';
import type { Scene } from '../../protocol/tours.ts';

const LOOK_EVERY_MS = 100;

export interface Standing {
  readonly scene: Scene;
  readonly index: number;
  /** Which act it is of. */
  readonly run: number;
}

export function useScene(): Standing | null {
  const live = useLive();
  const room = useRoomState();
  const [standing, setStanding] = useState<Standing | null>(null);
  useEffect(() => {
    const look = () => {
      const position = room && positionAt(room, live.room.serverNow());
      const scene = room?.scenes[position?.index ?? -1];
      if (!room || !position || !scene) return;
      const { index } = position;
      setStanding((before) =>
        before?.scene === scene && before.index === index && before.run === room.run ? before : { scene, index, run: room.run },
      );
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [live, room]);
  return standing;
}
