/** Amounts of a group of events, and what may be said of them. */
import { share } from '../../protocol/interval.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { metricValues } from '../reading.ts';
import type { RankAt } from './ranks.ts';

/** Sums of the matching events; money in the reporting currency. */
export interface Amounts {
  readonly events: number;
  /** What the revenue is a sum of, as most events sell nothing; 0 too where it was not asked for. */
  readonly orders: number;
  readonly revenue: number;
  /** Revenue of customers whose latest score is below the target of its scale; null where the server does not tell it. */
  readonly risk: number | null;
  /** Satisfied answers and all answers: their share is the csat of any union of groups. */
  readonly satisfied: number;
  readonly answers: number;
}

export const NO_AMOUNTS: Amounts = { events: 0, orders: 0, revenue: 0, risk: null, satisfied: 0, answers: 0 };

/** What each rank measures itself by: events come in, revenue goes out. */
export function weightOf(rank: RankAt, amounts: Amounts): number {
  return rank === 0 ? amounts.events : amounts.revenue;
}

/** The amounts of a row of an answer. */
export function amountsAt(table: AnswerTable, row: number): Amounts {
  const at = (name: string) => metricValues(table, name)?.[row] ?? Number.NaN;
  const answers = at('csat.n') || 0;
  const risk = metricValues(table, 'revenue_at_risk')?.[row];
  return {
    events: at('events') || 0,
    orders: at('orders') || 0,
    revenue: at('revenue') || 0,
    risk: risk === undefined ? null : risk || 0,
    satisfied: Math.round(((at('csat') || 0) * answers) / 100),
    answers,
  };
}

/** The amounts of several groups together. */
export function total(parts: readonly Amounts[]): Amounts {
  let sum = NO_AMOUNTS;
  for (const part of parts) {
    sum = {
      events: sum.events + part.events,
      orders: sum.orders + part.orders,
      revenue: sum.revenue + part.revenue,
      risk: part.risk === null ? sum.risk : (sum.risk ?? 0) + part.risk,
      satisfied: sum.satisfied + part.satisfied,
      answers: sum.answers + part.answers,
    };
  }
  return sum;
}

/** Satisfied share in percent, NaN without answers. */
export function csatOf({ satisfied, answers }: Amounts): number {
  return answers === 0 ? Number.NaN : (100 * satisfied) / answers;
}

/** The 95 % interval of the satisfied share, null without answers. */
export function csatInterval({ satisfied, answers }: Amounts): { readonly low: number; readonly high: number } | null {
  return answers === 0 ? null : share(satisfied, answers);
}
