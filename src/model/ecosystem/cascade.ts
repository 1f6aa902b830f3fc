/**
 * The picture of the ecosystem as numbers: three orbits on one floor, seen from the centre's side; nodes in fixed seats, ribbons between
 * their docks. Lengths in world units, x to the right, z towards the viewer, y up. What is equal keeps its place: only widths breathe.
 */
import { type Amounts, csatOf } from './amounts.ts';
import type { Ecosystem, EcosystemLink, EcosystemNode } from './ecosystem.ts';
import { RANKS, type RankAt } from './ranks.ts';
import type { Seats } from './seats.ts';

/** Centre of all orbits on the z axis. */
export const CENTRE_Z = 39.4;
/** Radius and half angle (radians) of each orbit, far to near. */
export const ORBITS = [
  { radius: 49, half: (17.9 * Math.PI) / 180 },
  { radius: 40, half: (18.6 * Math.PI) / 180 },
  { radius: 33, half: (20.6 * Math.PI) / 180 },
] as const;

/** Free angle between two seats, as a share of the orbit's. */
const GAPS = [0.016, 0.03, 0.016] as const;
/** Least weight of a seat, as a share of its rank's. */
const FLOORS = [0.035, 0.04, 0.04] as const;
/** Docks fill at most this share of their seat, and all docks of a rank together at most this length. */
const MOST_OF_SEAT = 0.85;
const MOST_OF_RANK = [14.6, 13.4] as const;
/** Depth of a dock; that of the middle rank, where the unit changes. */
export const DOCK_DEPTH = 0.34;
export const GEAR_DEPTH = 0.84;
/** Radius of the largest ball; height of the highest stem. */
export const LARGEST_BALL = 0.9;
const LEAST_BALL = 0.07;
export const HIGHEST_STEM = 1.5;
const LEAST_WIDTH = 0.02;
/** Distance of the designed camera: balls are sized so that equal money has equal area on the screen from there. */
const CAMERA_DISTANCE = 120;

/** Where a node stands for good. */
export interface Place {
  readonly x: number;
  readonly z: number;
  /** Angle on the orbit, radians; a quarter turn is the middle. */
  readonly angle: number;
  /** Length of the seat along the orbit. */
  readonly seat: number;
}

export interface NodeShape extends Place {
  readonly node: EcosystemNode;
  /** Length of the dock towards the far side and towards the viewer; equal but for the middle rank. */
  readonly dockFar: number;
  readonly dockNear: number;
  /** The same in the window before; 0 without one. */
  readonly dockFarBefore: number;
  readonly dockNearBefore: number;
  readonly ball: number;
  readonly stem: number;
  /** Satisfied share in percent, NaN without answers, and how far it may be trusted (0 to 1). */
  readonly csat: number;
}

export interface LinkShape {
  readonly link: EcosystemLink;
  /** Where it leaves and arrives, on the floor. */
  readonly x0: number;
  readonly z0: number;
  readonly x1: number;
  readonly z1: number;
  readonly width: number;
  /** Width in the window before; 0 without one. */
  readonly widthBefore: number;
  readonly csat: number;
}

/** What one unit of length stands for, for the legend. */
export interface CascadeScale {
  /** World units an event, a unit of money. */
  readonly perEvent: number;
  readonly perMoney: number;
  /** Money of the largest ball; money at risk of the highest stem (0: nothing is at risk, or it is not known). */
  readonly ballMoney: number;
  readonly stemMoney: number;
}

export interface Cascade {
  readonly nodes: readonly NodeShape[];
  readonly links: readonly LinkShape[];
  readonly scale: CascadeScale;
}

/** Seats to places: the root of the weight gives the small ones room for a name, the large ones stay plausible. */
export function toPlaces(seats: Seats): readonly Place[] {
  return RANKS.flatMap((rank) => placesOfRank(rank, seats.weights[rank] as readonly number[]));
}

function placesOfRank(rank: RankAt, weights: readonly number[]): Place[] {
  const { radius, half } = ORBITS[rank];
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const roots = weights.map((weight) => Math.sqrt(Math.max(weight, FLOORS[rank] * whole, Number.MIN_VALUE)));
  const sum = roots.reduce((all, root) => all + root, 0);
  const gap = GAPS[rank];
  const free = 1 - gap * (weights.length - 1);
  let at = 0;
  return roots.map((root) => {
    const size = (free * root) / sum;
    const centre = at + size / 2;
    at += size + gap;
    const angle = Math.PI / 2 + (0.5 - centre) * 2 * half;
    return { angle, x: radius * Math.cos(angle), z: CENTRE_Z - radius * Math.sin(angle), seat: size * 2 * half * radius };
  });
}

/** Distance of a point on the floor from the designed camera (45° above the horizon), over its distance from the picture's centre. */
function depthShare(z: number): number {
  return (CAMERA_DISTANCE - z * Math.SQRT1_2) / CAMERA_DISTANCE;
}

/** What is planned for a node in money; NaN where nothing is. */
export type PlannedOf = (node: EcosystemNode) => number;
const NOTHING_PLANNED: PlannedOf = () => Number.NaN;

/**
 * Measures and places everything. `places` are those of the nodes, in their order. Where a plan stands as glass, it keeps to its seat, too: all
 * that is measured in money shrinks together until it does.
 */
