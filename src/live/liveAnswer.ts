/** One subscribed query in the browser: the state that releases build up, and the answer that readers see. */
import { createFrameTable, type FrameTable } from '../protocol/frame.ts';
import type { Delta, Snapshot } from '../protocol/live.ts';
import type { Query } from '../protocol/query.ts';
import type { Subscribe } from '../protocol/subscribe.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { applyChange, type TableChange } from './tableChange.ts';

export interface LiveAnswer {
  /** Its arrays are updated in place by later releases of few rows, left behind by those of many; each release is a new object. */
  readonly table: AnswerTable | null;
  /** `loading`: no answer to this query yet (a table is the previous query's). `stale`: the table is right as of its `asOf`, newer events are not in it. */
  readonly status: 'loading' | 'live' | 'stale' | 'error';
  readonly error: string | null;
}

export const LOADING: LiveAnswer = { table: null, status: 'loading', error: null };

export interface Position {
  readonly epoch: string;
  readonly view: string;
  readonly version: number;
  readonly seq: number;
}

/** The part of a subscription that messages change. Receiving notes how far it has come; `apply` and `release`, once a frame, change what is read. */
export interface Subscription {
  readonly id: number;
  readonly query: Query;
  answer(): LiveAnswer;
  /** The rows as releases have built them up: read, never written to. */
  rows(): FrameTable;
  /** The version of its view that they are, null where they are of none. */
  version(): number | null;
  /** What to send on this connection; with the state still held, so that the server can continue it. */
  toSubscribe(epoch: string): Subscribe;
  /** A whole state has come; the position to apply it with. */
  snapshot(message: Snapshot): Position;
  resumed(): void;
  /** A change of what it has has come; the position to apply it with, null where it has nothing any more. */
  delta(message: Delta): Position | null;
  refused(message: string): void;
  /** The connection is gone: what is shown grows old. */
  lost(): void;
  /** Forgets the position, so that the next answer is a snapshot. What is shown stays. */
  forget(): void;
  /** Applies what came, in the order it came; `akin` is the table of the subscription it is like. False where it cannot: forget and subscribe again. */
  apply(position: Position, change: TableChange, akin: FrameTable | null): boolean;
  /** Shows what was applied since the last release; true when the answer changed. */
  release(): boolean;
}

export function createSubscription(id: number, query: Query): Subscription {
  const table: FrameTable = createFrameTable();
  let applied: Position | null = null;
  let received: Position | null = null;
  let isFresh = false;
  let hasNews = false;
  let shown: LiveAnswer = LOADING;
  let next: LiveAnswer = LOADING;

  function show(answered: AnswerTable | null): void {
    if (answered) next = { table: answered, status: isFresh ? 'live' : 'stale', error: null };
  }

  function setFresh(fresh: boolean): void {
    if (isFresh === fresh) return;
    isFresh = fresh;
    show(next.table);
  }

  function forget(): void {
    received = null;
    applied = null;
    setFresh(false);
  }

  return {
    id,
    query,
    answer: () => shown,
    rows: () => table,
    version: () => applied?.version ?? null,
    toSubscribe: (epoch) =>
      received?.epoch === epoch ? { id, query, have: { epoch, view: received.view, version: received.version } } : { id, query },
    snapshot: ({ view, epoch, version, seq }) => {
      setFresh(true);
      received = { view, epoch, version, seq };
      return received;
    },
    resumed: () => setFresh(received !== null),
    delta: ({ view, version, seq }) => {
      if (received?.view !== view) return null;
      received = { view, epoch: received.epoch, version, seq };
      return received;
    },
    refused: (error) => {
      forget();
      next = { table: null, status: 'error', error };
    },
    lost: () => setFresh(false),
    forget,
    apply: (position, change, akin) => {
      // Forgotten meanwhile, or another state has come: what follows it brings everything.
      if (received === null || (change.columns === null && applied?.view !== position.view)) return true;
      if (!applyChange(table, change, akin)) return false;
      applied = position;
      hasNews = true;
      return true;
    },
    release: () => {
      if (hasNews && applied) show(toAnswerTable(table, applied));
      hasNews = false;
      const changed = next !== shown;
      shown = next;
      return changed;
    },
  };
}

function toAnswerTable(table: FrameTable, { epoch, seq }: Position): AnswerTable {
  const { fromMs, toMs, ...header } = table.header;
  return {
    ...header,
    columns: table.columns,
    rowCount: table.rowCount,
    keys: table.keys.slice(),
    values: table.values.slice(),
    labels: table.labels,
    rows: table.rows,
    time: { from: toIso(fromMs), to: toIso(toMs) },
    asOf: { epoch, seq },
  };
}

function toIso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString().replace('.000Z', 'Z');
}
