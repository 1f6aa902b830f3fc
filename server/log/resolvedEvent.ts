import type { Event } from '../../src/protocol/event.ts';

/** Amounts and other summed numbers are whole multiples of 1/FIXED_ONE, so that sums are exact in any order. */
export const FIXED_ONE = 10_000;

/**
 * An accepted event as the log keeps it and the engine receives it: what the sender wrote, and what was
 * resolved once, at append. Rebuilding the archive from the log therefore gives the same numbers for ever.
 */
export interface ResolvedEvent extends Event {
  /** Position in the log: 1 for the first event, no gaps. */
  readonly seq: number;
  readonly timeMs: number;
  readonly receivedMs: number;
  /** ISO 3166-1 alpha-2, ISO 3166-2, `geonames:<id>`; null where unknown. */
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  /** H3 index at resolution 15 of the most precise known point, or null. */
  readonly cell: string | null;
  /** Where what the event is about came from, as the place above; absent where the event does not say, and in events of older logs. */
  readonly originCountry?: string | null;
  readonly originRegion?: string | null;
  readonly originCity?: string | null;
  readonly originCell?: string | null;
  /** `data.amount` in the reporting currency, whole 1/10,000ths, |amount| < 2^53; null when absent or unconverted. */
  readonly amount: number | null;
  /** True when there is an amount but no rate to the reporting currency. */
  readonly unconverted: boolean;
  /** The event's own segment, else that of the customer's latest `profile.updated` before it in the log. */
  readonly segment: string | null;
}
