import { useCallback, useState } from 'react';
import { fetchVerbatims } from '../../live/ask.ts';
import { useAskedAsOf } from '../../live/asOfContext.ts';
import { extended, MOST_HELD, PAGE, renewalSize, renewed, type VerbatimPage } from '../../model/verbatimPages.ts';
import { mixQuery } from '../../model/viewQueries.ts';
import type { ViewState } from '../../model/viewState.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import type { VerbatimAnswer } from '../../protocol/verbatims.ts';
import { useRepeated } from '../useRepeated.ts';

export interface Verbatims {
  readonly verbatims: readonly VerbatimAnswer[];
  readonly total: number | null;
  readonly status: 'loading' | 'live' | 'error';
  readonly error: string | null;
  /** Loads the next page; null at the end. */
  readonly more: (() => void) | null;
  readonly retry: () => void;
}

/** The latest verbatims of the selected place, the newest page asked for again as events come. */
export function useVerbatims(view: ViewState): Verbatims {
  const { where, time, asOf } = useAskedAsOf(mixQuery(view, 'source', ['events'], 1)) ?? {};
  const key = JSON.stringify({ where, time, asOf });
  const [page, setPage] = useState<VerbatimPage | null>(null);
  const [failed, setFailed] = useState<{ readonly key: string; readonly why: string } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const fail = (of: string, cause: unknown) => setFailed({ key: of, why: messageOf(cause) });

  useRepeated(`${attempt} ${key}`, asOf !== undefined, async (signal) => {
    try {
      const answer = await fetchVerbatims({ ...JSON.parse(key), limit: renewalSize(page, key) }, signal);
      setFailed(null);
      setPage((held) => renewed(held, { ...answer, key }));
    } catch (cause) {
      if (!signal.aborted) fail(key, cause);
    }
  });

  const error = failed?.key === key ? failed.why : null;
  const next = page?.key === key && page.verbatims.length < MOST_HELD ? page.next : null;
  const more = () => {
    if (next === null) return;
    fetchVerbatims({ ...JSON.parse(key), limit: PAGE, before: next }, new AbortController().signal).then(
      (answer) => setPage((held) => extended(held, { ...answer, key }, next)),
      (cause: unknown) => fail(key, cause),
    );
  };
  // Until another question is answered those of the one before stay; where it fails, they are not those of what is shown.
  const shown = page !== null && (page.key === key || error === null) ? page : null;

  return {
    verbatims: shown?.verbatims ?? [],
    total: shown?.total ?? null,
    status: error !== null ? 'error' : page?.key === key ? 'live' : 'loading',
    error,
    more: next === null ? null : more,
    retry: useCallback(() => setAttempt((count) => count + 1), []),
  };
}
