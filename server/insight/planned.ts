/**
 * What is planned for a window, from the plans that were set.
 *
 * - Days are the unit: a period gives each of its local days an equal share, a part of a day its part of that. Where periods overlap,
 *   the shortest that holds a day counts for it, of equally long ones the one set last: a month refines its year, and is not added to it.
 * - What sums is summed over the days; a rate is averaged over them; a distinct count (`whole`) is only told where the window holds whole
 *   periods, because customers of two months are not those of one and of the other.
 * - A group's plan is its own where one is set; else, for what sums, that of its children along the first dimension that has any.
 */
import { PLAN_DIMENSIONS, type PlanAnswer, type PlanDimension, type PlanFrom, type PlanPeriod } from '../../src/protocol/plan.ts';

/** A plan that counts: codes by dimension (0: not set), and its value in whole 1/10,000ths. */
export interface SetPlan extends PlanPeriod {
  readonly seq: number;
  readonly codes: Readonly<Record<PlanDimension, number>>;
  readonly value: number;
}

/** Ends of a window in local days and parts of them; `now` lies anywhere. */
export interface PlanWindow {
  readonly fromDay: number;
  readonly toDay: number;
  readonly nowDay: number;
}

export interface Planned {
  /** Whole 1/10,000ths; null where nothing is planned. */
  readonly soFar: number | null;
  readonly toEnd: number | null;
  readonly from: PlanFrom;
  readonly parts: number;
  readonly coverage: number;
}

export type Adds = PlanAnswer['adds'];

/** The plan of a group: `plans` are those within it, `fixed` the dimensions that name it. Null where nothing is planned for it. */
export function planOfGroup(plans: readonly SetPlan[], fixed: ReadonlySet<PlanDimension>, window: PlanWindow, adds: Adds): Planned | null {
  const own = plans.filter((plan) => PLAN_DIMENSIONS.every((dimension) => plan.codes[dimension] === 0 || isImplied(dimension, fixed)));
  if (own.length > 0) {
    const planned = planOfPeriods(own, window, adds);
    if (planned.toEnd !== null) return { ...planned, from: 'own', parts: 1 };
  }
  return adds === 'sum' ? planOfChildren(plans, fixed, window) : null;
}

/** What encloses a place, and the category of a product, are part of its name. */
function isImplied(dimension: PlanDimension, fixed: ReadonlySet<PlanDimension>): boolean {
  if (fixed.has(dimension)) return true;
  if (dimension === 'country') return fixed.has('region') || fixed.has('city');
  if (dimension === 'region') return fixed.has('city');
  return dimension === 'category' && fixed.has('product');
}

function planOfChildren(plans: readonly SetPlan[], fixed: ReadonlySet<PlanDimension>, window: PlanWindow): Planned | null {
  for (const dimension of PLAN_DIMENSIONS) {
    if (isImplied(dimension, fixed)) continue;
    const within = new Set([...fixed, dimension]);
    const children = [...groupBy(plans, dimension).values()].flatMap((part) => planOfGroup(part, within, window, 'sum') ?? []);
    if (children.length > 0) return sumOf(children);
  }
  return null;
}

function groupBy(plans: readonly SetPlan[], dimension: PlanDimension): ReadonlyMap<number, readonly SetPlan[]> {
  const groups = new Map<number, SetPlan[]>();
  for (const plan of plans) {
    const code = plan.codes[dimension];
    if (code === 0) continue;
    const group = groups.get(code);
    if (group) group.push(plan);
    else groups.set(code, [plan]);
  }
  return groups;
}

/** The sum of several plans: of the values of a filter, or of the children of a place. */
export function sumOf(children: readonly Planned[]): Planned {
  const total = (of: (child: Planned) => number | null): number | null =>
    children.reduce<number | null>((sum, child) => (of(child) === null ? sum : (sum ?? 0) + (of(child) as number)), null);
  return {
    soFar: total(({ soFar }) => soFar),
    toEnd: total(({ toEnd }) => toEnd),
    from: 'children',
    parts: children.reduce((sum, { parts }) => sum + parts, 0),
    coverage: Math.min(...children.map(({ coverage }) => coverage)),
  };
}

