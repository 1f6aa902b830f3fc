import { describe, expect, it } from 'vitest';
import { type LabelCandidate, labelsFor, MOST_LABELS, overlaps, placeLabels } from '../../../src/model/labels.ts';
import type { ScreenColumns } from '../../../src/model/projection.ts';

const BOUNDS = { left: 0, top: 0, right: 1200, bottom: 800 };
const plain: LabelCandidate = { width: 60, height: 30, forced: false };

/** Columns whose caps stand at the given pixels, 40 px over their feet. */
function columnsAt(caps: readonly (readonly [number, number])[], facing = 1): ScreenColumns {
  const of = (values: number[]) => Float32Array.from(values);
  return {
    slots: [...caps.keys()],
    footX: of(caps.map(([x]) => x)),
    footY: of(caps.map(([, y]) => y + 40)),
    capX: of(caps.map(([x]) => x)),
    capY: of(caps.map(([, y]) => y)),
    depth: of(caps.map(() => 1)),
    facing: of(caps.map(() => facing)),
    radius: of(caps.map(() => 8)),
  };
}

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

describe('labels', () => {
  it('never cover each other, stay inside, and are at most as many as allowed', () => {
    const next = random(7);
    for (let round = 0; round < 200; round++) {
      const caps = Array.from({ length: 60 }, () => [next() * 1200, next() * 800] as const);
      const candidates = caps.map((_, at) => ({ width: 30 + next() * 90, height: 30, forced: at === 40 }));
      const placed = placeLabels(candidates, columnsAt(caps), BOUNDS);
      expect(placed.length).toBeLessThanOrEqual(MOST_LABELS);
      placed.forEach((one, at) => {
        expect(one.left >= 0 && one.right <= 1200 && one.top >= 0 && one.bottom <= 800).toBe(true);
        for (const other of placed.slice(at + 1)) expect(overlaps(one, other)).toBe(false);
      });
    }
  });

  it('stand on the side of their column where no other one would be taken for theirs', () => {
    const caps = [
      [300, 300],
      [300 + 8 + 5 + 60 + 12, 300],
    ] as const;
    const under = [{ left: 240, right: 360, top: 200, bottom: 291 }];
    const [first] = placeLabels([plain, plain], columnsAt(caps), BOUNDS, MOST_LABELS, under);
    expect(first).toMatchObject({ slot: 0, right: 300 - 8 - 5 });
    const [alone] = placeLabels([plain], columnsAt(caps.slice(0, 1)), BOUNDS, MOST_LABELS, under);
    expect(alone).toMatchObject({ slot: 0, left: 300 + 8 + 5 });
  });

  it('give the place to the taller of two, and stand the other aside or drop it', () => {
    const beside = placeLabels(
      [plain, plain],
      columnsAt([
        [300, 300],
        [310, 302],
      ]),
      BOUNDS,
    );
    expect(beside[0]).toMatchObject({ slot: 0, top: expect.closeTo(300 - 8 * 0.7 - 5 - 30, 1) });
    expect(beside[1]?.left === undefined || beside[1].left > 310).toBe(true);
    const stacked = Array.from({ length: 9 }, () => [300, 300] as const);
    expect(
      placeLabels(
        stacked.map(() => plain),
        columnsAt(stacked),
        BOUNDS,
      ).length,
    ).toBeLessThan(6);
  });

  it('do not cover a taller column', () => {
    const [tall, small] = [[300, 200] as const, [300, 238] as const];
    const placed = placeLabels([{ ...plain, width: 10 }, plain], columnsAt([tall, small]), BOUNDS);
    const label = placed.find(({ slot }) => slot === 1);
    expect(label === undefined || label.left >= 308 || label.right <= 292).toBe(true);
  });

  it('always have room for the selected one', () => {
    const caps = [
      [300, 300],
      [302, 301],
      [304, 299],
    ] as const;
    const placed = placeLabels([plain, plain, { ...plain, forced: true }], columnsAt(caps), BOUNDS);
    expect(placed[0]?.slot).toBe(2);
  });

  it('stand beside what covers the map, or not at all; the selected one in any case', () => {
    const cover = { left: 250, top: 200, right: 360, bottom: 262 };
    const columns = columnsAt([[300, 290]]);
    expect(placeLabels([plain], columns, BOUNDS)[0]?.top).toBeLessThan(262);
    const [aside] = placeLabels([plain], columns, BOUNDS, MOST_LABELS, [cover]);
    expect(aside !== undefined && !overlaps(aside, cover)).toBe(true);
    const all = [{ left: 0, top: 0, right: 1200, bottom: 800 }];
    expect(placeLabels([plain], columns, BOUNDS, MOST_LABELS, all)).toEqual([]);
    expect(placeLabels([{ ...plain, forced: true }], columns, BOUNDS, MOST_LABELS, all)).toHaveLength(1);
  });

  it('hang below the cap of a column that hangs downward', () => {
    const upside = columnsAt([[300, 300]]);
    upside.footY[0] = 250;
    expect(placeLabels([plain], upside, BOUNDS)[0]).toMatchObject({ below: true, top: expect.closeTo(300 + 8 * 0.7 + 5, 1) });
  });

  it('are not drawn near the limb', () => {
    expect(placeLabels([plain], columnsAt([[300, 300]], 0.27), BOUNDS)).toEqual([]);
    expect(placeLabels([plain], columnsAt([[300, 300]], 0.29), BOUNDS)).toHaveLength(1);
  });

  it('are fewer on a small screen', () => {
    expect(labelsFor(1440 * 848)).toBe(MOST_LABELS);
    expect(labelsFor(390 * 500)).toBe(4);
  });
});
