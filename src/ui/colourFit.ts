/** The colours that are fitted to what the map shows: one fit for the map, its legend, its table and the panels, which stands while the question does. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type ColourFit, fitColour, isOutgrown, sampleOf } from '../model/colourFit.ts';
import { type ColourMeasure, toColourMeasure } from '../model/measure.ts';
import type { Level } from '../model/place.ts';
import type { MetricInfo } from '../protocol/catalog.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { isWall } from './display.ts';

/** What is fitted, to what. */
export interface FitAsked {
  /** The measure with its customary range. */
  readonly plain: ColourMeasure;
  readonly fit: ColourFit;
  /** What is asked, without its time: another question has another fit. */
  readonly question: string;
  /** The time that is asked. */
  readonly window: string;
  readonly table: AnswerTable;
  readonly level: Level;
  readonly whole: number | null;
}

interface Standing extends FitAsked {
  readonly measure: ColourMeasure;
  readonly checkedMs: number;
  /** When it was made anew for the same question, ms; null: it was not. */
  readonly changedMs: number | null;
}

let standing: Standing | null = null;
/** What stands, for those who only read it. */
const told = createStore<{ readonly standing: Standing | null }>(() => ({ standing: null }));
/** Whether time is being played: the scale stays what it was, so that places can be seen to change. */
export const playing = { isOn: false };

/** Live answers are looked at this often; a wall, which is read from afar, stays as it is for the length of many scenes. */
const CHECK_MS = 5000;
const CHECK_ON_WALL_MS = 600_000;

/** The measure with the fit that stands, made now where another question is asked, or where the answer has outgrown it. */
export function fitted(asked: FitAsked): ColourMeasure {
  const before = standing;
  const isSame =
    before !== null && before.question === asked.question && before.plain.metric === asked.plain.metric && before.fit === asked.fit;
  if (!isSame) return stand({ ...asked, ...fresh(asked), changedMs: null });
  // Asked now: where this file is read, nobody has said yet what the page is.
  const isOld = performance.now() - before.checkedMs > (isWall() ? CHECK_ON_WALL_MS : CHECK_MS);
  const isOther = before.window !== asked.window || (before.whole === null) !== (asked.whole === null);
  if (playing.isOn || (before.table === asked.table && before.whole === asked.whole) || (!isOld && !isOther)) return before.measure;
  const next = fresh(asked);
  if (!isOutgrown(before.measure, next.measure)) return stand({ ...asked, ...next, measure: before.measure, changedMs: before.changedMs });
  return stand({ ...asked, ...next, changedMs: before.whole === null && asked.whole !== null ? null : Date.now() });
}

function fresh({ plain, fit, table, level, whole }: FitAsked): Pick<Standing, 'measure' | 'checkedMs'> {
  return { measure: fitColour(plain, fit, sampleOf(table, level, plain.metric), whole), checkedMs: performance.now() };
}

/** It is made while somebody draws: others hear of it afterwards. */
function stand(next: Standing): ColourMeasure {
  const isNew = standing?.measure !== next.measure || standing.changedMs !== next.changedMs;
  standing = next;
  if (isNew) queueMicrotask(() => told.setState({ standing }));
  return next.measure;
}

/** The fit that stands for a metric, while its answer loads. */
export function standingFit(plain: ColourMeasure): ColourMeasure {
  return standing?.plain.metric === plain.metric ? standing.measure : plain;
}

/** The colour measure of a metric as the map shows it: of rates, since amounts of other groups have other sizes. */
export function useFittedMeasure(metric: MetricInfo): ColourMeasure {
  const measure = useStanding()?.measure;
  const plain = useMemo(() => toColourMeasure(metric), [metric]);
  return measure?.metric === metric.id && measure.kind === 'diverging' ? measure : plain;
}

/** Whether the fit that stands is one around the whole. Who fits colours itself has no need to hear of more: all of them fit them to the same answer, at once. */
export function useIsAroundWhole(): boolean {
  return useStore(told, ({ standing }) => standing?.measure.isWhole ?? false);
}

/** The fit that stands now. */
export function useStanding(): Standing | null {
  return useStore(told, (state) => state.standing);
}
