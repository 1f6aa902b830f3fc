/**
 * Events as bytes: a batch's JSON and where in it each field stands, so that nothing is parsed that only has to be compared,
 * copied or looked up. The log makes it while it writes a batch; whoever reads a batch back scans it again.
 */

/** Fields whose place is noted: those of the event itself, then those of `data`. Declared names of a workspace follow as `data.<name>`. */
export const EVENT_FIELDS = [
  'source',
  'id',
  'type',
  'subject',
  'country',
  'region',
  'city',
  'cell',
  'originCountry',
  'originRegion',
  'originCity',
  'segment',
  'data.order',
  'data.contact',
  'data.product',
  'data.category',
  'data.brand',
  'data.channel',
  'data.reason',
  'data.agent',
  'data.currency',
  'data.scale',
  'data.quantity',
  'data.score',
  'data.duration_s',
  'data.resolved',
  'data.text',
] as const;

/** A run of consecutive events in bytes. What the log sends with a batch is the receiver's for as long as it applies it; `timeMs`, `amount`, `unconverted` for ever. */
export interface EventTable {
  readonly count: number;
  /** Sequence number of event 0; event i has `firstSeq + i`. */
  readonly firstSeq: number;
  /** JSON array of `ResolvedEvent`s, UTF-8. */
  readonly bytes: Uint8Array;
  /** Names of the fields: {@link EVENT_FIELDS} and the declared ones. */
  readonly fields: readonly string[];
  /**
   * First byte and the one after the last of field f's value in event e, at `2 * (e * fields.length + f)`; both 0 where absent or null.
   * A text stands with its quotes, and holds no backslash; only `data.text` may.
   */
  readonly ranges: Int32Array;
  /** Where event e begins and ends in `bytes`, at `2 * e`. */
  readonly events: Int32Array;
  readonly timeMs: Float64Array;
  /** Reporting currency, whole 1/10,000ths; NaN where absent or unconverted. */
  readonly amount: Float64Array;
  readonly unconverted: Uint8Array;
  /** 1 where the ranges do not tell all: this event must be parsed. */
  readonly unread: Uint8Array;
}
