/** What the picture of the segments asks. */
import type { LandscapeAsked } from '../../protocol/landscape.ts';
import { SEGMENT_RULE } from '../../protocol/people.ts';
import type { Query } from '../../protocol/query.ts';
import { setFilter } from '../viewFilters.ts';
import { figuresQuery } from '../viewQueries.ts';
import type { TimeWindow, ViewState } from '../viewState.ts';
import type { Tint } from './points.ts';

type Rising = NonNullable<LandscapeAsked['height']>;

/** What rises: as on the map, where the land can show it; else revenue. */
export function risingOf({ height }: Pick<ViewState, 'height'>): Rising {
  return height === 'revenue_at_risk' || height === 'customers' ? height : 'revenue';
}

/** What the points are coloured by: as on the map, where they can; else satisfaction. */
export function tintOf({ colour }: Pick<ViewState, 'colour'>): Tint {
  return colour === 'revenue_at_risk' ? 'risk' : 'csat';
}

/** All people of the view but for the choice of people itself, which stands on the land as light. `saved` are rules to be told apart. */
export function landscapeAsked(view: ViewState, saved: readonly string[], chosen: readonly string[]): LandscapeAsked {
  const { where, time } = wholeQuery(view, ['revenue']);
  return {
    x: { measure: view.axes.x },
    z: { measure: view.axes.z },
    height: risingOf(view),
    ...(where === undefined ? {} : { where }),
    ...(time === undefined ? {} : { time }),
    rules: [...saved],
    chosen: [...chosen],
  };
}

/**
 * What the land is measured for: another is measured anew. Whom it chooses and tells apart changes nothing of how high it is; a window that is followed,
 * or played forward, is one all the way. `window` is the one that somebody chose.
 */
export function scaleKey({ rules: _, chosen: __, time: ___, ...rest }: LandscapeAsked, window: TimeWindow): string {
  return JSON.stringify({ ...rest, window });
}

/** Figures of everybody whom the land shows. */
export function wholeQuery(view: ViewState, metrics: readonly string[]): Query {
  return { ...figuresQuery(setFilter(view, SEGMENT_RULE, [])), metrics: [...metrics] };
}

/** Figures of the chosen people. */
export function chosenQuery(view: ViewState, metrics: readonly string[]): Query {
  return { ...figuresQuery(view), metrics: [...metrics] };
}

/** Figures beside the people chosen and beside all. */
export const PEOPLE_METRICS = ['customers', 'revenue', 'csat', 'revenue_at_risk'] as const;

/** What may set people apart: how many of them have each value. */
export const APART_DIMENSIONS = ['channel', 'category', 'segment', 'reason', 'country', 'type'] as const;

/** How many of the people have each value of a dimension. */
export function apartQuery(of: Query, dimension: string): Query {
  return { ...of, metrics: ['customers'], groupBy: [dimension], limit: 200 };
}

/** Each of the chosen people, as far as the asker may see persons. */
export function membersQuery(view: ViewState): Query {
  return { ...chosenQuery(view, ['revenue', 'orders', 'csat']), groupBy: ['customer'], limit: 100_000 };
}
