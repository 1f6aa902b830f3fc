import { useStore } from 'zustand';
import type { Room } from '../protocol/room.ts';
import { useLive } from './LiveProvider.tsx';

/** The room that is followed; null before the server has told of it. */
export function useRoomState(): Room | null {
  return useStore(useLive().room.store, ({ room }) => room);
}
