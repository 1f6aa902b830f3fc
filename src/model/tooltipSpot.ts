/** Where a tooltip stands: beside the pointer, within the room that the panels leave. */
import type { ViewSize } from './camera.ts';
import type { Box } from './labels.ts';

const OFFSET_PIXELS = 16;
const EDGE_PIXELS = 8;

export interface TooltipRoom {
  readonly bounds: Box;
  /** Panels that stand over it. */
  readonly covers: readonly Box[];
}

/** The left and top, in pixels, of a tooltip of `size` for a pointer at `x`, `y`: right of it, left of it, below or above, whichever of them the panels cover least. */
export function tooltipSpot({ width, height }: ViewSize, x: number, y: number, { bounds, covers }: TooltipRoom): readonly [number, number] {
  const within = (at: number, extent: number, from: number, to: number) =>
    Math.max(from + EDGE_PIXELS, Math.min(at, to - extent - EDGE_PIXELS));
  const [right, left] = [x + OFFSET_PIXELS, x - OFFSET_PIXELS - width];
  const [under, over] = [y + OFFSET_PIXELS, y - OFFSET_PIXELS - height];
  const [across, before] = [right, left].map((at) => within(at, width, bounds.left, bounds.right)) as [number, number];
  const [down, up] = [under, over].map((at) => within(at, height, bounds.top, bounds.bottom)) as [number, number];
  const beside = [down, up].flatMap((top) => [[right, top] as const, [left, top] as const]);
  const spots = [...beside, ...[across, before].flatMap((from) => [[from, under] as const, [from, over] as const])];
  const lostAt = ([from, top]: readonly [number, number]) => {
    const box = { left: from, top, right: from + width, bottom: top + height };
    return covers.reduce((lost, cover) => lost + sharedArea(box, cover), width * height - sharedArea(box, bounds));
  };
  return spots.reduce((best, spot) => (lostAt(spot) < lostAt(best) ? spot : best));
}

function sharedArea(one: Box, other: Box): number {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return Math.max(0, across) * Math.max(0, down);
}