/** A stretch of days for which one plan counts. */
interface Stretch extends PlanPeriod {
  readonly plan: SetPlan;
}

function planOfPeriods(own: readonly SetPlan[], window: PlanWindow, adds: Adds): Pick<Planned, 'soFar' | 'toEnd' | 'coverage'> {
  const stretches = whichCounts(own, window);
  const nowDay = Math.max(window.fromDay, Math.min(window.nowDay, window.toDay));
  const past = daysOf(stretches, window.fromDay, nowDay);
  const length = nowDay - window.fromDay;
  return {
    soFar: amountOver(stretches, window.fromDay, nowDay, adds),
    toEnd: amountOver(stretches, window.fromDay, window.toDay, adds),
    coverage: length > 0 ? Math.min(1, past / length) : 0,
  };
}

/** Days of a window on which the plan of a stretch counts, longest periods first so that shorter ones lie over them. */
function whichCounts(own: readonly SetPlan[], { fromDay, toDay }: PlanWindow): readonly Stretch[] {
  const inside = own.filter((plan) => plan.fromDay < toDay && plan.toDay > fromDay);
  const first = Math.max(Math.floor(fromDay), Math.min(...inside.map((plan) => plan.fromDay)));
  const last = Math.min(Math.ceil(toDay), Math.max(...inside.map((plan) => plan.toDay)));
  if (inside.length === 0) return [];
  const order = [...inside].sort((one, other) => lengthOf(other) - lengthOf(one) || one.seq - other.seq);
  const days = new Int32Array(last - first).fill(-1);
  for (const [at, plan] of order.entries()) days.fill(at, Math.max(0, plan.fromDay - first), Math.min(days.length, plan.toDay - first));
  const stretches: Stretch[] = [];
  for (let from = 0; from < days.length; ) {
    let to = from + 1;
    while (to < days.length && days[to] === days[from]) to += 1;
    const plan = order[days[from] as number];
    if (plan) stretches.push({ plan, fromDay: first + from, toDay: first + to });
    from = to;
  }
  return stretches;
}

function lengthOf({ fromDay, toDay }: PlanPeriod): number {
  return toDay - fromDay;
}

function overlap({ fromDay, toDay }: PlanPeriod, from: number, to: number): number {
  return Math.max(0, Math.min(toDay, to) - Math.max(fromDay, from));
}

function daysOf(stretches: readonly Stretch[], from: number, to: number): number {
  return stretches.reduce((sum, stretch) => sum + overlap(stretch, from, to), 0);
}

function amountOver(stretches: readonly Stretch[], from: number, to: number, adds: Adds): number | null {
  const days = new Map<SetPlan, number>();
  for (const stretch of stretches) {
    const part = overlap(stretch, from, to);
    if (part > 0) days.set(stretch.plan, (days.get(stretch.plan) ?? 0) + part);
  }
  if (days.size === 0) return null;
  if (adds === 'whole') return wholeOf(days, to - from);
  // Whole periods are added as they stand, so that they are exact whatever else is.
  let [whole, parts] = [0, 0];
  const all = [...days.values()].reduce((sum, count) => sum + count, 0);
  for (const [plan, count] of days) {
    if (adds === 'mean') parts += plan.value * (count / all);
    else if (count === lengthOf(plan)) whole += plan.value;
    else parts += plan.value * (count / lengthOf(plan));
  }
  return whole + Math.round(parts);
}

/** A distinct count of one period that the window is. */
function wholeOf(days: ReadonlyMap<SetPlan, number>, length: number): number | null {
  const [only, ...others] = [...days];
  if (only === undefined || others.length > 0) return null;
  const [plan, count] = only;
  return count === lengthOf(plan) && length === count ? plan.value : null;
}
