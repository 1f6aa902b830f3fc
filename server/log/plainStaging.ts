/** The quick way into a batch: plain events that are new are resolved and written from their bytes. */
import { EventType } from '../../src/protocol/event.ts';
import type { PlainReader } from '../sources/plainEvent.ts';
import type { BatchWriter } from './batchWriter.ts';
import { HASH_BYTES, writeIdentityHashOfBytes } from './identity.ts';
import { ABSENT, NULL } from './jsonScanner.ts';
import type { Contents } from './openedLog.ts';
import type { PlacePieces } from './placePieces.ts';
import type { Resolvers } from './resolvers.ts';

export interface PlainStaging {
  /** Takes the event of a line in; false, and nothing is changed, when it is not plain or may be a repeat. */
  take(bytes: Uint8Array, from: number, to: number, receivedMs: number): boolean;
}

export interface PlainStagingOptions extends Pick<Resolvers, 'convert'> {
  readonly plain: PlainReader;
  readonly places: PlacePieces;
  readonly writer: BatchWriter;
  readonly contents: Pick<Contents, 'index' | 'segments'>;
}

const ANY = (): boolean => true;

export function createPlainStaging({ plain, places, writer, contents, convert }: PlainStagingOptions): PlainStaging {
  const { kinds, ranges } = plain;
  const { index, segments } = contents;
  const names = ['source', 'id', 'type', 'subject', 'data.segment', 'data.currency'] as const;
  const [source, id, type, subject, ownSegment, itsCurrency] = names.map((name) => plain.slot(name)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const hash = Buffer.alloc(HASH_BYTES);
  const isMissing = (slot: number): boolean => kinds[slot] === ABSENT || kinds[slot] === NULL;
  const textOf = (bytes: Uint8Array, slot: number): string =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(
      'utf8',
      (ranges[2 * slot] as number) + 1,
      (ranges[2 * slot + 1] as number) - 1,
    );

  /** The customer's segment as JSON, where the event names none; remembers what a profile says. */
  const segmentOf = (bytes: Uint8Array): Uint8Array | null => {
    if (isMissing(subject)) return null;
    if (kinds[ownSegment] !== ABSENT) {
      if (textOf(bytes, type) === EventType.profileUpdated) segments.set(textOf(bytes, subject), textOf(bytes, ownSegment));
      return null;
    }
    const segment = segments.isEmpty() ? null : segments.of(textOf(bytes, subject));
    return segment === null ? null : Buffer.from(JSON.stringify(segment));
  };

  return {
    take: (bytes, from, to, receivedMs) => {
      if (!plain.read(bytes, from, to)) return false;
      const [sourceFrom, sourceTo] = [(ranges[2 * source] as number) + 1, (ranges[2 * source + 1] as number) - 1];
      writeIdentityHashOfBytes(bytes, sourceFrom, sourceTo, (ranges[2 * id] as number) + 1, (ranges[2 * id + 1] as number) - 1, hash);
      if (index.find(hash, 0, ANY) !== null) return false;
      const timeMs = Number.isNaN(plain.timeMs()) ? receivedMs : plain.timeMs();
      const fixed = plain.amount();
      const sentIn = kinds[itsCurrency] === ABSENT ? undefined : textOf(bytes, itsCurrency);
      const { amount, unconverted } = convert(Number.isNaN(fixed) ? null : fixed, sentIn, timeMs);
      const place = places.find(bytes, kinds, ranges);
      const segment = segmentOf(bytes);
      writer.addPlain(bytes, { seq: writer.seq + 1, timeMs, receivedMs, place, amount: amount ?? Number.NaN, unconverted, segment }, hash);
      return true;
    },
  };
}
