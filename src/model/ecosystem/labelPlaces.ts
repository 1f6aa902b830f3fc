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

/** Writes what stands of each label into `shown` and how far it is moved sideways into `shifts`; both as long as `labels`. */
export function placeLabels(
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
    shifts[at] = 0;
    const found = firstRoom(label, SHOWN.all, frame, taken) ?? firstRoom(label, SHOWN.name, frame, taken);
    if (!found) continue;
    shown[at] = found.level;
    shifts[at] = found.shift;
    taken.push(found.box);
  }
}

function firstRoom(label: WantedLabel, level: 1 | 2, frame: Frame, taken: readonly Frame[]) {
  for (const shift of SHIFTS) {
    const box = boxOf(label, level, shift);
    const isInside = box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
    if (isInside && !taken.some((other) => overlaps(box, other))) return { level, shift, box };
  }
  return null;
}

function boxOf({ x, y, above, width, height, nameHeight, nameWidth }: WantedLabel, level: 1 | 2, shift: number): Frame {
  const [wide, high] = level === SHOWN.all ? [width, height] : [nameWidth, nameHeight];
  return { left: x + shift - wide / 2, right: x + shift + wide / 2, top: above ? y - high : y, bottom: above ? y : y + high };
}

function overlaps(one: Frame, other: Frame): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
