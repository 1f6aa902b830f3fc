/** The names of `data`: each known one by its rule, the sender's own kept as sent. */
import { type EventData, type Json, SCALES, type Scale } from '../../src/protocol/event.ts';
import { toFixedOne } from '../log/decimal.ts';
import { DecodeFault, shown } from './decodeFault.ts';
import { decodeText, isUnstorable, storableText } from './decodeText.ts';

type Decoded = Json | undefined | DecodeFault;
type FieldDecoder = (value: unknown, field: string) => Decoded;

/** Deepest nesting of the sender's own values. */
const MAX_DEPTH = 32;
/** Verbatim text may be long; the event's own cap bounds it. */
const MAX_TEXT_CHARACTERS = 65_536;

/** A decimal number of any size. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const text: FieldDecoder = (value, field) => decodeText(value, field);
const FIELDS: ReadonlyMap<string, FieldDecoder> = new Map<string, FieldDecoder>([
  ['country', text],
  ['region', text],
  ['city', text],
  ['postal_code', text],
  ['lat', decodeNumber],
  ['lon', decodeNumber],
  ['origin_country', text],
  ['origin_region', text],
  ['origin_city', text],
  ['origin_lat', decodeNumber],
  ['origin_lon', decodeNumber],
  ['order', text],
  ['contact', text],
  ['product', text],
  ['category', text],
  ['brand', text],
  ['segment', text],
  ['channel', text],
  ['reason', text],
  ['agent', text],
  ['text', (value, field) => decodeText(value, field, MAX_TEXT_CHARACTERS)],
  ['quantity', decodeDecimal],
  ['amount', decodeDecimal],
  ['currency', decodeCurrency],
  ['score', decodeNumber],
  ['scale', decodeScale],
  ['resolved', decodeBoolean],
  ['duration_s', decodeDuration],
]);

/**
 * The `data` of an event, known names checked and in their own types, empty ones left out.
 * `declared` are the sender's own names that the workspace sums: they must be decimal numbers too.
 */
export function decodeData(value: unknown, declared?: ReadonlySet<string>): EventData | DecodeFault {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    return new DecodeFault('invalid_field', 'data', `data: must be a JSON object, not ${shown(value)}`);
  }
  const data: Record<string, Json> = {};
  for (const [name, sent] of Object.entries(value)) {
    if (sent === null || sent === undefined) continue;
    const decoded = decodeField(name, sent, declared);
    if (decoded instanceof DecodeFault) return decoded;
    if (decoded !== undefined) data[name] = decoded;
  }
  return checkScore(data) ?? (data as EventData);
}

/** The sender's own attributes beside the known ones of the envelope. */
export function decodeExtensions(entries: readonly (readonly [string, unknown])[]): Record<string, Json> | DecodeFault {
  const extensions: Record<string, Json> = {};
  for (const [name, sent] of entries) {
    const decoded = checkKey(name, name) ?? decodeOwn(sent, name, 2);
    if (decoded instanceof DecodeFault) return decoded;
    if (decoded !== undefined && decoded !== null) extensions[name] = decoded;
  }
  return extensions;
}

function decodeField(name: string, value: unknown, declared: ReadonlySet<string> | undefined): Decoded {
  const known = FIELDS.get(name);
  if (known) return known(value, `data.${name}`);
  if (declared?.has(name)) return decodeDecimal(value, `data.${name}`);
  return checkKey(name, 'data') ?? decodeOwn(value, `data.${name}`, 2);
}

function checkKey(name: string, path: string): DecodeFault | undefined {
  if (name === '__proto__') return new DecodeFault('invalid_field', path, `${path}: the name __proto__ is refused; rename it`);
  if (isUnstorable(name)) return new DecodeFault('invalid_field', path, `${path}: a name holds NUL or half a surrogate pair; rename it`);
  return undefined;
}

