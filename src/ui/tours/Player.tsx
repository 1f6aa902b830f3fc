/** A tour that plays in the page: the picture alone, its caption, and what moves it on. */
import { ChevronLeft, ChevronRight, Pause, Play, X } from 'lucide-react';
import { type JSX, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { say } from '../../model/language.ts';
import { openSaved } from '../../model/savedView.ts';
import { saidParts } from '../../model/tour/saidParts.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useViewStore } from '../viewStore.ts';
import { Caption } from './Caption.tsx';
import { Maker } from './Maker.tsx';
import styles from './player.module.css';
import { goToScene, type PlayedScene, type Playing, playStore, resume, secondsStood, stopPlaying, togglePause } from './playing.ts';
import { Rehearsal } from './Rehearsal.tsx';
import { TOUR_TEXTS } from './tourTexts.ts';
import { usePlayedView } from './usePlayedView.ts';
import { usePlayerKeys } from './usePlayerKeys.ts';

export function Player(): JSX.Element | null {
  const playing = useStore(playStore, (state) => state.playing);
  return playing === null ? null : <Played playing={playing} />;
}

function Played({ playing }: { playing: Playing }): JSX.Element | null {
  const words = say(TOUR_TEXTS);
  const store = useViewStore();
  const { scenes, index, purpose, name, runningSince } = playing;
  const scene = scenes[index];
  usePlayedView(playing);
  // What is printed has no time; what is recorded has that of the recorder.
  useEffect(() => {
    if (purpose === 'rehearsal') resume();
  }, [purpose]);
  usePlayerKeys(purpose === 'rehearsal');
  if (scene === undefined) return null;
  const open = (search: string) => {
    stopPlaying();
    // After the view from before the tour has come back.
    requestAnimationFrame(() => store.setState(openSaved(search, store.getState()), true));
  };
  return (
    <>
      {purpose === 'rehearsal' ? <Rehearsal /> : null}
      <section className={styles.player} data-purpose={purpose} aria-label={`${words.player}: ${name}`} data-popup data-index={index}>
        <Words scene={scene} isWall={purpose === 'rehearsal'} onOpen={open} />
        {purpose === 'rehearsal' ? (
          <div className={styles.controls}>
            <span>{words.at(index + 1, scenes.length)}</span>
            <IconButton label={words.before} disabled={index === 0} onClick={() => goToScene(index - 1)}>
              <ChevronLeft />
            </IconButton>
            <IconButton label={runningSince === null ? words.play : words.pause} onClick={togglePause}>
              {runningSince === null ? <Play /> : <Pause />}
            </IconButton>
            <IconButton label={words.next} onClick={() => goToScene(index + 1)}>
              <ChevronRight />
            </IconButton>
            <IconButton label={words.stop} onClick={stopPlaying}>
              <X />
            </IconButton>
          </div>
        ) : (
          <Maker playing={playing} />
        )}
        <Progress playing={playing} />
      </section>
    </>
  );
}

interface WordsProps {
  readonly scene: PlayedScene;
  /** As a wall says it: the first sentence large, the rest beneath. */
  readonly isWall: boolean;
  readonly onOpen: (search: string) => void;
}

function Words({ scene, isWall, onOpen }: WordsProps): JSX.Element {
  const { name, caption } = scene;
  const says = scene.says ?? [{ text: caption, link: null }];
  const { headline, rest } =
    isWall && caption.trim() !== '' ? saidParts(name, says) : { headline: [{ text: name, link: null }], rest: says };
  const text = rest.map((part) => part.text).join('');
  return (
    <div className={styles.words} aria-live="polite">
      <h2>
        <Caption caption={name} says={headline} onOpen={onOpen} />
      </h2>
      {text === '' ? null : (
        <p>
          <Caption caption={text} says={rest} onOpen={onOpen} />
        </p>
      )}
    </div>
  );
}

/** One bar a scene, filled as far as it has stood; moves on by itself when the scene is over. */
function Progress({ playing }: { playing: Playing }): JSX.Element {
  const bar = useRef<HTMLDivElement>(null);
  const { scenes, index } = playing;
  useEffect(() => {
    const seconds = playing.scenes[playing.index]?.seconds ?? 1;
    let frame = requestAnimationFrame(step);
    function step(): void {
      frame = requestAnimationFrame(step);
      const stood = secondsStood(playing);
      bar.current?.style.setProperty('--stood', String(Math.min(1, stood / seconds)));
      if (playing.purpose !== 'print' && stood >= seconds) goToScene(playing.index + 1);
    }
    return () => cancelAnimationFrame(frame);
  }, [playing]);
  return (
    <div ref={bar} className={styles.progress} aria-hidden>
      {scenes.map(({ id, seconds }, at) => (
        <i key={id} style={{ flexGrow: seconds }} data-state={at < index ? 'over' : at === index ? 'stands' : 'waits'} />
      ))}
    </div>
  );
}
