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
  /** Which of the rows of balls it belongs to. */
  readonly row: number;
}

export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pixels. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A name with more signs than these stands in two lines on a wall, each of at most so many. */
const LONGEST_LINE = 13;
const LONGEST_OF_TWO = 18;

/** A long name in two lines as even as its words allow, parted by a line break; what is longer still ends in an ellipsis. */
export function inTwoLines(name: string): string {
  if (name.length <= LONGEST_LINE) return name;
  const words = name.split(' ');
  const lines = words.slice(1).map((_, at) => [words.slice(0, at + 1).join(' '), words.slice(at + 1).join(' ')]);
  const longest = (each: readonly string[]) => Math.max(...each.map(({ length }) => length));
  const [even = [name]] = lines.sort((one, other) => longest(one) - longest(other));
  return even.map((line) => (line.length <= LONGEST_OF_TWO ? line : `${line.slice(0, LONGEST_OF_TWO - 1).trimEnd()}…`)).join('\n');
}

/** How much of a label stands. */
export const SHOWN = { none: 0, name: 1, all: 2 } as const;

/** Where a label is tried, in heights of its name: how far aside, to stay in the frame or off its neighbour, and how far away from its ball. */
type Try = readonly [aside: number, away: number];
const over = (asides: readonly number[], aways: readonly number[]): readonly Try[] =>
  aways.flatMap((away) => asides.map((aside) => [aside, away] as const));
const [NEAR, AWAY, FAR_ASIDE] = [over([0, -0.75, 0.75], [0]), over([0, -0.75, 0.75], [1, 1.25, 1.6]), over([-1.5, 1.5], [0, 1, 1.25, 1.6])];
/** Beyond a neighbour's name of two lines, and just off it. */
const BEYOND = [...over([-0.35, 0.35], [0]), ...over([0, -0.75, 0.75], [2.2])];
const TRIES = [...NEAR, ...AWAY, ...FAR_ASIDE, ...BEYOND];
/** The farthest first: the rows are bent, so the next ball's name may hang lower. */
const AWAY_FIRST = [...over([0, -0.75, 0.75], [1.6, 1.25, 1]), ...NEAR, ...FAR_ASIDE, ...BEYOND];
/** Between what is named and a name beside it, pixels. */
const BESIDE_PX = 2;
/** For a name that found no room so many others are moved at most. */
const MOST_DISPLACED = 2;
/** What the line to a label further away takes of the width, pixels. */
const LEADER_PX = 4;

/**
 * Writes what stands of each label into `shown`, and how far it is moved (right, down) into `moves`, two a label. Returns every box that is taken.
 * Names come first, second lines where all names leave room for them. Where names are left out, every other one of a row is tried further away;
 * what then has no name yet moves up to two others aside.
 */
export function placeLabels(
  labels: readonly BallLabel[],
  frame: Frame,
  obstacles: readonly Frame[],
  shown: Uint8Array,
  moves: Float32Array,
): readonly Frame[] {
  // What is too small to be named moves nobody.
  const order = labels
    .flatMap(({ nameWidth }, at) => (nameWidth > 0 ? [at] : []))
    .sort((one, other) => (labels[other] as WantedLabel).priority - (labels[one] as WantedLabel).priority || one - other);
  const around = { frame, obstacles, labels };
  let away: ReadonlySet<number> = new Set();
  let names = namesOf(order, away, around);
  for (const row of new Set(labels.map((label) => label.row)))
    for (const parity of [1, 0]) {
      if (names.size === order.length) break;
      const next = new Set([...away, ...everyOther(labels, row, parity)]);
      const found = namesOf(order, next, around);
      if (found.size > names.size) [away, names] = [next, found];
    }
  for (const at of order) if (!names.has(at)) names = squeezedIn(at, names, around) ?? names;
  const rooms = withSecondLines(order, names, around);
  for (const at of labels.keys()) {
    const { level, right, down } = rooms.get(at) ?? NOWHERE;
    shown[at] = level;
    moves[2 * at] = right;
    moves[2 * at + 1] = down;
  }
  return takenBeside(rooms, -1, obstacles);
}

