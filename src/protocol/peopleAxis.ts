/** Where a value of a measure stands on its axis, and which people a rule takes. */
import { type AxisKind, type FrequencySteps, namedBox, type PeopleRule, personMeasure } from './people.ts';

/** Values at or below this stand at the lower end of an axis of doublings. */
const LEAST = 2 ** -20;

/** Where a value stands on an axis: its binary logarithm, or itself. */
export function toAxis(kind: AxisKind, value: number): number {
  return kind === 'log' ? Math.log2(Math.max(LEAST, value)) : value;
}

/** The value that stands at a place of an axis. */
export function fromAxis(kind: AxisKind, at: number): number {
  return kind === 'log' ? 2 ** at : at;
}

/** The outermost share of the land at each end, where those from beyond stand, the farther the nearer to the edge. */
const SHORE = 0.08;
/** Nearer to the edge than this, in shores, nobody is told apart. */
const LAST = 1e-6;

/** The ends of an axis that the land shows, on its own scale. */
interface Ends {
  readonly from: number;
  readonly to: number;
}

/** Where a place of an axis is on the land: nobody falls off. */
export function heldIn({ from, to }: Ends, at: number): number {
  const shore = SHORE * (to - from);
  if (at < from + shore) return from + shore * Math.exp((at - from - shore) / shore);
  return at > to - shore ? to - shore * Math.exp((to - shore - at) / shore) : at;
}

/** The place of the axis that is held there: the way back. */
export function freedFrom({ from, to }: Ends, at: number): number {
  const shore = SHORE * (to - from);
  const away = (rest: number) => shore * Math.log(Math.max(LAST, rest / shore));
  if (at < from + shore) return from + shore + away(at - from);
  return at > to - shore ? to - shore - away(to - at) : at;
}

/** The value of a measure of one person; NaN where they have none. */
export type ValueFor = (measure: string) => number;

/** A test of the people that a rule takes. `steps` are those of the named segments. */
export function createTest(rule: PeopleRule, steps: FrequencySteps): (valueFor: ValueFor) => boolean {
  if (rule.kind === 'named') return createTest(namedBox(rule.id, steps), steps);
  if (rule.kind === 'box') {
    const { sides } = rule;
    return (valueFor) =>
      sides.every(({ measure, from, to }) => {
        const value = valueFor(measure);
        return (from === null ? value > Number.NEGATIVE_INFINITY : value >= from) && (to === null || value < to);
      });
  }
  const { x, z } = rule;
  const [kindX, kindZ] = [axisOf(x), axisOf(z)];
  const polygon = Float64Array.from(rule.corners, (value, at) => toAxis(at % 2 === 0 ? kindX : kindZ, value));
  return (valueFor) => {
    const [atX, atZ] = [valueFor(x), valueFor(z)];
    return !Number.isNaN(atX) && !Number.isNaN(atZ) && isInside(polygon, toAxis(kindX, atX), toAxis(kindZ, atZ));
  };
}

/** The measures that a rule looks at. */
export function measuresOf(rule: PeopleRule): readonly string[] {
  if (rule.kind === 'named') return ['lateness', 'frequency'];
  return rule.kind === 'lasso' ? [rule.x, rule.z] : [...new Set(rule.sides.map(({ measure }) => measure))];
}

export function axisOf(id: string): AxisKind {
  return personMeasure(id)?.axis ?? 'linear';
}

/** Whether a point lies in a polygon of corners x, z by turns (even-odd rule; left and lower edges count as inside). */
export function isInside(polygon: ArrayLike<number>, x: number, z: number): boolean {
  let inside = false;
  const count = polygon.length;
  for (let at = 0, before = count - 2; at < count; before = at, at += 2) {
    const [x0, z0] = [polygon[before] as number, polygon[before + 1] as number];
    const [x1, z1] = [polygon[at] as number, polygon[at + 1] as number];
    if (z0 > z !== z1 > z && x < x0 + ((z - z0) / (z1 - z0)) * (x1 - x0)) inside = !inside;
  }
  return inside;
}
