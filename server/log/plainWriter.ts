/** Writes plain events as the log stores them, copying the sender's bytes, and notes where each field came to stand. */
import type { PlainReader } from '../sources/plainEvent.ts';
import { type ByteSource, type Piece, put, putPiece, putWhole, toPiece } from './byteWriter.ts';
import { closeEvent, type Draft, openEvent } from './drafts.ts';
import { ABSENT, NULL } from './jsonScanner.ts';
import type { PlacePiece } from './placePieces.ts';
import { ORIGIN, PLACE, type PlaceRole } from './placeRoles.ts';

/** What was resolved for an event. */
export interface PlainResolved {
  readonly seq: number;
  readonly timeMs: number;
  readonly receivedMs: number;
  readonly place: PlacePiece;
  /** Null where the event says none: nothing is written then. */
  readonly origin: PlacePiece | null;
  /** NaN: none. */
  readonly amount: number;
  readonly unconverted: boolean;
  /** The customer's, as JSON; null when there is none, or the event names its own. */
  readonly segment: Piece | null;
}

const BACKSLASH = 0x5c;
/** Of all that is written besides `data` and the customer's segment. */
const MAX_ENVELOPE_BYTES = 4096;
const [SEQ, SOURCE, ID, TYPE] = [toPiece('{"seq":'), toPiece(',"source":'), toPiece(',"id":'), toPiece(',"type":')];
const [SUBJECT, TIME, DATA, AMOUNT] = [toPiece(',"subject":'), toPiece(',"timeMs":'), toPiece(',"data":'), toPiece(',"amount":')];
const [CONVERTED, UNCONVERTED] = [toPiece(',"unconverted":false,"segment":'), toPiece(',"unconverted":true,"segment":')];
const [CLOSE, NO_VALUE, NO_DATA, NEXT] = [toPiece('}'), toPiece('null'), toPiece('{}'), toPiece(',')];

/** Writes the event that was last read from `input`; true when the batch is full. */
export type PlainWriter = (draft: Draft, input: ByteSource, resolved: PlainResolved, hash: Buffer) => boolean;

