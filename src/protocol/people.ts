/**
 * People chosen by a rule: measures of a customer, named segments, and rules as text.
 *
 * A rule is one of
 * - the id of a named segment (`champions`): a rectangle whose sides are thresholds of the company's own customers,
 * - `box:MEASURE:FROM_TO[:MEASURE:FROM_TO...]`: every measure from FROM (inclusive) to TO (exclusive), either end may be left out,
 * - `lasso:X:Z:x1_z1_x2_z2_...`: standing inside a polygon drawn in two measures. Corners are in the measures' units; edges are straight on their
 *   axes. People of one value stand side by side up to the next value, each always at the same place of it, and are judged by where they stand.
 *
 * Membership follows the events: it is judged for the newest event that an answer sees.
 */

/** How an axis of a measure runs: by doublings, or evenly. */
export type AxisKind = 'log' | 'linear';

export interface PersonMeasure {
  readonly id: string;
  readonly axis: AxisKind;
  /** `times`, `days`, `perYear`, `money`, `%`, `count`, `score`. */
  readonly unit: 'times' | 'days' | 'perYear' | 'money' | '%' | 'count' | 'score';
  /** Less is better: it stands at the right. */
  readonly isReversed: boolean;
  /** The part of the axis that is shown where most people stand in it, on the axis' own scale. */
  readonly usual: readonly [from: number, to: number] | null;
  /** Below this place of the axis nothing is told apart, and the land does not reach farther. */
  readonly floor: number | null;
  /** The definition in one sentence. */
  readonly formula: string;
}

const measure = (
  id: string,
  axis: AxisKind,
  unit: PersonMeasure['unit'],
  formula: string,
  { isReversed = false, usual = null, floor = null }: Partial<Pick<PersonMeasure, 'isReversed' | 'usual' | 'floor'>> = {},
): PersonMeasure => ({ id, axis, unit, formula, isReversed, usual, floor });

/** About a hundredth of a unit of money: who paid nothing stands there. */
const LEAST_MONEY = -7;

/** Every measure of a customer, of all their events up to the newest one that an answer sees ("then"). */
export const PERSON_MEASURES: readonly PersonMeasure[] = [
  measure(
    'lateness',
    'log',
    'times',
    'Days from the latest order to then, divided by the own buying cycle: the median time between orders; with one order, the median cycle of those who last bought in the same category.',
    { isReversed: true, usual: [-2.6, 3.1], floor: -4.5 },
  ),
  measure('frequency', 'log', 'perYear', 'Orders divided by the years from the first one to then, at least one year.', {
    usual: [-0.15, 5.05],
  }),
  measure('recency', 'log', 'days', 'Days from the latest order to then.', { isReversed: true, floor: -2 }),
  measure('tenure', 'log', 'days', 'Days from the first order to then.', { floor: -2 }),
  measure('orders', 'log', 'count', 'Distinct orders.'),
  measure('revenue', 'log', 'money', 'Sum of the amounts of all orders.', { floor: LEAST_MONEY }),
  measure('aov', 'log', 'money', 'Sum of the amounts of all orders divided by their number.', { floor: LEAST_MONEY }),
  measure('csat', 'linear', '%', 'Share of the own csat5 scores that are 4 or 5.'),
  measure('contacts', 'linear', 'count', 'Contacts opened, or closed without having been opened.'),
  measure('recencyScore', 'linear', 'score', '1 to 5 by fifths of all who ordered: 5 ordered last. Equal values have equal scores.'),
  measure('frequencyScore', 'linear', 'score', '1 to 5 by fifths of all who ordered: 5 order most often. Equal values have equal scores.'),
  measure('moneyScore', 'linear', 'score', '1 to 5 by fifths of all who ordered: 5 spend most. Equal values have equal scores.'),
];
const BY_ID = new Map(PERSON_MEASURES.map((one) => [one.id, one]));

/** What is known of a measure of people; undefined where there is none of that id. */
export function personMeasure(id: string): PersonMeasure | undefined {
  return BY_ID.get(id);
}

/** Whether all values of a measure are whole numbers. */
export function isWholeMeasure(id: string): boolean {
  const unit = BY_ID.get(id)?.unit;
  return unit === 'score' || unit === 'count';
}

/** The dimension of the named segments; as a filter its values may be any rule. */
export const SEGMENT_RULE = 'segment:rule';
/** Prefix of the dimension of one rule: its groups are {@link INSIDE} and null. */
export const PEOPLE = 'people:';
export const INSIDE = 'in';

/** The named segments, in the order of their codes (from 1). Every customer who ever ordered is in exactly one. */
export const NAMED_SEGMENTS = ['champions', 'loyal', 'promising', 'new', 'cooling', 'cantLose', 'atRisk', 'hibernating'] as const;
export type NamedSegment = (typeof NAMED_SEGMENTS)[number];

export function isNamedSegment(text: string): text is NamedSegment {
  return (NAMED_SEGMENTS as readonly string[]).includes(text);
}

