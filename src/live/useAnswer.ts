import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { Query } from '../protocol/query.ts';
import { queryKey } from '../protocol/queryKey.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { useAskedAsOf } from './asOfContext.ts';
import { calmly } from './calm.ts';
import { useLive } from './LiveProvider.tsx';
import { type LiveAnswer, LOADING } from './liveAnswer.ts';
import { browserScheduler } from './scheduler.ts';

/**
 * The live answer to a query; null asks nothing. Equal queries share one subscription, and a query object may be new at each render.
 * Inside an `AsOfContext` it is asked of that moment. While a changed query loads, the table is the previous query's and the status `loading`.
 */
export function useAnswer(query: Query | null): LiveAnswer {
  const { read, subscribe, isAsking } = useAsking(query);
  return useKeptTable(useSyncExternalStore(subscribe, read), isAsking);
}

/** Only how it stands with the answer: rendered again when that changes, not with every value. */
export function useAnswerStatus(query: Query | null): LiveAnswer['status'] {
  const { read, subscribe } = useAsking(query);
  return useSyncExternalStore(subscribe, () => read().status);
}

interface Asking {
  readonly read: () => LiveAnswer;
  readonly subscribe: (onChange: () => void) => () => void;
  readonly isAsking: boolean;
}

function useAsking(query: Query | null): Asking {
  const live = useLive();
  const moment = useAskedAsOf(query);
  const key = useMemo(() => moment && queryKey(moment), [moment]);
  const asked = useMemo(() => (key === null ? null : (JSON.parse(key) as Query)), [key]);
  const subscribe = useCallback(
    (onChange: () => void) => {
      if (asked === null) return doNothing;
      const calm = calmly(live.read(asked), onChange, browserScheduler);
      const unsubscribe = live.subscribe(asked, calm.hear);
      return () => {
        calm.stop();
        unsubscribe();
      };
    },
    [live, asked],
  );
  return { read: () => (asked ? live.read(asked) : LOADING), subscribe, isAsking: asked !== null };
}

function useKeptTable(answer: LiveAnswer, isAsking: boolean): LiveAnswer {
  const last = useRef<AnswerTable | null>(null);
  useEffect(() => {
    if (answer.table || !isAsking) last.current = answer.table;
  }, [answer, isAsking]);
  return useMemo(
    () => (isAsking && answer.status === 'loading' && last.current ? { ...answer, table: last.current } : answer),
    [answer, isAsking],
  );
}

function doNothing(): void {}