/** `fields` are those of the tables. */
export function createPlainWriter(plain: PlainReader, fields: readonly string[]): PlainWriter {
  const { kinds, ranges } = plain;
  const slots = slotsOf(plain, ['source', 'id', 'type', 'subject', 'data', 'data.segment']);
  const [source, id, type, subject, data, ownSegment] = slots as [number, number, number, number, number, number];
  const places = Int32Array.from(['source', 'id', 'type', 'subject', 'segment'], (name) => 2 * fields.indexOf(name));
  const [atSource, atId, atType, atSubject, atSegment] = [...places] as [number, number, number, number, number];
  const atPlace = placesOf(fields, PLACE);
  const atOrigin = placesOf(fields, ORIGIN);
  const dataFields = fields.filter((name) => name.startsWith('data.'));
  const atData = Int32Array.from(dataFields, (name) => 2 * fields.indexOf(name));
  const dataSlots = Int32Array.from(slotsOf(plain, dataFields));

  const isMissing = (slot: number): boolean => kinds[slot] === ABSENT || kinds[slot] === NULL;
  /** Copies the value of a slot and notes at `at` where it now stands. */
  const copyValue = ({ writer, table }: Draft, input: ByteSource, slot: number, at: number): void => {
    table.ranges[at] = writer.end;
    put(writer, input, ranges[2 * slot] as number, ranges[2 * slot + 1] as number);
    table.ranges[at + 1] = writer.end;
  };
  const copyData = ({ writer, table }: Draft, input: ByteSource, base: number): void => {
    if (isMissing(data)) {
      putPiece(writer, NO_DATA);
      return;
    }
    const moved = writer.end - (ranges[2 * data] as number);
    put(writer, input, ranges[2 * data] as number, ranges[2 * data + 1] as number);
    const out = table.ranges;
    for (let field = 0; field < dataSlots.length; field++) {
      const slot = dataSlots[field] as number;
      if (kinds[slot] === ABSENT) continue;
      const at = base + (atData[field] as number);
      out[at] = (ranges[2 * slot] as number) + moved;
      out[at + 1] = (ranges[2 * slot + 1] as number) + moved;
    }
  };
  const putPlace = ({ writer, table }: Draft, place: PlacePiece, base: number, places: Int32Array): void => {
    for (let field = 0; field < places.length; field++) {
      if (place.ranges[2 * field] === 0 || (places[field] as number) < 0) continue;
      const at = base + (places[field] as number);
      table.ranges[at] = (place.ranges[2 * field] as number) + writer.end;
      table.ranges[at + 1] = (place.ranges[2 * field + 1] as number) + writer.end;
    }
    putPiece(writer, place.text);
  };
  const putSegment = (draft: Draft, input: ByteSource, segment: Piece | null, at: number): void => {
    const { writer, table } = draft;
    if (kinds[ownSegment] !== ABSENT) copyValue(draft, input, ownSegment, at);
    else if (segment === null) putPiece(writer, NO_VALUE);
    else {
      if (segment.source.bytes.includes(BACKSLASH)) table.unread[draft.count] = 1;
      table.ranges[at] = writer.end;
      putPiece(writer, segment);
      table.ranges[at + 1] = writer.end;
    }
  };

  let received = { ms: Number.NaN, piece: NO_VALUE };
  const receivedPiece = (ms: number): Piece => {
    if (received.ms !== ms) received = { ms, piece: toPiece(`,"receivedMs":${ms},`) };
    return received.piece;
  };

  return (draft, input, { seq, timeMs, receivedMs, place, origin, amount, unconverted, segment }, hash) => {
    const sentBytes = (ranges[2 * data + 1] as number) - (ranges[2 * data] as number);
    const row = openEvent(draft, MAX_ENVELOPE_BYTES + (isMissing(data) ? 0 : sentBytes) + (segment?.length ?? 0));
    const { writer, table } = draft;
    const base = 2 * row * fields.length;
    table.ranges.fill(0, base, base + 2 * fields.length);
    table.timeMs[row] = timeMs;
    table.amount[row] = amount;
    table.unconverted[row] = unconverted ? 1 : 0;
    table.unread[row] = 0;
    putPiece(writer, SEQ);
    putWhole(writer, seq);
    putPiece(writer, SOURCE);
    copyValue(draft, input, source, base + atSource);
    putPiece(writer, ID);
    copyValue(draft, input, id, base + atId);
    putPiece(writer, TYPE);
    copyValue(draft, input, type, base + atType);
    putPiece(writer, SUBJECT);
    if (isMissing(subject)) putPiece(writer, NO_VALUE);
    else copyValue(draft, input, subject, base + atSubject);
    putPiece(writer, TIME);
    putWhole(writer, timeMs);
    putPiece(writer, DATA);
    copyData(draft, input, base);
    putPiece(writer, receivedPiece(receivedMs));
    putPlace(draft, place, base, atPlace);
    if (origin !== null) {
      putPiece(writer, NEXT);
      putPlace(draft, origin, base, atOrigin);
    }
    putPiece(writer, AMOUNT);
    if (Number.isNaN(amount)) putPiece(writer, NO_VALUE);
    else putWhole(writer, amount);
    putPiece(writer, unconverted ? UNCONVERTED : CONVERTED);
    putSegment(draft, input, segment, base + atSegment);
    putPiece(writer, CLOSE);
    return closeEvent(draft, hash);
  };
}

/** Where the parts of a place stand among the ranges of an event; negative for what no table shows. */
function placesOf(fields: readonly string[], { stored }: PlaceRole): Int32Array {
  return Int32Array.of(...[stored.country, stored.region, stored.city, stored.cell].map((name) => 2 * fields.indexOf(name)));
}

function slotsOf(plain: PlainReader, names: readonly string[]): number[] {
  return names.map((name) => plain.slot(name));
}
