import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHIP_STEPS, placeChip } from '../../../../src/model/ecosystem/chipPlaces.ts';
import { type BallLabel, type Frame, inTwoLines, placeLabels, SHOWN } from '../../../../src/model/ecosystem/labelPlaces.ts';

const label = fc.record<BallLabel>({
  x: fc.integer({ min: 0, max: 640 }),
  y: fc.integer({ min: 0, max: 360 }),
  above: fc.boolean(),
  reach: fc.integer({ min: 0, max: 30 }),
  row: fc.integer({ min: 0, max: 2 }),
  width: fc.integer({ min: 40, max: 120 }),
  height: fc.constant(34),
  nameWidth: fc.integer({ min: 30, max: 90 }),
  nameHeight: fc.constant(18),
  priority: fc.integer({ min: 0, max: 5 }),
});
const FRAME: Frame = { left: 20, top: 10, right: 620, bottom: 350 };
const HEAD: Frame = { left: 20, top: 10, right: 200, bottom: 80 };

function boxes(labels: readonly BallLabel[], obstacles: readonly Frame[]) {
  const shown = new Uint8Array(labels.length);
  const moves = new Float32Array(2 * labels.length);
  placeLabels(labels, FRAME, obstacles, shown, moves);
  return labels.flatMap((own, at) => {
    if (shown[at] === SHOWN.none) return [];
    const [wide, high] = shown[at] === SHOWN.all ? [own.width, own.height] : [own.nameWidth, own.nameHeight];
    const left = own.x + (moves[2 * at] as number) - wide / 2;
    const top = own.y + (moves[2 * at + 1] as number) - (own.above ? high : 0);
    return [{ left, top, right: left + wide, bottom: top + high }];
  });
}

const overlap = (one: Frame, other: Frame) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

