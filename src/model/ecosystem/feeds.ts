/** The sources behind the far rank: an orbit of their own beyond it, each with how fresh it is and what it feeds. */

import type { Catalog } from '../../protocol/catalog.ts';
import type { FreshnessAnswer, FreshnessState } from '../../protocol/freshness.ts';
import type { Query } from '../../protocol/query.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { metricValues } from '../reading.ts';
import type { ViewState } from '../viewState.ts';
import { type Cascade, CENTRE_Z, ORBITS } from './cascade.ts';
import { ecosystemQueries } from './ecosystemQueries.ts';
import { keysOf, type RankDimension } from './ranks.ts';
import { OTHER, type Seats } from './seats.ts';
import { keyOf, valueAt } from './sums.ts';

/** Radius of the orbit of the sources. */
export const FEED_ORBIT = ORBITS[0].radius + 4.5;
const HALF = ORBITS[0].half * 0.86;
/** Most sources that have a place of their own. */
const MOST = 9;

export interface Feed {
  readonly source: string;
  readonly events: number;
  readonly state: FreshnessState;
  /** How long ago something came from it, ms; null when it is not followed. */
  readonly ageMs: number | null;
  readonly x: number;
  readonly z: number;
  readonly angle: number;
}

export interface FeedLink {
  /** Positions in the feeds and in the nodes of the cascade. */
  readonly feed: number;
  readonly node: number;
  readonly events: number;
}

export interface Feeds {
  readonly feeds: readonly Feed[];
  readonly links: readonly FeedLink[];
}

export const NO_FEEDS: Feeds = { feeds: [], links: [] };

/** What each source gives to each node of the far rank, whichever is chosen; null where that rank holds the sources themselves. */
export function feedQuery(view: ViewState, catalog: Catalog): Query | null {
  const [far] = view.ranks;
  if (far === 'source') return null;
  const { source: _, ...where } = view.where;
  const [query] = ecosystemQueries({ ...view, where }, catalog).nodes;
  return { ...query, metrics: ['events'], groupBy: [...new Set([...keysOf(far), 'source'])] };
}

/** The largest sources, in the order of what they feed, at even distances. */
export function toFeeds(table: AnswerTable, far: RankDimension, seats: Seats, cascade: Cascade, freshness: FreshnessAnswer | null): Feeds {
  const flows = flowsOf(table, far, seats);
  const placeOf = new Map(cascade.nodes.map(({ node }, at) => [node.key, at]));
  const total = (source: string) => [...(flows.get(source)?.values() ?? [])].reduce((sum, events) => sum + events, 0);
  const largest = [...flows.keys()].sort((one, other) => total(other) - total(one) || (one < other ? -1 : 1)).slice(0, MOST);
  const middle = (source: string) => {
    let [sum, whole] = [0, 0];
    for (const [key, events] of flows.get(source) ?? []) {
      sum += events * (cascade.nodes[placeOf.get(key) ?? -1]?.x ?? 0);
      whole += events;
    }
    return whole > 0 ? sum / whole : 0;
  };
  const ordered = largest.sort((one, other) => middle(one) - middle(other) || (one < other ? -1 : 1));
  const feeds = ordered.map((source, at) => {
    const angle = Math.PI / 2 + (0.5 - (at + 0.5) / ordered.length) * 2 * HALF;
    const known = freshness?.sources.find((each) => each.source === source);
    return {
      ...{
        source,
        events: total(source),
        angle,
        state: known?.state ?? ('unknown' as const),
        ageMs: freshness && known?.newestArrivalMs != null ? Math.max(0, freshness.nowMs - known.newestArrivalMs) : null,
      },
      x: FEED_ORBIT * Math.cos(angle),
      z: CENTRE_Z - FEED_ORBIT * Math.sin(angle),
    };
  });
  const links = feeds.flatMap(({ source }, feed) =>
    [...(flows.get(source) ?? [])].flatMap(([key, events]) => {
      const node = placeOf.get(key);
      return node === undefined || events <= 0 ? [] : [{ feed, node, events }];
    }),
  );
  return { feeds, links };
}

/** Events by source, then by the key of the node that they come to. */
function flowsOf(table: AnswerTable, far: RankDimension, seats: Seats): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const flows = new Map<string, Map<string, number>>();
  const names = [...new Set([...keysOf(far), 'source'])];
  const sourceAt = names.indexOf('source');
  const events = metricValues(table, 'events');
  const seated = seats.keys[0] as readonly string[];
  for (let row = 0; row < table.rowCount; row++) {
    const source = table.keys[sourceAt]?.[row] ?? null;
    if (source === null) continue;
    const own = keyOf(valueAt(table, far, 0, row));
    const key = `0 ${seated.includes(own) ? own : OTHER}`;
    const known = flows.get(source) ?? new Map<string, number>();
    known.set(key, (known.get(key) ?? 0) + (events?.[row] || 0));
    flows.set(source, known);
  }
  return flows;
}
