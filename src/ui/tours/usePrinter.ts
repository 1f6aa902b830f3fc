/** Prints the tour that plays: a scene a page, each drawn when it has come to rest. */
import { useCallback, useRef } from 'react';
import { say } from '../../model/language.ts';
import type { PdfPage } from '../../model/tour/pdf.ts';
import type { Picture } from '../../model/viewState.ts';
import { captureStore } from '../share/captureStore.ts';
import { type Film, filmStore } from '../share/filmStore.ts';
import { usePicture } from '../share/usePicture.ts';
import { useMapStatus } from '../useMapAnswer.ts';
import { useView } from '../viewStore.ts';
import { goToScene, type Playing, playStore } from './playing.ts';
import { TOUR_TEXTS } from './tourTexts.ts';
import { useSource } from './useSource.ts';

/** A flight to a scene takes no longer, nor does a scene that fades over. */
const LEAST_WAIT_MS = 2200;
const MOST_WAIT_MS = 20_000;
const FETCH_MS = 8000;
const LOOK_EVERY_MS = 120;
/** How often in a row it must have been found at rest. */
const REST_LOOKS = 4;
/** Device pixels of a picture for one of the page. */
const FINE = 2;

/** The scene that the page shows now. */
interface Shown {
  readonly picture: Picture;
  readonly isAnswered: boolean;
  readonly toPage: (playing: Playing, film: Film | null) => Promise<PdfPage>;
}

/** Gives the PDF of the tour that plays; null when it was given up. Throws where a scene cannot be drawn. */
export function usePrinter(): (signal: AbortSignal) => Promise<Uint8Array<ArrayBuffer> | null> {
  const shown = useShownScene();
  const latest = useRef(shown);
  latest.current = shown;
  return useCallback(async (signal) => {
    const first = playStore.getState().playing;
    if (first === null) return null;
    const films = new Map<Picture, Film>();
    const pages: PdfPage[] = [];
    try {
      for (let index = 0; index < first.scenes.length; index++) {
        goToScene(index);
        await untilSettled(() => latest.current, films, signal);
        const { playing } = playStore.getState();
        if (signal.aborted || playing === null) return null;
        pages.push(await latest.current.toPage(playing, films.get(latest.current.picture) ?? null));
      }
    } finally {
      for (const film of films.values()) film.stop();
    }
    const { toPdf } = await import('../../model/tour/pdf.ts');
    return signal.aborted ? null : toPdf(first.name, pages);
  }, []);
}

/** Waits until the flight is over, the numbers are there and the picture is drawn; a picture that never rests is taken as it is. */
async function untilSettled(shown: () => Shown, films: Map<Picture, Film>, signal: AbortSignal): Promise<void> {
  const beganMs = performance.now();
  let rested = 0;
  const waited = () => performance.now() - beganMs;
  while (!signal.aborted && waited() < MOST_WAIT_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    const { picture, isAnswered } = shown();
    const film = films.get(picture) ?? filmStore.getState()[picture]?.() ?? null;
    if (film !== null) films.set(picture, film);
    // A picture that is still fetched gives no film yet; one that gives none at all is not waited for so long.
    const rests = isAnswered && (film?.isIdle() ?? waited() > FETCH_MS);
    rested = rests ? rested + 1 : 0;
    if (waited() >= LEAST_WAIT_MS && rested >= REST_LOOKS) return;
  }
}

function useShownScene(): Shown {
  const { picture, theme } = useView();
  const sourceOf = useSource();
  const status = useMapStatus();
  const toPicture = usePicture();
  return {
    picture,
    isAnswered: status !== 'loading',
    async toPage({ scenes, index }, film) {
      const scene = scenes[index];
      if (scene === undefined) throw new Error(`scene ${index}: there is none`);
      const isMap = picture === 'map' && captureStore.getState().take !== null;
      // The picture of the map says it itself.
      const source = isMap ? '' : sourceOf();
      const image = isMap ? await toPicture(FINE) : filmed(film);
      const pageText = say(TOUR_TEXTS).at(index + 1, scenes.length);
      const { toPage } = await import('./printing.ts');
      return toPage({ scene, picture: image, mayCut: !isMap, source, pageText, theme, origin: window.location.origin });
    },
  };
}

function filmed(film: Film | null): HTMLCanvasElement {
  const { innerWidth: width, innerHeight: height } = window;
  const canvas = document.createElement('canvas');
  canvas.width = width * FINE;
  canvas.height = height * FINE;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no canvas to draw on');
  context.scale(FINE, FINE);
  film?.paint(context);
  return canvas;
}
