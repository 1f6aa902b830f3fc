/** Ways between places by the arrow keys: east and west along rows of latitude, up and down to the nearest place ahead. Every place can be reached from every other. */

export type Direction = 'left' | 'right' | 'up' | 'down';

export interface Travel {
  /** The next place from a slot in a direction, -1 where there is none. Left and right go round the globe, across the antimeridian as well. */
  next(slot: number, direction: Direction): number;
}

/** A row is as tall as this share of a cell of the even grid that the places would fill. */
const CELLS_A_ROW = 0.6;
const MOST_ROWS = 400;
/** A degree aside counts as much as this many ahead. */
const ASIDE = 2.5;
/** Places further aside than this many times as far as ahead do not lie in the direction. */
const WIDEST = 1.6;

interface Row {
  /** West to east, beginning after the widest gap. */
  readonly slots: readonly number[];
  /** Whether the last leads to the first: not across more than half of the globe. */
  readonly isRound: boolean;
}

interface Points {
  longitude(slot: number): number;
  latitude(slot: number): number;
}

const DIRECTIONS: readonly Direction[] = ['left', 'right', 'up', 'down'];
/** Beyond this many places the rows are dense enough to be followed as they are. */
const MOST_REFINED = 800;
/** Places looked at for another way to one that a way no longer leads to. */
const MOST_DETOUR = 300;

/** `positions` are longitude, latitude, 0 a slot, in degrees; `slots` those that can be travelled to. */
export function createTravel(positions: Float64Array, slots: readonly number[]): Travel {
  const points: Points = { longitude: (slot) => positions[slot * 3] ?? 0, latitude: (slot) => positions[slot * 3 + 1] ?? 0 };
  const ways = rowWays(slots, points);
  if (slots.length <= MOST_REFINED) refine(ways, slots, points);
  return { next: (slot, direction) => ways[direction].get(slot) ?? -1 };
}

type Ways = Readonly<Record<Direction, Map<number, number>>>;

/** Along each row, and between neighbouring rows where they come nearest: enough to reach every place. */
function rowWays(slots: readonly number[], points: Points): Ways {
  const ways: Ways = { left: new Map(), right: new Map(), up: new Map(), down: new Map() };
  const rows = toRows(slots, points);
  for (const { slots: row, isRound } of rows) {
    row.forEach((slot, at) => {
      const next = row[at + 1] ?? (isRound ? row[0] : undefined);
      if (next === undefined || next === slot) return;
      ways.right.set(slot, next);
      ways.left.set(next, slot);
    });
  }
  for (let at = 1; at < rows.length; at++) {
    const [lower, upper] = nearestPair(rows[at - 1] as Row, rows[at] as Row, points);
    ways.up.set(lower, upper);
    ways.down.set(upper, lower);
    for (const slot of rows[at - 1]?.slots ?? []) if (!ways.up.has(slot)) ways.up.set(slot, nearest(slot, rows[at]?.slots ?? [], points));
    for (const slot of rows[at]?.slots ?? [])
      if (!ways.down.has(slot)) ways.down.set(slot, nearest(slot, rows[at - 1]?.slots ?? [], points));
  }
  return ways;
}

/** Leads to the nearest place ahead instead, wherever the one that the way led to can be reached by another. */
function refine(ways: Ways, slots: readonly number[], points: Points): void {
  for (const direction of DIRECTIONS) {
    for (const slot of slots) {
      const before = ways[direction].get(slot);
      const [best, least] = nearestAhead(slot, slots, direction, points);
      if (best === -1 || best === before) continue;
      if (before !== undefined && costOf(slot, before, direction, points) <= least) continue;
      ways[direction].set(slot, best);
      if (before !== undefined && !leadsTo(ways, slot, before)) ways[direction].set(slot, before);
    }
  }
}

function leadsTo(ways: Ways, from: number, to: number): boolean {
  const seen = new Set([from]);
  for (const slot of seen) {
    if (slot === to) return true;
    if (seen.size > MOST_DETOUR) return false;
    for (const direction of DIRECTIONS) {
      const next = ways[direction].get(slot);
      if (next !== undefined) seen.add(next);
    }
  }
  return seen.has(to);
}

