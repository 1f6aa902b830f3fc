/** One live view: opened from the archive, then folded (or refreshed), released as numbered frames. */

import { numberIds } from '../../../src/protocol/encodeFrame.ts';
import type { FrameHeader } from '../../../src/protocol/frame.ts';
import { messageOf } from '../../../src/protocol/messageOf.ts';
import type { QueryAnswer } from '../../../src/protocol/query.ts';
import type { Keeping } from '../../access/wallRights.ts';
import type { ViewRelease, ViewState } from '../../parts.ts';
import type { LabelOf } from '../answer.ts';
import type { Plan } from '../plan.ts';
import type { RowMemory } from '../rowMemory/rowMemory.ts';
import type { RowBatch } from '../rows.ts';
import { CapExceeded } from './capExceeded.ts';
import { type Caps, type FoldedSource, keyOfIds, openFoldedSource } from './foldedSource.ts';
import { publisherFor } from './keptBack.ts';
import type { LiveGuard } from './liveGuard.ts';
import { type OpenedContacts, openingsIn } from './openedContacts.ts';
import type { Change } from './publisher.ts';
import type { InTurn } from './readingTurns.ts';
import { createRefreshedSource } from './refreshedSource.ts';
import type { Shared } from './shared.ts';
import type { ReadExtent } from './slidingEnds.ts';

export interface ViewMeans {
  /** Answers its query from the archive. */
  ask(): Promise<QueryAnswer>;
  readonly readExtent: ReadExtent;
  /** Rows to be folded instead of asking the archive; null where there are none for this view. */
  memory(): RowMemory | null;
  /** Whoever reads the archive for views waits for its turn. */
  readonly inTurn: InTurn;
  /** Newest sequence number that the archive has taken in. */
  appliedSeq(): number;
  readonly shared: Shared;
  readonly opened: OpenedContacts;
  readonly caps: Caps;
  readonly labelOf: LabelOf;
  /** What its readers may not see; null shows all. */
  readonly keeping: Keeping | null;
  /** Judges its filters, null where they need not be. */
  readonly guard: LiveGuard | null;
  readonly now: () => number;
  onRelease(release: ViewRelease): void;
}

export interface View {
  readonly id: string;
  /** Resolves when the first state is there; rejects when the archive cannot answer. */
  readonly ready: Promise<void>;
  fold(batch: RowBatch, openings: readonly number[]): void;
  /** Releases what changed up to this instant; `isForced` refreshes although the pause is not over. */
  release(nowMs: number, isForced?: boolean): Promise<void> | null;
  state(): ViewState;
  isFolded(): boolean;
  /** Memory that the fold holds, 0 where nothing is folded. */
  bytes(): number;
  /** There is not room enough for all views: this one is refreshed from now on. */
  giveUpFolding(error: CapExceeded): void;
  /** Nothing is released any more. */
  close(): void;
}

/** Figures, and lines over time, of what must be told apart: an answer of few rows is there long before all its keys are read. */
function answersFirst({ measures, dimensions }: Plan): boolean {
  return measures.some(({ kind }) => kind !== 'sum') && dimensions.every(({ grain }) => grain !== undefined);
}

