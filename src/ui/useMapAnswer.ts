/** What the map shows now, for the map itself, its legend and its table: an answer with the measures that it really holds. */
import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { LiveAnswer } from '../live/liveAnswer.ts';
import { useAnswer, useAnswerStatus } from '../live/useAnswer.ts';
import { type ColourMeasure, type HeightMeasure, toColourMeasure, toHeightMeasure } from '../model/measure.ts';
import type { Level } from '../model/place.ts';
import { levelOfTable, metricValues } from '../model/reading.ts';
import { type AskedView, mapQuery, shownOnMap, totalQuery } from '../model/viewQueries.ts';
import { levelOf } from '../model/viewState.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { metricOf, useCatalog } from './catalogContext.ts';
import { fitted, standingFit, useIsAroundWhole } from './colourFit.ts';
import { inViewStore } from './inView.ts';
import { useAsked } from './useAsked.ts';

export interface Shown {
  readonly table: AnswerTable | null;
  /** The level of the table; the wanted one while there is none. */
  readonly level: Level;
  readonly height: HeightMeasure;
  readonly colour: ColourMeasure;
}

export interface MapAnswer extends Shown {
  readonly status: LiveAnswer['status'];
  readonly error: string | null;
}

/** While another metric loads, the measures stay those of the answer that is still shown. */
export function useMapAnswer(): MapAnswer {
  const view = useAsked();
  const catalog = useCatalog();
  const isPending = useStore(inViewStore, (inView) => inView.isPending);
  const { table, status, error } = useAnswer(isPending ? null : mapQuery(view));
  const height = useMemo(() => toHeightMeasure(metricOf(catalog, view.height)), [catalog, view.height]);
  const plain = useMemo(() => toColourMeasure(metricOf(catalog, view.colour)), [catalog, view.colour]);
  const level = (table && levelOfTable(table)) ?? levelOf(view);
  const colour = useFitted(plain, view, status === 'loading' ? null : table, level);
  const present = useMemo<Shown>(() => ({ table, level, height, colour }), [table, level, height, colour]);
  const held = useRef(present);
  const isWhole = table === null || (metricValues(table, height.metric) !== undefined && metricValues(table, colour.metric) !== undefined);
  useEffect(() => {
    if (isWhole) held.current = present;
  }, [isWhole, present]);
  return { ...(isWhole ? present : held.current), status, error };
}

/** The colours of the map, fitted to its answer; of the one before while the next loads. */
function useFitted(plain: ColourMeasure, view: AskedView, table: AnswerTable | null, level: Level): ColourMeasure {
  const isAroundWhole = useIsAroundWhole();
  const isWanted = view.fit === 'whole' || (view.fit === 'auto' && isAroundWhole);
  const shown = useMemo(() => shownOnMap(view), [view]);
  const total = useAnswer(isWanted && plain.kind === 'diverging' ? totalQuery(shown) : null);
  const { fit, where, focus, territories, shrink } = shown;
  const question = useMemo(() => JSON.stringify([where, focus, territories, shrink]), [where, focus, territories, shrink]);
  if (table === null || metricValues(table, plain.metric) === undefined) return standingFit(plain);
  const whole = total.table && total.status !== 'loading' ? (metricValues(total.table, plain.metric)?.[0] ?? null) : null;
  const window = JSON.stringify([view.window, view.until, view.asOf]);
  const groups = table.columns.flatMap(({ name, unit }) => (unit === null ? [name] : [])).join(' ');
  return fitted({ plain, fit, question: `${groups} ${question}`, window, table, level, whole: Number.isFinite(whole) ? whole : null });
}

/** Whether the map has its answer, for what does not tell of the values; who is not waiting for it hears of nothing. */
export function useMapStatus(isWaiting = true): LiveAnswer['status'] {
  const view = useAsked();
  const isPending = useStore(inViewStore, (inView) => inView.isPending);
  return useAnswerStatus(isPending || !isWaiting ? null : mapQuery(view));
}
