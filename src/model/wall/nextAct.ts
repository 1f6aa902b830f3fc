/** What a room plays next: its programme as the clock and the library have it now, and the act after the one that is over. */
import type { Room } from '../../protocol/room.ts';
import type { Act, Playlist, Programme, Schedule, Tour } from '../../protocol/tours.ts';
import { actsOf, programmeAt } from '../tour/schedule.ts';

export interface Known {
  readonly tours: readonly Pick<Tour, 'id' | 'scenes'>[];
  readonly playlists: readonly Playlist[];
  readonly schedules: readonly Schedule[];
}

export interface NextAct {
  /** Its place in the programme. */
  readonly place: number;
  readonly act: Act;
}

/** The act that begins when the present one is over, or when there is none. `nowMs`: the server's clock. */
export function nextAct(room: Pick<Room, 'programme' | 'act' | 'place'>, known: Known, nowMs: number, timeZone: string): NextAct {
  const acts = actsOf(programmeOf(room.programme, known.schedules, nowMs, timeZone), known.playlists, known.tours);
  const at = room.act === null ? 0 : placeAfter(room.act, room.place, acts);
  return { place: at, act: acts[at] as Act };
}

/** The place after that of the present act, also where its playlist was changed meanwhile; what took the place of one that is gone comes next. */
function placeAfter(act: Act, place: number, acts: readonly Act[]): number {
  const now = isSameAct(acts[place], act) ? place : acts.findIndex((other) => isSameAct(other, act));
  return (now < 0 ? place : now + 1) % acts.length;
}

function isSameAct(one: Act | undefined, other: Act | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether the present act belongs to what the schedule says now: another slot may have begun. */
export function isStillOn(room: Pick<Room, 'programme' | 'act'>, known: Known, nowMs: number, timeZone: string): boolean {
  if (room.programme.kind !== 'schedule') return true;
  const acts = actsOf(programmeOf(room.programme, known.schedules, nowMs, timeZone), known.playlists, known.tours);
  return acts.some((act) => isSameAct(act, room.act));
}

function programmeOf(programme: Room['programme'], schedules: readonly Schedule[], nowMs: number, timeZone: string): Programme {
  if (programme.kind !== 'schedule') return programme;
  const schedule = schedules.find(({ id }) => id === programme.id);
  return schedule ? programmeAt(schedule, nowMs, timeZone) : { kind: 'self' };
}
