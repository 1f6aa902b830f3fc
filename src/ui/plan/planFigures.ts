/** How far a place has come, in words. */
import { formatShare, formatShort, MISSING } from '../../model/format.ts';
import { say } from '../../model/language.ts';
import type { Standing } from '../../model/plan.ts';
import type { PlanAnswer, PlanKind } from '../../protocol/plan.ts';
import { PLAN_TEXTS } from './planTexts.ts';

/** `96 %`. */
export function attainedText({ attained }: Pick<Standing, 'attained'>): string {
  return Number.isFinite(attained) ? formatShare(attained / 100) : MISSING;
}

/** `−$1.2k`, `+4 pt`: what is missing or over. */
export function gapText({ gap }: Pick<Standing, 'gap'>, unit: string | null): string {
  return `${gap < 0 ? '−' : '+'}${gapSize(gap, unit)}`;
}

/** How far apart two values are: two shares by points. */
export function gapSize(gap: number, unit: string | null): string {
  return formatShort(Math.abs(gap), unit === '%' ? 'points' : unit);
}

/** Why no place has a plan, where some are set: none can be made for such a filter, periods of it cannot be cut, or none is for this time. */
export function absenceOf({ unplannable, adds }: Pick<PlanAnswer, 'unplannable' | 'adds'>): 'unplannable' | 'whole' | 'time' {
  if (unplannable.length > 0) return 'unplannable';
  return adds === 'whole' ? 'whole' : 'time';
}

/** What the glass around the docks of the ecosystem is, for its legend. */
export function dockGlassWords(kind: PlanKind): readonly string[] {
  const words = say(PLAN_TEXTS);
  return words.dock(words.legendKind[kind]);
}

/** `91 % of the $120k that are planned up to now`. */
export function standingText(standing: Standing, unit: string | null): string {
  const words = say(PLAN_TEXTS);
  const plan = formatShort(standing.plan, unit);
  // Of a plan of nothing there is no share.
  if (!Number.isFinite(standing.attained)) return words.ofPlan(formatShort(standing.actual, unit), plan);
  return words.toldOf(attainedText(standing), plan);
}
