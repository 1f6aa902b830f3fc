/** What the coded columns read from an event that is an object: the text of each dimension, the numbers, and whether it was resolved. */
import { type EventData, EventType, type Json } from '../../src/protocol/event.ts';
import { toFixedOne } from '../log/decimal.ts';
import type { ResolvedEvent } from '../log/resolvedEvent.ts';
import type { Settings } from '../settings.ts';
import { NOT_SAID } from './rowColumns.ts';
import { BASE_DIMENSIONS } from './rows.ts';

/** Fields of `data` that every workspace sums, besides the declared ones. `amount` comes converted from the log. */
const BASE_NUMBERS = ['quantity', 'score', 'duration_s'] as const;
/** Printable ASCII without blanks at the ends: nothing to tidy. */
const TIDY = /^[!-~](?:[ -~]*[!-~])?$/;
/** Half a character, which UTF-8 cannot carry. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

export type TextOf = (event: ResolvedEvent) => string | null;
/** What the keys of orders and contacts are made from. */
type Keyed = Pick<ResolvedEvent, 'type' | 'source' | 'id' | 'data'>;

/** Names of the numbers in every batch of a workspace. */
export function numberFields(settings: Pick<Settings, 'metrics'>): string[] {
  return ['amount', ...BASE_NUMBERS, ...new Set(settings.metrics.map(({ field }) => `data.${field}`))];
}

/** Names of the code columns in every batch of a workspace. */
export function codedDimensions(settings: Pick<Settings, 'dimensions'>): string[] {
  return [...BASE_DIMENSIONS, ...new Set(settings.dimensions.map((name) => `data.${name}`))];
}

/** A text as ids carry it: trimmed, NFC, well-formed; null when nothing is left. */
export function toIdText(raw: string | null): string | null {
  if (raw !== null && TIDY.test(raw)) return raw;
  const text = raw?.trim().replace(LONE_SURROGATE, '\ufffd').normalize('NFC');
  return text || null;
}

const BASE_TEXTS: Readonly<Record<(typeof BASE_DIMENSIONS)[number], TextOf>> = {
  country: (event) => event.country,
  region: (event) => event.region,
  city: (event) => event.city,
  cell: (event) => event.cell,
  'origin.country': (event) => event.originCountry ?? null,
  'origin.region': (event) => event.originRegion ?? null,
  'origin.city': (event) => event.originCity ?? null,
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

/** Reads the text of a dimension of {@link codedDimensions}, as it was sent. */
export function textReader(dimension: string): TextOf {
  if (Object.hasOwn(BASE_TEXTS, dimension)) return BASE_TEXTS[dimension as keyof typeof BASE_TEXTS];
  const path = dimension.slice('data.'.length);
  return ({ data }) => toText(valueAt(data, path));
}

type NumberOf = (event: ResolvedEvent) => number;

/** A property that is named here is found in a fraction of the time of one whose name is computed. */
const BASE_NUMBER_READERS: Readonly<Record<(typeof BASE_NUMBERS)[number], NumberOf>> = {
  quantity: ({ data }) => toNumber(data.quantity),
  score: ({ data }) => toNumber(data.score),
  duration_s: ({ data }) => toNumber(data.duration_s),
};

/** Reads a field of {@link numberFields} other than `amount`: whole 1/10,000ths, NaN where it is none. */
export function numberReader(field: string): NumberOf {
  if (Object.hasOwn(BASE_NUMBER_READERS, field)) return BASE_NUMBER_READERS[field as keyof typeof BASE_NUMBER_READERS];
  const path = field.replace(/^data\./, '');
  return ({ data }) => toNumber(valueAt(data, path));
}

/** One key for the lines of an order: its source and number, else the event's own id. A source holds no NUL. */
export function orderKey({ type, source, id, data }: Keyed): string | null {
  return type === EventType.orderCompleted ? `${source}\0${toIdText(toText(data.order)) ?? id}` : null;
}

export function contactKey({ type, source, id, data }: Keyed): string | null {
  if (type !== EventType.contactOpened && type !== EventType.contactClosed) return null;
  const contact = toIdText(toText(data.contact));
  return contact === null ? `\0${id}` : `${source}\0${contact}`;
}

/** What a JSON value is called as a dimension; null where it is no text, number or boolean. */
export function toText(value: Json | undefined): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

export function toNumber(value: Json | undefined): number {
  return typeof value === 'number' || typeof value === 'string' ? (toFixedOne(value) ?? Number.NaN) : Number.NaN;
}

/** The value under a name, or under a path of names with dots between. */
function valueAt(data: EventData, path: string): Json | undefined {
  const named = data[path];
  if (named !== undefined && Object.hasOwn(data, path)) return named;
  if (!path.includes('.')) return undefined;
  let value: Json | EventData | undefined = data;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name)) return undefined;
    value = (value as EventData)[name];
  }
  return value as Json | undefined;
}

/** 1 true, 0 false, 255 where the event does not say. */
export function resolvedOf({ data }: ResolvedEvent): number {
  return typeof data.resolved === 'boolean' ? Number(data.resolved) : NOT_SAID;
}
