/** How the engine gets the log's events: in order, a few batches at a time, each acknowledged once applied. */
import type { MessagePort } from 'node:worker_threads';
import type { EventTable } from './eventTable.ts';
import type { ResolvedEvent } from './resolvedEvent.ts';

/** From the log to the engine: the `count` events from `firstSeq` on, with their table where the log has just made it (`table.bytes` is `payload`). */
export type FeedMessage =
  | {
      readonly type: 'batch';
      readonly firstSeq: number;
      readonly count: number;
      readonly payload: Uint8Array;
      readonly table?: EventTable;
    }
  | { readonly type: 'ahead'; readonly seq: number };

/** From the engine to the log: where it stands at the start, then every batch it has taken in. */
export type FeedReply = { readonly type: 'ready'; readonly appliedSeq: number } | { readonly type: 'applied'; readonly seq: number };

export interface FedBatch {
  readonly firstSeq: number;
  readonly count: number;
  readonly events: ResolvedEvent[];
}

/** The events of a batch payload: a JSON array in UTF-8. */
export function decodeBatch(payload: Uint8Array): ResolvedEvent[] {
  return JSON.parse(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8'));
}

/**
 * The engine's end of the feed: asks for everything after `appliedSeq` and calls `apply` with batch after batch, one at a time.
 * Returns its stop. `onAhead` is called when the engine knows more than the log holds; without it that throws (uncaught, in the engine's thread).
 */
export function attachFeed(
  port: MessagePort,
  appliedSeq: number,
  apply: (batch: FedBatch) => void | Promise<void>,
  onAhead: (logSeq: number) => void = (logSeq) => {
    throw new Error(`the archive has events up to ${appliedSeq}, the log only up to ${logSeq}; rebuild it`);
  },
): () => void {
  let turn: Promise<void> | null = null;
  let nextSeq = appliedSeq + 1;
  const take = (message: FeedMessage): void | Promise<void> => {
    if (message.type === 'ahead') return onAhead(message.seq);
    const { firstSeq, count, payload } = message;
    // Sent to an earlier attachment of this port; it will come again in its turn.
    if (firstSeq > nextSeq) return;
    const lastSeq = firstSeq + count - 1;
    const applied = () => port.postMessage({ type: 'applied', seq: lastSeq } satisfies FeedReply);
    if (lastSeq < nextSeq) return applied();
    const from = nextSeq;
    const batch = { firstSeq: from, count: lastSeq - from + 1, events: decodeBatch(payload).filter(({ seq }) => seq >= from) };
    nextSeq = lastSeq + 1;
    const pending = apply(batch);
    if (pending) return pending.then(applied);
    applied();
  };
  const listen = (message: FeedMessage): void => {
    const result = turn ? turn.then(() => take(message)) : take(message);
    if (!result) return;
    const mine: Promise<void> = result.then(() => {
      if (turn === mine) turn = null;
    });
    turn = mine;
  };
  port.on('message', listen);
  port.postMessage({ type: 'ready', appliedSeq } satisfies FeedReply);
  return () => port.off('message', listen);
}
