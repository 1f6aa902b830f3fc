/** From resolved events to coded rows: the last place where events are objects with text. */
import { type EventData, EventType, type Json } from '../../src/protocol/event.ts';
import { toFixedOne } from '../log/decimal.ts';
import type { ResolvedEvent } from '../log/resolvedEvent.ts';
import type { Settings } from '../settings.ts';
import type { MutableDictionaries } from './dictionaries.ts';
import { BASE_DIMENSIONS, type RowBatch } from './rows.ts';
import { createZone } from './zone.ts';

/** Fields of `data` that every workspace sums, besides the declared ones. `amount` comes converted from the log. */
const BASE_NUMBERS = ['quantity', 'score', 'duration_s'] as const;
const ABSENT = 255;
/** Printable ASCII without blanks at the ends: nothing to tidy. */
const TIDY = /^[!-~](?:[ -~]*[!-~])?$/;
/** Half a character, which UTF-8 cannot carry. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

type Coder = (events: readonly ResolvedEvent[]) => RowBatch;
type TextOf = (event: ResolvedEvent) => string | null;

/** Names of the numbers in every batch of a workspace. */
export function numberFields(settings: Pick<Settings, 'metrics'>): string[] {
  return ['amount', ...BASE_NUMBERS, ...new Set(settings.metrics.map(({ field }) => `data.${field}`))];
}

/** Names of the code columns in every batch of a workspace. */
export function codedDimensions(settings: Pick<Settings, 'dimensions'>): string[] {
  return [...BASE_DIMENSIONS, ...new Set(settings.dimensions.map((name) => `data.${name}`))];
}

/** A coder that gives every new text the next code of its dictionary. Events must come in the order of their sequence, without gaps. */
export function createCoder(settings: Pick<Settings, 'timezone' | 'metrics' | 'dimensions'>, dictionaries: MutableDictionaries): Coder {
  const zone = createZone(settings.timezone);
  const texts = Object.entries(textReaders(settings));
  const fields = numberFields(settings).slice(1);
  return (events) => {
    const count = events.length;
    const timeMs = new Float64Array(count);
    const offsetMs = new Float64Array(count);
    const amount = new Float64Array(count);
    const resolved = new Uint8Array(count);
    const unconverted = new Uint8Array(count);
    for (const [row, event] of events.entries()) {
      timeMs[row] = event.timeMs;
      offsetMs[row] = zone.offsetAt(event.timeMs);
      amount[row] = event.amount ?? Number.NaN;
      resolved[row] = typeof event.data.resolved === 'boolean' ? Number(event.data.resolved) : ABSENT;
      unconverted[row] = Number(event.unconverted);
    }
    return {
      count,
      firstSeq: events[0]?.seq ?? 0,
      timeMs,
      offsetMs,
      codes: Object.fromEntries(texts.map(([name, read]) => [name, codeColumn(events, read, dictionaries.coderOf(name, toIdText))])),
      numbers: { amount, ...Object.fromEntries(fields.map((field) => [field, numberColumn(events, field.replace(/^data\./, ''))])) },
      resolved,
      unconverted,
    };
  };
}

function codeColumn(events: readonly ResolvedEvent[], read: TextOf, codeOf: (raw: string) => number): Int32Array {
  const codes = new Int32Array(events.length);
  for (const [row, event] of events.entries()) {
    const raw = read(event);
    if (raw !== null) codes[row] = codeOf(raw);
  }
  return codes;
}

function numberColumn(events: readonly ResolvedEvent[], field: string): Float64Array {
  const numbers = new Float64Array(events.length);
  for (const [row, { data }] of events.entries()) {
    const value = valueAt(data, field);
    numbers[row] = typeof value === 'number' || typeof value === 'string' ? (toFixedOne(value) ?? Number.NaN) : Number.NaN;
  }
  return numbers;
}

/** A text as ids carry it: trimmed, NFC, well-formed; null when nothing is left. */
export function toIdText(raw: string | null): string | null {
  if (raw !== null && TIDY.test(raw)) return raw;
  const text = raw?.trim().replace(LONE_SURROGATE, '\ufffd').normalize('NFC');
  return text || null;
}

function textReaders(settings: Pick<Settings, 'dimensions'>): Record<string, TextOf> {
  const readers: Record<(typeof BASE_DIMENSIONS)[number], TextOf> = {
    country: (event) => event.country,
    region: (event) => event.region,
    city: (event) => event.city,
    cell: (event) => event.cell,
    category: ({ data }) => toText(data.category),
    product: ({ data }) => toText(data.product),
    brand: ({ data }) => toText(data.brand),
    segment: (event) => event.segment,
    channel: ({ data }) => toText(data.channel),
    source: (event) => event.source,
    type: (event) => event.type,
    reason: ({ data }) => toText(data.reason),
    agent: ({ data }) => toText(data.agent),
    currency: ({ data }) => toText(data.currency),
    scale: ({ data }) => toText(data.scale),
    customer: (event) => event.subject,
    order: orderKey,
    contact: contactKey,
  };
  const declared = settings.dimensions.map((name): [string, TextOf] => [`data.${name}`, ({ data }) => toText(valueAt(data, name))]);
  return { ...readers, ...Object.fromEntries(declared) };
}

/** One key for the lines of an order: its source and number, else the event's own id. A source holds no NUL. */
function orderKey({ type, source, id, data }: ResolvedEvent): string | null {
  return type === EventType.orderCompleted ? `${source}\0${toIdText(toText(data.order)) ?? id}` : null;
}

function contactKey({ type, source, id, data }: ResolvedEvent): string | null {
  if (type !== EventType.contactOpened && type !== EventType.contactClosed) return null;
  const contact = toIdText(toText(data.contact));
  return contact === null ? `\0${id}` : `${source}\0${contact}`;
}

function toText(value: Json | undefined): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** The value under a name, or under a path of names with dots between. */
function valueAt(data: EventData, path: string): Json | undefined {
  if (Object.hasOwn(data, path)) return data[path];
  if (!path.includes('.')) return undefined;
  let value: Json | EventData | undefined = data;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name)) return undefined;
    value = (value as EventData)[name];
  }
  return value as Json | undefined;
}
