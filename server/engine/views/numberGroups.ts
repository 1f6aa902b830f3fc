/** The ids of groups in one dimension, numbered by their ordinals: no text is looked for by its letters. */
import type { NumberedIds } from '../../../src/protocol/encodeFrame.ts';
import { grown } from '../grown.ts';

const UNKNOWN = 0;
const NULL_ID = -1;

/** What an ordinal stands for while ids are being numbered: its number, or one of the two above. Between calls, nothing but UNKNOWN. */
let numberOf = new Int32Array(0);

/** The ids of `count` ordinals, each made once. */
export function numberByOrdinal(count: number, ordinalAt: (at: number) => number, idOf: (ordinal: number) => string | null): NumberedIds {
  const ids: string[] = [];
  const met: number[] = [];
  const numbers = new Int32Array(count);
  try {
    for (let at = 0; at < count; at++) {
      const ordinal = ordinalAt(at);
      numberOf = grown(numberOf, ordinal + 1);
      if (numberOf[ordinal] === UNKNOWN) {
        met.push(ordinal);
        const id = idOf(ordinal);
        numberOf[ordinal] = id === null ? NULL_ID : ids.push(id);
      }
      numbers[at] = Math.max(0, numberOf[ordinal] as number);
    }
  } finally {
    for (const ordinal of met) numberOf[ordinal] = UNKNOWN;
  }
  return { ids, numbers };
}
