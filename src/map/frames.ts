/** One drawing a frame of the screen, and only when something asked for it. */

export interface Frames {
  /** Has it drawn in the next frame. */
  schedule(): void;
  /** Draws what waits in the present frame instead of the next. Call it inside a frame of the screen. */
  drawNow(): void;
  /** Whether nothing waits to be drawn. */
  isRest(): boolean;
  stop(): void;
}

export function createFrames(draw: (nowMs: number) => void): Frames {
  let frame = 0;
  /** The frame of the screen that was drawn last, by the document's clock. */
  let drawn: unknown = null;

  function run(nowMs: number): void {
    frame = 0;
    drawn = document.timeline.currentTime;
    draw(nowMs);
  }

  return {
    schedule() {
      if (frame === 0) frame = requestAnimationFrame(run);
    },
    drawNow() {
      if (frame === 0 || document.hidden || drawn === document.timeline.currentTime) return;
      cancelAnimationFrame(frame);
      run(performance.now());
    },
    isRest: () => frame === 0,
    stop: () => cancelAnimationFrame(frame),
  };
}