function decodeOwn(value: unknown, path: string, depth: number): Decoded {
  switch (typeof value) {
    case 'string':
      return storableText(value);
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : new DecodeFault('out_of_range', path, `${path}: the number is too large; send it as text`);
    case 'object':
      return value === null ? null : decodeNested(value, path, depth);
    default:
      return new DecodeFault('invalid_field', path, `${path}: must be JSON, not ${typeof value}`);
  }
}

function decodeNested(value: object, path: string, depth: number): Decoded {
  if (depth >= MAX_DEPTH) return new DecodeFault('too_deep', path.slice(0, 200), `data: is nested deeper than ${MAX_DEPTH} levels`);
  const entries = Object.entries(value);
  const out: Record<string, Json> | Json[] = Array.isArray(value) ? [] : {};
  for (const [name, inner] of entries) {
    const fault = checkKey(name, path);
    if (fault) return fault;
    const decoded = decodeOwn(inner, `${path}.${name}`, depth + 1);
    if (decoded instanceof DecodeFault) return decoded;
    (out as Record<string, Json>)[name] = decoded ?? null;
  }
  return out;
}

function decodeDecimal(value: unknown, field: string): Decoded {
  if (typeof value !== 'number' && typeof value !== 'string') return notNumber(value, field);
  const sent = typeof value === 'string' ? value.trim() : value;
  if (sent === '') return undefined;
  if (toFixedOne(sent) !== null) return sent;
  return typeof sent === 'number' || DECIMAL.test(sent) ? beyond(value, field) : notNumber(value, field);
}

function decodeNumber(value: unknown, field: string): number | undefined | DecodeFault {
  const decoded = decodeDecimal(value, field);
  return decoded === undefined || decoded instanceof DecodeFault ? decoded : Number(decoded);
}

function decodeDuration(value: unknown, field: string): Decoded {
  const seconds = decodeNumber(value, field);
  if (typeof seconds !== 'number' || seconds >= 0) return seconds;
  return new DecodeFault('out_of_range', field, `${field}: ${shown(value)} is negative; send seconds from 0 up`);
}

function notNumber(value: unknown, field: string): DecodeFault {
  return new DecodeFault('invalid_number', field, `${field}: ${shown(value)} is no decimal number; send one such as 12.5 or "12.50"`);
}

function beyond(value: unknown, field: string): DecodeFault {
  return new DecodeFault('out_of_range', field, `${field}: ${shown(value)} is too large; less than 900,719,925,474 is kept`);
}

function decodeCurrency(value: unknown, field: string): Decoded {
  const code = decodeText(value, field);
  if (typeof code !== 'string') return code;
  const upper = code.toUpperCase();
  if (/^[A-Z]{3}$/.test(upper)) return upper;
  return new DecodeFault('invalid_field', field, `${field}: ${shown(value)} is no ISO 4217 code; send three letters such as EUR`);
}

function decodeBoolean(value: unknown, field: string): Decoded {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.trim().toLowerCase() : null;
  if (word === '') return undefined;
  if (word === 'true' || word === 'false') return word === 'true';
  return new DecodeFault('invalid_field', field, `${field}: must be true or false, not ${shown(value)}`);
}

function decodeScale(value: unknown, field: string): Decoded {
  const name = decodeText(value, field);
  if (typeof name !== 'string') return name;
  const scale = name.toLowerCase();
  if (Object.hasOwn(SCALES, scale)) return scale;
  return new DecodeFault('invalid_field', field, `${field}: ${shown(value)} is unknown; send ${Object.keys(SCALES).join(', ')}`);
}

function checkScore(data: EventData): DecodeFault | undefined {
  if (data.score === undefined || data.scale === undefined) return undefined;
  const { min, max } = SCALES[data.scale as Scale];
  if (data.score >= min && data.score <= max) return undefined;
  const reason = `data.score: ${data.score} is outside ${data.scale}, which goes from ${min} to ${max}`;
  return new DecodeFault('out_of_range', 'data.score', reason);
}
