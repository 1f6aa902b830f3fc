/** How the figures of a wall moved: each by buckets so long that it can be told. */
import type { LiveAnswer } from '../../live/liveAnswer.ts';
import { useAnswer } from '../../live/useAnswer.ts';
import { toSeries } from '../../model/kpi.ts';
import { type Series, wholeBuckets } from '../../model/spark.ts';
import type { Grain } from '../../model/timeBuckets.ts';
import { answeredSpan, windowSpan } from '../../model/timeWindow.ts';
import { sparkGrain } from '../../model/viewQueries.ts';
import type { ViewState } from '../../model/viewState.ts';
import { bestLine, isLineTold, lineGrains } from '../../model/wall/toldLine.ts';
import { figuresOverTime } from '../../model/wall/wallFigures.ts';
import type { Catalog } from '../../protocol/catalog.ts';

export interface ToldLine {
  readonly series: Series;
  /** What it is by, where its buckets are longer than is usual for the time; else null. */
  readonly longer: Grain | null;
}

/** The line of each metric; null while it is read, and where too little of it is told. */
export function useToldLines(view: ViewState, ids: readonly string[], catalog: Catalog): (id: string) => ToldLine | null {
  const span = windowSpan(view.window, catalog);
  const [usual, second = null, third = null] = lineGrains(sparkGrain(view, catalog), span) as [Grain, Grain?, Grain?];
  const line = ({ table, status }: LiveAnswer, id: string, grain: Grain | null): Series | null =>
    grain === null || table === null || (grain !== usual && status === 'loading')
      ? null
      : wholeBuckets(toSeries(table, id, answeredSpan(table, view.window, catalog)), grain, catalog.timezone);
  const untold = (answer: LiveAnswer, among: readonly string[], grain: Grain) =>
    among.filter((id) => {
      const found = line(answer, id, grain);
      return found !== null && !isLineTold(found);
    });
  const ask = (metrics: readonly string[], grain: Grain | null) =>
    metrics.length === 0 || grain === null ? null : figuresOverTime(view, metrics, catalog, grain);
  const first = useAnswer(ask(ids, usual));
  const left = untold(first, ids, usual);
  const longer = useAnswer(ask(left, second));
  const longest = useAnswer(ask(second === null ? [] : untold(longer, left, second), third));
  return (id) => {
    const grains = [usual, second, third];
    const lines = [line(first, id, usual), ...(left.includes(id) ? [line(longer, id, second), line(longest, id, third)] : [])];
    const at = bestLine(lines);
    const series = at === null ? null : lines[at];
    return at === null || !series ? null : { series, longer: at === 0 ? null : (grains[at] ?? null) };
  };
}