type Rooms = ReadonlyMap<number, Room>;

/** Of the labels of a row, from left to right, every second one. */
function everyOther(labels: readonly BallLabel[], row: number, parity: number): readonly number[] {
  const own = labels.flatMap((label, at) => (label.row === row && label.nameWidth > 0 ? [at] : []));
  own.sort((one, other) => (labels[one] as BallLabel).x - (labels[other] as BallLabel).x);
  return own.filter((_, place) => place % 2 === parity);
}

function namesOf(order: readonly number[], away: ReadonlySet<number>, around: Omit<Around, 'taken'>): Rooms {
  const rooms = new Map<number, Room>();
  for (const at of order) {
    const label = around.labels[at] as BallLabel;
    const beside: Around = { ...around, taken: takenBeside(rooms, at, around.obstacles) };
    const found = nearIt(label, SHOWN.name, beside, away.has(at) ? AWAY_FIRST : TRIES) ?? besideIt(label, SHOWN.name, beside);
    if (found) rooms.set(at, found);
  }
  return rooms;
}

/** The rooms when a name that had none stands over no ball, and those that stood there stand elsewhere; null where there is no such way. */
function squeezedIn(at: number, names: Rooms, around: Omit<Around, 'taken'>): Rooms | null {
  const label = around.labels[at] as BallLabel;
  return firstOf(TRIES, (each) => {
    const own = tried(label, SHOWN.name, each, { ...around, taken: around.obstacles });
    if (own === null || !isBare(own.box, label, around.labels)) return null;
    const displaced = [...names].flatMap(([other, room]) => (crosses(own, room) ? [other] : []));
    if (displaced.length > MOST_DISPLACED) return null;
    const rooms = new Map(names).set(at, own);
    for (const other of displaced) rooms.delete(other);
    for (const other of displaced) {
      const beside: Around = { ...around, taken: takenBeside(rooms, other, around.obstacles) };
      const found = bareNear(around.labels[other] as BallLabel, SHOWN.name, beside, TRIES);
      if (found === null) return null;
      rooms.set(other, found);
    }
    return rooms;
  });
}

function crosses(one: Room, other: Room): boolean {
  const [own, others] = [one, other].map(({ box, leader }) => (leader === null ? [box] : [box, leader])) as [Frame[], Frame[]];
  return own.some((box) => others.some((taken) => overlaps(box, taken)));
}

function withSecondLines(order: readonly number[], names: Rooms, around: Omit<Around, 'taken'>): Rooms {
  const rooms = new Map(names);
  for (const at of order) {
    const own = rooms.get(at);
    if (!own || own.level === SHOWN.all) continue;
    const label = around.labels[at] as BallLabel;
    const beside: Around = { ...around, taken: takenBeside(rooms, at, around.obstacles) };
    if (own.isBeside) {
      rooms.set(at, besideIt(label, SHOWN.all, beside) ?? own);
      continue;
    }
    const inPlace = roomAt(label, { ...own, level: SHOWN.all }, beside);
    const isKept = inPlace !== null && (isBare(inPlace.box, label, around.labels) || !isBare(own.box, label, around.labels));
    const grown = isKept ? inPlace : bareNear(label, SHOWN.all, beside, TRIES);
    if (grown) rooms.set(at, grown);
  }
  return rooms;
}

function takenBeside(rooms: Rooms, own: number, obstacles: readonly Frame[]): readonly Frame[] {
  const taken = [...obstacles];
  for (const [at, { box, leader }] of rooms) if (at !== own) taken.push(box, ...(leader === null ? [] : [leader]));
  return taken;
}

const NOWHERE = { level: SHOWN.none, right: 0, down: 0 };

interface Around {
  readonly frame: Frame;
  readonly taken: readonly Frame[];
  readonly obstacles: readonly Frame[];
  readonly labels: readonly BallLabel[];
}

