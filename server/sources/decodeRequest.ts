/** The items of a request body, in the order sent: parsed JSON values, or the reason why an item is none. */
import { isUtf8 } from 'node:buffer';
import { messageOf } from '../../src/protocol/messageOf.ts';
import { type EventFormat, RequestError } from '../parts.ts';
import { MAX_EVENT_BYTES } from './decode.ts';
import { DecodeFault } from './decodeFault.ts';

/** Most items in one request; more would make an answer too long to be of use. */
const MAX_ITEMS = 100_000;
const BOM = [0xef, 0xbb, 0xbf] as const;
const LINE_FEED = 0x0a;
/** A JSON text of this many characters cannot be larger than an event may be: an escape takes six bytes at most. */
const SURELY_SMALL_CHARACTERS = Math.floor(MAX_EVENT_BYTES / 6);

export type Item = { readonly value: unknown; readonly text?: string } | { readonly fault: DecodeFault; readonly text: string };

/** The lines of a body, still unread. */
export interface Lines {
  readonly bytes: Buffer;
  /** Whether all of it is UTF-8. */
  readonly wellFormed: boolean;
}

/** Splits and parses a body; lines are left as they are. Throws {@link RequestError} 400 when nothing of it can be read, 413 when it has too many items. */
export function readRequest(body: Uint8Array, format: EventFormat): Item[] | Lines {
  const whole = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const bytes = whole.subarray(BOM.every((byte, at) => whole[at] === byte) ? BOM.length : 0);
  if (format !== 'ndjson') return toValues(bytes);
  const lines = { bytes, wellFormed: isUtf8(bytes) };
  // Every item but the last takes two bytes or more.
  if (bytes.length >= 2 * MAX_ITEMS) checkCount(countItems(lines));
  return lines;
}

/** Splits and parses a body whole. Throws as {@link readRequest} does. */
export function decodeRequest(body: Uint8Array, format: EventFormat): Item[] {
  const read = readRequest(body, format);
  if (Array.isArray(read)) return read;
  const items: Item[] = [];
  eachLine(read.bytes, (from, to) => {
    const item = lineItem(read, from, to);
    if (item) items.push(item);
  });
  return items;
}

/** Calls `visit` with the bounds of line after line. */
export function eachLine(bytes: Buffer, visit: (from: number, to: number) => void): void {
  for (let from = 0; from < bytes.length; ) {
    const found = bytes.indexOf(LINE_FEED, from);
    const to = found === -1 ? bytes.length : found;
    visit(from, to);
    from = to + 1;
  }
}

function countItems({ bytes }: Lines): number {
  let count = 0;
  eachLine(bytes, (from, to) => {
    if (!isBlank(bytes.subarray(from, to))) count += 1;
  });
  return count;
}

function isBlank(line: Buffer): boolean {
  return line.toString('utf8').trim() === '';
}

function toValues(bytes: Buffer): Item[] {
  if (!isUtf8(bytes)) throw new RequestError(400, 'invalid_utf8', 'body: is not UTF-8; send JSON as UTF-8');
  const parsed = parseBody(bytes.toString('utf8'));
  const values: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  checkCount(values.length);
  return bytes.length <= MAX_EVENT_BYTES ? values.map((value) => ({ value })) : values.map(toSized);
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const problem = messageOf(error);
    throw new RequestError(400, 'invalid_json', `body: is not JSON (${problem}); send one event, an array, or application/x-ndjson`);
  }
}

function checkCount(count: number): void {
  if (count > MAX_ITEMS) throw new RequestError(413, 'too_many_items', `body: has more than ${MAX_ITEMS} items; send several requests`);
}

function toSized(value: unknown): Item {
  if (!mayBeLarge(value, { left: SURELY_SMALL_CHARACTERS })) return { value };
  const text = stringify(value);
  return text !== null && Buffer.byteLength(text) <= MAX_EVENT_BYTES
    ? { value }
    : { fault: tooLarge(), text: text ?? 'nested too deeply to show' };
}

/** Whether a value could fill an event: counts characters and punctuation until the budget is used up. */
function mayBeLarge(value: unknown, budget: { left: number }): boolean {
  budget.left -= typeof value === 'string' ? value.length + 3 : 24;
  if (budget.left < 0) return true;
  if (typeof value !== 'object' || value === null) return false;
  for (const [name, inner] of Object.entries(value)) {
    budget.left -= name.length + 4;
    if (mayBeLarge(inner, budget)) return true;
  }
  return false;
}

function stringify(value: unknown): string | null {
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}

function tooLarge(): DecodeFault {
  return new DecodeFault('too_large', '', `an event may have ${MAX_EVENT_BYTES / 1024} KiB as JSON; shorten its text`);
}

/** The item of one line; null for a blank one. */
export function lineItem({ bytes, wellFormed }: Lines, from: number, to: number): Item | null {
  const line = bytes.subarray(from, to);
  const text = line.toString('utf8');
  if (text.trim() === '') return null;
  if (line.length > MAX_EVENT_BYTES) return { fault: tooLarge(), text };
  if (!wellFormed && !isUtf8(line))
    return { fault: new DecodeFault('invalid_utf8', '', 'the line is not UTF-8; send JSON as UTF-8'), text };
  try {
    return { value: JSON.parse(text), text };
  } catch (error) {
    const problem = messageOf(error);
    return { fault: new DecodeFault('invalid_json', '', `the line is not JSON: ${problem}`), text };
  }
}
