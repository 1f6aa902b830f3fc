/** What is planned: events that set targets and forecasts, the periods they are for, and the answer what the plan of a window is. */
import { EventType } from './event.ts';

export const PLAN_KINDS = ['target', 'forecast'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

/** Type of the events that set each kind. */
export const PLAN_TYPE: Readonly<Record<PlanKind, string>> = { target: EventType.targetSet, forecast: EventType.forecastSet };

/** Whether events of a type plan. */
export function isPlanType(type: string): boolean {
  return type === EventType.targetSet || type === EventType.forecastSet;
}

/** Dimensions that a plan can be made for, from the coarser to the finer. */
export const PLAN_DIMENSIONS = ['country', 'region', 'city', 'category', 'product', 'segment', 'channel'] as const;
export type PlanDimension = (typeof PLAN_DIMENSIONS)[number];

/** Local dates, days since 1970-01-01; `toDay` exclusive. */
export interface PlanPeriod {
  readonly fromDay: number;
  readonly toDay: number;
}

const DAY_MS = 86_400_000;
const [FIRST_YEAR, LAST_YEAR] = [1970, 2200];
/** Monday 5 January 1970 is day 4. */
const FIRST_MONDAY = 4;

/** Reads `2026`, `2026-Q4`, `2026-11`, `2026-W47` (ISO week) or `2026-11-22`; null for anything else, and outside the years 1970 to 2200. */
export function parsePeriod(text: string): PlanPeriod | null {
  const match = /^(\d{4})(?:-(?:Q([1-4])|W(\d\d)|(\d\d)(?:-(\d\d))?))?$/.exec(text.trim().toUpperCase());
  if (!match) return null;
  const [year, quarter, week, month, day] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  if (year === undefined || year < FIRST_YEAR || year > LAST_YEAR) return null;
  if (quarter !== undefined) return months(year, 3 * (quarter - 1), 3);
  if (week !== undefined) return isoWeek(year, week);
  if (month === undefined) return months(year, 0, 12);
  if (month < 1 || month > 12) return null;
  if (day === undefined) return months(year, month - 1, 1);
  const fromDay = dayOf(year, month - 1, day);
  return day >= 1 && new Date(fromDay * DAY_MS).getUTCDate() === day ? { fromDay, toDay: fromDay + 1 } : null;
}

function months(year: number, from: number, count: number): PlanPeriod {
  return { fromDay: dayOf(year, from, 1), toDay: dayOf(year, from + count, 1) };
}

function dayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month, day) / DAY_MS;
}

/** Weeks begin on Monday; the first holds 4 January. */
function isoWeek(year: number, week: number): PlanPeriod | null {
  const mondayOf = (day: number): number => day - ((((day - FIRST_MONDAY) % 7) + 7) % 7);
  const fromDay = mondayOf(dayOf(year, 0, 4)) + 7 * (week - 1);
  return week >= 1 && fromDay < mondayOf(dayOf(year + 1, 0, 4)) ? { fromDay, toDay: fromDay + 7 } : null;
}

/** Where a plan comes from: set for the group itself, or the sum of what is set within it. */
export type PlanFrom = 'own' | 'children';

export interface PlanGroup {
  /** Ids in `groupBy` order. */
  readonly ids: readonly (string | null)[];
  /** Plan of the window up to now, and to its end; null where nothing is planned for that time. */
  readonly soFar: number | null;
  readonly toEnd: number | null;
  readonly from: PlanFrom;
  /** How many plans are summed: 1 for its own. */
  readonly parts: number;
  /** Share (0-1) of the days of the window up to now that the plan speaks of; of several, the least. */
  readonly coverage: number;
}

export interface PlanAnswer {
  readonly metric: string;
  readonly kind: PlanKind;
  /** What it is grouped by. */
  readonly groupBy: readonly string[];
  /** How periods add up to a window: summed, averaged over time, or only taken whole (`whole`: distinct counts). */
  readonly adds: 'sum' | 'mean' | 'whole';
  /** Largest plan first. */
  readonly groups: readonly PlanGroup[];
  readonly labels: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Dimensions of the question that no plan can be made for: no group has one then. */
  readonly unplannable: readonly string[];
  /** The window that was planned for: its ends (null: open), and the instant that counts as now. */
  readonly time: { readonly from: string | null; readonly to: string | null; readonly now: string };
  /** First and last day (exclusive) that any plan of this metric and kind speaks of, as instants; null without any. */
  readonly planned: { readonly from: string; readonly to: string } | null;
  /** Plans of this metric and kind that name a place which is not known. */
  readonly unplaced: number;
  /** What is planned at all, whatever the metric, most plans first: ids that the workspace may not know. */
  readonly known: readonly { readonly kind: PlanKind; readonly metric: string; readonly plans: number }[];
  readonly asOf: { readonly epoch: string; readonly seq: number };
}
