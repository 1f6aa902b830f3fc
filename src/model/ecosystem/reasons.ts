/** Why people came: which share of the contacts of what is chosen names each reason, now and before. */
import type { Catalog } from '../../protocol/catalog.ts';
import { type Rate, share } from '../../protocol/interval.ts';
import type { Query } from '../../protocol/query.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { metricValues } from '../reading.ts';
import { isWhole } from '../rows.ts';
import { rateZ } from '../tour/surprise.ts';
import { figuresQuery } from '../viewQueries.ts';
import type { ViewState } from '../viewState.ts';

export interface ReasonShare {
  readonly reason: string;
  /** Percent of all contacts, with its 95 % interval; `n` is all contacts. */
  readonly now: Rate;
  /** Percent of the contacts before; null without any, and where it is not told. */
  readonly before: number | null;
  /** Whether it changed beyond chance (two shares, pooled, 95 %). */
  readonly isChanged: boolean;
}

/** 97.5 % point of the normal distribution. */
const Z = 1.96;

/** Reasons asked for: people give them in words of their own. The rest are in the whole, which is asked for where there are more. */
const MOST = 50;

/** What is counted: contacts where the server tells them, else events. */
export function reasonMetric(catalog: Pick<Catalog, 'metrics'>): string {
  return catalog.metrics.some(({ id }) => id === 'contacts') ? 'contacts' : 'events';
}

/** Reasons of all that passes the filters of the view: the chosen are among them. */
export function reasonQuery(view: ViewState, metric: string): Query {
  const { where, time } = figuresQuery(view);
  return { metrics: [metric], groupBy: ['reason'], ...(where ? { where } : {}), ...(time ? { time } : {}), limit: MOST };
}

/** All contacts of an answer to {@link reasonQuery} that does not have all reasons; null where it does, or is not known yet. */
export function wholeQuery(view: ViewState, metric: string, reasons: AnswerTable | null): Query | null {
  if (!reasons?.truncated) return null;
  const { groupBy: _, limit: __, ...whole } = reasonQuery(view, metric);
  return whole;
}

/** Answers to {@link reasonQuery} and, where that has not all reasons, to {@link wholeQuery}. */
export interface Reasons {
  readonly table: AnswerTable;
  readonly whole: AnswerTable | null;
}

/** The reasons that were named, most frequent first; shares are of all contacts, also of those without a reason. None until these are known. */
export function reasonShares(now: Reasons, before: Reasons | null, metric: string): readonly ReasonShare[] {
  const [counts, whole] = [countsOf(now.table, metric), wholeOf(now, metric)];
  if (whole === null) return [];
  const [known, wholeBefore] = before === null ? [null, null] : [countsOf(before.table, metric), wholeOf(before, metric)];
  return [...counts]
    .flatMap(([reason, count]) => {
      if (reason === null || count === 0) return [];
      const earlier = known?.get(reason) ?? (before !== null && isWhole(before.table) ? 0 : null);
      const isKnown = earlier !== null && wholeBefore !== null && wholeBefore > 0;
      const isChanged = isKnown && Math.abs(rateZ(rateOf(count, whole), rateOf(earlier, wholeBefore))) >= Z;
      return [{ reason, now: share(count, whole), before: isKnown ? (100 * earlier) / wholeBefore : null, isChanged }];
    })
    .sort((one, other) => (other.now.value ?? 0) - (one.now.value ?? 0) || (one.reason < other.reason ? -1 : 1));
}

/** Both answers are live: the one may be an instant ahead of the other. */
function wholeOf({ table, whole }: Reasons, metric: string): number | null {
  const listed = sum(countsOf(table, metric));
  if (!table.truncated) return listed;
  return whole === null ? null : Math.max(listed, metricValues(whole, metric)?.[0] ?? 0);
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
