/** What the simulated company plans: each month a little more than it sold in the month before, by region, country, category and segment. */
import { setImmediate } from 'node:timers/promises';
import { EventType } from '../../../src/protocol/event.ts';
import { CURRENCY_RATES } from './currencies.ts';
import { opening, simulate } from './simulate.ts';
import type { SimulatedEvent } from './telling.ts';

export type PlanEvent = Omit<SimulatedEvent, 'time'>;

const SOURCE = '/simulated/crm';
/** The plan asks for this much of the month before; the forecast expects its own, see {@link forecastOf}. */
const GROWTH = 1.05;
/** Months planned ahead of the running one. */
const AHEAD = 2;
/** Countries planned by region; the others as a whole. */
const BY_REGION: ReadonlySet<string> = new Set(['US', 'BR']);
/** The told company is read in pieces of this many events, so that nobody waits for it. */
const PIECE = 500;

type Keys = Readonly<Record<string, string>>;
/** Revenue in USD by what is planned for, as JSON of its {@link Keys}. */
type Sales = ReadonlyMap<string, number>;

/**
 * Targets and forecasts for the months of a history from `fromMs` up to two months after `nowMs` (ms since 1970), from what the company of
 * this seed sold in the month before each; for months to come, in the last whole one. The same seed and months give the same events.
 * Throws when the signal says to stop.
 */
export async function planEvents(
  seed: number,
  { fromMs, nowMs, signal }: { readonly fromMs: number; readonly nowMs: number; readonly signal?: AbortSignal },
): Promise<PlanEvent[]> {
  const first = monthOf(fromMs);
  const running = monthOf(nowMs);
  const events: PlanEvent[] = [];
  let [earlier, before] = [null as Sales | null, await salesOf(seed, first - 1, signal)];
  for (let month = first; month <= running + AHEAD; month++) {
    const period = month === first ? restOf(month, fromMs) : { text: textOf(month), share: 1, data: { period: textOf(month) } };
    for (const [keys, sold] of before) {
      const target = { period, base: Math.min(month, running) - 1, keys: JSON.parse(keys) as Keys };
      events.push(toEvent('target', { ...target, value: rounded(sold * GROWTH * period.share) }));
      events.push(toEvent('forecast', { ...target, value: rounded(forecastOf(sold, earlier?.get(keys)) * period.share) }));
    }
    if (month < running) [earlier, before] = [before, await salesOf(seed, month, signal)];
  }
  return events;
}

/** The mean of the two months before. */
function forecastOf(sold: number, soldBefore: number | undefined): number {
  return (sold + (soldBefore ?? sold)) / 2;
}

async function salesOf(seed: number, month: number, signal?: AbortSignal): Promise<Sales> {
  const [fromMs, toMs] = [startOf(month), startOf(month + 1)];
  const segments = new Map<string, string>();
  const sales = new Map<string, number>();
  const add = (keys: Keys, amount: number): void => {
    const key = JSON.stringify(keys);
    sales.set(key, (sales.get(key) ?? 0) + amount);
  };
  for (const { subject, data } of opening(seed, fromMs)) if (subject && data.segment) segments.set(subject, data.segment);
  let count = 0;
  for (const { type, subject = '', data } of simulate({ seed, fromMs, toMs })) {
    if (++count % PIECE === 0) await setImmediate(undefined, { signal });
    if (type === EventType.profileUpdated && data.segment) segments.set(subject, data.segment);
    if (type !== EventType.orderCompleted || data.country === undefined) continue;
    const amount = Number(data.amount ?? 0) * (CURRENCY_RATES[data.currency ?? 'USD'] ?? 1);
    const { country, region, category } = data;
    const segment = data.segment ?? segments.get(subject);
    add(region !== undefined && BY_REGION.has(country) ? { country, region } : { country }, amount);
    if (category !== undefined) add({ category }, amount);
    if (segment !== undefined) add({ segment }, amount);
  }
  return sales;
}

interface Period {
  readonly text: string;
  /** Share of its month. */
  readonly share: number;
  readonly data: Readonly<Record<string, string>>;
}

const DAY_MS = 86_400_000;

/** What is left of a month on the day of an instant. */
function restOf(month: number, fromMs: number): Period {
  const [startMs, endMs] = [startOf(month), startOf(month + 1)];
  const [from, to] = [Math.floor(fromMs / DAY_MS) * DAY_MS, endMs].map((ms) => new Date(ms).toISOString().slice(0, 10)) as [string, string];
  const share = (endMs - Date.parse(from)) / (endMs - startMs);
  return { text: from, share, data: { period_from: from, period_to: to } };
}

interface Planned {
  readonly period: Period;
  /** The month that it was made from. */
  readonly base: number;
  readonly keys: Keys;
  readonly value: number;
}

function toEvent(kind: 'target' | 'forecast', { period, base, keys, value }: Planned): PlanEvent {
  return {
    specversion: '1.0',
    id: [kind, period.text, textOf(base), ...Object.values(keys)].join(' '),
    source: SOURCE,
    type: kind === 'target' ? EventType.targetSet : EventType.forecastSet,
    data: { ...keys, metric: 'revenue', ...period.data, value },
  };
}

/** To two figures, as plans are written; small ones to tens. */
function rounded(value: number): number {
  const unit = 10 ** Math.max(1, Math.floor(Math.log10(Math.max(1, value))) - 1);
  return Math.max(unit, Math.round(value / unit) * unit);
}

/** Months since the year 0, UTC. */
function monthOf(timeMs: number): number {
  const date = new Date(timeMs);
  return 12 * date.getUTCFullYear() + date.getUTCMonth();
}

function startOf(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, 1);
}

function textOf(month: number): string {
  return new Date(startOf(month)).toISOString().slice(0, 7);
}
