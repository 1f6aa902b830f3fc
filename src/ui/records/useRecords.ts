import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useAskedAsOf } from '../../live/asOfContext.ts';
import { useLive } from '../../live/LiveProvider.tsx';
import { fetchRecords } from '../../live/records.ts';
import { freshTime } from '../../model/records/freshTime.ts';
import { mixQuery } from '../../model/viewQueries.ts';
import type { ViewState } from '../../model/viewState.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import type { RecordAnswer, RecordsAnswer, RecordsAsked } from '../../protocol/records.ts';
import { useCatalog } from '../catalogContext.ts';
import { useAsked } from '../useAsked.ts';
import { useRepeated } from '../useRepeated.ts';
import { useView } from '../viewStore.ts';

const PAGE = 200;
/** More are never held: whoever wants them all saves them as CSV. */
export const MOST_HELD = 20_000;

export interface Records {
  readonly records: readonly RecordAnswer[];
  /** How many match in all, at the moment that the list is of. */
  readonly total: number | null;
  /** How many came since. */
  readonly fresh: number;
  readonly status: 'loading' | 'live' | 'error';
  readonly error: string | null;
  /** Loads the next page; null at the end, or while one is loading. */
  readonly more: (() => void) | null;
  /** Asks anew, from the newest on. */
  readonly renew: () => void;
  /** The question of all that is listed, for one that reads it whole; null before the first answer. */
  readonly whole: RecordsAsked | null;
}

interface Held extends RecordsAnswer {
  readonly key: string;
}

/** The events behind what is shown, page by page, all of one moment: what comes later is only counted. */
export function useRecords(): Records {
  const view = useView();
  const asked = useQuestion();
  const { epoch } = useCatalog();
  const key = listKey(asked, view, epoch);
  const question = useRef(asked);
  question.current = asked;
  const [held, setHeld] = useState<Held | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const loading = useRef<string | null>(null);
  /** Until another question is asked: pages that come later are not of this list. */
  const asking = useRef<AbortSignal>(AbortSignal.abort());

  useEffect(() => {
    void attempt;
    const stop = new AbortController();
    asking.current = stop.signal;
    setError(null);
    loading.current = null;
    fetchRecords({ ...question.current, limit: PAGE }, stop.signal).then(
      (answer) => setHeld({ ...answer, key }),
      (cause: unknown) => {
        if (!stop.signal.aborted) setError(messageOf(cause));
      },
    );
    return () => stop.abort();
  }, [key, attempt]);

  const current = held?.key === key ? held : null;
  const next = current !== null && current.records.length < MOST_HELD ? current.next : null;
  const whole = useMemo(() => current && pinned(question.current, current), [current]);
  const more = useCallback(() => {
    if (next === null || whole === null || loading.current === next) return;
    loading.current = next;
    const signal = asking.current;
    fetchRecords({ ...whole, limit: PAGE, before: next }, signal).then(
      (answer) => {
        setError(null);
        setHeld((before) => extended(before, answer, key, next));
      },
      (cause: unknown) => {
        if (signal.aborted) return;
        loading.current = null;
        setError(messageOf(cause));
      },
    );
  }, [key, next, whole]);

  return {
    records: current?.records ?? [],
    total: current?.total ?? null,
    fresh: useFresh(current, asked),
    status: error !== null ? 'error' : current === null ? 'loading' : 'live',
    error,
    more: next === null ? null : more,
    renew: useCallback(() => setAttempt((count) => count + 1), []),
    whole,
  };
}

/**
 * What tells one list from another. A followed window moves with time: what it shows is asked anew only by intent. The events of another log, such as those
 * of the demonstration, are no earlier ones of this.
 */
export function listKey({ where, of, asOf }: RecordsAsked, { window, until }: Pick<ViewState, 'window' | 'until'>, epoch: string): string {
  return JSON.stringify([where, of, asOf ?? epoch, window, until]);
}

function useQuestion(): RecordsAsked {
  const { recordsOf, recordsBy } = useView();
  const shown = mixQuery(useAsked(), 'source', ['events'], 1);
  const { where, time, asOf } = useAskedAsOf(recordsBy === null ? shown : { metrics: ['events'], where: { customer: [recordsBy] } }) ?? {};
  return { ...(where && { where }), ...(time && { time }), ...(asOf && { asOf }), ...(recordsOf === null ? {} : { of: recordsOf }) };
}

/** The same question as it was answered: of that moment and that window. */
function pinned(asked: RecordsAsked, { asOf, time }: RecordsAnswer): RecordsAsked {
  return { ...asked, asOf, time };
}

function extended(before: Held | null, { records, next }: RecordsAnswer, key: string, after: string): Held | null {
  if (before?.key !== key || before.next !== after) return before;
  return { ...before, records: [...before.records, ...records], next };
}

/** Events that match by now and are not among those of the list's moment. */
function useFresh(held: Held | null, asked: RecordsAsked): number {
  const isFixed = asked.asOf !== undefined;
  const live = useLive();
  const [counted, setCounted] = useState<{ readonly of: string | null; readonly fresh: number }>({ of: null, fresh: 0 });
  const question = useRef(asked);
  question.current = asked;
  const key = held === null ? null : `${held.key} ${held.asOf.seq}`;
  useRepeated(key, isFixed, async (signal) => {
    if (held === null || isFixed) return;
    const { newestEventAtMs, lagMs } = live.connection.getState();
    const nowMs = newestEventAtMs === null || lagMs === null ? null : newestEventAtMs + lagMs;
    const time = freshTime(question.current.time, held.time, nowMs);
    await fetchRecords({ ...question.current, time, limit: 1 }, signal).then(
      (answer) => setCounted({ of: key, fresh: Math.max(0, (answer.total ?? 0) - (held.total ?? 0)) }),
      () => {},
    );
  });
  return counted.of === key ? counted.fresh : 0;
}
