/** Scores beside each other, whatever their scales. */
import { SCALES, type Scale } from '../protocol/event.ts';

/** The least and the best score of a scale; null where it is not known. */
export function scaleEnds(scale: string | null): { readonly min: number; readonly max: number } | null {
  return scale !== null && Object.hasOwn(SCALES, scale) ? SCALES[scale as Scale] : null;
}

/** Where a score stands on its scale: 0 the worst, 1 the best; null where the scale is not known. */
export function scorePlace(score: number, scale: string | null): number | null {
  const ends = scaleEnds(scale);
  return ends && Math.min(1, Math.max(0, (score - ends.min) / (ends.max - ends.min)));
}
