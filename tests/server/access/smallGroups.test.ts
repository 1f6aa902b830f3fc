/** An adversary with pencil and paper: from all that is shown, and the totals of the same question, no small group can be worked out. */
import { describe, expect, it } from 'vitest';
import { knownOf } from '../../../server/access/derivable.ts';
import { type Grid, KEPT, keptRows } from '../../../server/access/smallGroups.ts';
import { isDerivable } from '../../oracle/adversary.ts';

const LEAST = 5;

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A grid with holes: rows by the values of each dimension, most of them large, some small. */
function gridOf(sizes: readonly number[], seed: number, share: number): Grid {
  const random = randomOf(seed);
  const rows: number[][] = [];
  const customers: number[] = [];
  const cells = sizes.reduce((product, size) => product * size, 1);
  for (let cell = 0; cell < cells; cell++) {
    if (random() < 0.25) continue;
    let rest = cell;
    rows.push(
      sizes.map((size) => {
        const value = rest % size;
        rest = Math.floor(rest / size);
        return value;
      }),
    );
    customers.push(random() < share ? 1 + Math.floor(random() * 4) : LEAST + Math.floor(random() ** 3 * 500));
  }
  return {
    ...{ rowCount: rows.length, customers, isSmall: (row) => (customers[row] as number) < LEAST },
    codes: sizes.map((_, at) => Uint32Array.from(rows, (row) => row[at] as number)),
    textOf: (row) => JSON.stringify(rows[row]),
  };
}

/** All totals of rows that differ in one dimension, and of all of one dimension: as rows that are added. */
function totalsOf({ codes, rowCount, customers }: Grid): number[][] {
  return codes.flatMap((_, free) => {
    const byKey = new Map<string, number[]>();
    for (let row = 0; row < rowCount; row++) {
      const key = codes.map((column, at) => (at === free ? '' : column[row])).join();
      byKey.set(key, [...(byKey.get(key) ?? []), row]);
    }
    return [...byKey.values()].filter((rows) => rows.length > 1 && rows.reduce((sum, row) => sum + (customers[row] as number), 0) >= LEAST);
  });
}

/** What the adversary holds: each shown row, and each total, as the rows that it adds up. */
function toldBy(grid: Grid, kept: Uint8Array): number[][] {
  const shown = [...kept.keys()].filter((row) => kept[row] === KEPT.not).map((row) => [row]);
  return [...shown, ...totalsOf(grid)];
}

describe('the adversary', () => {
  it('works out what is left when only the small ones are withheld', () => {
    const grid = gridOf([6], 3, 0.2);
    const kept = Uint8Array.from({ length: grid.rowCount }, (_, row) => (row === 2 ? KEPT.small : KEPT.not));
    expect(isDerivable([2], toldBy(grid, kept), grid.rowCount)).toBe(true);
  });

  it.each([
    [[8], 0.15],
    [[40], 0.05],
    [[6, 5], 0.1],
    [[6, 5], 0.4],
    [[12, 4], 0.05],
    [[4, 3, 3], 0.1],
  ] as const)('learns no small row of a grid of %j of which %f are small', (sizes, share) => {
    let shown = 0;
    let small = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const grid = gridOf(sizes, seed, share);
      const kept = keptRows(grid, LEAST);
      const told = toldBy(grid, kept);
      // What the totals alone give away no answer can keep back.
      const secret = [...kept.keys()].filter((row) => grid.isSmall(row) && !isDerivable([row], totalsOf(grid), grid.rowCount));
      expect(secret.every((row) => kept[row] === KEPT.small)).toBe(true);
      for (const row of secret) expect([seed, row, isDerivable([row], told, grid.rowCount)]).toEqual([seed, row, false]);
      for (const [at, row] of secret.entries()) {
        const other = secret[at + 1];
        if (other === undefined || (grid.customers[row] as number) + (grid.customers[other] as number) >= LEAST) continue;
        if (isDerivable([row, other], totalsOf(grid), grid.rowCount)) continue;
        expect([seed, row, other, isDerivable([row, other], told, grid.rowCount)]).toEqual([seed, row, other, false]);
      }
      small += secret.length;
      shown += kept.filter((why) => why === KEPT.not).length;
    }
    expect(small).toBeGreaterThan(0);
    expect(shown).toBeGreaterThan(0);
  });
});

