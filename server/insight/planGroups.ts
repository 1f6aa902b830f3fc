/** Which groups have a plan, and which plans are within each. */
import type { PlanDimension } from '../../src/protocol/plan.ts';
import { type Adds, type Planned, type PlanWindow, planOfGroup, type SetPlan, sumOf } from './planned.ts';

export interface PlanAsked {
  readonly grouped: readonly PlanDimension[];
  /** Codes that a dimension may have, any of them. */
  readonly wanted: readonly { readonly id: PlanDimension; readonly codes: readonly number[] }[];
  readonly adds: Adds;
  readonly window: PlanWindow;
}

export interface GroupedPlan {
  /** Codes in the order of `grouped`. */
  readonly codes: readonly number[];
  readonly planned: Planned;
}

/** More would be the raw plans. */
const MOST_GROUPS = 20_000;

/** The plan of each group that has one, the largest first. Without a dimension to group by it is one group. */
export function planGroups(plans: readonly SetPlan[], { grouped, wanted, adds, window }: PlanAsked): GroupedPlan[] {
  const known = wanted.map(({ id, codes }) => ({ id, codes: new Set(codes) }));
  const named = grouped.filter((id) => !isEnclosing(id, grouped));
  const inside = plans.filter(
    (plan) => known.every(({ id, codes }) => codes.has(plan.codes[id])) && named.every((id) => plan.codes[id] !== 0),
  );
  const fixed = new Set([...grouped, ...known.map(({ id }) => id)]);
  const several = known.flatMap(({ id, codes }) => (codes.size > 1 && !grouped.includes(id) ? [id] : []));

  function planOf(part: readonly SetPlan[]): Planned | null {
    if (several.length === 0) return planOfGroup(part, fixed, window, adds);
    const parts = split(part, several).flatMap((own) => planOfGroup(own.plans, fixed, window, adds) ?? []);
    // Where only one of the values is planned, its plan is not that of all.
    return parts.length === 0 || adds !== 'sum' ? null : sumOf(parts);
  }

  const groups = split(inside, grouped).flatMap(({ codes, plans: part }) => {
    const planned = planOf(part);
    return planned === null || planned.toEnd === null ? [] : [{ codes, planned }];
  });
  return groups.sort((one, other) => (other.planned.toEnd ?? 0) - (one.planned.toEnd ?? 0)).slice(0, MOST_GROUPS);
}

/** A region names its country: an event, and so a plan, may know the one without the other. */
function isEnclosing(id: PlanDimension, grouped: readonly PlanDimension[]): boolean {
  if (id === 'country') return grouped.includes('region') || grouped.includes('city');
  return id === 'region' && grouped.includes('city');
}

interface Part {
  readonly codes: readonly number[];
  readonly plans: readonly SetPlan[];
}

/** Plans by their codes of some dimensions; all of them where there is none. */
function split(plans: readonly SetPlan[], dimensions: readonly PlanDimension[]): readonly Part[] {
  const parts = new Map<string, { readonly codes: readonly number[]; readonly plans: SetPlan[] }>();
  for (const plan of plans) {
    const codes = dimensions.map((id) => plan.codes[id]);
    const key = codes.join(' ');
    const part = parts.get(key);
    if (part) part.plans.push(plan);
    else parts.set(key, { codes, plans: [plan] });
  }
  return [...parts.values()];
}
