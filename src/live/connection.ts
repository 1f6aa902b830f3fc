/** How well the page hears the server: what the freshness chip shows. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export type ConnectionStatus = 'connecting' | 'live' | 'lost';

export interface ConnectionState {
  readonly status: ConnectionStatus;
  /** When the status began, ms since 1970 by the browser's clock. */
  readonly sinceMs: number;
  /** When the server was last heard, by the browser's clock; null before the first time. */
  readonly lastMessageAtMs: number | null;
  /** Event time of the newest event the server has seen (none in the future); null when it has none. */
  readonly newestEventAtMs: number | null;
  /** How old the newest event was at the last heartbeat, ms by the server's clock; null when there is none. */
  readonly lagMs: number | null;
  /** By how much the server's clock was ahead of ours at the last heartbeat, ms; 0 before the first. */
  readonly serverAheadMs: number;
  /** Newest sequence number that live views have seen. */
  readonly seq: number;
  /** Name of the server's log, null before the first hello. */
  readonly epoch: string | null;
  /** Which library of notes and saved views the server has, and which state of it; null before it was told. */
  readonly library: string | null;
  /** Counts how often the list of imports was said to have changed. */
  readonly imports: number;
  /** Counts how often the server has said hello: at first, after every break, and when its workspace has become another. */
  readonly hellos: number;
  /** True when the server speaks another version of the protocol, or has another build of the page: the page must be loaded again. */
  readonly outdated: boolean;
}

/** From this age of its newest event on, milliseconds, a workspace is no live one: the day says more than the age. */
export const OLD_MS = 3 * 86_400_000;

/** How long ago the newest event happened, milliseconds, by the server's clock at the last heartbeat and by ours since then: the two are never compared. Null before the first. */
export function newestAgeMs({ lagMs, lastMessageAtMs }: ConnectionState, nowMs: number): number | null {
  return lagMs === null ? null : Math.max(0, lagMs) + Math.max(0, nowMs - (lastMessageAtMs ?? nowMs));
}

/** The server's clock while ours shows `nowMs`, ms: whatever ours shows, windows slide by theirs. */
export function serverClockMs({ serverAheadMs }: Pick<ConnectionState, 'serverAheadMs'>, nowMs: number): number {
  return nowMs + serverAheadMs;
}

export type ConnectionStore = StoreApi<ConnectionState>;

export function createConnectionStore(nowMs: number): ConnectionStore {
  return createStore<ConnectionState>(() => ({
    status: 'connecting',
    sinceMs: nowMs,
    lastMessageAtMs: null,
    newestEventAtMs: null,
    lagMs: null,
    serverAheadMs: 0,
    seq: 0,
    epoch: null,
    library: null,
    imports: 0,
    hellos: 0,
    outdated: false,
  }));
}
