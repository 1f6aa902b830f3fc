/** Which scene stands now, by the room and the server's clock: another object only when another scene begins. */
import { useEffect, useState } from 'react';
import { useLive } from '../../live/LiveProvider.tsx';
import { useRoomState } from '../../live/useRoomState.ts';
import { positionAt, type Room } from '../../protocol/room.ts';
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
    const look = () => setStanding((before) => standingAt(room, live.room.serverNow(), before));
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [live, room]);
  return standing;
}

/** The scene of a room at an instant of the server's clock; the same object as `before` while it stands: a room says its scenes anew with every word. */
export function standingAt(room: Room | null, nowMs: number, before: Standing | null): Standing | null {
  const index = room && positionAt(room, nowMs)?.index;
  const scene = room?.scenes[index ?? -1];
  if (room === null || index === null || index === undefined || scene === undefined) return null;
  const isSame = before?.run === room.run && before.index === index && JSON.stringify(before.scene) === JSON.stringify(scene);
  return isSame ? before : { scene, index, run: room.run };
}
