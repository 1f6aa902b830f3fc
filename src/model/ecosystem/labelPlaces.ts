/** Which labels stand, and how much of each: nobody's text lies on another's, and none leaves the frame. */

/** A text that wants to stand; pixels, y downward. `x` is its middle, `y` the edge that it hangs on. */
export interface WantedLabel {
  readonly x: number;
  readonly y: number;
  readonly above: boolean;
  readonly width: number;
  /** Height with one line and with both. */
  readonly nameHeight: number;
  readonly height: number;
  /** Width of the first line alone. */
  readonly nameWidth: number;
  /** Higher ones are placed first. */
  readonly priority: number;
}

/** A name of a ball. */
export interface BallLabel extends WantedLabel {
  /** From the edge that it hangs on to the middle of the ball, pixels: where it has no room above, it stands beside the ball. Nought: never. */
  readonly reach: number;
}

export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How much of a label stands. */
export const SHOWN = { none: 0, name: 1, all: 2 } as const;

/** How far a label may be moved sideways to stay in the frame or off its neighbour, pixels. */
const SHIFTS = [0, -14, 14, -28, 28];
/** Between what is named and a name beside it, pixels. */
const BESIDE_PX = 2;

/** Writes what stands of each label into `shown`, and how far it is moved (right, down) into `moves`, two a label. Returns every box that is taken. */
export function placeLabels(
  labels: readonly BallLabel[],
  frame: Frame,
  obstacles: readonly Frame[],
  shown: Uint8Array,
  moves: Float32Array,
): readonly Frame[] {
  const order = labels
    .map((_, at) => at)
    .sort((one, other) => (labels[other] as WantedLabel).priority - (labels[one] as WantedLabel).priority || one - other);
  const taken: Frame[] = [...obstacles];
  for (const at of order) {
    const label = labels[at] as BallLabel;
    shown[at] = SHOWN.none;
    moves.fill(0, 2 * at, 2 * at + 2);
    const found =
      firstRoom(label, SHOWN.all, frame, taken) ??
      firstRoom(label, SHOWN.name, frame, taken) ??
      besideIt(label, { frame, taken, obstacles, labels });
    if (!found) continue;
    shown[at] = found.level;
    moves[2 * at] = found.right;
    moves[2 * at + 1] = found.down;
    taken.push(found.box);
  }
  return taken;
}

/** Where along a link its chip is tried: from the middle outward. */
export const CHIP_STEPS: readonly number[] = Array.from(
  { length: 31 },
  (_, step) => 0.5 + (step % 2 === 0 ? 1 : -1) * 0.02 * Math.ceil(step / 2),
);

/** A disc that no chip may touch: pixels. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

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

function touches({ left, right, top, bottom }: Frame, { x, y, radius }: Disc): boolean {
  return Math.hypot(x - Math.max(left, Math.min(right, x)), y - Math.max(top, Math.min(bottom, y))) < radius;
}

function firstRoom(label: WantedLabel, level: 1 | 2, frame: Frame, taken: readonly Frame[]) {
  for (const shift of SHIFTS) {
    const found = roomAt(label, { level, right: shift, down: 0 }, frame, taken);
    if (found) return found;
  }
  return null;
}

interface Around {
  readonly frame: Frame;
  readonly taken: readonly Frame[];
  readonly obstacles: readonly Frame[];
  readonly labels: readonly BallLabel[];
}

/** Where the headline takes the place above a ball: to the right of it, else to the left, over no other ball. */
function besideIt(label: BallLabel, { frame, taken, obstacles, labels }: Around) {
  const above = roomAt(label, { level: SHOWN.name, right: 0, down: 0 }, frame, []);
  if (label.reach <= 0 || (above !== null && !obstacles.some((other) => overlaps(above.box, other)))) return null;
  const isBare = ({ box }: { readonly box: Frame }) =>
    !labels.some(
      (other) => other !== label && other.reach > 0 && touches(box, { x: other.x, y: other.y + other.reach, radius: other.reach }),
    );
  for (const level of [SHOWN.all, SHOWN.name]) {
    const [wide, high] = sizeOf(label, level);
    const away = wide / 2 + label.reach + BESIDE_PX;
    for (const right of [away, -away]) {
      const found = roomAt(label, { level, right, down: label.reach + high / 2 }, frame, taken);
      if (found && isBare(found)) return found;
    }
  }
  return null;
}

interface Move {
  readonly level: 1 | 2;
  readonly right: number;
  readonly down: number;
}

function roomAt(label: WantedLabel, move: Move, frame: Frame, taken: readonly Frame[]) {
  const [wide, high] = sizeOf(label, move.level);
  const [left, top] = [label.x + move.right - wide / 2, label.y + move.down - (label.above ? high : 0)];
  const box = { left, right: left + wide, top, bottom: top + high };
  const isInside = box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
  return isInside && !taken.some((other) => overlaps(box, other)) ? { ...move, box } : null;
}

function sizeOf({ width, height, nameHeight, nameWidth }: WantedLabel, level: 1 | 2): readonly [number, number] {
  return level === SHOWN.all ? [width, height] : [nameWidth, nameHeight];
}

function overlaps(one: Frame, other: Frame): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
