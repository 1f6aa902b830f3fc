/** The hash table behind the index of repeats and the dictionaries: nothing is lost or invented while it grows, and it grows evenly. */
import { describe, expect, it } from 'vitest';
import { HashParts, nextOf, slotOf } from '../../server/hashParts.ts';
import { seeded } from '../load/producer.ts';

const MOST_SLOTS = 64;

/** All values under a hash, ascending. */
function valuesOf(parts: HashParts, hash: number): number[] {
  const slots = parts.of(hash);
  const values: number[] = [];
  for (let slot = slotOf(hash, slots); slots[slot + 1] !== 0; slot = nextOf(slot, slots))
    if (slots[slot] === hash) values.push(slots[slot + 1] as number);
  return values.sort((a, b) => a - b);
}

const SPREAD = {
  evenly: (random: () => number) => (random() * 2 ** 32) | 0,
  'nearly all alike in their leading bits': (random: () => number) =>
    random() < 0.9 ? (random() * 2 ** 12) | 0 : (random() * 2 ** 32) | 0,
  'on few hashes': (random: () => number) => Math.imul((random() * 40) | 0, 0x9e3779b1),
};

describe.each(Object.entries(SPREAD))('a hash table whose hashes fall %s', (_, hashOf) => {
  it.each([0, 5000])('holds what was placed and not taken back, with room for %d', (expected) => {
    const random = seeded(17);
    const parts = new HashParts(MOST_SLOTS, expected);
    const held = new Map<number, number[]>();
    for (let value = 1; value <= 4000; value++) {
      const hash = hashOf(random);
      parts.place(hash, value);
      held.set(hash, [...(held.get(hash) ?? []), value]);
      if (random() < 0.7) continue;
      const [taken, [first = 0, ...others]] = [...held][Math.floor(random() * held.size)] as [number, number[]];
      expect(parts.remove(taken, first)).toBe(true);
      expect(parts.remove(taken, first)).toBe(false);
      if (others.length > 0) held.set(taken, others);
      else held.delete(taken);
    }
    for (const [hash, values] of held) {
      expect(valuesOf(parts, hash)).toEqual(values);
      expect(values).toContain(parts.firstOf(hash));
      expect(parts.remove(hash, 5000)).toBe(false);
    }
  });
});

it.each(Object.entries(SPREAD))(
  'a hash table holds what is placed all at once, where hashes fall %s, and tells which met their own',
  (_, hashOf) => {
    const random = seeded(23);
    const hashes = Int32Array.from({ length: 5000 }, () => hashOf(random));
    const parts = new HashParts(MOST_SLOTS, 100);
    parts.place(hashes[9] as number, 6000);
    const met = new Set(
      parts.placeAll(
        hashes,
        Int32Array.from(hashes, (_, at) => at + 1),
      ),
    );
    const seen = new Set([hashes[9]]);
    for (const [at, hash] of hashes.entries()) {
      expect(valuesOf(parts, hash)).toContain(at + 1);
      expect(met.has(at)).toBe(seen.has(hash));
      seen.add(hash);
    }
  },
);

it('a hash table takes 11 to 16 bytes an entry at any size, and tells what it takes', () => {
  const random = seeded(5);
  const parts = new HashParts(MOST_SLOTS);
  for (let entries = 1; entries <= 200_000; entries++) {
    parts.place((random() * 2 ** 32) | 0, entries);
    if (entries < 10_000 || entries % 1000 > 0) continue;
    expect(parts.bytes / entries).toBeGreaterThan(11);
    expect(parts.bytes / entries).toBeLessThan(16);
  }
  const all = new Set<Int32Array>();
  for (let at = 0; at < 2 ** 16; at++) all.add(parts.of(at << 16));
  expect(Array.from(all).reduce((sum, slots) => sum + slots.byteLength, 0)).toBe(parts.bytes);
});
