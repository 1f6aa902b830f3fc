/** Which figures a wall says of a scene, and what they are asked by: of the place that the scene is of, whatever is pointed out within it. */
import type { Catalog } from '../../protocol/catalog.ts';
import type { Query } from '../../protocol/query.ts';
import type { Grain } from '../timeBuckets.ts';
import { figuresQuery, kpiQuery, sparkQuery } from '../viewQueries.ts';
import type { ViewState } from '../viewState.ts';

const OTHERS = ['orders', 'revenue', 'contacts', 'events'] as const;

/** The metric of height, another that tells how much (none of which the workspace has nothing: `empty`), and the metric of colour; each once. */
export function wallFigures(
  view: Pick<ViewState, 'height' | 'colour'>,
  known: readonly string[],
  empty: readonly string[] = [],
): readonly string[] {
  const other = OTHERS.find((id) => known.includes(id) && !empty.includes(id) && id !== view.height && id !== view.colour);
  return [...new Set([view.height, ...(other === undefined ? [] : [other]), view.colour])].filter((id) => known.includes(id));
}

export function wallFiguresQuery(view: ViewState, metrics: readonly string[]): Query {
  return { ...figuresQuery({ ...view, selected: null }), metrics: [...metrics] };
}

/** The same over time, by buckets of that length. */
export function figuresOverTime(view: ViewState, metrics: readonly string[], catalog: Catalog, grain: Grain): Query {
  return { ...sparkQuery({ ...view, selected: null }, catalog, metrics), groupBy: [`time:${grain}`] };
}

/** The same of the place that is pointed out. */
export function pointedQuery(view: ViewState, metrics: readonly string[]): Query {
  return kpiQuery(view, metrics);
}

/** What the figures of a scene are of: those of another place, time or filter are not shown under its name, not even until its own have come. */
export function figuresAbout({ focus, selected, where, window }: Pick<ViewState, 'focus' | 'selected' | 'where' | 'window'>): string {
  return JSON.stringify([focus?.level, focus?.id, selected?.level, selected?.id, where, window]);
}
