/** The parts of the server as they see each other: the log takes events, the engine answers. Both live in worker threads. */

import type { Catalog } from '../src/protocol/catalog.ts';
import type { AppendResult, EventData } from '../src/protocol/event.ts';
import type { FreshnessAnswer } from '../src/protocol/freshness.ts';
import type { AppendCheck } from '../src/protocol/imports.ts';
import type { Query } from '../src/protocol/query.ts';
import type { TerritoriesAnswer } from '../src/protocol/territories.ts';
import type { Scope } from './access/scope.ts';
import type { NamedReads, ReadName } from './insight/reads.ts';
import type { ImportLabel, KnownImport } from './log/imports.ts';

/** How an answer is written. */
export type AnswerForm = 'json' | 'parquet';

/** How the bytes of an append are to be read. */
export type EventFormat = 'json' | 'ndjson' | 'binary-mode';

/** A rejected item, kept with what was sent, for repair and replay. */
export interface RejectedRecord {
  readonly at: string;
  readonly index: number;
  readonly code: string;
  readonly field: string;
  readonly reason: string;
  /** What was sent, as text (a JSON value where it parsed). */
  readonly payload: string;
  /** Number of this record, ascending. */
  readonly number: number;
}

/** What the sender of a stored event wrote. */
export interface SentEvent {
  readonly seq: number;
  readonly id: string;
  readonly data: EventData;
}

/** Which rejected record is meant: numbers may come again in another log, the moment of receipt tells them apart. */
export type RejectedMark = Pick<RejectedRecord, 'number' | 'at'>;

/** A request as a whole could not be read (400), is too large (413) or must wait (429, 503). */
export class RequestError extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfterS: number | null;
  constructor(status: number, code: string, message: string, retryAfterS: number | null = null) {
    super(message);
    this.name = 'RequestError';
    this.status = status;
    this.code = code;
    this.retryAfterS = retryAfterS;
  }
}

export interface LogState {
  /** Name of this log's identity; another epoch means other sequence numbers. */
  readonly epoch: string;
  readonly seq: number;
  readonly rejected: number;
  /** Memory of the index that finds repeats. */
  readonly indexBytes: number;
  /** What was ever found damaged and put aside, oldest first: for people. */
  readonly notices: readonly string[];
}

/** The truth: durable, deduplicated, in one order. */
export interface EventLog {
  readonly epoch: string;
  /**
   * Decodes, dedupes, resolves and stores the events in `body`, and answers when they are durable. Bad items are rejected with a reason
   * and kept; their neighbours are stored. `label` is the import that they come with. Throws {@link RequestError} when nothing of it could be taken. The buffer is transferred.
   */
  append(body: Uint8Array, format: EventFormat, label?: ImportLabel | null): Promise<AppendResult>;
  /** Throws {@link RequestError} 429 when a body of so many bytes would find no room: asked before it is read, so that what is refused takes no memory. */
  refuseBusy(bytes: number): void;
  /** What would become of the events in `body`; nothing of it is kept. Throws {@link RequestError} as {@link append} does. */
  check(body: Uint8Array, format: EventFormat, label?: ImportLabel | null): Promise<AppendCheck>;
  /** In the order of their first events. */
  imports(): Promise<readonly KnownImport[]>;
  /**
   * Lets the events of an import count as never sent, or as sent again; answers when that is durable.
   * Throws {@link RequestError} 404 for an unknown import, 409 when an event of it was sent again meanwhile.
   */
  changeImport(id: string, withdrawn: boolean): Promise<KnownImport>;
  /** Stored events by their numbers, ascending; numbers without one are left out. */
  events(seqs: readonly number[]): Promise<readonly SentEvent[]>;
  /** Rejected records, newest first. */
  rejected(options: { limit: number; before?: number }): Promise<readonly RejectedRecord[]>;
  /** Deletes rejected records that were replayed; answers how many of them were there. */
  forgetRejected(records: readonly RejectedMark[]): Promise<number>;
  state(): LogState;
  close(): Promise<void>;
}

/** One release of a live view: what changed since version `prev`, ready to send. */
export interface ViewRelease {
  readonly viewId: string;
  readonly prev: number;
  readonly version: number;
  /** Newest sequence number that the view has seen. */
  readonly seq: number;
  readonly frame: Uint8Array;
}

/** The whole state of a live view, ready to send. */
export interface ViewState {
  readonly version: number;
  readonly seq: number;
  readonly frame: Uint8Array;
}

/** What the subscriber of a live view is told. */
export interface ViewListener {
  /** Called with every later change, in order. */
  onRelease(release: ViewRelease): void;
  /** The view is no more, because the archive is made anew; its query can be opened again. */
  onEnd(): void;
}

/** An open live view; ids are never used twice, not by a later run of the server either. */
export interface LiveView {
  readonly viewId: string;
  /** The present state. Releases up to its version came before it, later ones come after. */
  snapshot(): Promise<ViewState>;
  close(): void;
}

/** The live views at present. */
export interface ViewStats {
  readonly open: number;
  /** Those of them that are folded event by event; the others are refreshed. */
  readonly folded: number;
  /** Memory that all folds together hold, and the most that they may: beyond, the largest are refreshed instead. */
  readonly bytes: number;
  readonly mostBytes: number;
}

export interface EngineState {
  /** Newest sequence number that queries can see. */
  readonly appliedSeq: number;
  readonly views: ViewStats;
  /** Memory of the texts that groups are named by. */
  readonly dictionaryBytes: number;
  /** Event time (ms) of the newest event that is not in the future, of one that is ahead by less than a day when it came; null when there is none or it is not known. */
  readonly newestEventMs: number | null;
  /** What could not be used, for people. */
  readonly notices: readonly string[];
}

/** Answers questions on everything the log holds. */
export interface Engine {
  /**
   * The answer (`QueryAnswer`) as JSON text in UTF-8, or as a Parquet file. Throws {@link RequestError} 400 for a query that cannot be asked, 409 for an `asOf`
   * of another epoch. Sees every event up to `minSeq`.
   */
  query(query: unknown, scope: Scope, minSeq: number, form?: AnswerForm): Promise<Uint8Array>;
  /** Opens (or joins) the live view of a query. Throws {@link RequestError} 400 for one that cannot be asked, 503 when there are too many. */
  view(query: Query, scope: Scope, listener: ViewListener): Promise<LiveView>;
  catalog(): Promise<Omit<Catalog, 'simulated'>>;
  /** The company's own territories, read afresh from their folder where `isChanged`: live views end then, to be opened again. */
  territories(isChanged: boolean): Promise<TerritoriesAnswer>;
  /** What is no aggregate, see {@link NamedReads}. Throws {@link RequestError} as {@link query} does, 403 for what a wall may not ask. */
  read<Name extends ReadName>(name: Name, asked: unknown, scope: Scope, minSeq: number): Promise<NamedReads[Name]>;
  /** How fresh each source is now. */
  freshness(scope: Scope): Promise<FreshnessAnswer>;
  state(): EngineState;
  close(): Promise<void>;
}
