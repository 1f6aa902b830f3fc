/** A batch of the log: consecutive events with their identity hashes, as one checked row. */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { decodeBatch } from './feed.ts';
import { HASH_BYTES } from './identity.ts';
import type { ResolvedEvent } from './resolvedEvent.ts';

/** One row of the table `batches`. Both checksums are CRC-32 and cover the sequence numbers too. */
export interface BatchRow {
  readonly first_seq: number;
  readonly count: number;
  /** Of the hashes and profiles. */
  readonly head_crc: number;
  /** Of the payload as stored. */
  readonly body_crc: number;
  /** 1 when the payload is deflated. */
  readonly packed: number;
  readonly hashes: Buffer;
  /** JSON of the segments that the batch's profiles set, `[[subject, segment], …]`; empty when none. */
  readonly profiles: string;
  readonly payload: Buffer;
}

export type BatchHead = Omit<BatchRow, 'payload' | 'body_crc' | 'packed'>;

/** Smaller payloads gain nothing from deflate. */
const PACK_FROM_BYTES = 2048;

export interface NewBatch {
  readonly firstSeq: number;
  readonly hashes: Buffer;
  readonly profiles: readonly (readonly [string, string])[];
  /** JSON array of the events, UTF-8. */
  readonly payload: Buffer;
}

export function toRow({ firstSeq, hashes, profiles, payload }: NewBatch): BatchRow {
  const count = hashes.length / HASH_BYTES;
  const deflated = payload.length >= PACK_FROM_BYTES ? deflateRawSync(payload, { level: 1 }) : payload;
  const packed = deflated.length < payload.length;
  const stored = packed ? deflated : payload;
  const head = { first_seq: firstSeq, count, hashes, profiles: profiles.length > 0 ? JSON.stringify(profiles) : '' };
  return { ...head, head_crc: headCrc(head), body_crc: bodyCrc(firstSeq, count, stored), packed: packed ? 1 : 0, payload: stored };
}

/** Whether the sequence numbers, hashes and profiles are those that were written. */
export function isHeadIntact(head: BatchHead): boolean {
  return head.hashes.length === head.count * HASH_BYTES && head.head_crc === headCrc(head);
}

/** The payload as it was appended; null when it is damaged. */
export function unpack(row: Pick<BatchRow, 'first_seq' | 'count' | 'body_crc' | 'packed' | 'payload'>): Buffer | null {
  if (row.body_crc !== bodyCrc(row.first_seq, row.count, row.payload)) return null;
  return row.packed ? inflateRawSync(row.payload) : row.payload;
}

/** The events of a stored batch; null when it is damaged. */
export function readEvents(row: Parameters<typeof unpack>[0]): ResolvedEvent[] | null {
  const payload = unpack(row);
  return payload && decodeBatch(payload);
}

function headCrc(head: Pick<BatchHead, 'first_seq' | 'count' | 'hashes' | 'profiles'>): number {
  return crc32(head.profiles, crc32(head.hashes, crc32(`${head.first_seq} ${head.count}`)));
}

function bodyCrc(firstSeq: number, count: number, stored: Uint8Array): number {
  return crc32(stored, crc32(`${firstSeq} ${count}`));
}
