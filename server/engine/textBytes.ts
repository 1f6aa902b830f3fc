/** Codes of the texts that stand in the bytes of a table: by their bytes where that is certain, else as the strings they are. */
import type { Json } from '../../src/protocol/event.ts';
import type { EventTable } from '../log/eventTable.ts';
import { codeOf } from './coder.ts';
import { toText } from './eventTexts.ts';
import type { TextDictionary } from './textDictionary.ts';

const [QUOTE, BLANK, LAST_PLAIN] = [0x22, 0x20, 0x7e];
/** Longer keys are made as strings. */
const MOST_KEY_BYTES = 4096;

/** The bytes of a table, to be read one by one and in words, and the ranges of its fields. */
export interface TableBytes {
  readonly bytes: Buffer;
  readonly view: DataView;
  readonly ranges: Int32Array;
}

export function toTableBytes({ bytes: { buffer, byteOffset, byteLength }, ranges }: Pick<EventTable, 'bytes' | 'ranges'>): TableBytes {
  return { bytes: Buffer.from(buffer, byteOffset, byteLength), view: new DataView(buffer, byteOffset, byteLength), ranges };
}

/** Code of the value whose range stands at `at`: a text without escapes, or what it is called as a text; 0 where it is none. */
export function codeAt(dictionary: TextDictionary, table: TableBytes, at: number): number {
  const { bytes, view, ranges } = table;
  const from = (ranges[at] as number) + 1;
  const to = (ranges[at + 1] as number) - 1;
  if (to < 0) return 0;
  if (bytes[from - 1] !== QUOTE) return codeOf(dictionary, toText(valueAt(table, at)));
  // Only tidy text is in a dictionary: what is found needs no tidying.
  const known = dictionary.findBytes(view, from, to);
  if (known > 0) return known;
  return isPlain(bytes, from, to) ? dictionary.addLast() : codeOf(dictionary, bytes.toString('utf8', from, to));
}

/** The value whose range stands at `at`. */
export function valueAt({ bytes, ranges }: TableBytes, at: number): Json | undefined {
  const to = ranges[at + 1] as number;
  return to === 0 ? undefined : (JSON.parse(bytes.toString('utf8', ranges[at], to)) as Json);
}

const key = toTableBytes({ bytes: new Uint8Array(MOST_KEY_BYTES), ranges: new Int32Array(0) });

/**
 * Code of the key `PREFIX NUL TEXT`, of the texts whose ranges stand at `prefixAt` (-1: empty) and `textAt`. Answers -1 where that takes
 * a string: the text may need tidying, the key is long, or it is no text.
 */
export function keyCodeAt(dictionary: TextDictionary, table: TableBytes, prefixAt: number, textAt: number): number {
  const { bytes, ranges } = table;
  const from = (ranges[textAt] as number) + 1;
  const to = (ranges[textAt + 1] as number) - 1;
  const first = bytes[from] as number;
  const prefixFrom = prefixAt < 0 ? 0 : (ranges[prefixAt] as number) + 1;
  const prefixTo = prefixAt < 0 ? 0 : (ranges[prefixAt + 1] as number) - 1;
  const middle = prefixTo - prefixFrom;
  const end = middle + 1 + to - from;
  // Blanks before the text would stand inside the key, where tidying leaves them.
  if (bytes[from - 1] !== QUOTE || from >= to || first <= BLANK || first > LAST_PLAIN || end > MOST_KEY_BYTES) return -1;
  copyBytes(table, prefixFrom, prefixTo, 0);
  key.bytes[middle] = 0;
  copyBytes(table, from, to, middle + 1);
  const known = dictionary.findBytes(key.view, 0, end);
  if (known > 0) return known;
  return (middle === 0 || isPlain(bytes, prefixFrom, prefixTo)) && isPlain(bytes, from, to) ? dictionary.addLast() : -1;
}

/** Copies bytes into the key: by words, because the texts are short. */
function copyBytes({ bytes, view }: TableBytes, from: number, to: number, into: number): void {
  let at = from;
  let out = into;
  for (; at + 4 <= to; at += 4, out += 4) key.view.setInt32(out, view.getInt32(at));
  for (; at < to; at++, out++) key.bytes[out] = bytes[at] as number;
}

/** Whether the bytes are printable ASCII with no blank at the ends: nothing to tidy. */
function isPlain(bytes: Buffer, from: number, to: number): boolean {
  if (from >= to || bytes[from] === BLANK || bytes[to - 1] === BLANK) return false;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte < BLANK || byte > LAST_PLAIN) return false;
  }
  return true;
}
