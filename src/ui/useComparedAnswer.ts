/** What the map draws: its answer, or the same beside another time, with the change as its colour. */
import { useEffect, useMemo, useState } from 'react';
import { useAnswer } from '../live/useAnswer.ts';
import { toChangeMeasure, withBefore } from '../model/change.ts';
import { comparedMapQuery } from '../model/compare.ts';
import { metricValues } from '../model/reading.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { metricOf, useCatalog } from './catalogContext.ts';
import { usePlannedTable } from './plan/usePlannedTable.ts';
import { useAsked } from './useAsked.ts';
import { type MapAnswer, type Shown, useMapAnswer } from './useMapAnswer.ts';
import { useServerNow } from './useServerNow.ts';

/**
 * As {@link useMapAnswer}, with the columns `before` and `change` while the view compares. While one of the two times loads, the
 * comparison before stays, so that figures of different windows never stand side by side.
 */
export function useComparedAnswer(): MapAnswer {
  const view = useAsked();
  const catalog = useCatalog();
  const { table, level, height, colour, status, error } = useMapAnswer();
  const nowMs = useServerNow(view.compare !== 'none' && view.window.kind === 'last');
  const query = useMemo(() => comparedMapQuery(view, catalog.timezone, nowMs), [view, catalog.timezone, nowMs]);
  const before = useAnswer(query);
  const metric = metricOf(catalog, height.metric);
  const isLoading = status === 'loading' || before.status === 'loading';
  const compared = useMemo<Shown | null>(() => {
    if (isLoading || table === null || before.table === null || !isComparable(table, before.table, metric.id)) return null;
    return { table: withBefore(table, before.table, metric), level, height, colour: toChangeMeasure(metric) };
  }, [isLoading, table, before.table, level, height, metric]);
  const [held, hold] = useState<Shown | null>(null);
  const isAsked = query !== null;
  useEffect(() => {
    if (compared !== null || !isAsked) hold(compared);
  }, [compared, isAsked]);
  const shown = compared ?? (isAsked ? comparisonHeld(held, height.metric, isLoading) : null);
  const drawn = shown ?? { table, level, height, colour };
  const planned = usePlannedTable(drawn.table, drawn.height.metric, status === 'loading' || (isAsked && before.status === 'loading'));
  return { ...drawn, table: planned, status: shown && isLoading ? 'loading' : status, error: error ?? before.error };
}

/** The comparison before, while the next one of the same metric loads: where that is refused, it would stand under the name of another place or time. */
export function comparisonHeld(held: Shown | null, metric: string, isLoading: boolean): Shown | null {
  return isLoading && held?.height.metric === metric ? held : null;
}

function isComparable(one: AnswerTable, other: AnswerTable, metric: string): boolean {
  const groups = ({ columns }: AnswerTable) => columns.flatMap(({ name, unit }) => (unit === null ? [name] : [])).join(' ');
  return groups(one) === groups(other) && [one, other].every((table) => metricValues(table, metric) !== undefined);
}
