/** Where the people of a rule stand on the land, as an outline. */
import { type FrequencySteps, namedBox, type PeopleRule } from '../../protocol/people.ts';
import { axisOf, toAxis } from '../../protocol/peopleAxis.ts';
import { type Ground, LAND, landX, landZ } from './land.ts';

/** World corners x, z by turns. */
export type Outline = readonly number[];

/** The outline of a rule on the land; null where the axes do not show it. */
export function outlineOf(rule: PeopleRule, steps: FrequencySteps, ground: Ground): Outline | null {
  if (rule.kind === 'named') return outlineOf(namedBox(rule.id, steps), steps, ground);
  const { x, z } = ground;
  if (rule.kind === 'lasso') {
    if (rule.x !== x.measure || rule.z !== z.measure) return null;
    const [kindX, kindZ] = [axisOf(rule.x), axisOf(rule.z)];
    return rule.corners.map((value, at) =>
      at % 2 === 0 ? edgeX(landX(ground, toAxis(kindX, value))) : edgeZ(landZ(ground, toAxis(kindZ, value))),
    );
  }
  if (!rule.sides.every(({ measure }) => measure === x.measure || measure === z.measure)) return null;
  const span = (measure: string, from: number, to: number): readonly [number, number] => {
    const sides = rule.sides.filter((side) => side.measure === measure);
    const end = (value: number) => toAxis(axisOf(measure), value);
    const low = Math.max(from, ...sides.flatMap((side) => (side.from === null ? [] : [end(side.from)])));
    const high = Math.min(to, ...sides.flatMap((side) => (side.to === null ? [] : [end(side.to)])));
    return [low, high];
  };
  const [left, right] = span(x.measure, x.from, x.to).map((at) => landX(ground, at)) as [number, number];
  const [near, far] = span(z.measure, z.from, z.to).map((at) => landZ(ground, at)) as [number, number];
  const isEmpty = (right - left) * ground.sideX <= 0 || (near - far) * ground.sideZ <= 0;
  return isEmpty ? null : [left, near, right, near, right, far, left, far];
}

function edgeX(x: number): number {
  return Math.min(LAND.width / 2, Math.max(-LAND.width / 2, x));
}

function edgeZ(z: number): number {
  return Math.min(LAND.depth / 2, Math.max(-LAND.depth / 2, z));
}
