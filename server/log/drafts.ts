/** Batches while they are written: their JSON, the hashes of their events and their table, in memory that is used again for the next ones. */
import { ByteWriter, putPiece, toPiece } from './byteWriter.ts';
import type { EventTable } from './eventTable.ts';
import { HASH_BYTES } from './identity.ts';
import { createEventTable } from './readEventTable.ts';

const MAX_BATCH_EVENTS = 2000;
const MAX_BATCH_BYTES = 1_000_000;
const FIRST_BYTES = 256 * 1024;
const [OPEN_LIST, CLOSE_LIST, COMMA] = [toPiece('['), toPiece(']'), toPiece(',')];

export interface Draft {
  readonly writer: ByteWriter;
  /** Room for a full batch. */
  readonly table: EventTable;
  readonly hashes: Buffer;
  count: number;
}

export function createDraft(fields: readonly string[]): Draft {
  return {
    writer: new ByteWriter(FIRST_BYTES),
    table: createEventTable(fields, { firstSeq: 0, count: MAX_BATCH_EVENTS, payload: new Uint8Array(0) }),
    hashes: Buffer.alloc(MAX_BATCH_EVENTS * HASH_BYTES),
    count: 0,
  };
}

/** Begins the next event of a batch, which has at most `bytes`, and answers its row. */
export function openEvent({ writer, table, count }: Draft, bytes: number): number {
  if (count === 0) writer.end = 0;
  writer.reserve(bytes + 2);
  putPiece(writer, count === 0 ? OPEN_LIST : COMMA);
  table.events[2 * count] = writer.end;
  return count;
}

/** Ends it; true when the batch is full. */
export function closeEvent(draft: Draft, hash: Buffer): boolean {
  const { writer, table, hashes, count } = draft;
  table.events[2 * count + 1] = writer.end;
  for (let at = 0; at < HASH_BYTES; at++) hashes[count * HASH_BYTES + at] = hash[at] as number;
  draft.count = count + 1;
  return draft.count === MAX_BATCH_EVENTS || writer.end >= MAX_BATCH_BYTES;
}

/** The batch as it is now. It stands in the draft's memory: what is kept must be copied before the draft is used again. */
export function finishDraft(
  { writer, table, hashes, count }: Draft,
  firstSeq: number,
): { table: EventTable; hashes: Buffer; payload: Buffer } {
  writer.reserve(1);
  putPiece(writer, CLOSE_LIST);
  const payload = writer.bytes.subarray(0, writer.end);
  return { table: firstRows({ ...table, firstSeq, bytes: payload }, count), hashes: hashes.subarray(0, count * HASH_BYTES), payload };
}

function firstRows(table: EventTable, count: number): EventTable {
  return {
    ...table,
    count,
    ranges: table.ranges.subarray(0, 2 * count * table.fields.length),
    events: table.events.subarray(0, 2 * count),
    timeMs: table.timeMs.subarray(0, count),
    amount: table.amount.subarray(0, count),
    unconverted: table.unconverted.subarray(0, count),
    unread: table.unread.subarray(0, count),
  };
}
