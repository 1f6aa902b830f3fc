import { useCallback, useEffect, useRef, useState } from 'react';
import { fetchVerbatims } from '../../live/ask.ts';
import { useAskedAsOf } from '../../live/asOfContext.ts';
import { useConnection } from '../../live/useConnection.ts';
import { mixQuery } from '../../model/viewQueries.ts';
import type { ViewState } from '../../model/viewState.ts';
import type { VerbatimAnswer } from '../../protocol/verbatims.ts';

const PAGE = 8;
/** More are never held: whoever wants to read them all asks for an export. */
const MOST_HELD = 200;
/** At most so often while events come. */
const REFRESH_MS = 3000;

export interface Verbatims {
  readonly verbatims: readonly VerbatimAnswer[];
  readonly total: number | null;
  readonly status: 'loading' | 'live' | 'error';
  readonly error: string | null;
  /** Loads the next page; null at the end. */
  readonly more: (() => void) | null;
  readonly retry: () => void;
}

interface Page {
  readonly key: string;
  readonly verbatims: readonly VerbatimAnswer[];
  readonly total: number | null;
  readonly next: string | null;
}

/** The latest verbatims of the selected place, the newest page asked for again as events come. */
export function useVerbatims(view: ViewState): Verbatims {
  const { where, time, asOf } = useAskedAsOf(mixQuery(view, 'source', ['events'], 1)) ?? {};
  const key = JSON.stringify({ where, time, asOf });
  const seq = useConnection((connection) => (asOf ? 0 : connection.seq));
  const [page, setPage] = useState<Page | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const askedAt = useRef({ key: '', ms: 0 });

  useEffect(() => {
    void attempt;
    void seq;
    const stop = new AbortController();
    const isSame = askedAt.current.key === key;
    const waitMs = isSame ? Math.max(0, askedAt.current.ms + REFRESH_MS - Date.now()) : 0;
    const timer = setTimeout(() => {
      askedAt.current = { key, ms: Date.now() };
      fetchVerbatims({ ...JSON.parse(key), limit: PAGE }, stop.signal).then(
        (answer) => {
          setError(null);
          setPage((held) => renewed(held, { ...answer, key }));
        },
        (cause: unknown) => {
          if (!stop.signal.aborted) setError(cause instanceof Error ? cause.message : String(cause));
        },
      );
    }, waitMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key, seq, attempt]);

  const next = page?.key === key && page.verbatims.length < MOST_HELD ? page.next : null;
  const more = useCallback(() => {
    if (next === null) return;
    fetchVerbatims({ ...JSON.parse(key), limit: PAGE, before: next }, new AbortController().signal).then(
      (answer) => setPage((held) => extended(held, { ...answer, key }, next)),
      (cause: unknown) => setError(cause instanceof Error ? cause.message : String(cause)),
    );
  }, [key, next]);

  return {
    verbatims: page?.verbatims ?? [],
    total: page?.total ?? null,
    status: error !== null ? 'error' : page?.key === key ? 'live' : 'loading',
    error,
    more: next === null ? null : more,
    retry: useCallback(() => setAttempt((count) => count + 1), []),
  };
}

/** The newest page in front of the older ones that were loaded, as long as nothing lies unseen between. */
function renewed(held: Page | null, newest: Page): Page {
  if (held?.key !== newest.key || newest.next === null) return newest;
  const oldest = newest.verbatims.at(-1)?.seq;
  const at = held.verbatims.findIndex(({ seq }) => seq === oldest);
  if (at < 0) return newest;
  return { ...newest, verbatims: [...newest.verbatims, ...held.verbatims.slice(at + 1)].slice(0, MOST_HELD), next: held.next };
}

function extended(held: Page | null, older: Page, after: string): Page | null {
  if (held?.key !== older.key || held.next !== after) return held;
  return { ...held, verbatims: [...held.verbatims, ...older.verbatims], next: older.next };
}
