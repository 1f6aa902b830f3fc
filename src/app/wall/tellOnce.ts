/** What the address of a wall asks its room to play. */
import type { RoomFollower } from '../../live/followRoom.ts';
import type { RoomProgramme } from '../../protocol/room.ts';

interface Asked {
  readonly name: string;
  readonly programme: RoomProgramme;
  /** What outlives that the page is loaded again. */
  readonly kept: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

/**
 * Tells the room as soon as it is known, and again where that failed; of several addresses one after another the latest counts. A room that plays
 * it already is told nothing: a screen that joins late begins nothing anew for the others. Returns the undo.
 */
export function tellOnce(room: Pick<RoomFollower, 'store' | 'say'>, { name, programme, kept }: Asked): () => void {
  const [key, asked] = [`orrery.wall asked ${name}`, JSON.stringify(programme)];
  const tell = async () => {
    const known = room.store.getState().room;
    if (known === null || kept.getItem(key) === asked) return;
    kept.setItem(key, asked);
    if (JSON.stringify(known.programme) === asked) return;
    await room.say({ kind: 'play', programme }).catch(() => kept.removeItem(key));
  };
  void tell();
  return room.store.subscribe(() => void tell());
}
