/** Which tour plays when: a pure function of a schedule and the clock of the workspace. */
import type { Act, Playlist, Programme, Schedule, Slot, Tour, Weekday } from '../../protocol/tours.ts';
import { toWallClock } from '../wallClock.ts';

const DAY_MINUTES = 24 * 60;

/** What a schedule says for an instant: the first slot that holds it, else what plays otherwise. `nowMs`: ms since 1970 UTC. */
export function programmeAt(schedule: Pick<Schedule, 'slots' | 'otherwise'>, nowMs: number, timeZone: string): Programme {
  const { day, minute } = wallTime(nowMs, timeZone);
  return schedule.slots.find((slot) => holds(slot, day, minute))?.plays ?? schedule.otherwise;
}

function wallTime(ms: number, timeZone: string): { readonly day: Weekday; readonly minute: number } {
  const wall = toWallClock(ms, timeZone);
  const day = new Date(`${wall.slice(0, 10)}T00:00Z`).getUTCDay();
  return { day: (day === 0 ? 7 : day) as Weekday, minute: minuteOf(wall.slice(11)) };
}

function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** A slot that ends no later than it begins goes on into the next day: 22:00 to 06:00, or 08:00 to 08:00 for a whole day. */
function holds({ days, from, to }: Slot, day: Weekday, minute: number): boolean {
  const [begin, end] = [minuteOf(from), minuteOf(to)];
  if (end > begin) return days.includes(day) && minute >= begin && minute < end;
  const before = (day === 1 ? 7 : day - 1) as Weekday;
  return (days.includes(day) && minute >= begin && minute < DAY_MINUTES) || (days.includes(before) && minute < end);
}

type Tours = readonly Pick<Tour, 'id' | 'scenes'>[];

/** What a programme plays one after another, without tours that are gone; the tour that composes itself where nothing remains. */
export function actsOf(programme: Programme, playlists: readonly Playlist[], tours: Tours): readonly Act[] {
  const playable = playableOf(programme, playlists, tours);
  return playable.length > 0 ? playable : [{ kind: 'self' }];
}

/** What plays in truth where that is asked for: the tour that composes itself in the place of what is gone or empty. */
export function playedProgramme(programme: Programme, playlists: readonly Playlist[], tours: Tours): Programme {
  return playableOf(programme, playlists, tours).length > 0 ? programme : { kind: 'self' };
}

function playableOf(programme: Programme, playlists: readonly Playlist[], tours: Tours): readonly Act[] {
  const acts = programme.kind === 'playlist' ? (playlists.find(({ id }) => id === programme.id)?.acts ?? []) : [programme];
  return acts.filter((act) => act.kind === 'self' || tours.some(({ id, scenes }) => id === act.id && scenes.length > 0));
}
