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
  [0.8, 0],
  [-0.8, 0],
  [0.4, -1.05],
  [-0.4, -1.05],
  [0, 2.1],
];
/** Labels that stay where they are or vanish. */
export const FIXED_PRIORITY = 0;

/** Writes what stands of each label into `shown`, and how far it is moved, pixels, into `shifts`: across and down by turns. */
export function placeLandLabels(
  labels: readonly WantedLabel[],
  frame: Frame,
  obstacles: readonly Frame[],
  shown: Uint8Array,
  shifts: Float32Array,
): void {
  const order = labels
    .map((_, at) => at)
    .sort((one, other) => (labels[other] as WantedLabel).priority - (labels[one] as WantedLabel).priority || one - other);
  const taken: Frame[] = [...obstacles];
  for (const at of order) {
    const label = labels[at] as WantedLabel;
    shown[at] = SHOWN.none;
    shifts.fill(0, 2 * at, 2 * at + 2);
    const moves = label.priority <= FIXED_PRIORITY ? MOVES.slice(0, 1) : MOVES;
    const found = firstRoom(label, SHOWN.all, moves, frame, taken) ?? firstRoom(label, SHOWN.name, moves, frame, taken);
    if (!found) continue;
    shown[at] = found.level;
    shifts[2 * at] = found.across;
    shifts[2 * at + 1] = found.down;
    taken.push(found.box);
  }
}

function firstRoom(label: WantedLabel, level: 1 | 2, moves: typeof MOVES, frame: Frame, taken: readonly Frame[]) {
  const [width, height] = level === SHOWN.all ? [label.width, label.height] : [label.nameWidth, label.nameHeight];
  for (const [share, up] of moves) {
    const [across, down] = [share * width, -up * height];
    const top = (label.above ? label.y - height : label.y) + down;
    const box = { left: label.x + across - width / 2, right: label.x + across + width / 2, top, bottom: top + height };
    const isInside = box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
    if (isInside && !taken.some((other) => overlaps(box, other))) return { level, across, down, box };
  }
  return null;
}

function overlaps(one: Frame, other: Frame): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
