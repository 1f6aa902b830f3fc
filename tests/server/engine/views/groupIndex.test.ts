/** Groups are numbered the same whether they are found by cell or by hash, while ordinals grow and groups come and go. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GroupIndex } from '../../../../server/engine/views/groupIndex.ts';
import type { Ordinals } from '../../../../server/engine/views/ordinals.ts';
import { createTuples } from '../../../../server/engine/views/tuples.ts';

const CAP = 3000;

/** Ordinals as a dictionary gives them: small at first, then beyond any table. */
const ordinal = fc.oneof(
  { weight: 6, arbitrary: fc.nat(6) },
  { weight: 2, arbitrary: fc.nat(300) },
  { weight: 1, arbitrary: fc.integer({ min: 65_530, max: 65_540 }) },
  { weight: 1, arbitrary: fc.integer({ min: 2 ** 31 - 3, max: 2 ** 31 - 1 }) },
);
const step = fc.oneof(
  fc.record({
    does: fc.constant('number' as const),
    tuples: fc.array(fc.array(ordinal, { minLength: 4, maxLength: 4 }), { maxLength: 120 }),
  }),
  fc.record({ does: fc.constantFrom('take' as const, 'delete' as const, 'touch' as const), tuples: fc.constant([]), which: fc.nat() }),
);

function noted(): Ordinals & { note(ordinal: number): void } {
  let all = 0;
  const note = (ordinal: number): void => {
    all |= ordinal;
  };
  const unused = (): never => {
    throw new Error('not asked for');
  };
  return { note, bits: () => 32 - Math.clz32(all), of: unused, codeOf: unused, ofRows: unused };
}

/** Numbers groups of one dimension. */
function numberer(cap: number): (codes: readonly number[]) => Int32Array {
  const dimension = noted();
  const index = new GroupIndex(createTuples([dimension]), cap);
  return (codes) => {
    for (const code of codes) dimension.note(code);
    const rows = Int32Array.from(codes, (_, at) => at);
    const groups = new Int32Array(codes.length);
    index.number(
      { batch: null, length: codes.length, columns: [Int32Array.from(codes)], rows, count: codes.length, unconverted: 0 },
      groups,
    );
    return groups;
  };
}

describe('groups', () => {
  it('have the numbers that a Map of their tuples gives them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), fc.array(step, { minLength: 3, maxLength: 12 }), (width, steps) => {
        const ordinals = Array.from({ length: width }, noted);
        const index = new GroupIndex(createTuples(ordinals), CAP);
        const groups = new Map<string, number>();
        const used = new Set<number>();
        const changed = new Set<number>();
        const wrong: string[] = [];

        function number(tuples: readonly (readonly number[])[]): void {
          for (const tuple of tuples) for (const [at, dimension] of ordinals.entries()) dimension.note(tuple[at] as number);
          const columns = ordinals.map((_, at) => Int32Array.from(tuples, (tuple) => tuple[at] as number));
          // Every other row, backwards: rows are named, not counted through.
          const rows = Int32Array.from({ length: tuples.length >> 1 }, (_, at) => tuples.length - 1 - 2 * at);
          const found = new Int32Array(rows.length);
          index.number({ batch: null, length: tuples.length, columns, rows, count: rows.length, unconverted: 0 }, found);
          for (const [at, row] of rows.entries()) {
            const key = (tuples[row] as number[]).slice(0, width).join();
            const group = found[at] as number;
            if (!groups.has(key) && !used.has(group)) {
              groups.set(key, group);
              used.add(group);
            }
            if (group !== groups.get(key)) wrong.push(`${key} is ${group}, not ${groups.get(key)}`);
            changed.add(group);
          }
        }

        for (const next of steps) {
          const [key, group] = [...groups][('which' in next ? next.which : 0) % Math.max(1, groups.size)] ?? [];
          if (next.does === 'number') number(next.tuples);
          else if (next.does === 'take') {
            expect([...index.takeChanged()].sort((a, b) => a - b)).toEqual([...changed].sort((a, b) => a - b));
            changed.clear();
          } else if (group !== undefined && key !== undefined) {
            if (next.does === 'touch') {
              index.touch(group);
              changed.add(group);
            } else if (!changed.has(group)) {
              index.delete(group);
              groups.delete(key);
              used.delete(group);
            }
          }
          expect(index.hasChanged).toBe(changed.size > 0);
          for (const [key, group] of groups) if (ordinals.map((_, at) => index.part(group, at)).join() !== key) wrong.push(key);
          expect(wrong).toEqual([]);
        }
        expect(index.end).toBeGreaterThanOrEqual(groups.size);
      }),
      { numRuns: 200, seed: 4400 },
    );
  });

  it('are found while the table goes from cells to hashes and back, within a batch', () => {
    const number = numberer(200_000);
    const codes = [70_000, ...Array.from({ length: 90_000 }, (_, at) => at), 2 ** 20];
    const groups = number(codes);
    expect(groups[70_001]).toBe(0);
    expect(new Set(groups).size).toBe(90_001);
    expect(number([2 ** 21, ...codes])).toEqual(Int32Array.from([90_001, ...groups]));
  });

  it('are at most so many', () => {
    const number = numberer(3);
    number([5, 70_000, 5, 9]);
    expect(() => number([5, 9, 6])).toThrow('at most 3 groups');
  });
});
