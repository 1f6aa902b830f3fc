/** What a change of revenue is made of: the category (of a category: the country) that carries most of it. */
import type { Query } from '../../protocol/query.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { localName } from '../localNames.ts';
import { groupByOf } from '../place.ts';
import { isWhole, keyColumn, measuredOf } from '../rows.ts';
import type { Span } from '../timeBuckets.ts';
import { during, windowBetween } from '../timeWindow.ts';
import { within } from '../viewQueries.ts';
import type { ViewState } from '../viewState.ts';
import { type CandidateKind, isLevel, type Pair, type Subject } from './candidates.ts';
import type { Stop } from './rank.ts';

/** Least and most part of a change that is worth a word: more than all of it is set off elsewhere. */
const TOLD_SHARE = { least: 0.3, most: 1 } as const;
const MOST_ROWS = 5000;

export type CauseDimension = 'category' | 'country';

export interface Cause {
  readonly dimension: CauseDimension;
  readonly value: string;
  readonly name: string;
  /** Part of the change, 0-1. */
  readonly share: number;
}

export function kindOf(subject: Subject): CandidateKind {
  return subject.kind === 'place' ? (subject.place.level as CandidateKind) : subject.dimension;
}

/** By what the changes of a kind are broken down; null where a filter leaves one value alone. */
export function causeDimension(kind: CandidateKind, base: ViewState): CauseDimension | null {
  if (kind === 'category') return base.focus === null ? 'country' : null;
  return base.where.category?.length === 1 ? null : 'category';
}

/** The revenue of the stops of a kind by what may have caused its change; null where nothing can be said. */
export function causeQuery(kind: CandidateKind, stops: readonly Stop[], base: ViewState, span: Span): Query | null {
  const by = causeDimension(kind, base);
  const ids = stops.map(({ candidate: { subject } }) => idOf(subject));
  if (by === null || ids.length === 0) return null;
  const { where } = within(base, base.focus);
  return {
    metrics: ['revenue'],
    groupBy: [...(isLevel(kind) ? groupByOf(kind) : [kind]), by],
    where: { ...where, [kind]: ids },
    ...during(windowBetween(span)),
    limit: MOST_ROWS,
  };
}

export function idOf(subject: Subject): string {
  return subject.kind === 'place' ? subject.place.id : subject.value;
}

/**
 * What carries most of a stop's change of revenue against the window before, by both answers to {@link causeQuery}; null where nothing stands out.
 * Of a part that an answer keeps back it is not known how it changed.
 */
export function toCause(stop: Stop, dimension: CauseDimension, { now, before }: Pair<AnswerTable>): Cause | null {
  const { subject, now: present, before: past } = stop.candidate;
  const change = present.revenue - past.revenue;
  const kind = kindOf(subject);
  const sums = { now: new Map<string, number>(), before: new Map<string, number>() };
  const values = new Set<string>();
  for (const [table, sum] of [
    [now, sums.now],
    [before, sums.before],
  ] as const) {
    const [ids, parts, revenue] = [keyColumn(table, kind), keyColumn(table, dimension), measuredOf(table, 'revenue')];
    for (let row = 0; row < table.rowCount; row++) {
      const value = parts?.[row] ?? null;
      if (value !== null) values.add(value);
      if (value === null || ids?.[row] !== idOf(subject)) continue;
      sum.set(value, (sum.get(value) ?? 0) + revenue(row).value);
    }
  }
  const of = (sum: ReadonlyMap<string, number>, table: AnswerTable, value: string) => sum.get(value) ?? (isWhole(table) ? 0 : Number.NaN);
  const changes = Array.from(values, (value) => [value, of(sums.now, now, value) - of(sums.before, before, value)] as const).filter(
    ([, part]) => !Number.isNaN(part),
  );
  // Where all there is has one value, that is no news of this stop.
  if (values.size < 2) return null;
  const [value, part] = changes.sort((one, other) => other[1] / change - one[1] / change || (one[0] < other[0] ? -1 : 1))[0] ?? ['', 0];
  const share = part / change;
  if (!(share >= TOLD_SHARE.least && share <= TOLD_SHARE.most)) return null;
  const told = now.labels[dimension]?.[value] ?? before.labels[dimension]?.[value] ?? value;
  return { dimension, value, name: dimension === 'country' ? localName('country', value, told) : told, share };
}
