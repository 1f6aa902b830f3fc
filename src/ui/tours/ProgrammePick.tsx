/** Chooses what plays: the tour that composes itself, a tour, or a playlist where that may be. */
import type { JSX } from 'react';
import { useProgrammes } from '../../live/useProgrammes.ts';
import { say } from '../../model/language.ts';
import type { Programme } from '../../protocol/tours.ts';
import { SCHEDULE_TEXTS } from './scheduleTexts.ts';

interface ProgrammePickProps<P extends Programme> {
  readonly label: string;
  /** Null shows the label: nothing is chosen yet. */
  readonly programme: P | null;
  readonly hasPlaylists: boolean;
  readonly onPick: (programme: P) => void;
}

export function ProgrammePick<P extends Programme>({ label, programme, hasPlaylists, onPick }: ProgrammePickProps<P>): JSX.Element {
  const words = say(SCHEDULE_TEXTS);
  const tours = useProgrammes((state) => state.tours);
  const playlists = useProgrammes((state) => state.playlists);
  const value = programme === null ? '' : toValue(programme);
  const known = new Set(['', 'self', ...tours.map(({ id }) => `tour ${id}`), ...playlists.map(({ id }) => `playlist ${id}`)]);
  return (
    <select aria-label={label} value={value} onChange={(event) => onPick(fromValue(event.target.value) as P)}>
      {programme === null ? <option value="">{label}</option> : null}
      {known.has(value) ? null : <option value={value}>{words.gone}</option>}
      <option value="self">{words.self}</option>
      {tours.map(({ id, name }) => (
        <option key={id} value={`tour ${id}`}>
          {name}
        </option>
      ))}
      {hasPlaylists
        ? playlists.map(({ id, name }) => (
            <option key={id} value={`playlist ${id}`}>
              {words.playlist(name)}
            </option>
          ))
        : null}
    </select>
  );
}

function toValue(programme: Programme): string {
  return programme.kind === 'self' ? 'self' : `${programme.kind} ${programme.id}`;
}

function fromValue(value: string): Programme {
  const [kind, id = ''] = value.split(' ');
  return kind === 'tour' || kind === 'playlist' ? { kind, id } : { kind: 'self' };
}

/** What a programme is called. */
export function useProgrammeName(): (programme: Programme) => string {
  const words = say(SCHEDULE_TEXTS);
  const tours = useProgrammes((state) => state.tours);
  const playlists = useProgrammes((state) => state.playlists);
  return (programme) => {
    if (programme.kind === 'self') return words.self;
    const kept = (programme.kind === 'tour' ? tours : playlists).find(({ id }) => id === programme.id);
    if (kept === undefined) return words.gone;
    return programme.kind === 'tour' ? kept.name : words.playlist(kept.name);
  };
}
