import { useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { ask } from '../../../live/ask.ts';
import { AsOfContext } from '../../../live/asOfContext.ts';
import { useLive } from '../../../live/LiveProvider.tsx';
import { useConnection } from '../../../live/useConnection.ts';
import { askDrivers, type Found } from '../../../model/drivers/askDrivers.ts';
import { comparedViews, driverDimensions, driverQuery } from '../../../model/drivers/driverQueries.ts';
import { toInstant } from '../../../model/timeBuckets.ts';
import type { ViewState } from '../../../model/viewState.ts';
import type { MetricInfo } from '../../../protocol/catalog.ts';
import { messageOf } from '../../../protocol/messageOf.ts';
import { useCatalog } from '../../catalogContext.ts';
import { levelNames } from '../../placeNames.ts';
import { isSeen } from '../../repeat.ts';
import { useReturns } from '../../useReturns.ts';

/** At most so often while events come: a dozen questions are behind it. */
const REFRESH_MS = 10_000;

export interface FoundDrivers extends Found {
  /** The view as it was asked, in both times; `before` null without one. */
  readonly views: { readonly now: ViewState; readonly before: ViewState | null };
  /** When the moment was whose numbers they are, ISO 8601 UTC. */
  readonly at: string;
}

export interface Drivers {
  /** Null before the first answer, and without a time before where one is needed. */
  readonly found: FoundDrivers | null;
  /** Whether it is still of another time than the view. */
  readonly isLate: boolean;
  readonly status: 'loading' | 'live' | 'error' | 'noTime';
  readonly error: string | null;
  readonly retry: () => void;
}

/** What moved a metric of a view (as panels ask it), asked again as events come; `asWhole`: where no time lies before, the parts of the whole are told. */
export function useDrivers(view: ViewState, metric: MetricInfo, asWhole = false): Drivers {
  const live = useLive();
  const catalog = useCatalog();
  const moment = useContext(AsOfContext);
  const isFollowing = view.window.kind === 'last';
  const isReady = useConnection(({ lagMs }) => !isFollowing || lagMs !== null);
  const hasTime = view.window.kind !== 'all';
  const dimensions = useMemo(() => driverDimensions(view, catalog.dimensions, (level) => levelNames(level)[0]), [view, catalog]);
  const { time, ...query } = driverQuery(view, metric, null);
  const subject = JSON.stringify([query, moment, dimensions]);
  const key = JSON.stringify([subject, time, view.compare]);
  const [held, setHeld] = useState<{ readonly subject: string; readonly key: string; readonly found: FoundDrivers } | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const returns = useReturns();
  const isAsked = isReady && (hasTime || asWhole);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all of the view that the question depends on; it is asked anew as the log grows, when the server is back, and when wished
  useEffect(() => {
    if (!isAsked) return;
    const stop = new AbortController();
    setError(null);
    let askedSeq = Number.NaN;
    let isWaiting = false;
    const tell = async () => {
      const { newestEventAtMs, lagMs, seq } = live.connection.getState();
      const newest = moment === null ? seq : moment.seq;
      if (isWaiting || newest === askedSeq || (!Number.isNaN(askedSeq) && !isSeen())) return;
      [askedSeq, isWaiting] = [newest, true];
      const nowMs = newestEventAtMs === null || lagMs === null ? null : newestEventAtMs + lagMs;
      const views = comparedViews(view, catalog.timezone, nowMs);
      const asked = { now: views?.now ?? view, before: views?.before ?? null };
      try {
        const found = await askDrivers({ ask, metric, dimensions, ...asked, asOf: moment, signal: stop.signal });
        if (stop.signal.aborted) return;
        const at = moment === null || view.asOf === null ? toInstant(nowMs ?? Date.now()) : view.asOf.at;
        setHeld({ subject, key, found: { ...found, views: asked, at } });
        setError(null);
      } catch (cause) {
        askedSeq = Number.NaN;
        if (!stop.signal.aborted) setError(messageOf(cause));
      } finally {
        isWaiting = false;
      }
    };
    void tell();
    const timer = setInterval(() => void tell(), REFRESH_MS);
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }, [key, attempt, returns, isAsked]);

  // The same of another time stays until the new answer is there.
  const found = held?.subject === subject ? held.found : null;
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const status = hasTime || asWhole ? (error !== null ? 'error' : found === null ? 'loading' : 'live') : 'noTime';
  return { found, isLate: held?.key !== key, status, error, retry };
}
