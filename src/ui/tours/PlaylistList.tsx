/** Playlists: tours that play one after another. */
import { ArrowUp, X } from 'lucide-react';
import type { JSX } from 'react';
import { useProgrammeActions, useProgrammes } from '../../live/useProgrammes.ts';
import { say } from '../../model/language.ts';
import type { Act, Playlist } from '../../protocol/tours.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { NewProgramme } from './NewProgramme.tsx';
import { ProgrammeHead } from './ProgrammeHead.tsx';
import { ProgrammePick, useProgrammeName } from './ProgrammePick.tsx';
import own from './programmes.module.css';
import { SCHEDULE_TEXTS } from './scheduleTexts.ts';
import styles from './tours.module.css';
import { useTelling } from './useTelling.ts';

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
  const { edit } = useProgrammeActions();
  const attempt = useTelling();
  const { id, version, name, acts } = playlist;
  const put = (next: { readonly name?: string; readonly acts?: readonly Act[] }) => edit('playlists', id, { name, acts, ...next, version });
  const putActs = (next: readonly Act[]) =>
    attempt(async () => {
      await put({ acts: next });
      return null;
    });
  return (
    <li className={own.programme} data-playlist={id}>
      <ProgrammeHead kind="playlists" kept={playlist} label={words.playlistName} onRename={(next) => put({ name: next })} />
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
                onClick={() => putActs([...acts.slice(0, at - 1), act, ...acts.slice(at - 1, at), ...acts.slice(at + 1)])}
              >
                <ArrowUp />
              </IconButton>
              <IconButton label={words.dropAct(what)} onClick={() => putActs(acts.filter((_, other) => other !== at))}>
                <X />
              </IconButton>
            </li>
          );
        })}
      </ol>
      <ProgrammePick<Act> label={words.addAct} programme={null} hasPlaylists={false} onPick={(act) => putActs([...acts, act])} />
    </li>
  );
}
