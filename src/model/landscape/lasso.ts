/** From what a hand draws on the land to a rule. */
import { MOST_CORNERS, type PeopleRule } from '../../protocol/people.ts';
import { axisOf, fromAxis } from '../../protocol/peopleAxis.ts';
import { areaOf, simplified } from '../outline.ts';
import { axisX, axisZ, type Ground, LAND } from './land.ts';

/** A corner this near to the edge of the land, world units, takes along who stands beyond. */
const EDGE = 0.12;
/** Steps of an axis beyond which nobody stands. */
const BEYOND = 30;
/** Corners nearer to the line between their neighbours, world units, say nothing. */
const TOLERANCE = 0.05;
/** Smallest area that is meant, square units. */
const LEAST_AREA = 0.05;

/** The rule of a line drawn around people: world x, z by turns. Null where it surrounds nothing. */
export function lassoRule(drawn: readonly number[], ground: Ground): (PeopleRule & { readonly kind: 'lasso' }) | null {
  if (drawn.length < 6 || Math.abs(areaOf(drawn)) < LEAST_AREA) return null;
  const corners = simplified(drawn, TOLERANCE, MOST_CORNERS);
  if (corners.length < 6) return null;
  const [kindX, kindZ] = [axisOf(ground.x.measure), axisOf(ground.z.measure)];
  const values = corners.map((world, at) =>
    at % 2 === 0
      ? fromAxis(kindX, outward(axisX(ground, world), world, LAND.width, ground.x, ground.sideX))
      : fromAxis(kindZ, outward(axisZ(ground, world), world, LAND.depth, ground.z, -ground.sideZ as 1 | -1)),
  );
  return { kind: 'lasso', x: ground.x.measure, z: ground.z.measure, corners: values.map((value) => Number(value.toPrecision(4))) };
}

/** The rule of a rectangle between two world places. Null where it is too small to be meant. */
export function boxRule(from: readonly [number, number], to: readonly [number, number], ground: Ground): PeopleRule | null {
  if (Math.abs((to[0] - from[0]) * (to[1] - from[1])) < LEAST_AREA) return null;
  const side = (axis: 'x' | 'z') => {
    const at = axis === 'x' ? 0 : 1;
    const [size, { measure }] = [axis === 'x' ? LAND.width : LAND.depth, ground[axis]];
    const place = axis === 'x' ? axisX : axisZ;
    const end = (world: number) =>
      Math.abs(world) >= size / 2 - EDGE ? null : Number(fromAxis(axisOf(measure), place(ground, world)).toPrecision(4));
    const forward = axis === 'x' ? ground.sideX : -ground.sideZ;
    const [low, high] = from[at] < to[at] === forward > 0 ? [from[at], to[at]] : [to[at], from[at]];
    const found = { measure, from: end(low), to: end(high) };
    return found.from === null && found.to === null ? [] : [found];
  };
  const sides = [...side('x'), ...side('z')];
  return sides.length === 0 ? null : { kind: 'box', sides };
}

/** A place at the edge is put far beyond it. `forward`: 1 where the axis runs with the world. */
function outward(at: number, world: number, size: number, { from, to }: { from: number; to: number }, forward: 1 | -1): number {
  if (Math.abs(world) < size / 2 - EDGE) return at;
  return world * forward > 0 ? to + BEYOND : from - BEYOND;
}
