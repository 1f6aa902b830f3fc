/** The tour that composes itself, as this round would be played: its stops with their sentences. */
import { ArrowLeft, FileText, Play, RefreshCw, Save, Video } from 'lucide-react';
import { type JSX, useEffect, useRef, useState } from 'react';
import { useProgrammeActions } from '../../live/useProgrammes.ts';
import { languageNow, say } from '../../model/language.ts';
import { openSaved } from '../../model/savedView.ts';
import type { Round } from '../../model/tour/selfTour.ts';
import { tourSeconds } from '../../model/tour/tour.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import { TOUR_LIMITS } from '../../protocol/tours.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { PanelState } from '../PanelState.tsx';
import { useChange } from '../viewStore.ts';
import { Caption } from './Caption.tsx';
import { lengthText } from './lengthText.ts';
import { startPlaying } from './playing.ts';
import { TourForm } from './TourForm.tsx';
import styles from './tours.module.css';
import { TOUR_TEXTS } from './tourTexts.ts';
import { useRound } from './useRound.ts';

export function SelfTour(): JSX.Element {
  const words = say(TOUR_TEXTS);
  const change = useChange();
  const { round, error, compose } = useComposed();
  const { add } = useProgrammeActions();
  const [isKeeping, setKeeping] = useState(false);
  const scenes = round?.scenes ?? [];
  const tour = { name: words.self, scenes };
  const keep = async ({ name, author }: { readonly name: string; readonly author: string }) => {
    const kept = scenes.map(({ name, search, path, caption, seconds }) => ({
      ...{ id: crypto.randomUUID(), name: name.slice(0, TOUR_LIMITS.name), search, path, seconds },
      caption: caption.slice(0, TOUR_LIMITS.caption),
    }));
    const { id } = await add('tours', { name, author, scenes: kept });
    change((before) => ({ ...before, tour: id }));
  };
  return (
    <>
      <div className={styles.title}>
        <IconButton label={words.back} onClick={() => change((before) => ({ ...before, tour: null }))}>
          <ArrowLeft />
        </IconButton>
        <h3>{words.self}</h3>
      </div>
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
          <IconButton label={words.again} onClick={compose}>
            <RefreshCw />
          </IconButton>
          <IconButton label={words.keep} disabled={scenes.length === 0} onClick={() => setKeeping(true)}>
            <Save />
          </IconButton>
        </div>
      </div>
      {isKeeping ? (
        <TourForm label={words.name} name={words.first} asksAuthor submit={words.create} onSave={keep} onDone={() => setKeeping(false)} />
      ) : null}
      {round === null ? (
        <div className={styles.nothing}>
          {error === null ? <p role="status">{words.composing}</p> : <PanelState status="error" error={error} />}
        </div>
      ) : null}
      <ol className={styles.scenes}>
        {scenes.map((scene, at) => (
          <li key={scene.id} className={styles.composed} data-scene={scene.id}>
            <button type="button" className={styles.open} onClick={() => change((before) => openSaved(scene.search, before))}>
              <b>
                <span>{at + 1}</span> {scene.name}
              </b>
            </button>
            <p>
              <Caption caption={scene.caption} says={scene.says} onOpen={(search) => change((before) => openSaved(search, before))} />
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}

/** The round of now: composed at the first look, and anew when asked. */
function useComposed(): { readonly round: Round | null; readonly error: string | null; readonly compose: () => void } {
  const toRound = useRound();
  const latest = useRef(toRound);
  latest.current = toRound;
  const [state, setState] = useState<{ readonly round: Round | null; readonly error: string | null }>({ round: null, error: null });
  const [count, setCount] = useState(0);
  const language = languageNow();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sentences are those of the language, and of the newest wish
  useEffect(() => {
    let isOver = false;
    setState({ round: null, error: null });
    latest.current([]).then(
      (round) => isOver || setState({ round, error: null }),
      (problem: unknown) => isOver || setState({ round: null, error: messageOf(problem) }),
    );
    return () => {
      isOver = true;
    };
  }, [count, language]);
  return { ...state, compose: () => setCount(count + 1) };
}
