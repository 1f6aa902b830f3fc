/** The quick way into a batch: plain events that are new are resolved and written from their bytes. */
import { EventType } from '../../src/protocol/event.ts';
import type { PlainReader } from '../sources/plainEvent.ts';
import type { BatchWriter } from './batchWriter.ts';
import { type ByteSource, type Piece, toPiece } from './byteWriter.ts';
import { HASH_BYTES } from './identity.ts';
import { ABSENT, NULL } from './jsonScanner.ts';
import type { Contents } from './openedLog.ts';
import type { PlacePieces } from './placePieces.ts';
import { ORIGIN } from './placeRoles.ts';
import type { Resolvers } from './resolvers.ts';

export interface PlainStaging {
  /** Takes the event of a line in; false, and nothing is changed, when it is not plain or may be a repeat. */
  take(input: ByteSource, from: number, to: number, receivedMs: number): boolean;
}

export interface PlainStagingOptions extends Pick<Resolvers, 'convert'> {
  readonly plain: PlainReader;
  readonly places: PlacePieces;
  readonly origins: PlacePieces;
  readonly writer: BatchWriter;
  readonly contents: Pick<Contents, 'index' | 'segments' | 'imports' | 'writeHash'>;
}

export function createPlainStaging({ plain, places, origins, writer, contents, convert }: PlainStagingOptions): PlainStaging {
  const { kinds, ranges } = plain;
  const { index, segments, imports, writeHash } = contents;
  const counts = (seq: number): boolean => !imports.isWithdrawn(seq);
  const names = ['source', 'id', 'type', 'subject', 'data.segment', 'data.currency'] as const;
  const [source, id, type, subject, ownSegment, itsCurrency] = names.map((name) => plain.slot(name)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const originSlots = Object.values(ORIGIN.said).map((name) => plain.slot(`data.${name}`));
  const saysOrigin = (): boolean => originSlots.some((slot) => kinds[slot] !== ABSENT);
  const hash = Buffer.alloc(HASH_BYTES);
  const isMissing = (slot: number): boolean => kinds[slot] === ABSENT || kinds[slot] === NULL;
  /** Without the quotes. */
  const start = (slot: number): number => (ranges[2 * slot] as number) + 1;
  const end = (slot: number): number => (ranges[2 * slot + 1] as number) - 1;
  const textOf = (bytes: Uint8Array, slot: number): string =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8', start(slot), end(slot));

  /** Three capital letters: there are few such texts, and they are made once. */
  const currencies = new Map<number, string>();
  const currencyOf = (bytes: Uint8Array): string | undefined => {
    if (kinds[itsCurrency] === ABSENT) return undefined;
    const at = start(itsCurrency);
    const letters = ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
    const known = currencies.get(letters) ?? textOf(bytes, itsCurrency);
    currencies.set(letters, known);
    return known;
  };

  /** The customer's segment as JSON, where the event names none; remembers what a profile says. */
  const segmentOf = (bytes: Uint8Array): Piece | null => {
    if (isMissing(subject)) return null;
    if (kinds[ownSegment] !== ABSENT) {
      if (textOf(bytes, type) === EventType.profileUpdated) segments.set(textOf(bytes, subject), textOf(bytes, ownSegment));
      return null;
    }
    const segment = segments.isEmpty() ? null : segments.of(textOf(bytes, subject));
    return segment === null ? null : toPiece(JSON.stringify(segment));
  };

  return {
    take: (input, from, to, receivedMs) => {
      const { bytes } = input;
      if (!plain.read(bytes, from, to)) return false;
      writeHash({ bytes, aFrom: start(source), aTo: end(source), bFrom: start(id), bTo: end(id) }, hash, 0);
      if (index.find(hash, 0, counts) !== null) return false;
      const timeMs = Number.isNaN(plain.timeMs()) ? receivedMs : plain.timeMs();
      const fixed = plain.amount();
      const { amount, unconverted } = convert(Number.isNaN(fixed) ? null : fixed, currencyOf(bytes), timeMs);
      const place = places.find(bytes, kinds, ranges);
      const origin = saysOrigin() ? origins.find(bytes, kinds, ranges) : null;
      const segment = segmentOf(bytes);
      writer.addPlain(
        input,
        { seq: writer.seq + 1, timeMs, receivedMs, place, origin, amount: amount ?? Number.NaN, unconverted, segment },
        hash,
      );
      return true;
    },
  };
}
