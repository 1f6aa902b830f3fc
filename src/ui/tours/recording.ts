/** Records a tour as it plays to a video file: the picture and its words on one canvas, which the browser encodes while it runs. */

import type { Theme } from '../../model/tokens.ts';
import { withDuration } from '../../model/tour/webm.ts';
import type { Picture } from '../../model/viewState.ts';
import { type Film, filmStore } from '../share/filmStore.ts';
import { paintWordsOfScene } from './filmFrame.ts';
import { type Playing, playStore, resume, secondsStood } from './playing.ts';

export interface RecordingOptions {
  /** What the page shows now, and what is said of it: what it draws, of which time, and of data that is no company's. */
  readonly seen: () => { readonly picture: Picture; readonly theme: Theme; readonly about: string };
  /** Called with the whole video once the tour is over; not when it was cancelled. */
  readonly onDone: (video: Blob) => void;
  /** What the browser lacks. */
  readonly onFailed: (why: string) => void;
}

const FRAMES_A_SECOND = 30;
/** Largest side of the video: more takes most machines longer to encode than it lasts. */
const MOST_PIXELS = 1920;
const BITS_A_SECOND = 8_000_000;
const KINDS = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm'] as const;

/** Records the tour that plays from now until it is over. Returns what cancels it. */
export function recordPlaying({ seen, onDone, onFailed }: RecordingOptions): () => void {
  const kind = typeof MediaRecorder === 'undefined' ? undefined : KINDS.find((known) => MediaRecorder.isTypeSupported(known));
  const { canvas, context, width, height } = createCanvas();
  if (kind === undefined || context === null) {
    onFailed('MediaRecorder');
    return () => {};
  }
  const films = new Map<Picture, Film>();
  const chunks: Blob[] = [];
  const recorder = new MediaRecorder(canvas.captureStream(FRAMES_A_SECOND), { mimeType: kind, videoBitsPerSecond: BITS_A_SECOND });
  let beganMs = performance.now();
  let endedMs = beganMs;
  let isCancelled = false;
  let last: Playing | null = null;
  let frame = requestAnimationFrame(draw);

  recorder.ondataavailable = ({ data }) => chunks.push(data);
  recorder.onstart = () => {
    beganMs = performance.now();
    resume();
  };
  recorder.onerror = () => fail('MediaRecorder');
  recorder.onstop = () => void finish();
  recorder.start(1000);
  const unsubscribe = playStore.subscribe(({ playing, end }) => {
    if (playing === null) stop(end !== 'over');
  });

  function draw(): void {
    frame = requestAnimationFrame(draw);
    const { picture, theme, about } = seen();
    last = playStore.getState().playing ?? last;
    if (last === null || context === null) return;
    filmOf(picture)?.paint(context);
    const seconds = last.scenes[last.index]?.seconds ?? 1;
    paintWordsOfScene(context, { ...last, about, share: Math.min(1, secondsStood(last) / seconds) }, { width, height, theme });
  }

  /** A picture that gives no film leaves its words on the ground. */
  function filmOf(picture: Picture): Film | null {
    const known = films.get(picture);
    if (known) return known;
    const film = filmStore.getState()[picture]?.() ?? null;
    if (film) films.set(picture, film);
    return film;
  }

  function stop(cancelled: boolean): void {
    isCancelled = cancelled;
    endedMs = performance.now();
    cancelAnimationFrame(frame);
    unsubscribe();
    for (const film of films.values()) film.stop();
    if (recorder.state !== 'inactive') recorder.stop();
  }

  function fail(why: string): void {
    stop(true);
    onFailed(why);
  }

  async function finish(): Promise<void> {
    for (const track of recorder.stream.getTracks()) track.stop();
    if (isCancelled) return;
    const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
    if (bytes.length === 0) onFailed('no pictures');
    else onDone(new Blob([withDuration(bytes, endedMs - beganMs)], { type: 'video/webm' }));
  }

  return () => {
    if (recorder.state !== 'inactive') stop(true);
  };
}

/** A canvas of even size in the shape of the page, in whose units a CSS pixel is one. */
function createCanvas() {
  const { innerWidth: width, innerHeight: height, devicePixelRatio } = window;
  const scale = Math.min(Math.max(1, devicePixelRatio), MOST_PIXELS / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = 2 * Math.round((width * scale) / 2);
  canvas.height = 2 * Math.round((height * scale) / 2);
  const context = canvas.getContext('2d', { alpha: false });
  context?.scale(canvas.width / width, canvas.height / height);
  return { canvas, context, width, height };
}
