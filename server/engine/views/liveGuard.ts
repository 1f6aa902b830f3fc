/** Judges the filters of a live view: once before anything is told, and again while it is open and events come. */

import type { Query, QueryAnswer } from '../../../src/protocol/query.ts';
import { type FilterGuard, type FilterQuestion, guardOf } from '../../access/filterGuard.ts';
import type { Keeping } from '../../access/wallRights.ts';

/** How old a judgement may be. Groups that have come since are not told. */
const JUDGED_EVERY_MS = 30_000;
/** A judgement that took long is followed by a pause this many times as long. */
const PAUSE_FACTOR = 50;

export interface LiveGuard extends FilterGuard {
  /** Counts the judgements. */
  version(): number;
  /** Judges anew where it is time; rejects where nothing was judged yet and it cannot be. */
  judge(nowMs: number): Promise<void> | null;
}

interface Options {
  readonly questions: readonly FilterQuestion[];
  readonly keeping: Keeping;
  readonly now: () => number;
  ask(query: Query): Promise<QueryAnswer>;
}

/** Null where nothing is to be judged. */
export function createLiveGuard({ questions, keeping, now, ask }: Options): LiveGuard | null {
  if (questions.length === 0) return null;
  /** An answer `asOf` never changes. */
  const isFrozen = questions.every(({ query }) => query.asOf !== undefined);
  let guard: FilterGuard | null = null;
  let [judgedMs, dueMs] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let version = 0;
  let judging: Promise<void> | null = null;

  async function judgeNow(startedMs: number): Promise<void> {
    try {
      const answers: QueryAnswer[] = [];
      for (const { query } of questions) answers.push(await ask(query));
      guard = guardOf(questions, answers, keeping);
      version++;
    } catch (error) {
      if (guard === null) throw error;
      console.error(`live view: its filters are judged as before (${error instanceof Error ? error.message : error})`);
    } finally {
      judging = null;
      judgedMs = now();
      dueMs = isFrozen ? Number.POSITIVE_INFINITY : judgedMs + Math.max(JUDGED_EVERY_MS, PAUSE_FACTOR * (judgedMs - startedMs));
    }
  }

  return {
    isRefused: (judge, ids) => guard?.isRefused(judge, ids) ?? true,
    version: () => version,
    judge(nowMs) {
      const isSetBack = !isFrozen && nowMs < judgedMs;
      if (judging !== null || (nowMs < dueMs && !isSetBack)) return judging;
      judging = judgeNow(nowMs);
      return judging;
    },
  };
}
