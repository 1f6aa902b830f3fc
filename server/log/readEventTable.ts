/** Makes the table of a batch that was read back: finds the fields in the stored bytes without parsing them. */
import { EVENT_FIELDS, type EventTable } from './eventTable.ts';
import type { StoredBatch } from './feedWriter.ts';
import { ABSENT, createScanner, ESCAPED_TEXT, NESTED, NULL, NUMBER, type Scanner, skipBlanks, TRUE } from './jsonScanner.ts';
import { ORIGIN } from './placeRoles.ts';

/** The members of a stored event, in the order in which they are written. */
const STORED = [
  'seq',
  'source',
  'id',
  'type',
  'subject',
  'timeMs',
  'data',
  'extensions',
  'receivedMs',
  'country',
  'region',
  'city',
  'cell',
  'originCountry',
  'originRegion',
  'originCity',
  'originCell',
  'amount',
  'unconverted',
  'segment',
] as const;
const [TIME, AMOUNT, UNCONVERTED] = [STORED.indexOf('timeMs'), STORED.indexOf('amount'), STORED.indexOf('unconverted')];
/** Known names of `data` that are no field: they may hold anything. */
const OTHER_DATA = ['postal_code', 'lat', 'lon', 'amount', ...Object.values(ORIGIN.said)];
const IN_DATA = 'data.';

/** The fields of a workspace's tables: {@link EVENT_FIELDS}, then the declared names of `data` as `data.<name>`. */
export function tableFields(declared: Iterable<string>): string[] {
  return [...new Set([...EVENT_FIELDS, ...Array.from(declared, (name) => IN_DATA + name)])];
}

/** An empty table with room for `count` events. */
export function createEventTable(fields: readonly string[], { firstSeq, count, payload }: StoredBatch): EventTable {
  return {
    count,
    firstSeq,
    bytes: payload,
    fields,
    ranges: new Int32Array(2 * count * fields.length),
    events: new Int32Array(2 * count),
    timeMs: new Float64Array(count),
    amount: new Float64Array(count),
    unconverted: new Uint8Array(count),
    unread: new Uint8Array(count),
  };
}

/**
 * A reader of stored batches for a workspace whose declared names of `data` (without `data.`) are these. A declared name with dots may be a path:
 * an event in which it may be one is unread. Throws when the payload is no array of as many events.
 */
export function createTableReader(declared: Iterable<string>): (batch: StoredBatch) => EventTable {
  const fields = tableFields(declared);
  const dataNames = fields.filter((field) => field.startsWith(IN_DATA)).map((field) => field.slice(IN_DATA.length));
  const paths = dataNames.flatMap((name) => (name.includes('.') ? [name.slice(0, name.indexOf('.'))] : []));
  const names = [...new Set([...dataNames, ...paths, ...OTHER_DATA])];
  const scanner = createScanner(STORED, names);
  const slotOf = (name: string): number => STORED.length + names.indexOf(name);
  const slots = Int32Array.from(fields, (field) =>
    field.startsWith(IN_DATA) ? slotOf(field.slice(IN_DATA.length)) : (STORED as readonly string[]).indexOf(field),
  );
  const tellingSlots = slots.filter((_, field) => fields[field] !== `${IN_DATA}text`);
  const pathSlots = Int32Array.from(paths, slotOf);
  return (batch) => {
    const table = createEventTable(fields, batch);
    const { payload } = batch;
    let at = 0;
    for (let event = 0; event < batch.count; event++) {
      if (payload[at] !== (event === 0 ? OPEN_LIST : COMMA)) throw noArray(batch);
      const start = skipBlanks(payload, at + 1, payload.length);
      const end = scanner.scan(payload, start, payload.length);
      if (end >= 0 && isReadable(scanner, tellingSlots, pathSlots)) fill(table, event, scanner, slots);
      else table.unread[event] = 1;
      at = end >= 0 ? end : endOfObject(payload, start);
      table.events[2 * event] = start;
      table.events[2 * event + 1] = at;
    }
    if (payload[at] !== CLOSE_LIST) throw noArray(batch);
    return table;
  };
}

const [OPEN_LIST, CLOSE_LIST, COMMA, QUOTE, BACKSLASH, OPEN, CLOSE] = [0x5b, 0x5d, 0x2c, 0x22, 0x5c, 0x7b, 0x7d];

function noArray({ firstSeq, count }: StoredBatch): Error {
  return new Error(`the batch at event ${firstSeq} is no array of ${count} events`);
}

function isReadable({ kinds }: Scanner, slots: Int32Array, pathSlots: Int32Array): boolean {
  if (kinds[TIME] !== NUMBER || kinds[UNCONVERTED] === ABSENT || kinds[AMOUNT] === ABSENT) return false;
  for (let field = 0; field < slots.length; field++) if (kinds[slots[field] as number] === ESCAPED_TEXT) return false;
  for (let path = 0; path < pathSlots.length; path++) if (kinds[pathSlots[path] as number] === NESTED) return false;
  return true;
}

function fill(table: EventTable, event: number, { kinds, ranges }: Scanner, slots: Int32Array): void {
  const width = slots.length;
  let at = 2 * event * width;
  for (let field = 0; field < width; field++, at += 2) {
    const slot = slots[field] as number;
    const kind = kinds[slot] as number;
    if (kind === ABSENT || kind === NULL) continue;
    table.ranges[at] = ranges[2 * slot] as number;
    table.ranges[at + 1] = ranges[2 * slot + 1] as number;
  }
  table.timeMs[event] = wholeNumber(table.bytes, ranges[2 * TIME] as number, ranges[2 * TIME + 1] as number);
  table.amount[event] =
    kinds[AMOUNT] === NUMBER ? wholeNumber(table.bytes, ranges[2 * AMOUNT] as number, ranges[2 * AMOUNT + 1] as number) : Number.NaN;
  table.unconverted[event] = kinds[UNCONVERTED] === TRUE ? 1 : 0;
}

/** The value of digits, with a minus or not. */
function wholeNumber(bytes: Uint8Array, from: number, to: number): number {
  const negative = bytes[from] === 0x2d;
  let value = 0;
  for (let at = negative ? from + 1 : from; at < to; at++) value = value * 10 + ((bytes[at] as number) - 0x30);
  return negative ? -value : value;
}

/** The position behind an object that is known to be JSON. */
function endOfObject(bytes: Uint8Array, start: number): number {
  let depth = 0;
  let inText = false;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (inText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (byte === OPEN) depth += 1;
    else if (byte === CLOSE) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return bytes.length;
}