describe('what is kept back', () => {
  it('is nothing where nothing is small, and the smallest beside the one that is', () => {
    const customers = [40, 3, 900, 9, 60];
    const grid: Grid = {
      ...{ rowCount: 5, codes: [Uint32Array.of(0, 1, 2, 3, 4)], customers, textOf: String },
      isSmall: (row) => (customers[row] as number) < LEAST,
    };
    expect([...keptRows(grid, LEAST)]).toEqual([KEPT.not, KEPT.small, KEPT.not, KEPT.beside, KEPT.not]);
    expect([...keptRows({ ...grid, isSmall: () => false }, LEAST)]).toEqual([0, 0, 0, 0, 0]);
  });

  it('is the same however the rows are ordered, and while customers come without doubling', () => {
    const names = ['e', 'd', 'c', 'b', 'a'];
    const of = (order: readonly number[], customers: readonly number[]) => {
      const kept = keptRows(
        {
          ...{ rowCount: 5, codes: [Uint32Array.from(order)], customers: order.map((at) => customers[at] as number) },
          isSmall: (row) => (customers[order[row] as number] as number) < LEAST,
          textOf: (row) => names[order[row] as number] as string,
        },
        LEAST,
      );
      return order.filter((_, row) => kept[row] !== KEPT.not).sort();
    };
    expect(of([0, 1, 2, 3, 4], [16, 3, 31, 17, 90])).toEqual([1, 3]);
    expect(of([4, 2, 0, 1, 3], [16, 3, 31, 17, 90])).toEqual([1, 3]);
    expect(of([0, 1, 2, 3, 4], [16, 3, 20, 30, 90])).toEqual([1, 3]);
  });

  it('is not everything where a whole line is small: its total follows from the others, whatever is kept back', () => {
    // Events that name nobody, by category: their sum is what all others leave of all.
    const sizes = [6, 9];
    const cells = Array.from({ length: 54 }, (_, cell) => [cell % 6, Math.floor(cell / 6)] as const);
    const customers = cells.map(([segment], cell) => (segment === 0 ? 0 : 20 + ((cell * 37) % 300)));
    const grid: Grid = {
      ...{ rowCount: 54, customers, isSmall: (row) => (customers[row] as number) < LEAST },
      codes: sizes.map((_, at) => Uint32Array.from(cells, (cell) => cell[at] as number)),
      textOf: (row) => JSON.stringify(cells[row]),
    };
    const kept = keptRows(grid, LEAST);
    const told = toldBy(grid, kept);
    for (const [row, [segment]] of cells.entries())
      if (segment === 0) expect([row, kept[row], isDerivable([row], told, 54)]).toEqual([row, KEPT.small, false]);
    expect(kept.filter((why) => why === KEPT.beside).length).toBeLessThanOrEqual(18);
  });

  it('stays a small part of a large grid', () => {
    const grid = gridOf([40, 30], 9, 0.01);
    const kept = keptRows(grid, LEAST);
    const [small, beside] = [KEPT.small, KEPT.beside].map((why) => kept.filter((one) => one === why).length) as [number, number];
    expect(small).toBeGreaterThan(4);
    expect(beside).toBeLessThan(5 * small);
  });
});

it('combinations are known exactly when the sums give them', () => {
  expect(knownOf([[0, 1], [1]], () => true)).toHaveLength(2);
  expect(knownOf([[0, 1]], () => true).some(({ size }) => size === 1)).toBe(false);
  // 0 + 1, 1 + 2 and 0 + 2 together give each of them.
  const told = knownOf(
    [
      [0, 1],
      [1, 2],
      [0, 2],
    ],
    () => true,
  );
  expect(told.map((known) => [...known])).toEqual(expect.arrayContaining([[[0, 1]], [[1, 1]], [[2, 1]]]));
  expect(
    knownOf(
      [
        [0, 1],
        [1, 2],
      ],
      (unknown) => unknown === 0,
    ),
  ).toEqual([]);
});