/** Above its ball or below its dock, else a little aside, else further away at the end of a line; over another's ball only where there is no other room. */
function nearIt(label: BallLabel, level: 1 | 2, around: Around, tries: readonly Try[]): Room | null {
  return bareNear(label, level, around, tries) ?? firstOf(tries, (each) => tried(label, level, each, around));
}

/** The same over no other ball. */
function bareNear(label: BallLabel, level: 1 | 2, around: Around, tries: readonly Try[]): Room | null {
  return firstOf(tries, (each) => {
    const found = tried(label, level, each, around);
    return found && isBare(found.box, label, around.labels) ? found : null;
  });
}

function tried(label: BallLabel, level: 1 | 2, [aside, away]: Try, around: Around): Room | null {
  return roomAt(label, { level, right: aside * label.nameHeight, down: (label.above ? -away : away) * label.nameHeight }, around);
}

function firstOf<Each, Found>(tries: readonly Each[], find: (each: Each) => Found | null): Found | null {
  for (const each of tries) {
    const found = find(each);
    if (found) return found;
  }
  return null;
}

/** Whether a box covers no ball but that of its label. */
function isBare(box: Frame, label: BallLabel, labels: readonly BallLabel[]): boolean {
  return !labels.some(
    (other) => other !== label && other.reach > 0 && touches(box, { x: other.x, y: other.y + other.reach, radius: other.reach }),
  );
}

/** Where the headline takes the place above a ball: to the right of it, else to the left, over no other ball. */
function besideIt(label: BallLabel, level: 1 | 2, around: Around): Room | null {
  const { obstacles, labels } = around;
  const above = roomAt(label, { level: SHOWN.name, right: 0, down: 0 }, { ...around, taken: [] });
  if (label.reach <= 0 || (above !== null && !obstacles.some((other) => overlaps(above.box, other)))) return null;
  const [wide, high] = sizeOf(label, level);
  const away = wide / 2 + label.reach + BESIDE_PX;
  return firstOf([away, -away], (right) => {
    const found = roomAt(label, { level, right, down: label.reach + high / 2, isBeside: true }, around);
    return found && isBare(found.box, label, labels) ? found : null;
  });
}

interface Move {
  readonly level: 1 | 2;
  readonly right: number;
  readonly down: number;
  readonly isBeside?: boolean;
}

interface Room extends Move {
  readonly box: Frame;
  /** The line from a label that stands further away to what it names. */
  readonly leader: Frame | null;
}

function roomAt(label: WantedLabel, move: Move, { frame, taken }: Pick<Around, 'frame' | 'taken'>): Room | null {
  const [wide, high] = sizeOf(label, move.level);
  const [left, top] = [label.x + move.right - wide / 2, label.y + move.down - (label.above ? high : 0)];
  const box = { left, right: left + wide, top, bottom: top + high };
  const isInside = box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
  const leader = move.down === 0 || move.isBeside ? null : leaderOf(label, box);
  const isFree = (own: Frame) => !taken.some((other) => overlaps(own, other));
  return isInside && isFree(box) && (leader === null || isFree(leader)) ? { ...move, box, leader } : null;
}

function leaderOf({ x, y, above }: WantedLabel, { top, bottom }: Frame): Frame {
  const [left, right] = [x - LEADER_PX / 2, x + LEADER_PX / 2];
  return above ? { left, right, top: bottom, bottom: y } : { left, right, top: y, bottom: top };
}

function sizeOf({ width, height, nameHeight, nameWidth }: WantedLabel, level: 1 | 2): readonly [number, number] {
  return level === SHOWN.all ? [width, height] : [nameWidth, nameHeight];
}

export function overlaps(one: Frame, other: Frame): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** Whether any of a disc lies in a box. */
export function touches({ left, right, top, bottom }: Frame, { x, y, radius }: Disc): boolean {
  return Math.hypot(x - Math.max(left, Math.min(right, x)), y - Math.max(top, Math.min(bottom, y))) < radius;
}
