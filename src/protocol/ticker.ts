/** What is notable just now, without anybody in it: `GET /v1/ticker`. Made of counts of groups that a wall may see. */

const TICKER_METRICS = ['orders', 'contacts'] as const;
export type TickerMetric = (typeof TICKER_METRICS)[number];

export interface TickerItem {
  /** The same while it says the same of the same group. */
  readonly id: string;
  /** `more` or `fewer` than usual by more than chance; `most`: the largest, where nothing is unusual. */
  readonly kind: 'more' | 'fewer' | 'most';
  readonly metric: TickerMetric;
  readonly dimension: string;
  /** The group's id and readable name. */
  readonly value: string;
  readonly name: string;
  /** Count in the window, and what it would be by the group's share of the time before. */
  readonly now: number;
  readonly usual: number;
}

export interface TickerAnswer {
  /** The window that the counts are of, ISO 8601 UTC, `to` exclusive; null without events. */
  readonly time: { readonly from: string; readonly to: string } | null;
  /** Most unusual first. */
  readonly items: readonly TickerItem[];
}