function nearestAhead(slot: number, slots: readonly number[], direction: Direction, points: Points): readonly [number, number] {
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (const other of slots) {
    const cost = costOf(slot, other, direction, points);
    if (cost < least) [best, least] = [other, cost];
  }
  return [best, least];
}

/** Degrees to a place, those aside counted more; infinite for one that does not lie ahead, or less ahead than aside. */
function costOf(from: number, to: number, direction: Direction, points: Points): number {
  const north = points.latitude(to) - points.latitude(from);
  const isFlat = direction === 'left' || direction === 'right';
  const east = eastward(points.longitude(from), points.longitude(to));
  const turn = direction === 'left' ? 360 - east : east;
  const across = aside(from, to, points);
  const ahead = isFlat ? (turn > 0 && turn <= 180 ? across : -1) : direction === 'up' ? north : -north;
  const beside = isFlat ? Math.abs(north) : across;
  return ahead > 0 && beside <= ahead * WIDEST ? ahead + ASIDE * beside : Number.POSITIVE_INFINITY;
}

/** Degrees from one meridian eastward to another, 0 to 360. */
function eastward(from: number, to: number): number {
  return (((to - from) % 360) + 360) % 360;
}

/** Degrees of the great circle that two places lie aside of each other, by the shorter way round. */
function aside(one: number, other: number, { longitude, latitude }: Points): number {
  const turn = eastward(longitude(one), longitude(other));
  return Math.min(turn, 360 - turn) * Math.cos((latitude(one) * Math.PI) / 180);
}

/** Rows from south to north, each as tall as the places are dense. */
function toRows(slots: readonly number[], points: Points): readonly Row[] {
  const south = slots.reduce((least, slot) => Math.min(least, points.latitude(slot)), 90);
  const north = slots.reduce((most, slot) => Math.max(most, points.latitude(slot)), -90);
  const reach = Math.max(0, north - south);
  const width = 360 - toRow(slots, points).widest;
  const height = Math.max(CELLS_A_ROW * Math.sqrt((reach * width) / Math.max(1, slots.length)), reach / MOST_ROWS, 1e-9);
  const bands = new Map<number, number[]>();
  for (const slot of slots) {
    const band = Math.floor((points.latitude(slot) - south) / height);
    const members = bands.get(band);
    if (members) members.push(slot);
    else bands.set(band, [slot]);
  }
  return [...bands.entries()].sort(([one], [other]) => one - other).map(([, members]) => toRow(members, points));
}

function toRow(members: readonly number[], { longitude, latitude }: Points): Row & { readonly widest: number } {
  const eastOf = (slot: number) => eastward(0, longitude(slot));
  const round = [...members].sort((one, other) => eastOf(one) - eastOf(other) || latitude(one) - latitude(other) || one - other);
  let [start, widest] = [0, 0];
  for (let at = 0; at < round.length; at++) {
    const before = round[(at + round.length - 1) % round.length] as number;
    const gap = at === 0 ? 360 - (eastOf(before) - eastOf(round[0] as number)) : eastOf(round[at] as number) - eastOf(before);
    if (gap > widest) [start, widest] = [at, gap];
  }
  return { slots: [...round.slice(start), ...round.slice(0, start)], isRound: widest <= 180, widest };
}

function nearestPair(lower: Row, upper: Row, points: Points): readonly [number, number] {
  let pair: readonly [number, number] = [-1, -1];
  let least = Number.POSITIVE_INFINITY;
  for (const slot of lower.slots) {
    const other = nearest(slot, upper.slots, points);
    const cost = aside(slot, other, points);
    if (cost < least) [pair, least] = [[slot, other], cost];
  }
  return pair;
}

/** The one of some places that lies least aside. */
function nearest(slot: number, others: readonly number[], points: Points): number {
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (const other of others) {
    const cost = aside(slot, other, points);
    if (cost < least) [best, least] = [other, cost];
  }
  return best;
}