export function createView(id: string, plan: Plan, means: ViewMeans): View {
  const { now, inTurn, shared, opened, caps, onRelease } = means;
  const publisher = publisherFor(plan, means.labelOf, means.keeping, means.guard);
  const refreshed = createRefreshedSource({
    ask: () => inTurn(means.ask),
    now,
    isFrozen: plan.asOf !== null,
    slides: plan.window.kind === 'sliding',
  });
  let folded: FoldedSource | null = null;
  /** Batches that come while the archive is read. */
  let waiting: RowBatch[] | null = null;
  let waitingRows = 0;
  /** Newest event taken in, and newest one that the released state holds. */
  let seq = means.appliedSeq();
  let releasedSeq = seq;
  let version = 0;
  /** The judgement of its filters that the released state was told by. */
  let judgement = 0;
  let lastHeader: FrameHeader | null = null;
  let isBusy = true;
  let isOpening = true;
  /** While the fold of a view that has answered already is read from the archive. */
  let seeding: Promise<void> | null = null;
  let isClosed = false;
  let encoded: ViewState | null = null;
  const ready = open().finally(() => {
    isBusy = false;
  });

  async function open(): Promise<void> {
    if (means.guard) await means.guard.judge(now());
    if (plan.live && answersFirst(plan) && !means.memory()) {
      await refresh(true);
      seeding = startFolding(true).finally(() => {
        seeding = null;
      });
      return;
    }
    if (plan.live) await startFolding();
    if (isClosed) return;
    if (!folded || !(await advance(folded, now()))) await refresh();
  }

  /** `isLast`: after all that others wait for. */
  async function startFolding(isLast = false): Promise<void> {
    try {
      const source = await (means.memory() ? openFolded() : inTurn(openFolded, isLast));
      takeWaiting(source);
      if (publisher.rowCount > 0) takeOver(source);
      folded = source;
    } catch (error) {
      giveUpFolding(error);
    } finally {
      isOpening = false;
    }
  }

  /** From now on the rows that an answer has shown are those of the groups. What has left the window since then goes. */
  function takeOver(source: FoldedSource): void {
    const groups = source.groupByIds();
    const gone: number[] = [];
    let next = 0;
    publisher.rename((ids) => {
      if (!groups.has(keyOfIds(ids))) gone.push(next);
      return next++;
    });
    if (gone.length > 0) publish({ ...nothing(), removed: gone }, releasedSeq);
    publisher.rename((ids) => groups.get(keyOfIds(ids)) as number);
    refreshed.forgetRows();
  }

  function nothing(): Change {
    const ids = plan.dimensions.map(() => numberIds([]));
    return { removed: [], touched: [], added: [], header: lastHeader as FrameHeader, ids, figuresOf: () => {} };
  }

  /** What comes before its turn is read with the rest. */
  async function openFolded(): Promise<FoldedSource> {
    if (isClosed) throw new Error('closed before its turn');
    waiting = [];
    seq = means.appliedSeq();
    const memory = means.memory();
    return openFoldedSource({ plan, caps, shared, opened, nowMs: now(), seq, readExtent, memory, foldedSeq: () => seq });
  }

  /** An opening has its turn already. */
  function readExtent<Result>(work: Parameters<typeof means.readExtent<Result>>[0]): Promise<Result> {
    return isOpening ? means.readExtent(work) : inTurn(() => means.readExtent(work));
  }

  function takeWaiting(source: FoldedSource): void {
    const batches = waiting ?? [];
    if (!waiting) throw new CapExceeded('rows while it opens', caps.rows);
    waiting = null;
    for (const batch of batches) foldInto(source, batch, openingsIn(batch));
  }

  function foldInto(source: FoldedSource, batch: RowBatch, openings: readonly number[]): void {
    source.retract(openings);
    source.fold(batch);
    seq = batch.firstSeq + batch.count - 1;
  }

  /** What is too large to be folded is refreshed from now on; so is, with a word to the operator, what failed. */
  function giveUpFolding(error: unknown): void {
    if (!(error instanceof CapExceeded) && !isClosed)
      console.error(`live view ${id}: refreshed from now on, not folded (${messageOf(error)})`);
    folded = null;
    waiting = null;
    refreshed.note();
  }

  /** Publishes a folded view's state at this instant; false when it had to be given up. */
  async function advance(source: FoldedSource, nowMs: number): Promise<boolean> {
    try {
      for (let wait = source.advance(nowMs); wait; wait = source.advance(nowMs)) await wait;
      if (folded === source) publish(source.collect(publisher), seq);
    } catch (error) {
      giveUpFolding(error);
    }
    return folded !== null;
  }

  async function refresh(isLive = false): Promise<void> {
    const answer = await refreshed.refresh();
    publish(refreshed.toChange(answer, publisher, isLive), answer.asOf.seq);
  }

  const judgementNow = (): number => means.guard?.version() ?? 0;

  function publish(change: Change, newSeq: number): void {
    judgement = judgementNow();
    const frame = publisher.publish(change);
    lastHeader = change.header;
    releasedSeq = newSeq;
    if (isClosed || (frame === null && version > 0)) return;
    version++;
    encoded = null;
    if (version > 1 && frame) onRelease({ viewId: id, prev: version - 1, version, seq: newSeq, frame });
  }

  async function releaseOnce(nowMs: number, isForced: boolean): Promise<void> {
    isBusy = true;
    try {
      const wasSeeding = seeding !== null;
      await seeding;
      if (folded) await advance(folded, nowMs);
      // What could not be folded says so at once.
      if (!folded && (isForced || wasSeeding || refreshed.isDue(nowMs))) await refresh();
    } catch (error) {
      if (!isClosed) console.error(`live view ${id}: not refreshed (${messageOf(error)})`);
    } finally {
      isBusy = false;
    }
  }

  return {
    id,
    ready,
    fold(batch, openings) {
      refreshed.note();
      if (waiting) {
        waitingRows += batch.count;
        waiting.push(batch);
        if (waitingRows > caps.rows) waiting = null;
      } else if (folded) {
        try {
          foldInto(folded, batch, openings);
        } catch (error) {
          giveUpFolding(error);
        }
      }
    },
    release(nowMs, isForced = false) {
      if (isBusy || isClosed) return null;
      void means.guard?.judge(nowMs);
      if (judgement !== judgementNow()) refreshed.note();
      if (seeding) return releaseOnce(nowMs, isForced);
      if (folded) {
        const wait = tryAdvance(folded, nowMs);
        if (!wait) return null;
      } else if (!isForced && !refreshed.isDue(nowMs)) return null;
      return releaseOnce(nowMs, isForced);
    },
    state() {
      encoded ??= { version, seq: releasedSeq, frame: publisher.snapshot() };
      return encoded;
    },
    isFolded: () => folded !== null,
    bytes: () => folded?.bytes() ?? 0,
    giveUpFolding,
    close() {
      isClosed = true;
      folded = null;
      waiting = null;
    },
  };

  /** The usual way, without waiting for anything; true when `releaseOnce` must do the rest. */
  function tryAdvance(source: FoldedSource, nowMs: number): boolean {
    try {
      if (source.advance(nowMs)) return true;
      if (source.isDirty() || judgement !== judgementNow()) publish(source.collect(publisher), seq);
      else releasedSeq = seq;
      return false;
    } catch (error) {
      giveUpFolding(error);
      return true;
    }
  }
}
