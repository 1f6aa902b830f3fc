/** Outlines with fewer corners: coastlines true to the last bay turn into stripes when they are raised. */

type Corner = readonly [number, number];

/** Keeps the corners of a ring that stand farther than `tolerance` from the line without them (Douglas & Peucker 1973); closed rings stay closed. */
export function simplifyRing(ring: readonly Corner[], tolerance: number): readonly Corner[] {
  if (ring.length < 5) return ring;
  const kept = new Uint8Array(ring.length);
  const middle = farthest(ring, 0, ring.length - 1).at;
  kept[0] = kept[middle] = kept[ring.length - 1] = 1;
  const spans: [number, number][] = [
    [0, middle],
    [middle, ring.length - 1],
  ];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    const { at, distance } = farthest(ring, from, to);
    if (distance <= tolerance) continue;
    kept[at] = 1;
    spans.push([from, at], [at, to]);
  }
  return ring.filter((_, at) => kept[at] === 1);
}

function farthest(ring: readonly Corner[], from: number, to: number): { readonly at: number; readonly distance: number } {
  const [a, b] = [ring[from] as Corner, ring[to] as Corner];
  let [at, distance] = [from, -1];
  for (let index = from + 1; index < to; index++) {
    const away = distanceToSegment(ring[index] as Corner, a, b);
    if (away > distance) [at, distance] = [index, away];
  }
  return { at, distance };
}

/** From a point to the nearest of a straight line between two others. */
export function distanceToSegment([x, y]: Corner, [ax, ay]: Corner, [bx, by]: Corner): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length > 0 ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** A closed ring whose corners stand `distance` further in, each along the middle of its bend. Small distances only: it does not mend rings that cross themselves. */
export function insetRing(ring: readonly Corner[], distance: number): readonly Corner[] {
  const corners = ring.slice(0, -1);
  if (corners.length < 3) return ring;
  const inward = Math.sign(areaOf(ring)) * distance;
  const moved = corners.map((at, index): Corner => {
    const before = normal(corners.at(index - 1) as Corner, at);
    const after = normal(at, corners[(index + 1) % corners.length] as Corner);
    const [x, y] = [before[0] + after[0], before[1] + after[1]];
    const length = Math.hypot(x, y) || 1;
    return [at[0] + (x / length) * inward, at[1] + (y / length) * inward];
  });
  return [...moved, moved[0] as Corner];
}

/** To the left of the way from one corner to the next, length 1. */
function normal([ax, ay]: Corner, [bx, by]: Corner): Corner {
  const length = Math.hypot(bx - ax, by - ay) || 1;
  return [(ay - by) / length, (bx - ax) / length];
}

/** Twice the area of a closed ring, above 0 where it runs against the clock. */
function areaOf(ring: readonly Corner[]): number {
  let sum = 0;
  for (let at = 1; at < ring.length; at++) {
    const [[ax, ay], [bx, by]] = [ring[at - 1] as Corner, ring[at] as Corner];
    sum += ax * by - bx * ay;
  }
  return sum;
}

/** Extent of a ring in degrees, the larger of its two sides. */
export function spanOf(ring: readonly Corner[]): number {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) [west, south, east, north] = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
  return Math.max(east - west, north - south);
}

/** Whether a point lies inside a ring, both in the same plane. */
export function isInside(x: number, y: number, ring: readonly Corner[]): boolean {
  let inside = false;
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
    const [ax, ay] = ring[at] as Corner;
    const [bx, by] = ring[before] as Corner;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