describe('labels', () => {
  it('never lie on one another, on the headline, or outside of the frame', () => {
    fc.assert(
      fc.property(fc.array(label, { maxLength: 30 }), (labels) => {
        const placed = boxes(labels, [HEAD]);
        placed.forEach((box, at) => {
          expect(box.left >= FRAME.left && box.right <= FRAME.right && box.top >= FRAME.top && box.bottom <= FRAME.bottom).toBe(true);
          expect(overlap(box, HEAD)).toBe(false);
          for (const other of placed.slice(at + 1)) expect(overlap(box, other)).toBe(false);
        });
      }),
      { seed: 8, numRuns: 200 },
    );
  });

  it('give way to the more important, first by their second line', () => {
    const one: BallLabel = {
      x: 300,
      y: 200,
      above: true,
      reach: 0,
      row: 0,
      width: 100,
      height: 34,
      nameWidth: 60,
      nameHeight: 18,
      priority: 1,
    };
    expect(boxes([one], [])).toHaveLength(1);
    const shown = new Uint8Array(2);
    placeLabels([{ ...one, priority: 0, y: 184, width: 120 }, one], FRAME, [], shown, new Float32Array(4));
    expect([...shown]).toEqual([SHOWN.none, SHOWN.all]);
  });

  it('keep all names of a crowded row, every other one further away, before any second line', () => {
    const row = Array.from(
      { length: 7 },
      (_, at): BallLabel => ({
        ...{ x: 70 + 75 * at, y: 120, above: true, reach: 8, row: 0, width: 130, height: 34, nameWidth: 100, nameHeight: 18 },
        priority: 7 - at,
      }),
    );
    const [shown, moves] = [new Uint8Array(7), new Float32Array(14)];
    const taken = placeLabels(row, FRAME, [], shown, moves);
    expect(boxes(row, [])).toHaveLength(7);
    const away = row.flatMap((_, at) => ((moves[2 * at + 1] as number) < 0 ? [at] : []));
    expect(away.length).toBeGreaterThan(1);
    // The line to each of them crosses no other name.
    for (const at of away) {
      const { x, y } = row[at] as BallLabel;
      const line = { left: x - 1, right: x + 1, top: y + (moves[2 * at + 1] as number), bottom: y };
      for (const other of boxes(row, [])) expect(overlap(line, other)).toBe(false);
    }
    expect(taken).toHaveLength(7 + away.length);
    // With room for both, the second line stands too.
    placeLabels([row[0] as BallLabel, { ...(row[6] as BallLabel), x: 400 }], FRAME, [], shown, moves);
    expect([...shown.slice(0, 2)]).toEqual([SHOWN.all, SHOWN.all]);
  });

  it('move others aside where one of a crowded row would have no name', () => {
    const row: BallLabel[] = (
      [
        ...[
          [57, 210, 14, 51, 0],
          [131, 200, 12, 90, 2],
          [183, 210, 8, 85, 2],
          [218, 200, 12, 93, 4],
          [304, 200, 14, 67, 2],
        ],
        ...[
          [338, 220, 12, 48, 2],
          [398, 220, 8, 52, 4],
          [459, 200, 14, 80, 2],
          [515, 220, 16, 76, 2],
        ],
      ] as const
    ).map(([x, y, reach, nameWidth, priority]) => ({
      ...{ x, y, reach, nameWidth, priority },
      ...{ above: false, row: 0, width: nameWidth + 15, height: 34, nameHeight: 18 },
    }));
    expect(boxes(row, [])).toHaveLength(9);
  });

  it('do not move aside for one that is hidden', () => {
    const name = { x: 300, y: 200, above: true, reach: 0, row: 0, width: 60, height: 34, nameWidth: 60, nameHeight: 18, priority: 9 };
    const hidden = { ...name, x: 310, y: 190, width: 0, height: 0, nameWidth: 0, nameHeight: 0, priority: 1 };
    const [shown, moves] = [new Uint8Array(2), new Float32Array(4)];
    placeLabels([name, hidden], FRAME, [], shown, moves);
    expect([shown[0], ...moves.subarray(0, 2).map(Math.abs)]).toEqual([SHOWN.all, 0, 0]);
  });

  it('keep off the balls of others while there is other room', () => {
    const name: BallLabel = {
      x: 300,
      y: 200,
      above: true,
      reach: 10,
      row: 0,
      width: 60,
      height: 34,
      nameWidth: 60,
      nameHeight: 18,
      priority: 9,
    };
    const ball: BallLabel = { ...name, x: 334, y: 180, row: 1, priority: 1 };
    const [box] = boxes([name, ball], []);
    expect(
      box && Math.hypot(Math.max(0, box.left - 334, 334 - box.right), Math.max(0, box.top - 190, 190 - box.bottom)),
    ).toBeGreaterThanOrEqual(10);
  });

  it('have no second line that would cover the ball of another', () => {
    const plain: BallLabel = {
      x: 300,
      y: 200,
      above: true,
      reach: 8,
      row: 1,
      width: 90,
      height: 36,
      nameWidth: 90,
      nameHeight: 18,
      priority: 9,
    };
    const walls = [150, 400].map((left) => ({ left, right: left + 100, top: 0, bottom: 360 }));
    const shown = new Uint8Array(2);
    placeLabels([plain], FRAME, walls, shown, new Float32Array(4));
    expect(shown[0]).toBe(SHOWN.all);
    // A ball where the upper line would stand, and no sky above it.
    const low: Frame = { left: 20, right: 620, top: 0, bottom: 160 };
    placeLabels([plain, { ...plain, x: 300, y: 160, row: 0, priority: 1 }], FRAME, [...walls, low], shown, new Float32Array(4));
    expect(shown[0]).toBe(SHOWN.name);
  });

  it('stand beside a ball under the headline, and not without its name', () => {
    const largest: BallLabel = {
      x: 120,
      y: 90,
      above: true,
      reach: 20,
      row: 0,
      width: 90,
      height: 34,
      nameWidth: 60,
      nameHeight: 18,
      priority: 9,
    };
    const [box] = boxes([largest], [HEAD]);
    expect(box).toEqual({ left: 142, right: 232, top: 93, bottom: 127 });
    const neighbour = { ...largest, x: 190, priority: 1 };
    expect(boxes([largest, neighbour], [HEAD])[0]).toEqual({ left: 38, right: 98, top: 101, bottom: 119 });
    // Its second line takes nobody's name the place.
    const [above, beyond] = [
      { ...FRAME, left: 200, bottom: 92 },
      { ...FRAME, left: 275 },
    ];
    expect(boxes([largest, { ...largest, x: 240, y: 120, reach: 5, priority: 1 }], [HEAD, above, beyond])).toHaveLength(2);
    // Where only another name is in the way, it is left out: beside its ball it would hide others.
    const other = { ...largest, y: 200, priority: 10 };
    const sky = { ...FRAME, top: 81, bottom: 181 };
    expect(boxes([other, { ...other, x: 125, priority: 1 }], [HEAD, sky])).toHaveLength(1);
  });
});

