/**
 * Numbers that order groups as their ids do, so that groups of equal rank are told apart without making a text of each:
 * six characters of an id behind what all ids begin with.
 */
import { grown } from '../grown.ts';

const CHARACTERS = 6;
const BASE = 256;
/** Stands for itself and all characters after it: beyond the first of them a number says nothing. */
const LAST = BASE - 1;
/** So often the numbers are made anew for ids that begin otherwise; then nothing is taken to be common to all. */
const MOST_PREFIXES = 12;

export class IdKeys {
  private readonly idOf: (group: number) => string | null;
  private keys = new Float64Array(16);
  /** What all ids begin with, null before there is one. */
  private prefix: string | null = null;
  private prefixes = 0;

  /** `idOf` is asked once for each group that is added, and again when an id begins in another way than those before it. */
  constructor(idOf: (group: number) => string | null) {
    this.idOf = idOf;
  }

  get bytes(): number {
    return this.keys.byteLength;
  }

  /** Less than another's where the id stands before it in the order of {@link ../order.ts}; where both are the same, the ids decide. */
  of(group: number): number {
    return this.keys[group] as number;
  }

  /** Gives a group its number; `others` are all that have one. */
  add(group: number, others: () => Iterable<number>): void {
    this.keys = grown(this.keys, group + 1);
    const id = this.idOf(group);
    if (id !== null) this.prefix ??= id;
    if (id !== null && !id.startsWith(this.prefix as string)) {
      this.prefix = ++this.prefixes < MOST_PREFIXES ? commonStart(this.prefix as string, id) : '';
      for (const other of others()) this.keys[other] = this.keyOf(this.idOf(other));
    }
    this.keys[group] = this.keyOf(id);
  }

  private keyOf(id: string | null): number {
    if (id === null) return Number.POSITIVE_INFINITY;
    const from = (this.prefix as string).length;
    let key = 0;
    let isOver = false;
    for (let at = from; at < from + CHARACTERS; at++) {
      const character: number = isOver || at >= id.length ? 0 : Math.min(id.charCodeAt(at) + 1, LAST);
      isOver ||= character === LAST;
      key = key * BASE + character;
    }
    return key;
  }
}

function commonStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.slice(0, length);
}
