/** What the address of a wall says: which room it belongs to, what that plays, which of several screens this is. */
import { ROOM_NAME, type RoomProgramme } from '../../protocol/room.ts';
import type { Theme } from '../tokens.ts';
import { PICTURES, type Picture } from '../viewState.ts';

/** One of several screens side by side; `at` counts from 0. */
export interface ScreenPart {
  readonly at: number;
  readonly of: number;
}

export interface WallAddress {
  readonly room: string;
  /** What the room is to play from now on; null: what it plays already. */
  readonly programme: RoomProgramme | null;
  readonly screen: ScreenPart;
  /** This screen shows every scene as that picture: different parts of one tour in step. Null: as the scene says. */
  readonly show: Picture | null;
  /** Null: as the scene says. */
  readonly theme: Theme | null;
}

const WHOLE: ScreenPart = { at: 0, of: 1 };
const MOST_SCREENS = 8;
const FIRST_ROOM = 'main';

/** Reads `?room=lobby&tour=ID&screen=1/3&show=ecosystem&theme=light`; what cannot be read falls back field by field. `tour=self` composes itself. */
export function fromWallSearch(search: string): WallAddress {
  const asked = new URLSearchParams(search);
  const room = asked.get('room')?.toLowerCase() ?? '';
  const theme = asked.get('theme');
  const show = PICTURES.find((picture) => picture === asked.get('show'));
  return {
    room: ROOM_NAME.test(room) ? room : FIRST_ROOM,
    programme: programmeOf(asked),
    screen: screenOf(asked.get('screen') ?? ''),
    show: show ?? null,
    theme: theme === 'light' || theme === 'dark' ? theme : null,
  };
}

function programmeOf(asked: URLSearchParams): RoomProgramme | null {
  if (asked.get('tour') === 'self') return { kind: 'self' };
  for (const kind of ['tour', 'playlist', 'schedule'] as const) {
    const id = asked.get(kind);
    if (id) return { kind, id };
  }
  return null;
}

function screenOf(text: string): ScreenPart {
  const [, number = '', of = ''] = /^(\d)\/(\d)$/.exec(text) ?? [];
  const part = { at: Number(number) - 1, of: Number(of) };
  return part.of >= 1 && part.of <= MOST_SCREENS && part.at >= 0 && part.at < part.of ? part : WHOLE;
}
