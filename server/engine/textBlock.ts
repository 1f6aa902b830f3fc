/** Texts of a column in some rows, coded together: by their bytes where that is certain, else as the strings they are. */
import { toIdText } from './eventTexts.ts';
import { MOST_AT_ONCE, type TextDictionary } from './textDictionary.ts';

const BLANK = 0x20;
/** Four bytes of which none is ASCII. */
const BEYOND_ASCII = 0x80808080 | 0;

/** Codes of the texts that were looked up last. */
const codes = new Int32Array(MOST_AT_ONCE);

export class TextBlock {
  private view: DataView = new DataView(new ArrayBuffer(0));
  private count = 0;
  private readonly rows: Int32Array;
  /** Where text i begins and ends, at `2 * i`; both 0 where it takes a string. */
  private readonly ranges: Int32Array;

  /** For at most so many texts, {@link MOST_AT_ONCE} or less. */
  constructor(most: number) {
    this.rows = new Int32Array(most);
    this.ranges = new Int32Array(2 * most);
  }

  /** The next texts stand in `view`. */
  begin(view: DataView): void {
    this.view = view;
    this.count = 0;
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** The text of a row from byte `from` to `to` (exclusive), UTF-8 without escapes; 0 and 0 where it is to be read as a string. */
  add(row: number, from: number, to: number): void {
    const { count, ranges } = this;
    this.rows[count] = row;
    ranges[2 * count] = from;
    ranges[2 * count + 1] = to;
    this.count = count + 1;
  }

  /** Writes the code of each text into its row of the column; `rawOf` reads the text of a row as a string. */
  code(dictionary: TextDictionary, column: Int32Array, rawOf: (row: number) => string | null): void {
    const { view, count, rows, ranges } = this;
    dictionary.findAll(view, ranges, count, codes);
    for (let at = 0; at < count; at++) {
      const row = rows[at] as number;
      // Only tidy text is in a dictionary: what is found needs no tidying.
      let code = codes[at] as number;
      if (code === 0) {
        const isPlain = isPlainAt(view, ranges[2 * at] as number, ranges[2 * at + 1] as number);
        code = isPlain ? dictionary.findOrAdd(view, ranges, at) : codeOf(dictionary, rawOf(row));
      }
      column[row] = code;
    }
  }
}

/** Whether the bytes are ASCII with no blank at the ends: nothing to tidy. No text in JSON holds other white space without an escape. */
function isPlainAt(view: DataView, from: number, to: number): boolean {
  if (from >= to || view.getUint8(from) === BLANK || view.getUint8(to - 1) === BLANK) return false;
  let [all, at] = [0, from];
  for (; at + 4 <= to; at += 4) all |= view.getInt32(at, true);
  for (; at < to; at++) all |= view.getUint8(at);
  return (all & BEYOND_ASCII) === 0;
}

/** Code of what a raw text is as an id, 0 when nothing is left of it. Only tidy text is in a dictionary: what is found needs no tidying. */
export function codeOf(dictionary: TextDictionary, raw: string | null): number {
  if (raw === null) return 0;
  const known = dictionary.find(raw);
  if (known > 0) return known;
  const text = toIdText(raw);
  if (text === null) return 0;
  return text === raw ? dictionary.addLast() : dictionary.find(text) || dictionary.addLast();
}
