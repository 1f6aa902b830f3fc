/** The ids of groups in one dimension, numbered by their ordinals: no text is looked for by its letters. */
import type { NumberedIds } from '../../../src/protocol/encodeFrame.ts';
import { grown } from '../grown.ts';

const UNKNOWN = 0;
const NULL_ID = -1;

/** What an ordinal stands for while ids are being numbered: its number, or one of the two above. Between calls, nothing but UNKNOWN. */
let numberOf = new Int32Array(0);

/** The ids of ordinals, each made once. */
export function numberByOrdinal(ordinals: Int32Array, idOf: (ordinal: number) => string | null): NumberedIds {
  const ids: string[] = [];
  const met: number[] = [];
  const numbers = new Int32Array(ordinals.length);
  let most = 0;
  for (let at = 0; at < ordinals.length; at++) most = Math.max(most, ordinals[at] as number);
  numberOf = grown(numberOf, most + 1);
  const known = numberOf;
  try {
    for (let at = 0; at < ordinals.length; at++) {
      const ordinal = ordinals[at] as number;
      if (known[ordinal] === UNKNOWN) {
        met.push(ordinal);
        const id = idOf(ordinal);
        known[ordinal] = id === null ? NULL_ID : ids.push(id);
      }
      numbers[at] = Math.max(0, known[ordinal] as number);
    }
  } finally {
    for (const ordinal of met) known[ordinal] = UNKNOWN;
  }
  return { ids, numbers };
}
