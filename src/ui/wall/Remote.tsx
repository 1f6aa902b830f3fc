/** The remote control of a room: the scenes, and what can be said to them. */
import type { JSX } from 'react';
import { useEffect } from 'react';
import { useLive } from '../../live/LiveProvider.tsx';
import { useRoomState } from '../../live/useRoomState.ts';

export function Remote({ name }: { readonly name: string }): JSX.Element {
  const live = useLive();
  const room = useRoomState();
  useEffect(() => live.room.follow(name), [live, name]);
  return (
    <main>
      {room?.scenes.map(({ id, name: title }) => (
        <p key={id}>{title}</p>
      ))}
    </main>
  );
}
