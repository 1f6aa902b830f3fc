/** Events that every fault is tried on: each is a plain function of its source and its number, so that what must be there can be told without keeping it. */
import type { ResolvedEvent } from '../../server/log/resolvedEvent.ts';
import { DEFAULT_SETTINGS } from '../../server/settings.ts';
import type { Query, QueryAnswer } from '../../src/protocol/query.ts';
import { answer } from '../oracle/oracle.ts';

/** Numbers from 0 to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface SentEvent {
  readonly specversion: '1.0';
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: Readonly<Record<string, string | number>>;
}

const COUNTRIES = ['BR', 'DE', 'US', 'FR', 'JP'] as const;
const START_MS = Date.UTC(2026, 0, 1);

/** Event number `at` of a source: orders with a refund now and then, in five countries. */
export function sentEvent(source: string, at: number): SentEvent {
  const country = COUNTRIES[at % COUNTRIES.length] as string;
  const kind = at % 11 === 10 ? 'order.refunded' : 'order.completed';
  return {
    specversion: '1.0',
    source,
    id: `${source}-${at}`,
    type: `io.orrery.${kind}`,
    subject: `customer-${at % 397}`,
    time: new Date(START_MS + at * 1000).toISOString(),
    data: { country, amount: `${at % 1000}.${String(at % 100).padStart(2, '0')}`, category: `c${at % 13}`, order: `${source}-${at >> 1}` },
  };
}

/** The same event as the log must keep it. */
export function resolvedEvent(sent: SentEvent, seq: number): ResolvedEvent {
  const { source, id, type, subject, time, data } = sent;
  const timeMs = Date.parse(time);
  const place = { country: String(data.country), region: null, city: null, cell: null };
  const amount = Math.round(Number(data.amount) * 10_000);
  return { source, id, type, subject, data, seq, timeMs, receivedMs: timeMs, ...place, amount, unconverted: false, segment: null };
}

/** Questions whose answers together touch every column of these events. */
export const QUESTIONS: readonly Query[] = [
  { metrics: ['events', 'revenue', 'refunds', 'orders', 'units', 'customers'] },
  { metrics: ['revenue', 'customers'], groupBy: ['country'] },
  { metrics: ['orders', 'events'], groupBy: ['category', 'type'] },
  { metrics: ['revenue', 'customers', 'refunds'], groupBy: ['time:month', 'source'] },
];

/** The oracle's rows for all questions. */
export function expectedRows(events: readonly ResolvedEvent[]): QueryAnswer['rows'][] {
  return QUESTIONS.map((query) => answer(events, query, { settings: DEFAULT_SETTINGS, epoch: '', nowMs: START_MS }).rows);
}

/** A server's rows for all questions. */
export async function askedRows(ask: (query: Query) => Promise<Pick<QueryAnswer, 'rows'>>): Promise<QueryAnswer['rows'][]> {
  const all: QueryAnswer['rows'][] = [];
  for (const query of QUESTIONS) all.push((await ask(query)).rows);
  return all;
}
