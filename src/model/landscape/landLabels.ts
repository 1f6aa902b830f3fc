/** Which labels of the land stand, and where: at their place, else a little beside or above it, never on another. */
import { type Frame, SHOWN, type WantedLabel } from '../ecosystem/labelPlaces.ts';

export interface LandLabel extends WantedLabel {
  /** It stands where it is or not at all. */
  readonly isFixed: boolean;
}

/** How far a label may be moved off its place, in shares of its own width and height: nearest first. */
const MOVES: readonly (readonly [across: number, up: number])[] = [
  [0, 0],
  [0, 0.35],
  [0, -0.35],
  [0, 1.05],
  [0.55, 0],
  [-0.55, 0],
  [0, -1.05],
  [0.55, 1.05],
  [-0.55, 1.05],
  [0.55, -1.05],
  [-0.55, -1.05],
  [0, 2.1],
];

/** A label is brought back into the frame by so much of its width. */
const NEAR = 0.4;

/** Kept from call to call: labels are placed in every frame in which the land moves, and nothing is allocated there. */
let order = new Int32Array(64);
const taken: Box[] = [];
const tried = { left: 0, top: 0, right: 0, bottom: 0 };

type Box = { -readonly [side in keyof Frame]: Frame[side] };

/** Writes what stands of each label into `shown`, and how far it is moved, pixels, into `shifts`: across and down by turns. */
export function placeLandLabels(
  labels: readonly LandLabel[],
  frame: Frame,
  obstacles: readonly Frame[],
  shown: Uint8Array,
  shifts: Float32Array,
): void {
  sortByPriority(labels);
  let takenCount = 0;
  for (const obstacle of obstacles) take(takenCount++, obstacle);
  for (let next = 0; next < labels.length; next++) {
    const at = order[next] as number;
    const label = labels[at] as LandLabel;
    shown[at] = SHOWN.none;
    shifts[2 * at] = 0;
    shifts[2 * at + 1] = 0;
    for (const level of LEVELS) {
      if (!findRoom(label, level, frame, takenCount)) continue;
      shown[at] = level;
      shifts[2 * at] = tried.left + widthOf(label, level) / 2 - label.x;
      shifts[2 * at + 1] = label.above ? tried.bottom - label.y : tried.top - label.y;
      take(takenCount++, tried);
      break;
    }
  }
}

const LEVELS = [SHOWN.all, SHOWN.name] as const;

/** Highest first, of equal ones the first first: put in its place one by one, for they hardly change from frame to frame. */
function sortByPriority(labels: readonly LandLabel[]): void {
  if (order.length < labels.length) order = new Int32Array(2 * labels.length);
  for (let at = 0; at < labels.length; at++) {
    const { priority } = labels[at] as LandLabel;
    let place = at;
    for (; place > 0 && (labels[order[place - 1] as number] as LandLabel).priority < priority; place--)
      order[place] = order[place - 1] as number;
    order[place] = at;
  }
}

/** Leaves in `tried` where the label stands; false where it stands nowhere. */
function findRoom(label: LandLabel, level: 1 | 2, frame: Frame, takenCount: number): boolean {
  const wide = widthOf(label, level);
  const high = heightOf(label, level);
  const moves = label.isFixed ? 1 : MOVES.length;
  const x = label.isFixed ? label.x : broughtIn(label.x, wide, frame);
  for (let at = 0; at < moves; at++) {
    const move = MOVES[at] as (typeof MOVES)[number];
    tried.left = x + move[0] * wide - wide / 2;
    tried.right = tried.left + wide;
    tried.top = (label.above ? label.y - high : label.y) - move[1] * high;
    tried.bottom = tried.top + high;
    const isInside = tried.left >= frame.left && tried.right <= frame.right && tried.top >= frame.top && tried.bottom <= frame.bottom;
    if (isInside && !isTaken(takenCount)) return true;
  }
  return false;
}

/** The middle of a label that reaches over a side of the frame, brought in again where that is not far. */
function broughtIn(x: number, wide: number, frame: Frame): number {
  const inside = Math.min(frame.right - wide / 2, Math.max(frame.left + wide / 2, x));
  return Math.abs(inside - x) <= NEAR * wide ? inside : x;
}

function isTaken(takenCount: number): boolean {
  for (let at = 0; at < takenCount; at++) {
    const other = taken[at] as Box;
    if (tried.left < other.right && other.left < tried.right && tried.top < other.bottom && other.top < tried.bottom) return true;
  }
  return false;
}

function take(at: number, { left, top, right, bottom }: Frame): void {
  const kept = taken[at];
  if (kept === undefined) taken[at] = { left, top, right, bottom };
  else {
    kept.left = left;
    kept.top = top;
    kept.right = right;
    kept.bottom = bottom;
  }
}

function widthOf(label: LandLabel, level: 1 | 2): number {
  return level === SHOWN.all ? label.width : label.nameWidth;
}

function heightOf(label: LandLabel, level: 1 | 2): number {
  return level === SHOWN.all ? label.height : label.nameHeight;
}
