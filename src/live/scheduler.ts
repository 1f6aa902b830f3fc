/** Time as the live store needs it; tests pass their own and flush by hand. */
export interface Scheduler {
  now(): number;
  /** Calls once at the next frame; returns the undo. */
  onFrame(callback: () => void): () => void;
  /** Calls once after so many ms; returns the undo. */
  after(ms: number, callback: () => void): () => void;
}

/** A hidden tab draws no frames; its messages are taken at this pace, so that they never pile up. */
const HIDDEN_FRAME_MS = 500;

export const browserScheduler: Scheduler = {
  now: () => Date.now(),
  onFrame: (callback) => {
    const stop = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
    const run = () => {
      stop();
      callback();
    };
    const frame = requestAnimationFrame(run);
    const timer = setTimeout(run, HIDDEN_FRAME_MS);
    return stop;
  },
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
