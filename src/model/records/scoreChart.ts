/** A customer's scores beside what they brought: where the dots and the stems of a small chart stand, all between 0 and 1. */
import { EventType } from '../../protocol/event.ts';
import type { RecordAnswer } from '../../protocol/records.ts';
import { scorePlace } from '../scorePlace.ts';

export interface ScoreDot {
  readonly seq: number;
  readonly ms: number;
  readonly score: number;
  readonly scale: string;
  /** Place on its scale: 0 worst, 1 best. */
  readonly place: number;
}

export interface MoneyStem {
  /** Of its newest line. */
  readonly seq: number;
  readonly ms: number;
  /** Of the largest order, 0-1. */
  readonly share: number;
  readonly value: number;
}

export interface ScoreSeries {
  readonly fromMs: number;
  readonly toMs: number;
  readonly dots: readonly ScoreDot[];
  readonly stems: readonly MoneyStem[];
  /** The largest order, in the reporting currency. */
  readonly largest: number;
}

/** Null where there is nothing to set beside each other: fewer than two scores and orders. `toMs` is where the time ends. */
export function scoreSeries(records: readonly RecordAnswer[], toMs: number): ScoreSeries | null {
  const dots = records.flatMap(({ seq, time, score, scale }): ScoreDot[] => {
    const place = score === null ? null : scorePlace(score, scale);
    if (score === null || scale === null || place === null) return [];
    return [{ seq, ms: Date.parse(time), score, scale, place }];
  });
  const byOrder = new Map<string, Omit<MoneyStem, 'share'>>();
  for (const { type, time, value, source, order, seq } of records) {
    if (type !== EventType.orderCompleted || value === null) continue;
    const key = order === null ? String(seq) : `${source}\0${order}`;
    const known = byOrder.get(key);
    byOrder.set(key, { seq: known?.seq ?? seq, ms: known?.ms ?? Date.parse(time), value: (known?.value ?? 0) + value });
  }
  const orders = [...byOrder.values()];
  if (dots.length + orders.length < 2) return null;
  const times = [...dots, ...orders].map(({ ms }) => ms);
  const largest = orders.reduce((most, { value }) => Math.max(most, value), 0);
  return {
    fromMs: times.reduce((least, ms) => Math.min(least, ms), toMs),
    toMs: times.reduce((most, ms) => Math.max(most, ms), toMs),
    dots: dots.sort((one, other) => one.ms - other.ms),
    stems: orders.map(({ seq, ms, value }) => ({ seq, ms, value, share: largest > 0 ? Math.max(0, value) / largest : 0 })),
    largest,
  };
}
