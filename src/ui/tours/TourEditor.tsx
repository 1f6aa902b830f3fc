/** One tour: its scenes in order, and all that can be done with the whole of it. */
import { ArrowLeft, Download, FileText, Pencil, Play, Plus, Trash2, Video } from 'lucide-react';
import { type JSX, useRef, useState } from 'react';
import { useProgrammeActions } from '../../live/useProgrammes.ts';
import { say } from '../../model/language.ts';
import { moveScene, toTourFile, tourSeconds } from '../../model/tour/tour.ts';
import type { Scene, Tour, TourDraft } from '../../protocol/tours.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { download } from '../share/download.ts';
import { useChange } from '../viewStore.ts';
import { useSeenScene } from './bookmarking.ts';
import { fileNameOf } from './fileNameOf.ts';
import { lengthText } from './lengthText.ts';
import { startPlaying } from './playing.ts';
import { SceneList } from './SceneList.tsx';
import { TourForm } from './TourForm.tsx';
import styles from './tours.module.css';
import { TOUR_TEXTS } from './tourTexts.ts';
import { useTelling } from './useTelling.ts';

export function TourEditor({ tour }: { tour: Tour }): JSX.Element {
  const words = say(TOUR_TEXTS);
  const change = useChange();
  const { remove } = useProgrammeActions();
  const put = usePut(tour.id);
  const attempt = useTelling();
  const seen = useSeenScene();
  const [mode, setMode] = useState<'read' | 'rename' | 'remove'>('read');
  const { name, scenes } = tour;
  const leave = () => change((before) => ({ ...before, tour: null }));
  const putScenes = (next: (scenes: readonly Scene[]) => readonly Scene[], said: string | null = null) =>
    attempt(async () => {
      await put((newest) => ({ scenes: next(newest.scenes) }));
      return said;
    });
  const exportFile = () => {
    const file = `${fileNameOf(name)}.json`;
    download(new Blob([toTourFile(tour)], { type: 'application/json' }), file);
    attempt(async () => words.ready(file));
  };
  return (
    <>
      <div className={styles.title}>
        <IconButton label={words.back} onClick={leave}>
          <ArrowLeft />
        </IconButton>
        <h3>{name}</h3>
        <IconButton label={words.rename} onClick={() => setMode('rename')}>
          <Pencil />
        </IconButton>
      </div>
      {mode === 'rename' ? (
        <TourForm
          label={words.name}
          name={name}
          asksAuthor={false}
          submit={words.rename}
          onSave={(typed) => put(() => ({ name: typed.name }))}
          onDone={() => setMode('read')}
        />
      ) : null}
      <div className={styles.ways}>
        <button type="button" className={styles.primaryWay} disabled={scenes.length === 0} onClick={() => startPlaying(tour)}>
          <Play aria-hidden />
          {words.rehearse}
          <small>{words.length(scenes.length, lengthText(tourSeconds(scenes)))}</small>
        </button>
        <div className={styles.tools}>
          <IconButton label={words.record} disabled={scenes.length === 0} onClick={() => startPlaying(tour, 'record')}>
            <Video />
          </IconButton>
          <IconButton label={words.print} disabled={scenes.length === 0} onClick={() => startPlaying(tour, 'print')}>
            <FileText />
          </IconButton>
          <IconButton label={words.export} onClick={exportFile}>
            <Download />
          </IconButton>
          <IconButton label={words.remove} onClick={() => setMode('remove')}>
            <Trash2 />
          </IconButton>
        </div>
      </div>
      {mode === 'remove' ? (
        <div className={styles.sure}>
          <button
            type="button"
            onClick={() =>
              attempt(async () => {
                await remove('tours', tour);
                leave();
                return null;
              })
            }
          >
            {words.removeSure}
          </button>
          <button type="button" onClick={() => setMode('read')}>
            {words.cancel}
          </button>
        </div>
      ) : null}
      <button type="button" className={styles.add} onClick={() => putScenes((before) => [...before, seen()])}>
        <Plus aria-hidden />
        {words.add}
        <kbd>B</kbd>
      </button>
      {scenes.length === 0 ? <p className={styles.nothing}>{words.noScenes}</p> : null}
      <SceneList
        scenes={scenes}
        onMove={(from, to) =>
          putScenes((before) => moveScene(before, from, to), words.moved(scenes[from]?.name ?? '', to + 1, scenes.length))
        }
        onEdit={(scene) => putScenes((before) => before.map((other) => (other.id === scene.id ? scene : other)))}
        onDrop={(id) => putScenes((before) => before.filter((other) => other.id !== id))}
      />
    </>
  );
}

/** Changes the newest state of a tour, one change after another: none is lost because the one before is still on its way. */
function usePut(id: string): (next: (tour: Tour) => Partial<TourDraft>) => Promise<Tour> {
  const { edit, store } = useProgrammeActions();
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return (next) => {
    const put = last.current.then(() => {
      const tour = store.getState().tours.find((one) => one.id === id);
      if (tour === undefined) throw new Error(say(TOUR_TEXTS).gone);
      const { name, scenes, version } = tour;
      return edit('tours', id, { name, scenes, ...next(tour), version });
    });
    last.current = put.catch(() => undefined);
    return put;
  };
}