export function toCascade({ nodes, links }: Ecosystem, places: readonly Place[], plannedOf = NOTHING_PLANNED): Cascade {
  const scale = scaleOf(nodes, places, plannedOf);
  const shapes = nodes.map((node, at) => shapeOf(node, places[at] as Place, scale));
  return { nodes: shapes, links: linkShapes(links, shapes, scale), scale };
}

function scaleOf(nodes: readonly EcosystemNode[], places: readonly Place[], plannedOf: PlannedOf): CascadeScale {
  type Amount = (node: EcosystemNode) => number;
  const per = (ranks: readonly [RankAt, RankAt], most: number, amount: Amount, widest: Amount = amount) => {
    let least = Number.POSITIVE_INFINITY;
    let whole = 0;
    nodes.forEach((node, at) => {
      if (node.rank !== ranks[0] && node.rank !== ranks[1]) return;
      if (widest(node) > 0) least = Math.min(least, (MOST_OF_SEAT * (places[at] as Place).seat) / widest(node));
      if (node.rank === ranks[0]) whole += amount(node);
    });
    return whole > 0 ? Math.min(least, most / whole) : 0;
  };
  const largest = (of: (node: EcosystemNode) => number) => nodes.reduce((most, node) => Math.max(most, of(node)), 0);
  return {
    perEvent: per([0, 1], MOST_OF_RANK[0], (node) => node.events),
    perMoney: per(
      [1, 2],
      MOST_OF_RANK[1],
      (node) => node.revenue,
      (node) => Math.max(node.revenue, plannedOf(node) || 0),
    ),
    ballMoney: largest((node) => node.revenue),
    stemMoney: largest((node) => node.risk ?? 0),
  };
}

function shapeOf(node: EcosystemNode, place: Place, { perEvent, perMoney, ballMoney, stemMoney }: CascadeScale): NodeShape {
  const dockFar = (of: Amounts) => (node.rank === 2 ? Math.max(0, of.revenue) * perMoney : of.events * perEvent);
  const dockNear = (of: Amounts) => (node.rank === 0 ? of.events * perEvent : Math.max(0, of.revenue) * perMoney);
  const share = ballMoney > 0 ? Math.max(0, node.revenue) / ballMoney : 0;
  return {
    ...place,
    node,
    dockFar: dockFar(node),
    dockNear: dockNear(node),
    dockFarBefore: node.before ? dockFar(node.before) : 0,
    dockNearBefore: node.before ? dockNear(node.before) : 0,
    ball: Math.max(LEAST_BALL, LARGEST_BALL * Math.sqrt(share)) * depthShare(place.z),
    stem: stemMoney > 0 ? (HIGHEST_STEM * Math.max(0, node.risk ?? 0)) / stemMoney : 0,
    csat: csatOf(node),
  };
}

/** Ribbons leave a dock sorted by where they arrive, so that they do not cross inside it. */
function linkShapes(links: readonly EcosystemLink[], nodes: readonly NodeShape[], scale: CascadeScale): LinkShape[] {
  const widthOf = (gap: 0 | 1, of: Amounts) => (gap === 0 ? of.events * scale.perEvent : of.revenue * scale.perMoney);
  const widths = links.map((link) => Math.max(0, widthOf(link.gap, link)));
  const starts = stack(links, widths, nodes, (link) => [link.from, link.to]);
  const ends = stack(links, widths, nodes, (link) => [link.to, link.from]);
  return links.map((link, at) => {
    const width = widths[at] as number;
    const [x0, z0] = onDock(nodes[link.from] as NodeShape, starts[at] as number, -1);
    const [x1, z1] = onDock(nodes[link.to] as NodeShape, ends[at] as number, 1);
    const before = link.before === null ? 0 : Math.max(0, widthOf(link.gap, link.before));
    return {
      ...{ link, x0, z0, x1, z1 },
      width: width > 0 ? Math.max(LEAST_WIDTH, width) : 0,
      widthBefore: before > 0 ? Math.max(LEAST_WIDTH, before) : 0,
      csat: csatOf(link),
    };
  });
}

/** Offset of the middle of each link along its dock, from the dock's middle, to the right. */
function stack(
  links: readonly EcosystemLink[],
  widths: readonly number[],
  nodes: readonly NodeShape[],
  ends: (link: EcosystemLink) => readonly [number, number],
): Float64Array {
  const offsets = new Float64Array(links.length);
  const byDock = new Map<string, number[]>();
  links.forEach((link, at) => {
    const key = `${ends(link)[0]} ${link.gap}`;
    byDock.set(key, [...(byDock.get(key) ?? []), at]);
  });
  for (const own of byDock.values()) {
    const otherX = (at: number) => (nodes[ends(links[at] as EcosystemLink)[1]] as NodeShape).x;
    own.sort((one, other) => otherX(one) - otherX(other) || one - other);
    let from = -own.reduce((sum, at) => sum + (widths[at] as number), 0) / 2;
    for (const at of own) {
      offsets[at] = from + (widths[at] as number) / 2;
      from += widths[at] as number;
    }
  }
  return offsets;
}

/** A point on the edge of a dock: `offset` to the right of its middle, on the far (1) or near (-1) side. */
function onDock({ x, z, angle, node }: NodeShape, offset: number, side: 1 | -1): readonly [number, number] {
  const depth = (node.rank === 1 ? GEAR_DEPTH : DOCK_DEPTH) / 2;
  const [tangentX, tangentZ] = [Math.sin(angle), Math.cos(angle)];
  return [x + tangentX * offset + Math.cos(angle) * depth * side, z + tangentZ * offset - Math.sin(angle) * depth * side];
}
