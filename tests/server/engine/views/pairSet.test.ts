/** Every pair counts once, while the table grows, whatever stands beside it and however the rows are cut into calls. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PairSet } from '../../../../server/engine/views/pairSet.ts';

const group = fc.oneof(fc.nat(3), fc.nat(999));
const key = fc.oneof(fc.nat(8), fc.nat(70_000), fc.integer({ min: 2 ** 31 - 4, max: 2 ** 31 - 1 }));

function keyRows(pairs: readonly (readonly [number, number])[]) {
  const rows = Int32Array.from(pairs, (_, at) => pairs.length - 1 - at);
  const codes = new Int32Array(pairs.length);
  for (const [at, row] of rows.entries()) codes[row] = pairs[at]?.[1] ?? 0;
  return { groups: Int32Array.from(pairs, ([of]) => of), codes, rows, count: pairs.length };
}

describe('pairs that have come', () => {
  it('are those of a Set, and no key is none', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.tuple(group, key), { maxLength: 400 }), { maxLength: 6 }), (calls) => {
        const pairs = new PairSet({ cap: 10_000, what: 'pairs' });
        const [totals, expected] = [new Int32Array(1000), new Int32Array(1000)];
        const seen = new Set<string>();
        for (const call of calls) {
          pairs.addAll(keyRows(call), totals);
          for (const [of, code] of call) {
            if (code === 0 || seen.has(`${of} ${code}`)) continue;
            seen.add(`${of} ${code}`);
            expected[of] = (expected[of] as number) + 1;
          }
          expect(totals).toEqual(expected);
        }
      }),
      { numRuns: 200, seed: 4400 },
    );
  });

  it('are at most so many', () => {
    const pairs = new PairSet({ cap: 200, what: 'keys of customers' });
    const totals = new Int32Array(2);
    const all = Array.from({ length: 200 }, (_, at) => [1, at + 1] as const);
    for (let time = 0; time < 2; time++) pairs.addAll(keyRows(all), totals);
    expect(totals[1]).toBe(200);
    expect(() => pairs.addAll(keyRows([[0, 1]]), totals)).toThrow('at most 200 keys of customers');
  });
});
