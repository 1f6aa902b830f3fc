/** One subscribed query in the browser: the state that frames build up, and the answer that readers see. */
import { applyFrame, createFrameTable, type FrameTable } from '../protocol/frame.ts';
import type { Delta, Snapshot } from '../protocol/live.ts';
import type { Query } from '../protocol/query.ts';
import type { Subscribe } from '../protocol/subscribe.ts';
import type { AnswerTable } from '../protocol/table.ts';

export interface LiveAnswer {
  /** Its arrays are updated in place by later releases; each release is a new object. */
  readonly table: AnswerTable | null;
  /** `loading`: no answer to this query yet (a table is the previous query's). `stale`: the table is right as of its `asOf`, newer events are not in it. */
  readonly status: 'loading' | 'live' | 'stale' | 'error';
  readonly error: string | null;
}

export const LOADING: LiveAnswer = { table: null, status: 'loading', error: null };

type Position = { readonly epoch: string; readonly view: string; readonly version: number; readonly seq: number };
type Message = { readonly position: Position; readonly frame: Uint8Array };

/** The part of a subscription that messages change. Receiving only notes; `release` applies what was noted. */
export interface Subscription {
  readonly id: number;
  readonly query: Query;
  answer(): LiveAnswer;
  /** The address of its deltas, null before the first answer. */
  view(): string | null;
  /** What to send on this connection; with the state still held, so that the server can continue it. */
  toSubscribe(epoch: string): Subscribe;
  snapshot(message: Snapshot, frame: Uint8Array): void;
  resumed(): void;
  /** False when deltas are missing between the state and this one: subscribe again without `have`. */
  delta(message: Delta, frame: Uint8Array): boolean;
  refused(message: string): void;
  /** The connection is gone: what is shown grows old. */
  lost(): void;
  /** Forgets the position, so that the next answer is a snapshot. What is shown stays. */
  forget(): void;
  /** Applies what came since the last release; true when the answer changed. Throws when a frame is broken: forget and subscribe again. */
  release(): boolean;
}

export function createSubscription(id: number, query: Query): Subscription {
  let table: FrameTable = createFrameTable();
  let applied: Position | null = null;
  let received: Position | null = null;
  let waiting: Message[] = [];
  let isFresh = false;
  let shown: LiveAnswer = LOADING;
  let next: LiveAnswer = LOADING;

  function note(position: Position, frame: Uint8Array): void {
    received = position;
    waiting.push({ position, frame });
  }

  function show(answered: AnswerTable | null): void {
    if (answered) next = { table: answered, status: isFresh ? 'live' : 'stale', error: null };
  }

  function setFresh(fresh: boolean): void {
    if (isFresh === fresh) return;
    isFresh = fresh;
    show(next.table);
  }

  function applyWaiting(): void {
    const messages = waiting;
    waiting = [];
    for (const { position, frame } of messages) {
      applyFrame(table, frame);
      applied = position;
    }
    if (messages.length > 0 && applied) show(toAnswerTable(table, applied));
  }

  function forget(): void {
    received = null;
    applied = null;
    waiting = [];
    setFresh(false);
  }

  return {
    id,
    query,
    answer: () => shown,
    view: () => received?.view ?? null,
    toSubscribe: (epoch) =>
      received?.epoch === epoch ? { id, query, have: { epoch, view: received.view, version: received.version } } : { id, query },
    snapshot: ({ view, epoch, version, seq }, frame) => {
      table = createFrameTable();
      waiting = [];
      setFresh(true);
      note({ view, epoch, version, seq }, frame);
    },
    resumed: () => setFresh(received !== null),
    delta: ({ view, prev, version, seq }, frame) => {
      if (received?.view !== view || version <= received.version) return true;
      if (prev !== received.version) return false;
      note({ view, epoch: received.epoch, version, seq }, frame);
      return true;
    },
    refused: (error) => {
      forget();
      next = { table: null, status: 'error', error };
    },
    lost: () => setFresh(false),
    forget,
    release: () => {
      applyWaiting();
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
