/** Pairs are found again while the table grows and pairs leave it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PairMap } from '../../../../server/engine/views/pairMap.ts';

const part = fc.oneof(fc.nat(8), fc.nat(70_000), fc.integer({ min: 2 ** 31 - 4, max: 2 ** 31 - 2 }));
const step = fc.record({ pair: fc.tuple(part, part), by: fc.integer({ min: 1, max: 3 }), isRemoval: fc.boolean() });

describe('numbers by pair', () => {
  it('are those of a Map', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const pairs = new PairMap({ cap: 1000, what: 'pairs' });
        const expected = new Map<string, number>();
        for (const { pair, by, isRemoval } of steps) {
          const key = pair.join();
          const [first, second] = pair;
          if (!isRemoval) {
            const number = (expected.get(key) ?? 0) + by;
            expected.set(key, number);
            expect(pairs.change(pairs.add(first, second), by)).toBe(number);
          } else if (expected.delete(key)) pairs.delete(pairs.find(first, second));
          expect(pairs.find(first, second) >= 0).toBe(expected.has(key));
        }
        for (const [key, number] of expected) {
          const [first = 0, second = 0] = key.split(',').map(Number);
          expect(pairs.change(pairs.find(first, second), 0)).toBe(number);
        }
      }),
      { numRuns: 300, seed: 4400 },
    );
  });

  it('are at most so many', () => {
    const pairs = new PairMap({ cap: 2, what: 'keys of orders' });
    for (const second of [1, 2, 1]) pairs.add(1, second);
    expect(() => pairs.add(1, 3)).toThrow('at most 2 keys of orders');
    pairs.delete(pairs.find(1, 1));
    expect(pairs.add(1, 3)).toBe(pairs.find(1, 3));
  });
});
