/** What customers wrote, newest first: `GET /v1/verbatims`. */

export interface VerbatimPlace {
  /** Ids of the place, null where it is not known that closely. */
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  /** Name of the closest of them, null without any. */
  readonly name: string | null;
  /** Degrees, of the event's own place; null without one. */
  readonly longitude: number | null;
  readonly latitude: number | null;
}

export interface VerbatimAnswer {
  readonly seq: number;
  /** Instant of the event, ISO 8601 UTC. */
  readonly time: string;
  /** At most 2,000 characters of what was written. It came from outside: show it as text, never as markup. */
  readonly text: string;
  readonly score: number | null;
  readonly scale: string | null;
  readonly reason: string | null;
  readonly channel: string | null;
  readonly category: string | null;
  readonly product: string | null;
  readonly source: string;
  /** Key of who wrote it; null where it is not known. */
  readonly customer: string | null;
  readonly place: VerbatimPlace;
}

export interface VerbatimsAnswer {
  readonly verbatims: readonly VerbatimAnswer[];
  /** How many match in all; null on later pages. */
  readonly total: number | null;
  /** Send it as `before` for the next page; null at the end. */
  readonly next: string | null;
  readonly asOf: { readonly epoch: string; readonly seq: number };
}
