/** What the map shows now, for the map itself, its legend and its table: an answer with the measures that it really holds. */
import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { LiveAnswer } from '../live/liveAnswer.ts';
import { useAnswer } from '../live/useAnswer.ts';
import { type ColourMeasure, type HeightMeasure, toColourMeasure, toHeightMeasure } from '../model/measure.ts';
import type { Level } from '../model/place.ts';
import { levelOfTable, metricValues } from '../model/reading.ts';
import { mapQuery } from '../model/viewQueries.ts';
import { levelOf } from '../model/viewState.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { metricOf, useCatalog } from './catalogContext.ts';
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
  const colour = useMemo(() => toColourMeasure(metricOf(catalog, view.colour)), [catalog, view.colour]);
  const level = (table && levelOfTable(table)) ?? levelOf(view);
  const present = useMemo<Shown>(() => ({ table, level, height, colour }), [table, level, height, colour]);
  const held = useRef(present);
  const isWhole = table === null || (metricValues(table, height.metric) !== undefined && metricValues(table, colour.metric) !== undefined);
  useEffect(() => {
    if (isWhole) held.current = present;
  }, [isWhole, present]);
  return { ...(isWhole ? present : held.current), status, error };
}
