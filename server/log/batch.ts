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
  /** JSON of the segments that the batch's profiles set, `[[subject, segment], …]`, or `{mark, profiles}` where the batch has a mark; empty when neither. */
  readonly profiles: string;
  readonly payload: Buffer;
}

export type BatchHead = Pick<BatchRow, 'first_seq' | 'count' | 'head_crc' | 'hashes' | 'profiles'>;
type BatchBody = Pick<BatchRow, 'first_seq' | 'count' | 'packed' | 'payload'>;

/** Smaller payloads gain nothing from deflate. */
const PACK_FROM_BYTES = 2048;
/** A batch in one or two pieces: by default zlib makes 16 KiB ones. */
const CHUNK_BYTES = 256 * 1024;

export interface NewBatch {
  readonly firstSeq: number;
  readonly hashes: Buffer;
  readonly profiles: readonly (readonly [string, string])[];
  /** Of an import, see {@link ./imports.ts}; left out or empty: none. */
  readonly mark?: string;
  /** JSON array of the events, UTF-8. */
  readonly payload: Buffer;
}

/** A batch as its row of the database, packed where that makes it smaller, with the checksums of head and body. */
export function toRow({ firstSeq, hashes, profiles, mark = '', payload }: NewBatch): BatchRow {
  const count = hashes.length / HASH_BYTES;
  const deflated = payload.length >= PACK_FROM_BYTES ? deflateRawSync(payload, { level: 1, chunkSize: CHUNK_BYTES }) : payload;
  const packed = deflated.length < payload.length;
  const stored = packed ? deflated : payload;
  const head = { first_seq: firstSeq, count, hashes, profiles: toText({ mark, profiles }) };
  const body = { first_seq: firstSeq, count, packed: packed ? 1 : 0, payload: stored };
  return { ...head, ...body, head_crc: headCrc(head), body_crc: bodyCrc(body) };
}

/** What a batch says besides its events. */
export interface BatchWords {
  readonly mark: string;
  readonly profiles: readonly (readonly [subject: string, segment: string])[];
}

function toText({ mark, profiles }: BatchWords): string {
  if (mark !== '') return JSON.stringify({ mark, profiles });
  return profiles.length > 0 ? JSON.stringify(profiles) : '';
}

/** Reads the column `profiles` of an intact row. */
export function readWords(text: string): BatchWords {
  if (text === '') return NO_WORDS;
  const read = JSON.parse(text) as BatchWords | BatchWords['profiles'];
  return 'mark' in read ? read : { mark: '', profiles: read };
}

const NO_WORDS: BatchWords = { mark: '', profiles: [] };

/** Whether the sequence numbers, hashes and profiles are those that were written; a damaged file may give any type. */
export function isHeadIntact(head: BatchHead): boolean {
  if (!Buffer.isBuffer(head.hashes) || typeof head.profiles !== 'string') return false;
  return head.hashes.length === head.count * HASH_BYTES && head.head_crc === headCrc(head);
}

/** Whether the payload is what was written: it can be unpacked then. */
export function isBodyIntact(row: BatchBody & Pick<BatchRow, 'body_crc'>): boolean {
  return Buffer.isBuffer(row.payload) && row.body_crc === bodyCrc(row);
}

/** The payload as it was appended; null when it is damaged. */
export function unpack(row: Parameters<typeof isBodyIntact>[0]): Buffer | null {
  if (!isBodyIntact(row)) return null;
  return row.packed === 1 ? inflateRawSync(row.payload) : row.payload;
}

/** The events of a stored batch; null when it is damaged. */
export function readEvents(row: Parameters<typeof unpack>[0]): ResolvedEvent[] | null {
  const payload = unpack(row);
  return payload && decodeBatch(payload);
}

function headCrc({ first_seq, count, hashes, profiles }: Omit<BatchHead, 'head_crc'>): number {
  return crc32(profiles, crc32(hashes, crc32(`${first_seq} ${count}`)));
}

function bodyCrc({ first_seq, count, packed, payload }: BatchBody): number {
  return crc32(payload, crc32(`${first_seq} ${count} ${packed}`));
}
