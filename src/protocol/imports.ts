/** Imports as the server tells of them: what was sent together and can be undone together; and the dry run before. */
import type { AppendResult } from './event.ts';

/** Most characters of an import's name. */
export const MOST_NAME_CHARACTERS = 200;
export const IMPORT_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** All events that were sent with one `import=ID`. */
export interface ImportInfo {
  readonly id: string;
  /** Usually the file's name. */
  readonly name: string;
  /** When its first events came. */
  readonly time: string;
  /** Events that were accepted with it. */
  readonly events: number;
  /** Whether they count as never sent. */
  readonly withdrawn: boolean;
  /** When it was last withdrawn or restored; null when never. */
  readonly changed: string | null;
}

/** Answer to `GET /v1/imports`, newest first. */
export interface ImportsAnswer {
  readonly imports: readonly ImportInfo[];
}

/** Where the event of an item would stand; coordinates are null where only its country or region is known. */
export interface CheckedPlace {
  /** Of the item, as in {@link AppendResult}. */
  readonly index: number;
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly longitude: number | null;
  readonly latitude: number | null;
}

/** Answer to `POST /v1/events?dryRun=1`: what would become of each item. Nothing is kept. */
export interface AppendCheck extends AppendResult {
  /** Of the first items that would be accepted. */
  readonly places: readonly CheckedPlace[];
}
