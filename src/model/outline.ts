/** Lines that a hand draws around something: closed, x and y of their corners by turns. */

/** The area within a closed line, above 0 where it runs with the clock on a screen. */
export function areaOf(corners: readonly number[]): number {
  let sum = 0;
  for (let at = 0, before = corners.length - 2; at < corners.length; before = at, at += 2)
    sum += (corners[before] as number) * (corners[at + 1] as number) - (corners[at] as number) * (corners[before + 1] as number);
  return sum / 2;
}

/** Keeps at most `most` of the corners, those that matter: any left out lies within `tolerance` of the line, or as far more as it takes. */
export function simplified(corners: readonly number[], tolerance: number, most: number): readonly number[] {
  let kept = keepCorners(corners, tolerance);
  for (let wider = tolerance * 1.5; kept.length > 2 * most; wider *= 1.5) kept = keepCorners(corners, wider);
  return kept;
}

/** Ramer, Douglas, Peucker, of a closed line. */
function keepCorners(corners: readonly number[], tolerance: number): readonly number[] {
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

/** The line smoothed by a centripetal Catmull-Rom curve through its corners, closed: `count` places a corner, x and y by turns. */
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

/** The corners of a rectangle between two places: x, y, x, y. */
export function rectangle([x0 = 0, y0 = 0, x1 = 0, y1 = 0]: readonly number[]): number[] {
  return [x0, y0, x1, y0, x1, y1, x0, y1];
}
