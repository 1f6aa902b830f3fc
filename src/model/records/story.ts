/** One customer's history as a story: what happened, the silences between, and what came before it went wrong, by what the events say. */
import { belowTargetOf, EventType } from '../../protocol/event.ts';
import type { RecordAnswer } from '../../protocol/records.ts';
import { allFacts } from './eventWords.ts';

const DAY_MS = 86_400_000;
/** A silence is told from so many days on, and from so many times the own median time between orders. */
const LEAST_GAP_DAYS = 30;
const LONG_GAP = 2;
/** What came before is looked for this far back. */
export const BEFORE_DAYS = 30;
const MOST_BEFORE = 4;
/** What events say of things that went wrong, in fields of the sender's own. */
const WRONG = new RegExp(
  String.raw`\b(${[
    'late|delay(ed)?|damaged?|broken|fail(ed)?|lost|cancel+ed|missing',
    'atrasos?|atrasad[oa]|danificad[oa]|quebrad[oa]|perdid[oa]|extraviad[oa]|cancelad[oa]|falhou',
    'verspätet|Verspätung|beschädigt|defekt|kaputt|verloren|storniert|fehlt|fehlgeschlagen',
  ].join('|')})\b`,
  'i',
);
/** Ends of a fact that say that there was nothing of the kind: `days late 0`. */
const NOTHING = / (0|no|none|false|não|nenhum|nein|keine?)$/i;

/** Lines of one order are one entry; every other event is one of its own. */
export interface StoryEvent {
  readonly kind: 'event';
  readonly ms: number;
  /** Newest first; never empty. */
  readonly records: readonly RecordAnswer[];
  /** What came in the days before a score below target, newest first: entries that went wrong. */
  readonly before: readonly StoryEvent[];
}

export interface StoryGap {
  readonly kind: 'gap';
  /** Where it ends. */
  readonly ms: number;
  readonly days: number;
  /** Whether it still lasts. */
  readonly isOpen: boolean;
  /** Entries that went wrong in the days around its beginning, newest first. */
  readonly before: readonly StoryEvent[];
}

export type StoryItem = StoryEvent | StoryGap;

/** Newest first. `records` are newest first, all of one customer; `nowMs` is when an open silence is measured, null to tell none. */
export function tellStory(records: readonly RecordAnswer[], nowMs: number | null): readonly StoryItem[] {
  const entries = toEntries(records);
  const isWrong = troubleAmong(records);
  const told = entries.map((entry, at) =>
    isBelowTarget(entry) ? { ...entry, before: wentWrong(entries.slice(at + 1), entry.ms, isWrong) } : entry,
  );
  return [...told, ...gapsOf(entries, nowMs, isWrong)].sort((one, other) => other.ms - one.ms || rankOf(one) - rankOf(other));
}

/** A silence ends with the order that ends it, and stands below that; one that lasts stands above all. */
function rankOf(item: StoryItem): number {
  return item.kind === 'event' ? 0 : item.isOpen ? -1 : 1;
}

function toEntries(records: readonly RecordAnswer[]): readonly StoryEvent[] {
  const orders = new Map<string, RecordAnswer[]>();
  const entries: RecordAnswer[][] = [];
  for (const record of records) {
    const key = record.type === EventType.orderCompleted && record.order !== null ? `${record.source}\0${record.order}` : null;
    const known = key === null ? undefined : orders.get(key);
    if (known) {
      known.push(record);
      continue;
    }
    const own = [record];
    if (key !== null) orders.set(key, own);
    entries.push(own);
  }
  return entries.map((own) => ({ kind: 'event', ms: Date.parse(own[0]?.time ?? ''), records: own, before: [] }));
}

export function isOrder({ records }: StoryEvent): boolean {
  return records[0]?.type === EventType.orderCompleted;
}

/** Whether it is a score below the target of its scale. */
export function isBelowTarget({ records }: StoryEvent): boolean {
  const [record] = records;
  return record !== undefined && isLow(record);
}

/** Whether a score is below the target of its scale; false without a score, and on a scale without target. */
export function isLow({ score, scale }: Pick<RecordAnswer, 'score' | 'scale'>): boolean {
  const most = belowTargetOf(scale);
  return score !== null && most !== null && score <= most;
}

/**
 * Tells entries that say that something went wrong: a refund, a contact (one that is only known as closed, too, as the metric counts them), a
 * cancellation, a low score, or a word of the sender's own.
 */
