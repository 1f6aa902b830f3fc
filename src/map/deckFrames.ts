/** Frames for deck where something is to be drawn: left alone it asks for every frame of the screen, for ever. */

/** What takes a while to come through, such as another size of the canvas, is drawn within so many frames. */
export const SOME_FRAMES = 30;
/** How often deck is asked at rest: what changes by itself, as the density of a screen does, is seen then. */
const REST_MS = 1000;

export interface DeckFrames {
  /** For deck's property `animationFrameProvider`. */
  readonly provider: {
    requestAnimationFrame(callback: FrameRequestCallback): number;
    cancelAnimationFrame(id: number): void;
  };
  /** So many more frames. */
  want(frames?: number): void;
  /** Makes deck's next frame at once. Call it inside a frame of the screen. */
  make(): void;
  /** Makes every frame while it is on. */
  setRunning(isOn: boolean): void;
  dispose(): void;
}

export function createDeckFrames(): DeckFrames {
  let held: FrameRequestCallback | null = null;
  let frame = 0;
  let wanted = SOME_FRAMES;
  let isRunning = false;

  function schedule(): void {
    if (held !== null && frame === 0 && (isRunning || wanted > 0)) frame = requestAnimationFrame(run);
  }

  function run(nowMs: number): void {
    frame = 0;
    if (wanted > 0) wanted -= 1;
    const callback = held;
    held = null;
    callback?.(nowMs);
  }

  function cancel(): void {
    cancelAnimationFrame(frame);
    frame = 0;
  }

  function want(frames = 1): void {
    wanted = Math.max(wanted, frames);
    schedule();
  }

  const timer = setInterval(want, REST_MS, 1);
  return {
    provider: {
      requestAnimationFrame(callback) {
        held = callback;
        schedule();
        return 1;
      },
      cancelAnimationFrame() {
        held = null;
        cancel();
      },
    },
    want,
    make() {
      cancel();
      run(performance.now());
    },
    setRunning(isOn) {
      isRunning = isOn;
      want();
    },
    dispose() {
      clearInterval(timer);
      cancel();
    },
  };
}
