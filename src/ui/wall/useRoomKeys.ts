/** What a presenter says with the keyboard of a wall. */
import { useEffect } from 'react';
import { useLive } from '../../live/LiveProvider.tsx';
import { positionAt, type Room, type RoomCommand } from '../../protocol/room.ts';

/** The command of a key in a room; null for other keys. Space pauses, arrows step, P pins, V leaves the scene out, W or ? asks why. */
function commandOfKey(key: string, room: Room, index: number): RoomCommand | null {
  const scene = room.scenes[index];
  switch (key.toLowerCase()) {
    case ' ':
      return { kind: room.heldMs === null ? 'pause' : 'resume' };
    case 'arrowright':
    case 'pagedown':
      return { kind: 'step', by: 1 };
    case 'arrowleft':
    case 'pageup':
      return { kind: 'step', by: -1 };
    case 'p':
      return { kind: room.pinned ? 'unpin' : 'pin' };
    case 'v':
      return scene ? { kind: 'veto', scene: scene.id } : null;
    case 'w':
    case '?':
      return { kind: 'why', on: !room.why };
    case 'escape':
      return { kind: 'why', on: false };
    default:
      return null;
  }
}

/** Whether a key is for what has the focus: a list is chosen from by letters and arrows, a button is pressed by the space bar. `tag`: as the DOM names elements. */
export function isKeyOf(tag: string, key: string): boolean {
  if (['SELECT', 'INPUT', 'TEXTAREA'].includes(tag)) return key !== 'Escape';
  return tag === 'BUTTON' && key === ' ';
}

export function useRoomKeys(): void {
  const live = useLive();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { room } = live.room.store.getState();
      if (room === null || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isKeyOf((event.target as Partial<Element>).tagName ?? '', event.key)) return;
      const command = commandOfKey(event.key, room, positionAt(room, live.room.serverNow())?.index ?? 0);
      if (command === null) return;
      event.preventDefault();
      // Without the server nothing is said: the tour goes on.
      live.room.say(command).catch(() => {});
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [live]);
}
