/** Ids that a frame is likely to hold, because another table of the same dimension has them: found by comparing letters, without making texts anew. */
import type { ByteReader } from './bytes.ts';

/** How many ids ahead are looked at, and how many looks an id may take in all before guessing ends. */
const REACH = 64;
const LOOKS_AN_ID = 8;

type Ids = readonly (string | null)[];

export interface Guess {
  /** Reads the rest of an id that shares letters with the one before, when it is one of those likely next; else reads nothing and answers null. */
  read(reader: ByteReader, before: string, front: number, back: number): string | null;
  /** Whether these are all the likely ids, in their order. */
  isWhole(ids: Ids | undefined): boolean;
}

const NO_GUESS: Guess = { read: () => null, isWhole: () => false };

export function createGuess(likely: Ids): Guess {
  if (likely.length === 0) return NO_GUESS;
  let [next, found] = [0, 0];
  let looks = LOOKS_AN_ID * likely.length;

  return {
    read(reader, before, front, back) {
      const end = looks > 0 ? Math.min(likely.length, next + REACH) : 0;
      for (let at = next; at < end; at++) {
        looks--;
        const id = likely[at] as string | null;
        if (id === null || !sharesEnds(id, before, front, back) || !reader.isText(id, front, id.length - back)) continue;
        next = at + 1;
        found++;
        return id;
      }
      return null;
    },
    isWhole: (ids) => found === likely.length && ids?.length === found && ids.every((id, row) => id === likely[row]),
  };
}

/** Whether an id begins and ends as the one before does. */
function sharesEnds(id: string, before: string, front: number, back: number): boolean {
  if (id.length < front + back) return false;
  for (let at = 1; at <= back; at++) if (id.charCodeAt(id.length - at) !== before.charCodeAt(before.length - at)) return false;
  for (let at = 0; at < front; at++) if (id.charCodeAt(at) !== before.charCodeAt(at)) return false;
  return true;
}
