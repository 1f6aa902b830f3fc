/** The glass around the docks of the ecosystem: as long as the money that is planned. */
import type { PlanAnswer } from '../protocol/plan.ts';
import type { Cascade, NodeShape } from './ecosystem/cascade.ts';
import { placeOfValue } from './ecosystem/choosing.ts';
import type { RankAt } from './ecosystem/ranks.ts';
import type { PlaceRef } from './place.ts';
import { type Standing, shownPlan, standingOf } from './plan.ts';
import { type WhatIf, whatIfFactor } from './whatIf.ts';

/** The metric of the docks of money. */
export const DOCK_METRIC = 'revenue';
/** Ranks whose docks are money, from far to near; channels are counted in events. */
const MONEY_RANKS = [1, 2] as const satisfies readonly RankAt[];

/** Floats that a shell takes: x, z, angle, rank, length of the plan, length of what is there, light. */
export const DOCK_GLASS_STRIDE = 7;

export interface DockGlass {
  readonly keys: readonly string[];
  readonly floats: Float32Array;
}

export const NO_DOCK_GLASS: DockGlass = { keys: [], floats: new Float32Array(0) };

/** What is planned for each dimension that stands on a rank of money. */
export type DockPlans = ReadonlyMap<string, PlanAnswer>;

/** A what-if, and the place that the picture is of: what is said of that counts for all nodes within it that are no places themselves. */
export interface Said {
  readonly whatIf: readonly WhatIf[];
  readonly focus: PlaceRef | null;
}

/** What is planned for a node; NaN where nothing is, or not for all that is folded into it. */
export function planOfNode({ node }: Pick<NodeShape, 'node'>, plans: DockPlans, { whatIf, focus }: Said): number {
  let sum = 0;
  for (const { dimension, value } of node.values) {
    const answer = plans.get(dimension);
    const group = value === null ? undefined : answer?.groups.find(({ ids }) => ids[0] === value);
    const plan = answer && group ? shownPlan(group, answer) : null;
    if (plan === null) return Number.NaN;
    sum += plan * whatIfFactor(whatIf, DOCK_METRIC, placeOfValue({ dimension, value }) ?? focus);
  }
  return node.values.length === 0 ? Number.NaN : sum;
}

/** Shells around the docks of the nodes that have a plan. `lightOf`: 0 to 1 by the position of a node. */
export function dockGlass({ nodes, scale }: Cascade, plans: DockPlans, said: Said, lightOf: (at: number) => number): DockGlass {
  if (plans.size === 0) return NO_DOCK_GLASS;
  const shells = nodes.flatMap((shape, at) => {
    const isMoney = (MONEY_RANKS as readonly number[]).includes(shape.node.rank);
    const plan = isMoney ? planOfNode(shape, plans, said) : Number.NaN;
    return plan > 0 ? [{ shape, at, plan }] : [];
  });
  const floats = new Float32Array(shells.length * DOCK_GLASS_STRIDE);
  shells.forEach(({ shape: { x, z, angle, node, dockNear }, at, plan }, shell) => {
    floats.set([x, z, angle, node.rank, plan * scale.perMoney, dockNear, lightOf(at)], shell * DOCK_GLASS_STRIDE);
  });
  return { keys: shells.map(({ shape }) => shape.node.key), floats };
}

/** How a node stands against its plan; null without one. */
export function standingOfNode(shape: NodeShape, plans: DockPlans, said: Said): Standing | null {
  return standingOf(shape.node.revenue, planOfNode(shape, plans, said), { better: 'higher' });
}
