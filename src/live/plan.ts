/** What is planned, asked over HTTP: again when plans arrive, and as time goes by. Equal questions are asked once for the whole page. */
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { PLAN_TYPE, type PlanAnswer } from '../protocol/plan.ts';
import type { PlanQuery } from '../protocol/planQuery.ts';
import { fetchPlan } from './ask.ts';
import { useAnswer } from './useAnswer.ts';

export interface PlanState {
  readonly answer: PlanAnswer | null;
  readonly status: 'loading' | 'live' | 'error';
  readonly error: string | null;
}

const LOADING: PlanState = { answer: null, status: 'loading', error: null };
/** What is planned up to now grows with the clock. */
const ASK_EVERY_MS = 60_000;
/** Questions whose answers are kept after nobody looks any more. */
const MOST_KEPT = 20;

interface Entry {
  state: PlanState;
  /** What had been planned when it was asked, and when that was. */
  asked: string;
  askedMs: number;
  readonly listeners: Set<() => void>;
}

const entries = new Map<string, Entry>();

function entryOf(key: string): Entry {
  const known = entries.get(key);
  if (known) return known;
  const made: Entry = { state: LOADING, asked: '', askedMs: 0, listeners: new Set() };
  entries.set(key, made);
  for (const [old, { listeners }] of entries) if (entries.size > MOST_KEPT && listeners.size === 0 && old !== key) entries.delete(old);
  return made;
}

function put(entry: Entry, state: PlanState): void {
  entry.state = state;
  for (const listener of entry.listeners) listener();
}

/** Asks, unless just that has been asked already. `news` changes with every plan that arrives. */
async function ask(key: string, news: string): Promise<void> {
  const entry = entryOf(key);
  if (entry.asked === news && Date.now() - entry.askedMs < ASK_EVERY_MS) return;
  const mine = Date.now();
  Object.assign(entry, { asked: news, askedMs: mine });
  try {
    const answer = await fetchPlan(JSON.parse(key) as PlanQuery);
    if (entry.askedMs === mine) put(entry, { answer, status: 'live', error: null });
  } catch (cause) {
    entry.asked = '';
    put(entry, { ...entry.state, status: 'error', error: cause instanceof Error ? cause.message : String(cause) });
  }
}

const PLANS_SET = { metrics: ['events'], where: { type: Object.values(PLAN_TYPE) } };

/** The plan that a question asks for; null asks nothing. While a changed question loads, nothing is told. */
export function usePlan(query: PlanQuery | null): PlanState {
  const key = query && JSON.stringify(query);
  const isNow = query?.asOf === undefined;
  const { table } = useAnswer(key === null || !isNow ? null : PLANS_SET);
  const news = isNow ? `${table?.values[0]?.[0] ?? ''}` : 'then';
  useEffect(() => {
    if (key === null || news === '') return;
    void ask(key, news);
    if (news === 'then') return;
    const timer = setInterval(() => {
      // What nobody sees need not be fresh.
      if (document.visibilityState === 'visible') void ask(key, news);
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [key, news]);
  const subscribe = useCallback(
    (listener: () => void) => {
      if (key === null) return () => {};
      const { listeners } = entryOf(key);
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    [key],
  );
  return useSyncExternalStore(subscribe, () => (key === null ? LOADING : entryOf(key).state));
}
