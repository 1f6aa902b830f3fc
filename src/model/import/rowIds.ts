/** Ids of rows, the same each time the same file is brought: what is dropped twice is known already. */
import type { Row } from './fields.ts';
import { hex, sha256 } from './sha256.ts';

const ID_DIGITS = 32;

/** Gives each row of one file its id, in order. Rows alike are told apart by how many of them came before. */
export function createRowIds(fileName: string, names: readonly string[]): (row: Row) => string {
  const seen = new Set<number>();
  const repeats = new Map<number, number>();
  return (row) => {
    const canonical = JSON.stringify([fileName, names.map((name, at) => [name, row[at] ?? null])]);
    const digest = sha256(canonical);
    // 52 bits of it: numbers take less room than texts, and two rows that share them merely count on from each other.
    const short = (digest[0] as number) * 2 ** 20 + ((digest[1] as number) >>> 12);
    if (!seen.has(short)) {
      seen.add(short);
      return hex(digest).slice(0, ID_DIGITS);
    }
    const occurrence = (repeats.get(short) ?? 1) + 1;
    repeats.set(short, occurrence);
    return hex(sha256(`${canonical}\n${occurrence}`)).slice(0, ID_DIGITS);
  };
}
