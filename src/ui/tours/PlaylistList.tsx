/** Playlists: tours that play one after another. */
import { ArrowUp, X } from 'lucide-react';
import type { JSX } from 'react';
import { useProgrammeActions, useProgrammes } from '../../live/useProgrammes.ts';
import { say } from '../../model/language.ts';
import { moveScene } from '../../model/tour/tour.ts';
import type { Act, Playlist } from '../../protocol/tours.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { NewProgramme } from './NewProgramme.tsx';
import { ProgrammeHead } from './ProgrammeHead.tsx';
import { ProgrammePick, useProgrammeName } from './ProgrammePick.tsx';
import own from './programmes.module.css';
import { SCHEDULE_TEXTS } from './scheduleTexts.ts';
import styles from './tours.module.css';
import { useProgrammeEdits } from './useProgrammeEdits.ts';

export function PlaylistList(): JSX.Element {
  const words = say(SCHEDULE_TEXTS);
  const playlists = useProgrammes((state) => state.playlists);
  const { add } = useProgrammeActions();
  return (
    <>
      <NewProgramme
        label={words.addPlaylist}
        nameLabel={words.playlistName}
        name={words.firstPlaylist}
        onSave={(said) => add('playlists', { ...said, acts: [{ kind: 'self' }] })}
      />
      <ul className={styles.list}>
        {playlists.map((playlist) => (
          <PlaylistRow key={playlist.id} playlist={playlist} />
        ))}
      </ul>
      {playlists.length > 0 ? null : <p className={styles.nothing}>{words.noPlaylists}</p>}
    </>
  );
}

function PlaylistRow({ playlist }: { playlist: Playlist }): JSX.Element {
  const words = say(SCHEDULE_TEXTS);
  const nameOf = useProgrammeName();
  const { seen, change, put } = useProgrammeEdits('playlists', playlist);
  const { acts } = seen;
  const putActs = (next: (acts: readonly Act[]) => readonly Act[]) => change((before) => ({ acts: next(before.acts) }));
  return (
    <li className={own.programme} data-playlist={playlist.id}>
      <ProgrammeHead kind="playlists" kept={playlist} label={words.playlistName} onRename={(name) => put(() => ({ name }))} />
      <ol className={own.acts}>
        {acts.map((act, at) => {
          const what = nameOf(act);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same tour may stand in a playlist twice
            <li key={at}>
              <span>{what}</span>
              <IconButton
                label={words.earlier(what)}
                disabled={at === 0}
                onClick={() => putActs((before) => moveScene(before, at, at - 1))}
              >
                <ArrowUp />
              </IconButton>
              <IconButton label={words.dropAct(what)} onClick={() => putActs((before) => before.filter((_, other) => other !== at))}>
                <X />
              </IconButton>
            </li>
          );
        })}
      </ol>
      <ProgrammePick<Act>
        label={words.addAct}
        programme={null}
        hasPlaylists={false}
        onPick={(act) => putActs((before) => [...before, act])}
      />
    </li>
  );
}
