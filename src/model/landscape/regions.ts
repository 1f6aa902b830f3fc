/** Where the people of a rule stand on the land, as an outline. */
import { type FrequencySteps, namedBox, type PeopleRule } from '../../protocol/people.ts';
import { axisOf, toAxis } from '../../protocol/peopleAxis.ts';
import { type Ground, standX, standZ } from './land.ts';

/** World corners x, z by turns. */
export type Outline = readonly number[];

/** The outline of a rule on the land; null where the axes do not show it. */
export function outlineOf(rule: PeopleRule, steps: FrequencySteps, ground: Ground): Outline | null {
  if (rule.kind === 'named') return outlineOf(namedBox(rule.id, steps), steps, ground);
  const { x, z } = ground;
  if (rule.kind === 'lasso') {
    if (rule.x !== x.measure || rule.z !== z.measure) return null;
    const [kindX, kindZ] = [axisOf(rule.x), axisOf(rule.z)];
    return rule.corners.map((value, at) => (at % 2 === 0 ? standX(ground, toAxis(kindX, value)) : standZ(ground, toAxis(kindZ, value))));
  }
  if (!rule.sides.every(({ measure }) => measure === x.measure || measure === z.measure)) return null;
  const span = (measure: string): readonly [number, number] => {
    const sides = rule.sides.filter((side) => side.measure === measure);
    const end = (value: number) => toAxis(axisOf(measure), value);
    const low = Math.max(Number.NEGATIVE_INFINITY, ...sides.flatMap((side) => (side.from === null ? [] : [end(side.from)])));
    const high = Math.min(Number.POSITIVE_INFINITY, ...sides.flatMap((side) => (side.to === null ? [] : [end(side.to)])));
    return [low, high];
  };
  const [left, right] = span(x.measure).map((at) => standX(ground, at)) as [number, number];
  const [near, far] = span(z.measure).map((at) => standZ(ground, at)) as [number, number];
  const isEmpty = (right - left) * ground.sideX <= 0 || (near - far) * ground.sideZ <= 0;
  return isEmpty ? null : [left, near, right, near, right, far, left, far];
}