/** Orders a year from which a customer buys now and then, often, and very often. */
export type FrequencySteps = readonly [some: number, often: number, most: number];

/** One condition of a box: from inclusive, to exclusive, in the unit of the measure; null where open. */
export interface Side {
  readonly measure: string;
  readonly from: number | null;
  readonly to: number | null;
}

export type PeopleRule =
  | { readonly kind: 'named'; readonly id: NamedSegment }
  | { readonly kind: 'box'; readonly sides: readonly Side[] }
  /** x, z by turns, in the units of the measures. */
  | { readonly kind: 'lasso'; readonly x: string; readonly z: string; readonly corners: readonly number[] };

/** The sides of a named segment. */
export function namedBox(id: NamedSegment, [some, often, most]: FrequencySteps): PeopleRule & { readonly kind: 'box' } {
  const box = (late: readonly [number | null, number | null], often: readonly [number | null, number | null]) => ({
    kind: 'box' as const,
    sides: [
      { measure: 'lateness', from: late[0], to: late[1] },
      { measure: 'frequency', from: often[0], to: often[1] },
    ],
  });
  switch (id) {
    case 'champions':
      return box([null, 1], [most, null]);
    case 'loyal':
      return box([null, 1], [often, most]);
    case 'promising':
      return box([null, 1], [some, often]);
    case 'new':
      return box([null, 1], [null, some]);
    case 'cooling':
      return box([1, 2], [some, null]);
    case 'cantLose':
      return box([2, null], [most, null]);
    case 'atRisk':
      return box([2, null], [some, most]);
    case 'hibernating':
      return box([1, null], [null, some]);
  }
}

export const MOST_CORNERS = 64;
const MOST_SIDES = 6;
export const MOST_RULE_LENGTH = 2000;
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d{1,3})?$/;

/** Reads a rule. Throws an Error that says what is wrong with it. */
export function readRule(text: string): PeopleRule {
  if (isNamedSegment(text)) return { kind: 'named', id: text };
  if (text.length > MOST_RULE_LENGTH) throw new Error(`a rule has at most ${MOST_RULE_LENGTH} characters`);
  const [kind, ...parts] = text.split(':');
  if (kind === 'box') return { kind, sides: readSides(parts) };
  if (kind === 'lasso') return readLasso(parts);
  throw new Error(
    `${JSON.stringify(text.slice(0, 60))} is no rule: must be one of ${NAMED_SEGMENTS.join(', ')}, or box:MEASURE:FROM_TO, or lasso:X:Z:x1_z1_x2_z2_x3_z3`,
  );
}

function readSides(parts: readonly string[]): Side[] {
  if (parts.length === 0 || parts.length % 2 !== 0 || parts.length > 2 * MOST_SIDES)
    throw new Error(`a box has 1 to ${MOST_SIDES} pairs of MEASURE:FROM_TO`);
  return Array.from({ length: parts.length / 2 }, (_, at) => {
    const ends = (parts[2 * at + 1] as string).split('_');
    if (ends.length !== 2) throw new Error(`${parts[2 * at + 1]}: must be FROM_TO, such as 1_4 or 2_`);
    const [from, to] = ends.map((end) => (end === '' ? null : readNumber(end))) as [number | null, number | null];
    if (from === null && to === null) throw new Error('a side of a box needs one end at least');
    return { measure: known(parts[2 * at] as string), from, to };
  });
}

function readLasso(parts: readonly string[]): PeopleRule {
  if (parts.length !== 3) throw new Error('a lasso is lasso:X:Z:x1_z1_x2_z2_x3_z3');
  const corners = (parts[2] as string).split('_').map(readNumber);
  if (corners.length % 2 !== 0 || corners.length < 6 || corners.length > 2 * MOST_CORNERS)
    throw new Error(`a lasso has 3 to ${MOST_CORNERS} corners of two numbers`);
  return { kind: 'lasso', x: known(parts[0] as string), z: known(parts[1] as string), corners };
}

function readNumber(text: string): number {
  if (!NUMBER.test(text)) throw new Error(`${JSON.stringify(text.slice(0, 30))} is no number`);
  return Number(text);
}

function known(id: string): string {
  if (BY_ID.has(id)) return id;
  throw new Error(`unknown measure ${JSON.stringify(id.slice(0, 30))}; known are ${[...BY_ID.keys()].join(', ')}`);
}

/** Writes a rule so that {@link readRule} reads the same. */
export function writeRule(rule: PeopleRule): string {
  if (rule.kind === 'named') return rule.id;
  if (rule.kind === 'lasso') return `lasso:${rule.x}:${rule.z}:${rule.corners.map(writeNumber).join('_')}`;
  const end = (value: number | null) => (value === null ? '' : writeNumber(value));
  return `box:${rule.sides.map(({ measure, from, to }) => `${measure}:${end(from)}_${end(to)}`).join(':')}`;
}

function writeNumber(value: number): string {
  return String(Number(value.toPrecision(5)));
}
