/** What the page shows as it is brought to paper: the map by its own means, any other picture from its film. */
import { say } from '../../model/language.ts';
import type { Picture } from '../../model/viewState.ts';
import { type Capture, captureStore } from './captureStore.ts';
import { type Film, filmStore } from './filmStore.ts';
import { SHARE_TEXTS } from './shareTexts.ts';

const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 5000;

/** `scale` device pixels for a CSS pixel. Throws in the reader's language while the picture is not there. */
export async function takeShown(picture: Picture, scale: number): Promise<Capture> {
  if (picture === 'map') {
    const { take } = captureStore.getState();
    if (take === null) throw new Error(say(SHARE_TEXTS).noMap);
    return take(scale);
  }
  const film = filmStore.getState()[picture]?.();
  if (film === undefined) throw new Error(say(SHARE_TEXTS).noPicture);
  try {
    await untilIdle(film);
    return paint(film, scale);
  } finally {
    film.stop();
  }
}

/** One that never rests is taken as it is. */
async function untilIdle(film: Film): Promise<void> {
  for (let waited = 0; !film.isIdle() && waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function paint(film: Film, scale: number): Capture {
  const { innerWidth: width, innerHeight: height } = window;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no canvas to draw on');
  context.scale(scale, scale);
  film.paint(context);
  return { canvas, width, height, scale };
}
