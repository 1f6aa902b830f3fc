/** How densely a wall draws: less where frames come too slowly, more again where there is time to spare, without going to and fro. */

/** Shares of the screen's pixels along each side. */
export const DENSITIES = [1, 0.8, 0.65, 0.5] as const;

/** A frame should come at least so often, ms; and so quickly that more could be drawn. */
const SLOW_MS = 40;
const QUICK_MS = 21;
/** Slow samples in a row before less is drawn, quick ones before more is. */
const SLOW_SAMPLES = 2;
const QUICK_SAMPLES = 12;
/** What was too much is not tried again for so long, samples. */
const REST_SAMPLES = 360;

export interface Governor {
  /** Index into {@link DENSITIES}. */
  readonly step: number;
  readonly slow: number;
  readonly quick: number;
  /** Samples until more may be tried again. */
  readonly rest: number;
}

export const NEW_GOVERNOR: Governor = { step: 0, slow: 0, quick: 0, rest: 0 };

/** The next state after a few seconds of frames, nine tenths of which came within `frameMs`. */
export function govern(before: Governor, frameMs: number): Governor {
  const slow = frameMs > SLOW_MS ? before.slow + 1 : 0;
  const quick = frameMs < QUICK_MS ? before.quick + 1 : 0;
  const rest = Math.max(0, before.rest - 1);
  if (slow >= SLOW_SAMPLES && before.step < DENSITIES.length - 1) return { step: before.step + 1, slow: 0, quick: 0, rest: REST_SAMPLES };
  if (quick >= QUICK_SAMPLES && rest === 0 && before.step > 0) return { step: before.step - 1, slow: 0, quick: 0, rest: 0 };
  return { step: before.step, slow, quick, rest };
}

export function densityOf({ step }: Governor): number {
  return DENSITIES[step] ?? 1;
}
