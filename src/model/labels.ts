/** Which labels stand where: the tallest first, none over another, none over a taller column. */
import { clamp } from '../protocol/clamp.ts';
import type { ScreenColumns } from './projection.ts';

/** Most labels on one picture. */
export const MOST_LABELS = 16;
/** Places nearer to the limb than this cosine carry no label. */
const LEAST_FACING = 0.28;
const PIXELS_A_LABEL = 75_000;
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
  /** Selected or under the pointer: comes first, and may cover another column. */
  readonly forced: boolean;
}

export interface PlacedLabel extends Box {
  readonly slot: number;
  /** Under the cap, because the column hangs downward on the screen. */
  readonly below: boolean;
}

/** How many labels a free area bears, square pixels: the whole number on a desk's screen, fewer on a small one. */
export function labelsFor(area: number): number {
  return Math.max(4, Math.min(MOST_LABELS, Math.round(area / PIXELS_A_LABEL)));
}

/** Greedy placement of candidates inside `bounds` and under none of the `covers`; forced ones first, then as given, at most `most`. A label stands over its cap, else beside it. */
export function placeLabels(
  candidates: readonly LabelCandidate[],
  columns: ScreenColumns,
  bounds: Box,
  most: number = MOST_LABELS,
  covers: readonly Box[] = [],
): readonly PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const bodies: Box[] = [];
  let all: (readonly Box[])[] | null = null;
  const bodiesOf = () => {
    all ??= columns.slots.map((_, at) => bodyBoxes(columns, at));
    return all;
  };
  for (const [at, candidate] of forcedFirst(candidates)) {
    if (placed.length >= most) break;
    if ((columns.facing[at] as number) < LEAST_FACING) continue;
    const isFree = (label: Box) => isInside(label, bounds) && !placed.some((other) => overlaps(label, other));
    const isBare = (label: Box) => !covers.some((other) => overlaps(label, other));
    const isClear = (label: Box) => candidate.forced || !bodies.some((other) => overlaps(label, other));
    const isOwn = ({ farSide }: Spot) =>
      farSide === null || !bodiesOf().some((boxes, other) => other !== at && boxes.some((box) => overlaps(farSide, box)));
    const wanted = spots(candidate, columns, at, bounds);
    const label =
      wanted.find((spot) => isFree(spot) && isBare(spot) && isClear(spot) && isOwn(spot)) ??
      (candidate.forced ? wanted.find((spot) => isFree(spot)) : undefined);
    if (label)
      placed.push({ slot: label.slot, below: label.below, left: label.left, right: label.right, top: label.top, bottom: label.bottom });
    bodies.push(...(all?.[at] ?? bodyBoxes(columns, at)));
  }
  return placed;
}

function forcedFirst(candidates: readonly LabelCandidate[]): [number, LabelCandidate][] {
  const all = [...candidates.entries()];
  return [...all.filter(([, candidate]) => candidate.forced), ...all.filter(([, candidate]) => !candidate.forced)];
}

interface Spot extends PlacedLabel {
  /** Of a label beside its column: the label and what it would be taken for the name of if another column stood there. */
  readonly farSide: Box | null;
}

/** Where a label may stand, best first: past the cap in the direction of the column, to its right and left, then so beside its middle. */
function spots(candidate: LabelCandidate, columns: ScreenColumns, at: number, bounds: Box): readonly Spot[] {
  const { width, height, forced } = candidate;
  const [x, y] = [columns.capX[at] as number, columns.capY[at] as number];
  const [midX, midY] = [(x + (columns.footX[at] as number)) / 2, (y + (columns.footY[at] as number)) / 2];
  const slot = columns.slots[at] as number;
  const below = y > (columns.footY[at] as number) + 2;
  const reach = (columns.radius[at] as number) * 0.7 + GAP_PIXELS;
  const box = (left: number, top: number): Spot => ({ slot, below, left, right: left + width, top, bottom: top + height, farSide: null });
  const past = box(x - width / 2, below ? y + reach : y - reach - height);
  if (forced) return [past, box(clamp(past.left, bounds.left, bounds.right - width), clamp(past.top, bounds.top, bounds.bottom - height))];
  const aside = (columns.radius[at] as number) + GAP_PIXELS;
  const beside = (px: number, py: number) => {
    const [right, left] = [box(px + aside, py - height / 2), box(px - aside - width, py - height / 2)];
    return [
      { ...right, farSide: { ...right, right: right.right + aside } },
      { ...left, farSide: { ...left, left: left.left - aside } },
    ];
  };
  return [past, ...beside(x, y), ...beside(midX, midY)];
}

const BODY_BOXES = 6;

/** A column as a few boxes along it, from the cap to near its foot. */
function bodyBoxes(columns: ScreenColumns, at: number): readonly Box[] {
  const radius = columns.radius[at] as number;
  const [capX, capY] = [columns.capX[at] as number, columns.capY[at] as number];
  const [downX, downY] = [(columns.footX[at] as number) - capX, (columns.footY[at] as number) - capY];
  const count = Math.min(BODY_BOXES, 1 + Math.floor(Math.hypot(downX, downY) / (radius * 2 + 1)));
  return Array.from({ length: count }, (_, step) => {
    const [x, y] = [capX + (downX * step) / count, capY + (downY * step) / count];
    return { left: x - radius, right: x + radius, top: y - radius * 0.7, bottom: y + radius * 0.7 };
  });
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
