/** The line to the server as the page sees it: what is said over it, and what comes. Who reads frames is behind it. */
import type { ClientToServerEvents, Delta, Resumed, ServerToClientEvents, Snapshot } from '../protocol/live.ts';
import type { Subscribe, Unsubscribe } from '../protocol/subscribe.ts';
import type { TableChange } from './tableChange.ts';

export interface WireAddress {
  /** Where the server is; left out, where the page came from. */
  readonly url?: string;
  /** Parameters of the socket's address. */
  readonly query: Readonly<Record<string, string>>;
}

/** What the page says. Said while there is no connection, the server does not hear it. */
export type WireOrder =
  | { readonly kind: 'subscribe'; readonly message: Subscribe }
  | { readonly kind: 'unsubscribe'; readonly message: Unsubscribe }
  | { readonly kind: 'follow'; readonly message: Parameters<ClientToServerEvents['follow']>[0] }
  /** Drops the connection and begins another. */
  | { readonly kind: 'renew' }
  /** Drops the connection and begins no other. */
  | { readonly kind: 'hangUp' };

/** A table as a snapshot or a delta leaves it, for one subscription. */
export interface TableNews {
  readonly change: TableChange;
  /** The subscription whose rows `change` refers to, as they were at a version of its view. */
  readonly like: { readonly id: number; readonly version: number } | null;
}

type PlainName = 'hello' | 'heartbeat' | 'library' | 'refused' | 'room';

export type WireNews =
  | { readonly [Name in PlainName]: { readonly kind: Name; readonly message: Parameters<ServerToClientEvents[Name]>[0] } }[PlainName]
  | { readonly kind: 'imports' }
  | { readonly kind: 'resumed'; readonly message: Resumed }
  | { readonly kind: 'snapshot'; readonly id: number; readonly message: Snapshot; readonly news: TableNews }
  | { readonly kind: 'delta'; readonly id: number; readonly message: Delta; readonly news: TableNews }
  /** Frames are missing, or one cannot be read: only a snapshot helps. */
  | { readonly kind: 'broken'; readonly id: number }
  /** The socket is open, before the first word. */
  | { readonly kind: 'opened' }
  | { readonly kind: 'lost' };

export interface Wire {
  say(order: WireOrder): void;
  /** Ends it: nothing is heard any more. */
  close(): void;
}

/** Opens a line and tells what comes over it, in order. */
export type OpenWire = (address: WireAddress, hear: (news: WireNews) => void) => Wire;
