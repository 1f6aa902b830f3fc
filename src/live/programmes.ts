/** What a room may play: tours, playlists and schedules, read over HTTP. Each throws an Error with the server's own message. */
import type { Playlist, ProgrammeKind, ProgrammesAnswer, Schedule, Tour } from '../protocol/tours.ts';
import { addressOf } from './asker.ts';
import { reach, refusalOf } from './reach.ts';

export interface Programmes {
  readonly tours: readonly Tour[];
  readonly playlists: readonly Playlist[];
  readonly schedules: readonly Schedule[];
}

/** Tours, playlists and schedules, all or none. Throws an Error with the server's own message. */
export async function fetchProgrammes(signal?: AbortSignal): Promise<Programmes> {
  const [{ tours }, { playlists }, { schedules }] = await Promise.all([
    get('tours', signal),
    get('playlists', signal),
    get('schedules', signal),
  ]);
  return { tours, playlists, schedules };
}

async function get<Kind extends ProgrammeKind>(kind: Kind, signal?: AbortSignal): Promise<ProgrammesAnswer<Kind>> {
  const response = await reach(addressOf(`/v1/${kind}`), signal ? { signal } : {});
  if (!response.ok) throw new Error(await refusalOf(response));
  return (await response.json()) as ProgrammesAnswer<Kind>;
}
