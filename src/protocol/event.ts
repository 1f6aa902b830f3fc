/**
 * The vocabulary of customer events: the CloudEvents envelope and the names that `data` may use.
 * Every outside program relies on these names; see the README, "Feed it".
 */

const PREFIX = 'io.orrery.';

/** The event types whose meaning the metrics know. Other types are kept and countable. */
export const EventType = {
  orderCompleted: `${PREFIX}order.completed`,
  orderRefunded: `${PREFIX}order.refunded`,
  surveyAnswered: `${PREFIX}survey.answered`,
  reviewPublished: `${PREFIX}review.published`,
  contactOpened: `${PREFIX}contact.opened`,
  contactClosed: `${PREFIX}contact.closed`,
  pageViewed: `${PREFIX}page.viewed`,
  productSearched: `${PREFIX}product.searched`,
  postPublished: `${PREFIX}post.published`,
  messageSent: `${PREFIX}message.sent`,
  profileUpdated: `${PREFIX}profile.updated`,
  consentChanged: `${PREFIX}consent.changed`,
  subscriptionStarted: `${PREFIX}subscription.started`,
  subscriptionCancelled: `${PREFIX}subscription.cancelled`,
  changeAnnounced: `${PREFIX}change.announced`,
  targetSet: `${PREFIX}target.set`,
  forecastSet: `${PREFIX}forecast.set`,
} as const;

/** Survey scales with their inclusive bounds. Scores are never averaged across scales. */
export const SCALES = {
  nps: { min: 0, max: 10 },
  csat5: { min: 1, max: 5 },
  ces7: { min: 1, max: 7 },
} as const;
export type Scale = keyof typeof SCALES;

/** Scores up to these are below the target of their scale. */
export const BELOW_TARGET: Readonly<Record<Scale, number>> = { csat5: 3, nps: 6, ces7: 4 };

/** The highest score that is below the target of a scale; null for one that has none. */
export function belowTargetOf(scale: string | null): number | null {
  return scale !== null && Object.hasOwn(BELOW_TARGET, scale) ? BELOW_TARGET[scale as Scale] : null;
}

/** A decoded value of `data`: JSON as the sender wrote it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The names of `data` that the product understands; all optional, the sender's own stand beside them. */
export interface EventData {
  readonly country?: string;
  readonly region?: string;
  readonly city?: string;
  readonly postal_code?: string;
  readonly lat?: number;
  readonly lon?: number;
  /** Where what the event is about came from. */
  readonly origin_country?: string;
  readonly origin_region?: string;
  readonly origin_city?: string;
  readonly origin_lat?: number;
  readonly origin_lon?: number;
  readonly order?: string;
  readonly contact?: string;
  readonly product?: string;
  readonly category?: string;
  readonly brand?: string;
  readonly quantity?: number | string;
  readonly amount?: number | string;
  readonly currency?: string;
  readonly segment?: string;
  readonly channel?: string;
  readonly score?: number;
  readonly scale?: Scale;
  readonly text?: string;
  readonly reason?: string;
  readonly agent?: string;
  readonly resolved?: boolean;
  readonly duration_s?: number;
  readonly [own: string]: Json | undefined;
}

/** One thing that happened, decoded from CloudEvents 1.0. `(source, id)` is unique for ever. */
export interface Event {
  readonly source: string;
  readonly id: string;
  readonly type: string;
  /** The customer, or null when the event belongs to nobody known. */
  readonly subject: string | null;
  /** When it happened: milliseconds since 1970, UTC; null when the sender gave none (the time of receipt is used). */
  readonly timeMs: number | null;
  readonly data: EventData;
  /** The sender's other CloudEvents attributes (extensions, dataschema), as sent; absent when there are none. */
  readonly extensions?: { readonly [name: string]: Json };
}

/** Why one item of a request was not accepted. `index` counts from 0 in the order sent. */
export interface Rejection {
  readonly index: number;
  readonly code: string;
  /** Path of the offending field, e.g. `data.amount`; empty when the item as a whole is at fault. */
  readonly field: string;
  readonly reason: string;
}

/** Answer to `POST /v1/events`, given only once everything accepted is on disk. */
export interface AppendResult {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: readonly Rejection[];
  /** Sequence number of the newest event in the log. */
  readonly seq: number;
}