function troubleAmong(all: readonly RecordAnswer[]): (entry: StoryEvent) => boolean {
  const opened = new Set(all.flatMap((record) => (record.type === EventType.contactOpened ? [contactOf(record)] : [])));
  const isTrouble = (record: RecordAnswer): boolean => {
    const { type } = record;
    if (type === EventType.orderRefunded || type === EventType.contactOpened || type === EventType.subscriptionCancelled) return true;
    if (type === EventType.contactClosed && !opened.has(contactOf(record))) return true;
    return isLow(record) || allFacts(record.data).some(saysWrong);
  };
  return ({ records }) => records.some(isTrouble);
}

/** By what an opened contact and its end are one: the number that their source gives it, else their id. */
function contactOf({ source, id, data }: RecordAnswer): string {
  return data.contact === undefined ? id : `${source}\0${data.contact}`;
}

function saysWrong(fact: string): boolean {
  return WRONG.test(fact) && !NOTHING.test(fact);
}

function wentWrong(earlier: readonly StoryEvent[], ms: number, isWrong: (entry: StoryEvent) => boolean): readonly StoryEvent[] {
  return earlier.filter((entry) => entry.ms >= ms - BEFORE_DAYS * DAY_MS && isWrong(entry)).slice(0, MOST_BEFORE);
}

/** Times without an order that are long for this customer. Between two orders, and since the latest one. */
function gapsOf(entries: readonly StoryEvent[], nowMs: number | null, isWrong: (entry: StoryEvent) => boolean): readonly StoryGap[] {
  const orders = entries.filter(isOrder).map(({ ms }) => ms);
  const between = orders.slice(0, -1).map((ms, at) => (ms - (orders[at + 1] as number)) / DAY_MS);
  // One time between two orders says nothing of what is usual.
  const usual = between.length < 2 ? null : median(between);
  const isLong = (days: number) => days >= Math.max(LEAST_GAP_DAYS, LONG_GAP * (usual ?? 0));
  const gap = (fromMs: number, toMs: number, isOpen: boolean): StoryGap => {
    // What went wrong with an order comes after it: deliveries, contacts, refunds.
    const around = entries.filter((entry) => entry.ms <= Math.min(toMs - 1, fromMs + BEFORE_DAYS * DAY_MS));
    return { kind: 'gap', ms: toMs, days: Math.floor((toMs - fromMs) / DAY_MS), isOpen, before: wentWrong(around, fromMs, isWrong) };
  };
  const told = between.flatMap((days, at) => (isLong(days) ? [gap(orders[at + 1] as number, orders[at] as number, false)] : []));
  const [latest] = orders;
  if (latest === undefined || nowMs === null || !isLong((nowMs - latest) / DAY_MS)) return told;
  return [gap(latest, nowMs, true), ...told];
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((one, other) => one - other);
  const upper = sorted[sorted.length >> 1] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[(sorted.length >> 1) - 1] as number)) / 2;
}

/** An amount as a decimal in a currency. */
interface Money {
  readonly amount: string;
  readonly currency: string;
}

/**
 * What an entry comes to: the sum of its amounts in their one currency, with all of their digits; of several currencies the sum in that of the
 * reports. Null where there is none, or one of them has no rate. An amount without a currency is in that of the reports.
 */
export function sumOf({ records }: StoryEvent, reporting: string): Money | null {
  const priced = records.filter(({ amount, value }) => amount !== null || value !== null);
  const [currency, ...others] = new Set(priced.map((record) => record.currency ?? reporting));
  if (currency === undefined) return null;
  const own = sumOfDecimals(priced.map(({ amount }) => amount));
  if (own !== null && others.length === 0) return { amount: own, currency };
  const converted = sumOfDecimals(priced.map(({ value }) => (value === null ? null : String(value))));
  return converted === null ? null : { amount: converted, currency: reporting };
}

/** Exact; null where one of them is no decimal. */
function sumOfDecimals(decimals: readonly (string | null)[]): string | null {
  const parts: { readonly sign: bigint; readonly whole: string; readonly part: string }[] = [];
  for (const decimal of decimals) {
    const [, sign, whole = '', part = ''] = /^([+-]?)(\d*)\.?(\d*)$/.exec(decimal ?? '') ?? [];
    if (sign === undefined || whole + part === '') return null;
    parts.push({ sign: sign === '-' ? -1n : 1n, whole, part });
  }
  const places = parts.reduce((most, { part }) => Math.max(most, part.length), 0);
  const sum = parts.reduce((so, { sign, whole, part }) => so + sign * BigInt(whole + part.padEnd(places, '0')), 0n);
  const digits = String(sum < 0n ? -sum : sum).padStart(places + 1, '0');
  const [whole, part] = [digits.slice(0, digits.length - places), digits.slice(digits.length - places).replace(/0+$/, '')];
  return `${sum < 0n ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`;
}
