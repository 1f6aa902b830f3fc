/** The events behind a figure (`POST /v1/records`) and one customer (`POST /v1/customer`). Both tell of persons: a wall is refused. */
import { z } from 'zod';
import type { EventData } from './event.ts';
import type { NamedSegment } from './people.ts';
import { QuerySchema } from './query.ts';
import type { VerbatimPlace } from './verbatims.ts';

export const DEFAULT_RECORDS = 100;
export const MOST_RECORDS = 1000;

export const RecordsSchema = z.strictObject({
  where: QuerySchema.shape.where,
  time: QuerySchema.shape.time,
  asOf: QuerySchema.shape.asOf,
  /** A metric: only the events that it is made of. Left out: all that match. */
  of: z.string().min(1).optional(),
  limit: z.int().min(1).max(MOST_RECORDS).default(DEFAULT_RECORDS),
  /** The `next` of the page before. */
  before: z
    .string()
    .regex(/^-?\d{1,15}\.\d{1,15}$/, 'must be the "next" of an earlier answer')
    .optional(),
});
export type RecordsAsked = z.input<typeof RecordsSchema>;

/** What the archive knows of an event. What came from outside is to be shown as text. */
export interface KnownRecord {
  readonly seq: number;
  /** Instant of the event, ISO 8601 UTC. */
  readonly time: string;
  /** The full type. */
  readonly type: string;
  readonly source: string;
  /** Whose event it is; null without one. */
  readonly customer: string | null;
  readonly place: VerbatimPlace;
  /** In the reporting currency; null without an amount, or where it has no rate. */
  readonly value: number | null;
  /** There is an amount, but no rate to the reporting currency. */
  readonly unconverted: boolean;
  readonly currency: string | null;
  readonly score: number | null;
  readonly scale: string | null;
  readonly category: string | null;
  readonly product: string | null;
  readonly brand: string | null;
  readonly segment: string | null;
  readonly channel: string | null;
  readonly reason: string | null;
  readonly agent: string | null;
  /** Number of the order that it is about; null without one. */
  readonly order: string | null;
  readonly quantity: number | null;
  readonly durationS: number | null;
  readonly resolved: boolean | null;
  /** At most 2,000 characters of what was written. */
  readonly text: string | null;
}

/** The same with what only the log knows. */
export interface RecordAnswer extends KnownRecord {
  /** The sender's own id. */
  readonly id: string;
  /** The amount exactly as it was sent, a decimal in `currency`; null without one. */
  readonly amount: string | null;
  /** Everything that was sent in `data`. */
  readonly data: EventData;
}

export interface RecordsAnswer<Told extends KnownRecord = RecordAnswer> {
  /** Newest first; of one instant the one that came later first. */
  readonly records: readonly Told[];
  /** How many match in all; null on later pages. */
  readonly total: number | null;
  /** Send it as `before` for the next page; null at the end. */
  readonly next: string | null;
  /** The window that was answered, ISO 8601 UTC, `to` exclusive, null where open. Send it back for later pages of a sliding window. */
  readonly time: { readonly from: string | null; readonly to: string | null };
  readonly asOf: { readonly epoch: string; readonly seq: number };
}

export const CustomerSchema = z
  .strictObject({
    /** The customer's key (`subject`), exactly. */
    customer: z.string().min(1).max(1000).optional(),
    /** Instead: the key of a point of the segments landscape of this server. */
    point: z.int().min(0).max(0xffff_ffff).optional(),
    asOf: QuerySchema.shape.asOf,
  })
  .refine(({ customer, point }) => (customer === undefined) !== (point === undefined), {
    message: 'say who: either customer or point',
    path: ['customer'],
  });
export type CustomerAsked = z.input<typeof CustomerSchema>;

/** The latest score of a customer on one scale. */
export interface LatestScore {
  readonly scale: string;
  readonly score: number;
  readonly time: string;
  /** Scores up to this are below target; null for a scale without a target. */
  readonly below: number | null;
  readonly isBelow: boolean;
}

export interface CustomerPlace {
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly name: string | null;
  readonly events: number;
  readonly revenue: number;
}

/** One customer, of all their events. */
export interface CustomerAnswer {
  readonly customer: string;
  /** Instants of the first and the latest event, ISO 8601 UTC. */
  readonly first: string;
  readonly last: string;
  readonly events: number;
  /** Counted and summed as the metrics of these names are, in the reporting currency. */
  readonly orders: number;
  readonly revenue: number;
  readonly refunds: number;
  readonly contacts: number;
  /** As `segment:current`. */
  readonly segment: string | null;
  /** As `segment:rule`; null for who never ordered. */
  readonly named: NamedSegment | null;
  /** Measures of {@link import('./people.ts').PERSON_MEASURES} by id; null where the customer has none. */
  readonly measures: Readonly<Record<string, number | null>>;
  /** When the measures are judged: the newest event of all, ISO 8601 UTC. */
  readonly judgedAt: string | null;
  readonly scores: readonly LatestScore[];
  /** Where the events were, most events first. */
  readonly places: readonly CustomerPlace[];
  readonly asOf: { readonly epoch: string; readonly seq: number };
}