describe('chips', () => {
  const size = { width: 60, height: 18, margin: 4 };

  it('are tried from the middle of their link outward', () => {
    expect(CHIP_STEPS[0]).toBe(0.5);
    expect([...CHIP_STEPS].sort((one, other) => one - other)[0]).toBeCloseTo(0.2);
    expect(Math.max(...CHIP_STEPS)).toBeCloseTo(0.8);
    const far = CHIP_STEPS.map((step) => Math.round(100 * Math.abs(step - 0.5)));
    expect(far).toEqual([...far].sort((one, other) => one - other));
  });

  it('keep off texts, balls and the edge, or are left out', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 640 }), { minLength: 2, maxLength: 20 }), (numbers) => {
        const points = numbers.slice(0, numbers.length - (numbers.length % 2));
        const disc = { x: 320, y: 180, radius: 60 };
        const at = placeChip(points, size, FRAME, [HEAD], [disc]);
        if (at < 0) return;
        const [x = 0, y = 0] = [points[2 * at], points[2 * at + 1]];
        const box = { left: x - 34, right: x + 34, top: y - 13, bottom: y + 13 };
        expect(overlap(box, HEAD)).toBe(false);
        expect(box.left >= FRAME.left && box.right <= FRAME.right && box.top >= FRAME.top && box.bottom <= FRAME.bottom).toBe(true);
        expect(
          Math.hypot(320 - Math.max(box.left, Math.min(box.right, 320)), 180 - Math.max(box.top, Math.min(box.bottom, 180))),
        ).toBeGreaterThanOrEqual(60);
      }),
      { seed: 11, numRuns: 300 },
    );
    expect(placeChip([100, 40], size, FRAME, [HEAD], [])).toBe(-1);
    expect(placeChip([100, 40, 400, 200], size, FRAME, [HEAD], [])).toBe(1);
  });
});

it('parts a long name into two lines as even as its words allow, and shortens what is longer still', () => {
  expect(inTwoLines('Bed bath')).toBe('Bed bath');
  expect(inTwoLines('Computers accessories')).toBe('Computers\naccessories');
  expect(inTwoLines('Rio Grande do Sul')).toBe('Rio Grande\ndo Sul');
  expect(inTwoLines('Portateis cozinha e preparadores de alimentos')).toBe('Portateis cozinha…\npreparadores de a…');
  expect(inTwoLines('Donaudampfschifffahrt')).toBe('Donaudampfschifff…');
});

it('hangs a name of one line beyond its neighbours of two lines', () => {
  const wish = (x: number, nameHeight: number, nameWidth: number, priority: number): BallLabel => ({
    ...{ x, y: 20, above: false, reach: 0, row: 2, width: nameWidth, height: nameHeight, nameWidth, nameHeight, priority },
  });
  const labels = [wish(60, 48, 110, 3), wish(135, 24, 130, 2), wish(210, 48, 110, 3)];
  const [shown, moves] = [new Uint8Array(3), new Float32Array(6)];
  placeLabels(labels, { left: 0, top: 0, right: 300, bottom: 110 }, [], shown, moves);
  expect([...shown].every((level) => level > 0)).toBe(true);
  expect(moves[3]).toBeGreaterThanOrEqual(48);
});
