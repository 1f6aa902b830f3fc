/** One tour: its scenes in order, and all that can be done with the whole of it. */
import { ArrowLeft, Download, FileText, Pencil, Play, Plus, Trash2, Video } from 'lucide-react';
import { type JSX, useState } from 'react';
import { useProgrammeActions } from '../../live/useProgrammes.ts';
import { say } from '../../model/language.ts';
import { moveScene, toTourFile, tourSeconds } from '../../model/tour/tour.ts';
import type { Tour } from '../../protocol/tours.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Sure } from '../controls/Sure.tsx';
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
import { useTourEdits } from './useTourEdits.ts';

export function TourEditor({ tour }: { tour: Tour }): JSX.Element {
  const words = say(TOUR_TEXTS);
  const change = useChange();
  const { remove } = useProgrammeActions();
  const { scenes, putScenes, rename } = useTourEdits(tour);
  const attempt = useTelling();
  const seen = useSeenScene();
  const [mode, setMode] = useState<'read' | 'rename' | 'remove'>('read');
  const { name } = tour;
  const seenTour = { ...tour, scenes };
  const leave = () => change((before) => ({ ...before, tour: null }));
  const add = () => {
    const scene = seen();
    putScenes((before) => [...before, scene]);
  };
  const exportFile = () => {
    const file = `${fileNameOf(name)}.json`;
    download(new Blob([toTourFile(seenTour)], { type: 'application/json' }), file);
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
          onSave={(typed) => rename(typed.name)}
          onDone={() => setMode('read')}
        />
      ) : null}
      <div className={styles.ways}>
        <button type="button" className={styles.primaryWay} disabled={scenes.length === 0} onClick={() => startPlaying(seenTour)}>
          <Play aria-hidden />
          {words.rehearse}
          <small>{words.length(scenes.length, lengthText(tourSeconds(scenes)))}</small>
        </button>
        <div className={styles.tools}>
          <IconButton label={words.record} disabled={scenes.length === 0} onClick={() => startPlaying(seenTour, 'record')}>
            <Video />
          </IconButton>
          <IconButton label={words.print} disabled={scenes.length === 0} onClick={() => startPlaying(seenTour, 'print')}>
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
          <Sure
            label={words.removeSure}
            cancel={words.cancel}
            onSure={() =>
              attempt(async () => {
                await remove('tours', tour);
                leave();
                return null;
              })
            }
            onCancel={() => setMode('read')}
          />
        </div>
      ) : null}
      <button type="button" className={styles.add} onClick={add}>
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
        onEdit={(scene, onFailed) => putScenes((before) => before.map((other) => (other.id === scene.id ? scene : other)), null, onFailed)}
        onDrop={(id) => putScenes((before) => before.filter((other) => other.id !== id))}
      />
    </>
  );
}
