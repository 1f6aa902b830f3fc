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

/** What a label takes, pixels; candidates are aligned with the projected columns, the most important first. */
export interface LabelCandidate {
  readonly width: number;
  readonly height: number;
  /** Selected or under the pointer: comes first, and may cover the cap of another. */
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
  for (const [at, candidate] of forcedFirst(candidates)) {
    if (placed.length >= most) break;
    if ((columns.facing[at] as number) < LEAST_FACING) continue;
    const label = labelBox(candidate, columns, at);
    const isFree = isInside(label, bounds) && !placed.some((other) => overlaps(label, other));
    if (isFree && (candidate.forced || !caps.some((other) => overlaps(label, other)))) placed.push(label);
    caps.push(capBox(columns, at));
  }
  return placed;
}

function forcedFirst(candidates: readonly LabelCandidate[]): [number, LabelCandidate][] {
  const all = [...candidates.entries()];
  return [...all.filter(([, candidate]) => candidate.forced), ...all.filter(([, candidate]) => !candidate.forced)];
}

function labelBox({ width, height }: LabelCandidate, columns: ScreenColumns, at: number): PlacedLabel {
  const [x, y] = [columns.capX[at] as number, columns.capY[at] as number];
  const below = y > (columns.footY[at] as number) + 2;
  const reach = (columns.radius[at] as number) * 0.7 + GAP_PIXELS;
  const top = below ? y + reach : y - reach - height;
  return { slot: columns.slots[at] as number, below, left: x - width / 2, right: x + width / 2, top, bottom: top + height };
}

function capBox(columns: ScreenColumns, at: number): Box {
  const [x, y, radius] = [columns.capX[at] as number, columns.capY[at] as number, columns.radius[at] as number];
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
