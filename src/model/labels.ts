/** Which labels stand where: the tallest first, none over another, none over the cap of a taller column. */
import type { ScreenColumns } from './projection.ts';

/** Most labels on one picture. */
export const MOST_LABELS = 16;
/** Places nearer to the limb than this cosine carry no label. */
const LEAST_FACING = 0.28;
const GAP_PIXELS = 5;
/** Room between labels, pixels. */
const MARGIN_PIXELS = 3;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A place that would carry a label, in order of importance. */
export interface LabelCandidate {
  readonly slot: number;
  readonly width: number;
  readonly height: number;
  /** Selected or hovered: stands even where it covers another. */
  readonly forced: boolean;
}

export interface PlacedLabel extends Box {
  readonly slot: number;
  /** Under the cap, because the column hangs downward on the screen. */
  readonly below: boolean;
}

/** Greedy placement of candidates inside `bounds`; forced ones first, then as given, at most `most`. */
export function placeLabels(
  candidates: readonly LabelCandidate[],
  columns: ScreenColumns,
  bounds: Box,
  most: number = MOST_LABELS,
): readonly PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const caps: Box[] = [];
  for (const candidate of [...candidates].sort((one, other) => Number(other.forced) - Number(one.forced))) {
    if (placed.length >= most) break;
    if ((columns.facing[candidate.slot] as number) < LEAST_FACING) continue;
    const label = labelBox(candidate, columns);
    const cap = capBox(candidate.slot, columns);
    const fits = isInside(label, bounds) && !placed.some((other) => overlaps(label, other));
    if (fits && (candidate.forced || !caps.some((other) => overlaps(label, other)))) placed.push(label);
    caps.push(cap);
  }
  return placed;
}

function labelBox({ slot, width, height }: LabelCandidate, columns: ScreenColumns): PlacedLabel {
  const [x, y] = [columns.capX[slot] as number, columns.capY[slot] as number];
  const below = y > (columns.footY[slot] as number) + 2;
  const reach = (columns.radius[slot] as number) * 0.7 + GAP_PIXELS;
  const top = below ? y + reach : y - reach - height;
  return { slot, below, left: x - width / 2, right: x + width / 2, top, bottom: top + height };
}

function capBox(slot: number, columns: ScreenColumns): Box {
  const [x, y, radius] = [columns.capX[slot] as number, columns.capY[slot] as number, columns.radius[slot] as number];
  return { left: x - radius, right: x + radius, top: y - radius * 0.7, bottom: y + radius * 0.7 };
}

function isInside(box: Box, bounds: Box): boolean {
  return box.left >= bounds.left && box.right <= bounds.right && box.top >= bounds.top && box.bottom <= bounds.bottom;
}

/** Whether two boxes come nearer than the margin. */
export function overlaps(one: Box, other: Box): boolean {
  return (
    one.left < other.right + MARGIN_PIXELS &&
    other.left < one.right + MARGIN_PIXELS &&
    one.top < other.bottom + MARGIN_PIXELS &&
    other.top < one.bottom + MARGIN_PIXELS
  );
}
