/** Which labels of the land stand, and where: at their place, else a little beside or above it, never on another. */
import { type Frame, SHOWN, type WantedLabel } from '../ecosystem/labelPlaces.ts';

/** How far a label may be moved off its place, in shares of its own width and height: nearest first. */
const MOVES: readonly (readonly [across: number, up: number])[] = [
  [0, 0],
  [0, 1.05],
  [0.4, 0],
  [-0.4, 0],
  [0, -1.05],
  [0.4, 1.05],
  [-0.4, 1.05],
  [0.4, -1.05],
  [-0.4, -1.05],
  [0, 2.1],
];
/** Labels that stay where they are or vanish. */
const FIXED_PRIORITY = 0;

/** Kept from call to call: labels are placed in every frame in which the land moves, and nothing is allocated there. */
let order = new Int32Array(64);
const taken: Box[] = [];
const tried = { left: 0, top: 0, right: 0, bottom: 0 };

type Box = { -readonly [side in keyof Frame]: Frame[side] };

/** Writes what stands of each label into `shown`, and how far it is moved, pixels, into `shifts`: across and down by turns. */
export function placeLandLabels(
  labels: readonly WantedLabel[],
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
    const label = labels[at] as WantedLabel;
    shown[at] = SHOWN.none;
    shifts[2 * at] = 0;
    shifts[2 * at + 1] = 0;
    for (const level of LEVELS) {
      const move = firstRoom(label, level, frame, takenCount);
      if (move === null) continue;
      shown[at] = level;
      shifts[2 * at] = move[0] * widthOf(label, level);
      shifts[2 * at + 1] = -move[1] * heightOf(label, level);
      take(takenCount++, tried);
      break;
    }
  }
}

const LEVELS = [SHOWN.all, SHOWN.name] as const;

/** Highest first, of equal ones the first first: put in its place one by one, for they hardly change from frame to frame. */
function sortByPriority(labels: readonly WantedLabel[]): void {
  if (order.length < labels.length) order = new Int32Array(2 * labels.length);
  for (let at = 0; at < labels.length; at++) {
    const { priority } = labels[at] as WantedLabel;
    let place = at;
    for (; place > 0 && (labels[order[place - 1] as number] as WantedLabel).priority < priority; place--)
      order[place] = order[place - 1] as number;
    order[place] = at;
  }
}

/** Leaves in `tried` where the label stands then; null where it stands nowhere. */
function firstRoom(label: WantedLabel, level: 1 | 2, frame: Frame, takenCount: number): (typeof MOVES)[number] | null {
  const wide = widthOf(label, level);
  const high = heightOf(label, level);
  const moves = label.priority <= FIXED_PRIORITY ? 1 : MOVES.length;
  for (let at = 0; at < moves; at++) {
    const move = MOVES[at] as (typeof MOVES)[number];
    tried.left = label.x + move[0] * wide - wide / 2;
    tried.right = tried.left + wide;
    tried.top = (label.above ? label.y - high : label.y) - move[1] * high;
    tried.bottom = tried.top + high;
    const isInside = tried.left >= frame.left && tried.right <= frame.right && tried.top >= frame.top && tried.bottom <= frame.bottom;
    if (isInside && !isTaken(takenCount)) return move;
  }
  return null;
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

function widthOf(label: WantedLabel, level: 1 | 2): number {
  return level === SHOWN.all ? label.width : label.nameWidth;
}

function heightOf(label: WantedLabel, level: 1 | 2): number {
  return level === SHOWN.all ? label.height : label.nameHeight;
}
