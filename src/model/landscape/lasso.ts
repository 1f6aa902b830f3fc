/** From what a hand draws on the land to a rule. */

import type { AxisSpan } from '../../protocol/landscape.ts';
import { isWholeMeasure, MOST_CORNERS, type PeopleRule, type Side } from '../../protocol/people.ts';
import { axisOf, fromAxis } from '../../protocol/peopleAxis.ts';
import { areaOf, simplified } from '../outline.ts';
import { type Ground, LAND, standX, standZ, stoodX, stoodZ } from './land.ts';

/** A corner this near to the edge of the land, world units, takes along who stands beyond. */
const EDGE = 0.12;
/** So far beyond the end of an axis nobody stands: doublings, or units. */
const BEYOND = { log: 30, linear: 1e6 } as const;
/** Corners nearer to the line between their neighbours, world units, say nothing. */
const TOLERANCE = 0.05;
/** How far from a whole number the middle of those stands who have it. */
const MIDDLE = 0.45;
/** Smallest area that is meant, square units. */
const LEAST_AREA = 0.05;

/** The rule of a line drawn around people: world x, z by turns. Null where it surrounds nothing. */
export function lassoRule(drawn: readonly number[], ground: Ground): (PeopleRule & { readonly kind: 'lasso' }) | null {
  if (drawn.length < 6 || Math.abs(areaOf(drawn)) < LEAST_AREA) return null;
  const corners = cornersOf(drawn, ground);
  if (corners.length < 6) return null;
  const [kindX, kindZ] = [axisOf(ground.x.measure), axisOf(ground.z.measure)];
  const values = corners.map((at, place) => fromAxis(place % 2 === 0 ? kindX : kindZ, at));
  return { kind: 'lasso', x: ground.x.measure, z: ground.z.measure, corners: values.map((value) => Number(value.toPrecision(4))) };
}

/** The drawn line on the axes, in as many corners as a rule may have: the more of them where it is bent on the shore, the fewer elsewhere. */
function cornersOf(drawn: readonly number[], ground: Ground): readonly number[] {
  let corners: readonly number[] = [];
  for (const [most, halvings] of [
    [MOST_CORNERS, 6],
    [MOST_CORNERS / 2, 5],
    [MOST_CORNERS / 4, 4],
    [MOST_CORNERS / 4, 1],
  ] as const) {
    const kept = simplified(drawn, TOLERANCE, most);
    corners = kept.flatMap((_, at) => (at % 2 === 0 ? sideOf(kept, at, ground, halvings) : []));
    if (corners.length <= 2 * MOST_CORNERS) break;
  }
  return corners;
}

type Spot = readonly [x: number, z: number];

/** The side that begins at a corner, but for its end: straight on the land and, halved where it must be, nearly so on the axes. */
function sideOf(kept: readonly number[], at: number, ground: Ground, halvings: number): number[] {
  const spot = (place: number): Spot => [kept[place % kept.length] as number, kept[(place + 1) % kept.length] as number];
  const walk = (from: Spot, to: Spot, left: number): number[] => {
    const middle: Spot = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    const [start, end] = [onAxes(from, ground), onAxes(to, ground)];
    const x = standX(ground, (start[0] + end[0]) / 2) - middle[0];
    const z = standZ(ground, (start[1] + end[1]) / 2) - middle[1];
    // Along the edge of the land it is as straight on the axes, however far beyond.
    const isAlong = isEdge(from[0], to[0], LAND.width) || isEdge(from[1], to[1], LAND.depth);
    if (left === 0 || isAlong || Math.hypot(x, z) <= TOLERANCE) return [...start];
    return [...walk(from, middle, left - 1), ...walk(middle, to, left - 1)];
  };
  return walk(spot(at), spot(at + 2), halvings);
}

/** Whether both lie on the same edge of the land. */
function isEdge(one: number, other: number, size: number): boolean {
  return one * other > 0 && Math.min(Math.abs(one), Math.abs(other)) >= size / 2 - EDGE;
}

function onAxes([x, z]: Spot, ground: Ground): Spot {
  return [
    outward(stoodX(ground, x), x, LAND.width, ground.x, ground.sideX),
    outward(stoodZ(ground, z), z, LAND.depth, ground.z, -ground.sideZ as 1 | -1),
  ];
}

/** The rule of a rectangle between two world places. Null where it is too small to be meant. */
export function boxRule(from: readonly [number, number], to: readonly [number, number], ground: Ground): PeopleRule | null {
  if (Math.abs((to[0] - from[0]) * (to[1] - from[1])) < LEAST_AREA) return null;
  const side = (axis: 'x' | 'z') => {
    const at = axis === 'x' ? 0 : 1;
    const [size, { measure }] = [axis === 'x' ? LAND.width : LAND.depth, ground[axis]];
    const place = axis === 'x' ? stoodX : stoodZ;
    const end = (world: number) =>
      Math.abs(world) >= size / 2 - EDGE ? null : Number(fromAxis(axisOf(measure), place(ground, world)).toPrecision(4));
    const forward = axis === 'x' ? ground.sideX : -ground.sideZ;
    const [low, high] = from[at] < to[at] === forward > 0 ? [from[at], to[at]] : [to[at], from[at]];
    const found = inWholes({ measure, from: end(low), to: end(high) });
    return found.from === null && found.to === null ? [] : [found];
  };
  const sides = [...side('x'), ...side('z')];
  return sides.length === 0 ? null : { kind: 'box', sides };
}

/** People of one whole number stand side by side up to the next: between its ends the rectangle takes the numbers of which it holds the middle, or one at least. */
function inWholes(side: Side): Side {
  if (!isWholeMeasure(side.measure)) return side;
  const whole = (end: number | null) => (end === null ? null : Math.ceil(end - MIDDLE));
  // Below the least that anybody has it would take nobody.
  const least = side.measure === 'contacts' ? 0 : 1;
  const [from, end] = [whole(side.from), whole(side.to)];
  const to = end === null ? null : Math.max(end, least + 1);
  if (from === null || to === null || from < to) return { ...side, from, to };
  const only = Math.floor(side.from ?? 0);
  return { ...side, from: only, to: only + 1 };
}

/** A place at the edge is put far beyond it. `forward`: 1 where the axis runs with the world. */
function outward(at: number, world: number, size: number, { measure, from, to }: AxisSpan, forward: 1 | -1): number {
  if (Math.abs(world) < size / 2 - EDGE) return at;
  const far = BEYOND[axisOf(measure)];
  return world * forward > 0 ? to + far : from - far;
}
