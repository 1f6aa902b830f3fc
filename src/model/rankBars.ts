/** The columns of the map as a ranked list: the same places, the same heights as lengths, in order. */
import type { AnswerTable } from '../protocol/table.ts';
import { boundsOf, rankedBy } from './bounds.ts';
import type { ColumnPicture } from './columns.ts';
import type { PlaceRef } from './place.ts';
import { measuredOf } from './rows.ts';

/** One bar of the list. */
export interface RankRow {
  readonly slot: number;
  /** From 1; places of one value share the better rank. */
  readonly rank: number;
  readonly value: number;
  /** Answers behind the value and its 95 % bounds; NaN for a metric without. */
  readonly n: number;
  readonly low: number;
  readonly high: number;
}

export interface Ranking {
  readonly rows: readonly RankRow[];
  /** Whether the order is that of the lower bounds: a rate of few answers does not lead by luck. */
  readonly byLowerBound: boolean;
}

/** Ranks the places of a picture by a metric of its answer, largest first; places without a value have no rank. `table` is the answer that was drawn. */
export function rankPlaces(picture: ColumnPicture, table: AnswerTable, metric: string): Ranking {
  const valueAt = measuredOf(table, metric);
  const found: Omit<RankRow, 'rank'>[] = [];
  const { rows } = picture.laid;
  for (let slot = 0; slot < rows.length; slot++) {
    const row = rows[slot] as number;
    if (row < 0) continue;
    const measured = valueAt(row);
    if (!Number.isNaN(measured.value)) found.push({ slot, ...measured, ...boundsOf(measured) });
  }
  const byLowerBound = found.some(({ low }) => !Number.isNaN(low));
  const idOf = ({ slot }: Omit<RankRow, 'rank'>) => picture.layout.places[slot]?.id ?? '';
  found.sort((one, other) => rankedBy(other) - rankedBy(one) || other.value - one.value || (idOf(one) < idOf(other) ? -1 : 1));
  return { byLowerBound, rows: withRanks(found) };
}

/** What tells two rows of the list apart: a city may stand in an answer under two regions, a customer in two hexagons. */
export function rankKey({ id, country, region, city, cell, set }: PlaceRef): string {
  return [id, country, region, city, cell, set].map((part) => part ?? '').join('\u0000');
}

function withRanks(sorted: readonly Omit<RankRow, 'rank'>[]): readonly RankRow[] {
  let [rank, key] = [0, Number.NaN];
  return sorted.map((row, at) => {
    if (rankedBy(row) !== key) [rank, key] = [at + 1, rankedBy(row)];
    return { ...row, rank };
  });
}
