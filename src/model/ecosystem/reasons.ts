/** Why people came: which share of the contacts of what is chosen names each reason, now and before. */
import type { Catalog } from '../../protocol/catalog.ts';
import { type Rate, share } from '../../protocol/interval.ts';
import type { Query } from '../../protocol/query.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { metricValues } from '../reading.ts';
import { rateZ } from '../tour/surprise.ts';
import { mapQuery } from '../viewQueries.ts';
import type { ViewState } from '../viewState.ts';

export interface ReasonShare {
  readonly reason: string;
  /** Percent of all contacts, with its 95 % interval; `n` is all contacts. */
  readonly now: Rate;
  /** Percent of the contacts before; null without any. */
  readonly before: number | null;
  /** Whether it changed beyond chance (two shares, pooled, 95 %). */
  readonly isChanged: boolean;
}

/** 97.5 % point of the normal distribution. */
const Z = 1.96;

/** Reasons asked for; the rest are in the whole as the question without groups says. */
const MOST = 50;

/** What is counted: contacts where the server tells them, else events. */
export function reasonMetric(catalog: Pick<Catalog, 'metrics'>): string {
  return catalog.metrics.some(({ id }) => id === 'contacts') ? 'contacts' : 'events';
}

/** Reasons of all that passes the filters of the view: the chosen are among them. */
export function reasonQuery(view: ViewState, metric: string): Query {
  const { where, time } = mapQuery(view);
  return { metrics: [metric], groupBy: ['reason'], ...(where ? { where } : {}), ...(time ? { time } : {}), limit: MOST };
}

/** The reasons that were named, most frequent first; shares are of all contacts, also of those without a reason. */
export function reasonShares(now: AnswerTable, before: AnswerTable | null, metric: string): readonly ReasonShare[] {
  const [counts, known] = [countsOf(now, metric), before && countsOf(before, metric)];
  const whole = sum(counts);
  const wholeBefore = known === null ? 0 : sum(known);
  return [...counts]
    .flatMap(([reason, count]) => {
      if (reason === null || count === 0) return [];
      const earlier = known?.get(reason) ?? 0;
      const isChanged = Math.abs(rateZ(rateOf(count, whole), rateOf(earlier, wholeBefore))) >= Z;
      return [{ reason, now: share(count, whole), before: wholeBefore > 0 ? (100 * earlier) / wholeBefore : null, isChanged }];
    })
    .sort((one, other) => (other.now.value ?? 0) - (one.now.value ?? 0) || (one.reason < other.reason ? -1 : 1));
}

function rateOf(count: number, answers: number): { readonly percent: number; readonly answers: number } {
  return { percent: (100 * count) / answers, answers };
}

function countsOf(table: AnswerTable, metric: string): ReadonlyMap<string | null, number> {
  const values = metricValues(table, metric);
  return new Map(Array.from({ length: table.rowCount }, (_, row) => [table.keys[0]?.[row] ?? null, values?.[row] || 0]));
}

function sum(counts: ReadonlyMap<string | null, number>): number {
  let whole = 0;
  for (const count of counts.values()) whole += count;
  return whole;
}
