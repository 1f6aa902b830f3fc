/** What a browser and the hub say to each other over Socket.IO; `docs/protocol.md` tells the order and shows samples. */
import type { ErrorBody } from './query.ts';
import type { RoomSaid } from './room.ts';
import type { Subscribe, Unsubscribe } from './subscribe.ts';

/** Raised with every change that an older client would misread. */
export const PROTOCOL_VERSION = 2;

/** The server says that it is alive, and how far it is, this often. */
export const HEARTBEAT_EVERY_MS = 2000;

/** How far the log has come. */
export interface Progress {
  /** Newest sequence number that live views have seen. */
  readonly seq: number;
  /** Event time of the newest event that is not in the future (of one ahead by less than a day, when it came), ms since 1970 UTC, null when there is none. */
  readonly newestMs: number | null;
  /** The server's clock, ms since 1970 UTC. */
  readonly nowMs: number;
}

/** First message of every connection, and again when the server has changed to another log, or opened its empty one anew: subscriptions have ended then. */
export interface Hello extends Progress {
  readonly protocol: number;
  /** Name of the log; whatever was received under another epoch is void. */
  readonly epoch: string;
}

/** The client's own number of a subscription on this connection. */
export type SubscriptionId = number;

/** Answers `subscribe` with the whole state. `view` is the address of later deltas. */
export interface Snapshot {
  readonly id: SubscriptionId;
  readonly view: string;
  readonly epoch: string;
  readonly version: number;
  readonly seq: number;
}

/** Answers `subscribe` where the client's own state can be continued: deltas from `version` on follow. */
export type Resumed = Omit<Snapshot, 'seq'>;

/** What changed in a view since version `prev`; the same message for all its subscribers. */
export interface Delta {
  readonly view: string;
  readonly prev: number;
  readonly version: number;
  readonly seq: number;
}

/**
 * A note, a saved view, a tour, a playlist, a schedule or a saved segment has changed: read again over HTTP what is used of them. Also said after
 * every `hello`; under another epoch it is another library.
 */
export interface LibraryChanged {
  readonly version: number;
}

/** Answers a message that cannot be obeyed; `id` is null when the message had none. */
export interface Refused {
  readonly id: SubscriptionId | null;
  readonly error: ErrorBody['error'];
}

export interface ServerToClientEvents {
  hello(message: Hello): void;
  snapshot(message: Snapshot, frame: Uint8Array): void;
  resumed(message: Resumed): void;
  delta(message: Delta, frame: Uint8Array): void;
  heartbeat(message: Progress): void;
  refused(message: Refused): void;
  library(message: LibraryChanged): void;
  /** Imports came, were withdrawn or restored: read `/v1/imports` again. */
  imports(): void;
  /** The room of screens that this client follows: on `follow`, and whenever it changes. */
  room(message: RoomSaid): void;
}

export interface ClientToServerEvents {
  /** The same id again replaces what it stood for; without `have` the answer is a snapshot. */
  subscribe(message: Subscribe): void;
  unsubscribe(message: Unsubscribe): void;
  /** Follows a room of screens, and no other. */
  follow(message: { readonly room: string }): void;
}
