/** Writes plain events as the log stores them, copying the sender's bytes, and notes where each field came to stand. */
import type { PlainReader } from '../sources/plainEvent.ts';
import { put, putAll, putWhole } from './byteWriter.ts';
import { closeEvent, type Draft, openEvent } from './drafts.ts';
import { ABSENT, NULL } from './jsonScanner.ts';
import type { PlacePiece } from './placePieces.ts';

/** What was resolved for an event. */
export interface PlainResolved {
  readonly seq: number;
  readonly timeMs: number;
  readonly receivedMs: number;
  readonly place: PlacePiece;
  /** NaN: none. */
  readonly amount: number;
  readonly unconverted: boolean;
  /** The customer's, as JSON; null when there is none, or the event names its own. */
  readonly segment: Uint8Array | null;
}

const BACKSLASH = 0x5c;
/** Of all that is written besides `data` and the customer's segment. */
const MAX_ENVELOPE_BYTES = 4096;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const [SEQ, SOURCE, ID, TYPE, SUBJECT] = [utf8('{"seq":'), utf8(',"source":'), utf8(',"id":'), utf8(',"type":'), utf8(',"subject":')];
const [TIME, DATA, RECEIVED, COMMA, AMOUNT] = [utf8(',"timeMs":'), utf8(',"data":'), utf8(',"receivedMs":'), utf8(','), utf8(',"amount":')];
const [CONVERTED, UNCONVERTED] = [utf8(',"unconverted":false,"segment":'), utf8(',"unconverted":true,"segment":')];
const [CLOSE, NO_VALUE, NO_DATA] = [utf8('}'), utf8('null'), utf8('{}')];

/** Writes the event that was last read from `input`; true when the batch is full. */
export type PlainWriter = (draft: Draft, input: Uint8Array, resolved: PlainResolved, hash: Buffer) => boolean;

/** `fields` are those of the tables. */
export function createPlainWriter(plain: PlainReader, fields: readonly string[]): PlainWriter {
  const { kinds, ranges } = plain;
  const slots = slotsOf(plain, ['source', 'id', 'type', 'subject', 'data', 'data.segment']);
  const [source, id, type, subject, data, ownSegment] = slots as [number, number, number, number, number, number];
  const places = Int32Array.from(['source', 'id', 'type', 'subject', 'segment'], (name) => 2 * fields.indexOf(name));
  const [atSource, atId, atType, atSubject, atSegment] = [...places] as [number, number, number, number, number];
  const atPlace = Int32Array.from(['country', 'region', 'city', 'cell'], (name) => 2 * fields.indexOf(name));
  const dataFields = fields.filter((name) => name.startsWith('data.'));
  const atData = Int32Array.from(dataFields, (name) => 2 * fields.indexOf(name));
  const dataSlots = Int32Array.from(slotsOf(plain, dataFields));

  const isMissing = (slot: number): boolean => kinds[slot] === ABSENT || kinds[slot] === NULL;
  /** Copies the value of a slot and notes at `at` where it now stands. */
  const copyValue = ({ writer, table }: Draft, input: Uint8Array, slot: number, at: number): void => {
    table.ranges[at] = writer.end;
    put(writer, input, ranges[2 * slot] as number, ranges[2 * slot + 1] as number);
    table.ranges[at + 1] = writer.end;
  };
  const copyData = ({ writer, table }: Draft, input: Uint8Array, base: number): void => {
    if (isMissing(data)) {
      putAll(writer, NO_DATA);
      return;
    }
    const moved = writer.end - (ranges[2 * data] as number);
    put(writer, input, ranges[2 * data] as number, ranges[2 * data + 1] as number);
    for (let field = 0; field < dataSlots.length; field++) {
      const slot = dataSlots[field] as number;
      if (kinds[slot] === ABSENT) continue;
      const at = base + (atData[field] as number);
      table.ranges[at] = (ranges[2 * slot] as number) + moved;
      table.ranges[at + 1] = (ranges[2 * slot + 1] as number) + moved;
    }
  };
  const putPlace = ({ writer, table }: Draft, place: PlacePiece, base: number): void => {
    for (let field = 0; field < atPlace.length; field++) {
      if (place.ranges[2 * field] === 0) continue;
      const at = base + (atPlace[field] as number);
      table.ranges[at] = (place.ranges[2 * field] as number) + writer.end;
      table.ranges[at + 1] = (place.ranges[2 * field + 1] as number) + writer.end;
    }
    putAll(writer, place.bytes);
  };
  const putSegment = (draft: Draft, input: Uint8Array, segment: Uint8Array | null, at: number): void => {
    const { writer, table } = draft;
    if (kinds[ownSegment] !== ABSENT) copyValue(draft, input, ownSegment, at);
    else if (segment === null) putAll(writer, NO_VALUE);
    else {
      if (segment.includes(BACKSLASH)) table.unread[draft.count] = 1;
      table.ranges[at] = writer.end;
      putAll(writer, segment);
      table.ranges[at + 1] = writer.end;
    }
  };

  return (draft, input, { seq, timeMs, receivedMs, place, amount, unconverted, segment }, hash) => {
    const sentBytes = (ranges[2 * data + 1] as number) - (ranges[2 * data] as number);
    const row = openEvent(draft, MAX_ENVELOPE_BYTES + (isMissing(data) ? 0 : sentBytes) + (segment?.length ?? 0));
    const { writer, table } = draft;
    const base = 2 * row * fields.length;
    table.ranges.fill(0, base, base + 2 * fields.length);
    table.timeMs[row] = timeMs;
    table.amount[row] = amount;
    table.unconverted[row] = unconverted ? 1 : 0;
    table.unread[row] = 0;
    putAll(writer, SEQ);
    putWhole(writer, seq);
    putAll(writer, SOURCE);
    copyValue(draft, input, source, base + atSource);
    putAll(writer, ID);
    copyValue(draft, input, id, base + atId);
    putAll(writer, TYPE);
    copyValue(draft, input, type, base + atType);
    putAll(writer, SUBJECT);
    if (isMissing(subject)) putAll(writer, NO_VALUE);
    else copyValue(draft, input, subject, base + atSubject);
    putAll(writer, TIME);
    putWhole(writer, timeMs);
    putAll(writer, DATA);
    copyData(draft, input, base);
    putAll(writer, RECEIVED);
    putWhole(writer, receivedMs);
    putAll(writer, COMMA);
    putPlace(draft, place, base);
    putAll(writer, AMOUNT);
    if (Number.isNaN(amount)) putAll(writer, NO_VALUE);
    else putWhole(writer, amount);
    putAll(writer, unconverted ? UNCONVERTED : CONVERTED);
    putSegment(draft, input, segment, base + atSegment);
    putAll(writer, CLOSE);
    return closeEvent(draft, hash);
  };
}

function slotsOf(plain: PlainReader, names: readonly string[]): number[] {
  return names.map((name) => plain.slot(name));
}
