/** From what a hand draws on the land to a rule. */
import { MOST_CORNERS, type PeopleRule } from '../../protocol/people.ts';
import { axisOf, fromAxis } from '../../protocol/peopleAxis.ts';
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
  let corners = drawn;
  for (let tolerance = TOLERANCE; tolerance === TOLERANCE || corners.length > 2 * MOST_CORNERS; tolerance *= 1.5)
    corners = simplified(drawn, tolerance);
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

function areaOf(corners: readonly number[]): number {
  let sum = 0;
  for (let at = 0, before = corners.length - 2; at < corners.length; before = at, at += 2)
    sum += (corners[before] as number) * (corners[at + 1] as number) - (corners[at] as number) * (corners[before + 1] as number);
  return sum / 2;
}

/** Keeps the corners that matter (Ramer, Douglas, Peucker), of a closed line. */
function simplified(corners: readonly number[], tolerance: number): readonly number[] {
  const count = corners.length / 2;
  const keep = new Uint8Array(count);
  const far = farthest(corners, 0, 0, count);
  keep[0] = 1;
  keep[far.at] = 1;
  const open = [
    [0, far.at],
    [far.at, count],
  ];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span as [number, number];
    const found = farthest(corners, from, to % count, to);
    if (found.distance <= tolerance) continue;
    keep[found.at] = 1;
    open.push([from, found.at], [found.at, to]);
  }
  return corners.filter((_, at) => keep[at >> 1] === 1);
}

/** The corner between `from` and `until` that is farthest from the line from corner `from` to corner `to`. */
function farthest(corners: readonly number[], from: number, to: number, until: number): { at: number; distance: number } {
  const [x0, z0] = [corners[2 * from] as number, corners[2 * from + 1] as number];
  const [dx, dz] = [(corners[2 * to] as number) - x0, (corners[2 * to + 1] as number) - z0];
  const length = Math.hypot(dx, dz);
  let best = { at: from, distance: 0 };
  for (let at = from + 1; at < until; at++) {
    const [x, z] = [(corners[2 * at] as number) - x0, (corners[2 * at + 1] as number) - z0];
    const distance = length === 0 ? Math.hypot(x, z) : Math.abs(x * dz - z * dx) / length;
    if (distance > best.distance) best = { at, distance };
  }
  return best;
}

/** The line smoothed by a centripetal Catmull-Rom curve through its corners, closed: `count` places a corner, world x, z by turns. */
export function smoothed(corners: readonly number[], count: number): Float32Array {
  const corner = (at: number, part: 0 | 1) => corners[((2 * (at + corners.length / 2)) % corners.length) + part] as number;
  const places = new Float32Array((corners.length / 2) * count * 2);
  for (let at = 0; at < corners.length / 2; at++) {
    const knots = [0];
    for (let next = 0; next < 3; next++) {
      const length = Math.hypot(corner(at + next, 0) - corner(at + next - 1, 0), corner(at + next, 1) - corner(at + next - 1, 1));
      knots.push((knots[next] as number) + Math.max(1e-4, Math.sqrt(length)));
    }
    for (let step = 0; step < count; step++) {
      const time = (knots[1] as number) + (((knots[2] as number) - (knots[1] as number)) * step) / count;
      for (const part of [0, 1] as const)
        places[2 * (at * count + step) + part] = curveAt(knots, (next) => corner(at - 1 + next, part), time);
    }
  }
  return places;
}

/** Barry and Goldman's pyramid. */
function curveAt(knots: readonly number[], value: (at: number) => number, time: number): number {
  const mix = (one: number, other: number, from: number, to: number) => {
    const [start, end] = [knots[from] as number, knots[to] as number];
    return ((end - time) * one + (time - start) * other) / (end - start);
  };
  const [a, b, c] = [mix(value(0), value(1), 0, 1), mix(value(1), value(2), 1, 2), mix(value(2), value(3), 2, 3)];
  return mix(mix(a, b, 0, 2), mix(b, c, 1, 3), 1, 2);
}
