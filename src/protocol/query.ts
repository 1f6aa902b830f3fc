/** The one question of the product and its answer: see `docs/protocol.md` and `/v1/openapi.json`. */
import { z } from 'zod';

/** Most rows an answer carries when the query names no limit. */
export const DEFAULT_LIMIT = 1000;

const NonEmpty = z.string().min(1);
const Duration = z
  .string()
  .regex(/^P(?!$)(\d+W|(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?)$/, 'must be an ISO 8601 duration such as PT1H or P7D');
const WINDOW =
  'must be {"from": ..., "to": ...}, either of which may be left out, or {"last": "PT1H"}, with "ago" where it is not to end now (ISO 8601 durations of weeks, days, hours, minutes, seconds)';
const TimeWindow = z.union(
  [
    // It ends now, or `ago` before now: of two such windows that meet, no event is in both or in neither, whenever they are asked.
    z.strictObject({ last: Duration, ago: Duration.optional() }),
    z.strictObject({ from: NonEmpty.nullish(), to: NonEmpty.nullish() }, WINDOW),
  ],
  WINDOW,
);

/** Shape of a query; names of metrics and dimensions and the times are checked against the catalog by the server. */
export const QuerySchema = z.strictObject({
  metrics: z.array(NonEmpty).min(1).max(50),
  groupBy: z.array(NonEmpty).max(6).optional(),
  where: z.record(NonEmpty, z.array(z.union([z.string(), z.null()], 'must be a text or null')).min(1)).optional(),
  time: TimeWindow.optional(),
  limit: z.int().min(1).max(1_000_000).optional(),
  asOf: z.strictObject({ epoch: NonEmpty, seq: z.int().min(0) }).optional(),
});
export type Query = z.infer<typeof QuerySchema>;

/** A column of an answer: dimensions first (unit null), then metrics. */
export interface Column {
  readonly name: string;
  /** `%`, `points`, `score`, `s`, `count`, an ISO 4217 code, a declared unit, or null for dimensions. */
  readonly unit: string | null;
}

/** The state of the log that an answer saw: every event up to `seq` of the log named `epoch`. */
export interface AsOf {
  readonly epoch: string;
  readonly seq: number;
}

export type Cell = string | number | null;

export interface QueryAnswer {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Readable names of the ids in the answer, by dimension, where they differ from the id. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The window that was answered, ISO 8601 UTC, `to` exclusive, null where open. */
  readonly time: { readonly from: string | null; readonly to: string | null };
  readonly asOf: AsOf;
  /** Rows withheld because their group is too small for the asker. */
  readonly suppressed: number;
  /** Matching events whose amount had no rate to the reporting currency. */
  readonly unconverted: number;
  /** Whether rows were left out because of `limit`. */
  readonly truncated: boolean;
  /** Whether a subscription to this query is folded event by event (false: it is refreshed). */
  readonly live: boolean;
}

/** Body of every failed request. `message` names the field and what to do. */
export interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string };
}
