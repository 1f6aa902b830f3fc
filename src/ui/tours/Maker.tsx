/** What makes a file of a tour while it plays: how far it is, and a way to give it up. */
import { type JSX, useEffect, useRef, useState } from 'react';
import { say, texts } from '../../model/language.ts';
import { tourSeconds } from '../../model/tour/tour.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import { download } from '../share/download.ts';
import { useViewStore } from '../viewStore.ts';
import { bookmarkStore } from './bookmarking.ts';
import { BOOKMARK_TEXTS } from './bookmarkTexts.ts';
import { fileNameOf } from './fileNameOf.ts';
import { lengthText } from './lengthText.ts';
import styles from './player.module.css';
import { type Playing, playStore, secondsStood, stopPlaying } from './playing.ts';
import { recordPlaying } from './recording.ts';
import { TOUR_TEXTS } from './tourTexts.ts';
import { usePrinter } from './usePrinter.ts';
import { useSource } from './useSource.ts';

const TEXTS = texts({
  en: {
    recording: (done: string, whole: string) => `Recording ${done} of ${whole}`,
    printing: (page: number, count: number) => `Drawing page ${page} of ${count}`,
    cancel: 'Cancel',
    noVideo: 'this browser records no WebM video',
  },
  pt: {
    recording: (done, whole) => `Gravando ${done} de ${whole}`,
    printing: (page, count) => `Desenhando a página ${page} de ${count}`,
    cancel: 'Cancelar',
    noVideo: 'este navegador não grava vídeo WebM',
  },
  de: {
    recording: (done, whole) => `Aufnahme ${done} von ${whole}`,
    printing: (page, count) => `Seite ${page} von ${count} wird gezeichnet`,
    cancel: 'Abbrechen',
    noVideo: 'dieser Browser nimmt kein WebM-Video auf',
  },
});

export function Maker({ playing }: { playing: Playing }): JSX.Element {
  return playing.purpose === 'record' ? <Recorder playing={playing} /> : <Printer playing={playing} />;
}

function tell(text: string, isBad = false): void {
  bookmarkStore.setState({ said: { text, isBad } });
}

function Recorder({ playing }: { playing: Playing }): JSX.Element {
  const words = say(TEXTS);
  const store = useViewStore();
  const done = useSecondsPlayed(playing);
  const about = useRef('');
  about.current = useSource()();
  const name = useRef(playing.name);
  useEffect(() => {
    const file = `${fileNameOf(name.current)}.webm`;
    const { failed, ready } = { ...say(TOUR_TEXTS), ...say(BOOKMARK_TEXTS) };
    // When the tour is over the recorder has ended by itself before the player goes, and writes the file.
    return recordPlaying({
      seen: () => ({ ...store.getState(), about: about.current }),
      onDone: (video) => {
        download(video, file);
        tell(ready(file));
      },
      onFailed: () => {
        stopPlaying();
        tell(failed(say(TEXTS).noVideo), true);
      },
    });
  }, [store]);
  return <Making text={words.recording(lengthText(done), lengthText(tourSeconds(playing.scenes)))} />;
}

function Printer({ playing }: { playing: Playing }): JSX.Element {
  const words = say(TEXTS);
  const print = usePrinter();
  const name = useRef(playing.name);
  useEffect(() => {
    const abort = new AbortController();
    const file = `${fileNameOf(name.current)}.pdf`;
    const { failed, ready } = { ...say(TOUR_TEXTS), ...say(BOOKMARK_TEXTS) };
    print(abort.signal).then(
      (pdf) => {
        if (pdf === null) return;
        download(new Blob([pdf], { type: 'application/pdf' }), file);
        stopPlaying();
        tell(ready(file));
      },
      (error: unknown) => {
        stopPlaying();
        tell(failed(messageOf(error)), true);
      },
    );
    return () => abort.abort();
  }, [print]);
  return <Making text={words.printing(playing.index + 1, playing.scenes.length)} />;
}

function Making({ text }: { text: string }): JSX.Element {
  const words = say(TEXTS);
  return (
    <div className={styles.controls}>
      <span role="status">{text}</span>
      <button type="button" className={styles.wide} onClick={stopPlaying}>
        {words.cancel}
      </button>
    </div>
  );
}

/** Seconds of the whole tour that were played, read twice a second. */
function useSecondsPlayed(playing: Playing): number {
  const [done, setDone] = useState(0);
  useEffect(() => {
    const look = () => {
      const now = playStore.getState().playing;
      if (now !== null) setDone(tourSeconds(now.scenes.slice(0, now.index)) + secondsStood(now));
    };
    look();
    const timer = setInterval(look, 500);
    return () => clearInterval(timer);
  }, []);
  return Math.min(done, tourSeconds(playing.scenes));
}
