/** What a figure of the sentence and the bars links to: the view that shows it with the numbers of its moment, and the queries behind it. */

import { driverQuery, viewOfValue } from '../../../model/drivers/driverQueries.ts';
import type { RankedDimension } from '../../../model/drivers/rankDrivers.ts';
import type { DriverFigure } from '../../../model/drivers/sayDrivers.ts';
import type { FigureLink } from '../../../model/tour/compose.ts';
import { toSearch } from '../../../model/viewSearch.ts';
import type { ViewState } from '../../../model/viewState.ts';
import type { MetricInfo } from '../../../protocol/catalog.ts';
import type { FoundDrivers } from './useDrivers.ts';

/** Null for a figure that no view shows: of events without a place. */
export function figureLink(
  figure: DriverFigure,
  { views, asOf, at }: FoundDrivers,
  shown: RankedDimension,
  metric: MetricInfo,
): FigureLink | null {
  const driver = figure.of === 'driver' ? shown.drivers.find(({ key }) => key === figure.key) : undefined;
  const narrowed = (view: ViewState): ViewState | null => (driver === undefined ? view : viewOfValue(view, shown.dimension, driver));
  const [now, before] = [narrowed(views.now), narrowed(views.before ?? views.now)];
  if (now === null || before === null) return null;
  const compare = now.compare === 'none' ? 'previous' : now.compare;
  const view: ViewState = { ...now, compare, why: null, drawer: 'open', height: metric.id, asOf: { ...asOf, at }, tense: 'then' };
  const query = (of: ViewState) => ({ ...driverQuery(of, metric, null), asOf });
  return { search: toSearch(view), queries: { now: query(now), before: query(before) } };
}
