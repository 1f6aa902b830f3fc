/** What is planned, asked over HTTP: again when plans arrive, and as time goes by. Equal questions are asked once for the whole page. */
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { messageOf } from '../protocol/messageOf.ts';
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
  /** How often it was asked: the answer to the latest counts. */
  times: number;
  readonly listeners: Set<() => void>;
}

const entries = new Map<string, Entry>();

function entryOf(key: string): Entry {
  const known = entries.get(key);
  if (known) return known;
  const made: Entry = { state: LOADING, asked: '', askedMs: 0, times: 0, listeners: new Set() };
  entries.set(key, made);
  for (const [old, { listeners }] of entries) if (entries.size > MOST_KEPT && listeners.size === 0 && old !== key) entries.delete(old);
  return made;
}

function put(entry: Entry, state: PlanState): void {
  entry.state = state;
  for (const listener of entry.listeners) listener();
}

/** Asks, unless just that has been asked already. `news` changes with every plan that arrives. */
export async function askPlan(key: string, news: string): Promise<void> {
  const entry = entryOf(key);
  // Of a clock that was set back it is not known how long ago that was.
  const ageMs = Date.now() - entry.askedMs;
  if (entry.asked === news && ageMs >= 0 && ageMs < ASK_EVERY_MS) return;
  const mine = entry.times + 1;
  Object.assign(entry, { asked: news, askedMs: Date.now(), times: mine });
  try {
    const answer = await fetchPlan(JSON.parse(key) as PlanQuery);
    if (entry.times === mine) put(entry, { answer, status: 'live', error: null });
  } catch (cause) {
    if (entry.times !== mine) return;
    entry.askedMs = 0;
    put(entry, { ...entry.state, status: 'error', error: messageOf(cause) });
  }
}

/** Asks again for what could not be answered and somebody looks at. */
export function askPlansAgain(): void {
  for (const [key, { state, asked, listeners }] of entries) if (state.status === 'error' && listeners.size > 0) void askPlan(key, asked);
}

/** How it stands with the answer to a question; `listener` hears of each change until the undo is called. */
export const planAnswers = {
  read: (key: string): PlanState => entryOf(key).state,
  subscribe(key: string, listener: () => void): () => void {
    const { listeners } = entryOf(key);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

const PLANS_SET = { metrics: ['events'], where: { type: Object.values(PLAN_TYPE) } };

/** The plan that a question asks for; null asks nothing. While a changed question loads, nothing is told. */
export function usePlan(query: PlanQuery | null): PlanState {
  const key = query && JSON.stringify(query);
  const isNow = query?.asOf === undefined;
  const { table } = useAnswer(key === null || !isNow ? null : PLANS_SET);
  const news = isNow ? `${table?.values[0]?.[0] ?? ''}` : 'then';
  useEffect(() => {
    if (key === null || news === '') return;
    void askPlan(key, news);
    if (news === 'then') return;
    const timer = setInterval(() => {
      // What nobody sees need not be fresh.
      if (document.visibilityState === 'visible') void askPlan(key, news);
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [key, news]);
  const subscribe = useCallback((listener: () => void) => (key === null ? () => {} : planAnswers.subscribe(key, listener)), [key]);
  return useSyncExternalStore(subscribe, () => (key === null ? LOADING : planAnswers.read(key)));
}
