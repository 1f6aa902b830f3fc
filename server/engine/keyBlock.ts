/** Keys `PREFIX NUL TEXT` of orders and contacts, made of the bytes of a table and coded together. */
import type { TableBytes } from './tableBytes.ts';
import { TextBlock } from './textBlock.ts';
import type { TextDictionary } from './textDictionary.ts';
import { restAt } from './textHash.ts';

const [QUOTE, BLANK, LAST_PLAIN] = [0x22, 0x20, 0x7e];
/** Longer keys are made as strings. */
const MOST_KEY_BYTES = 512;
/** What stands behind a key may be overwritten with the rest of a word. */
const SLACK = 4;

export class KeyBlock {
  private readonly texts: TextBlock;
  private readonly keys: DataView;
  private end = 0;

  /** For at most so many keys. */
  constructor(most: number) {
    this.texts = new TextBlock(most);
    this.keys = new DataView(new ArrayBuffer(most * MOST_KEY_BYTES + SLACK));
  }

  begin(): void {
    this.texts.begin(this.keys);
    this.end = 0;
  }

  /** The key of a row, of the texts whose ranges stand at `prefixAt` (-1: empty) and `textAt`. */
  add({ bytes, view, ranges }: TableBytes, row: number, prefixAt: number, textAt: number): void {
    const from = (ranges[textAt] as number) + 1;
    const to = (ranges[textAt + 1] as number) - 1;
    const prefixFrom = prefixAt < 0 ? 0 : (ranges[prefixAt] as number) + 1;
    const prefixTo = prefixAt < 0 ? 0 : (ranges[prefixAt + 1] as number) - 1;
    const first = bytes[from] as number;
    // White space before the text would stand inside the key, where tidying leaves it.
    const isCertain = bytes[from - 1] === QUOTE && from < to && first > BLANK && first <= LAST_PLAIN;
    if (!isCertain || prefixTo - prefixFrom + 1 + to - from > MOST_KEY_BYTES) {
      this.addString(row);
      return;
    }
    const start = this.end;
    this.put(view, prefixFrom, prefixTo);
    this.keys.setUint8(this.end++, 0);
    this.put(view, from, to);
    this.texts.add(row, start, this.end);
  }

  /** A row whose key is to be made as a string. */
  addString(row: number): void {
    this.texts.add(row, 0, 0);
  }

  /** Writes the code of each key into its row of the column; `keyOf` makes the key of a row as a string. */
  code(dictionary: TextDictionary, column: () => Int32Array, keyOf: (row: number) => string | null): void {
    if (!this.texts.isEmpty) this.texts.code(dictionary, column(), keyOf);
  }

  /** By words, because the texts are short. */
  private put(view: DataView, from: number, to: number): void {
    const { keys } = this;
    let [at, out] = [from, this.end];
    for (; at + 4 <= to; at += 4, out += 4) keys.setInt32(out, view.getInt32(at, true), true);
    if (at < to) keys.setInt32(out, restAt(view, at, to), true);
    this.end += to - from;
  }
}
