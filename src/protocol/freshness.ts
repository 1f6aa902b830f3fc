/** How fresh each source is: `GET /v1/freshness`. */

/** `complete`: an import or replay of the past that has ended. `unknown`: too little came to know a rhythm, and none is declared. */
const HEARD_STATES = ['onTime', 'late', 'lost', 'complete', 'unknown'] as const;
export type FreshnessState = SourceFreshness['state'];

/** A source that something has come from. */
export interface HeardSource {
  readonly source: string;
  readonly state: (typeof HEARD_STATES)[number];
  /** Where the expected rhythm comes from. */
  readonly rhythm: 'declared' | 'learnt' | 'none';
  /** Something is expected at least this often, ms; null without a rhythm. */
  readonly everyMs: number | null;
  /** Time of its newest event, and no later than that came (events more than a day ahead tell nothing), ms since 1970 UTC. */
  readonly newestEventMs: number;
  /** When its newest event came, ms since 1970 UTC. */
  readonly newestArrivalMs: number;
  readonly events: number;
}

/** A declared source from which nothing has come yet, nor in three rhythms since the server listens. */
export interface UnheardSource {
  readonly source: string;
  readonly state: 'unheard';
  readonly rhythm: 'declared';
  readonly everyMs: number;
  readonly newestEventMs: null;
  readonly newestArrivalMs: null;
  readonly events: 0;
}

export type SourceFreshness = HeardSource | UnheardSource;

export interface FreshnessAnswer {
  /** The server's clock, ms since 1970 UTC. */
  readonly nowMs: number;
  /** Lost ones first, then those that were never heard, then late ones, then by name. */
  readonly sources: readonly SourceFreshness[];
  /** Sources that are not followed, because there are too many. */
  readonly unfollowed: number;
}
