/** What tables of pairs of whole numbers below 2^31 have in common. */

export interface PairOptions {
  /** Most pairs held at once. */
  readonly cap: number;
  /** What is counted by the cap, for the message. */
  readonly what: string;
}

/** 32 bits that tell pairs apart; where a pair stands is read off the last of them. */
export function hashOfPair(first: number, second: number): number {
  const mixed = Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35) ^ (mixed >>> 13);
}
