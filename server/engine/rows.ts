/**
 * The engine's inner form of events: dictionary codes and whole numbers in columns.
 * The archive stores these columns, live views fold them; text appears again only in answers.
 */

/** Text dimensions that every event is coded in; declared ones are added as `data.<name>`. Code 0 is null. */
export const BASE_DIMENSIONS = [
  'country',
  'region',
  'city',
  'cell',
  'origin.country',
  'origin.region',
  'origin.city',
  'category',
  'product',
  'brand',
  'segment',
  'channel',
  'source',
  'type',
  'reason',
  'agent',
  'currency',
  'scale',
  'customer',
  'order',
  'contact',
] as const;

/**
 * One dictionary a dimension: codes count up from 1 in order of first appearance, 0 is null.
 * `customer` is the subject. `cell` is the H3 index at resolution 15. `order` is the key (source, order, else id) and only coded
 * for `order.completed`; `contact` is the contact's key, only coded for contact events (see the metric's formula).
 */
export interface Dictionaries {
  code(dimension: string, text: string | null): number;
  /** The code of a text that is already known, else undefined: a filter on it matches nothing. */
  find(dimension: string, text: string | null): number | undefined;
  text(dimension: string, code: number): string | null;
  size(dimension: string): number;
}

/** The text of one event. */
export interface Verbatim {
  readonly seq: number;
  readonly text: string;
}

/** What an event plans: a value of a metric for a period. */
export interface PlanRow {
  readonly seq: number;
  readonly metric: string;
  /** Local dates, days since 1970-01-01; `toDay` exclusive. */
  readonly fromDay: number;
  readonly toDay: number;
  /** Whole 1/10,000ths. */
  readonly value: number;
  /** Whether each place that it names was found: else nobody knows what it is a plan for. */
  readonly isPlaced: boolean;
}

/** A run of consecutive events in columns; every array has `count` entries. */
export interface RowBatch {
  readonly count: number;
  /** Sequence number of row 0; row i has `firstSeq + i`. */
  readonly firstSeq: number;
  /** Event time, ms since 1970 UTC. */
  readonly timeMs: Float64Array;
  /** Offset of the workspace time zone at that instant, ms to add to UTC. */
  readonly offsetMs: Float64Array;
  /** Codes by dimension name ({@link BASE_DIMENSIONS} and `data.<name>`). */
  readonly codes: Readonly<Record<string, Int32Array>>;
  /**
   * Whole 1/10,000ths by field: `amount`, `quantity`, `score`, `duration_s`, and `data.<name>` of declared metrics; NaN where absent.
   */
  readonly numbers: Readonly<Record<string, Float64Array>>;
  /** 1 true, 0 false, 255 absent. */
  readonly resolved: Uint8Array;
  /** 1 where the amount has no rate to the reporting currency. */
  readonly unconverted: Uint8Array;
  /** When each event was taken in, ms since 1970 UTC. */
  readonly receivedMs: Float64Array;
  /** Number of the import that each event came with, 0 without one; absent where none did. */
  readonly imports?: Int32Array;
  /** What customers wrote, of the events that have a text. */
  readonly verbatims: readonly Verbatim[];
  /** What is planned, of the events that plan. */
  readonly plans: readonly PlanRow[];
}
