/** Where the chips on links stand: beside nobody's name, over no ball. */
import { type Disc, type Frame, overlaps, touches } from './labelPlaces.ts';

/** Where along a link its chip is tried: from the middle outward. */
export const CHIP_STEPS: readonly number[] = Array.from(
  { length: 31 },
  (_, step) => 0.5 + (step % 2 === 0 ? 1 : -1) * 0.02 * Math.ceil(step / 2),
);

/** Of the middles `points` (x, y by turns) the first where a chip touches neither text nor ball nor the edge; -1 where there is none: a chip beside somebody else's name is worse than none. */
export function placeChip(
  points: ArrayLike<number>,
  size: { readonly width: number; readonly height: number; readonly margin: number },
  frame: Frame,
  taken: readonly Frame[],
  discs: readonly Disc[],
): number {
  const { margin } = size;
  const [halfWide, halfHigh] = [size.width / 2, size.height / 2];
  for (let at = 0; 2 * at < points.length; at++) {
    const [x, y] = [points[2 * at] as number, points[2 * at + 1] as number];
    const box = { left: x - halfWide - margin, right: x + halfWide + margin, top: y - halfHigh - margin, bottom: y + halfHigh + margin };
    const isInside = box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
    if (isInside && !taken.some((other) => overlaps(box, other)) && !discs.some((disc) => touches(box, disc))) return at;
  }
  return -1;
}
