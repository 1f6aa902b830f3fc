/** People as the shaders read them: every encoding in its column. */
import { describe, expect, it } from 'vitest';
import { chosenPeople } from '../../../../src/model/landscape/choosing.ts';
import { toGround } from '../../../../src/model/landscape/land.ts';
import { placeLandLabels } from '../../../../src/model/landscape/landLabels.ts';
import { chosenPoints, toPoints } from '../../../../src/model/landscape/points.ts';
import { ruleName } from '../../../../src/model/landscape/segmentWords.ts';
import { GROUND, type Landscape, NO_ANSWER } from '../../../../src/protocol/landscape.ts';
import { readRule } from '../../../../src/protocol/people.ts';

const AXES = { x: { measure: 'lateness', from: -3, to: 3 }, z: { measure: 'frequency', from: 0, to: 5 } };

function landscape(
  people: readonly { x: number; z: number; value: number; key: number; satisfied: number; segment: number; flags?: number }[],
  chosen: readonly string[] = [],
): Landscape {
  return {
    header: { ...AXES, points: people.length, steps: [2, 4, 8], regions: [], chosen, perPoint: 1 } as unknown as Landscape['header'],
    ground: new Float32Array(GROUND.width * GROUND.height),
    x: Float32Array.from(people, ({ x }) => x),
    z: Float32Array.from(people, ({ z }) => z),
    value: Float32Array.from(people, ({ value }) => value),
    key: Uint32Array.from(people, ({ key }) => key),
    satisfied: Uint8Array.from(people, ({ satisfied }) => satisfied),
    flags: Uint8Array.from(people, ({ flags = 0 }) => flags),
    segment: Uint8Array.from(people, ({ segment }) => segment),
  };
}

const LOOK = { ground: toGround(AXES.x, AXES.z), tint: 'csat', theme: 'dark', typical: 100 } as const;
const FRONT = { x: 0, z: 0, value: 100, key: 7, satisfied: 200, segment: 4 };
const BACK = { x: 2, z: 5, value: 1600, key: 9, satisfied: NO_ANSWER, segment: 6, flags: 1 };

describe('people on the land', () => {
  it('are drawn from the back to the front, with place, radius, ring and colour', () => {
    const { order, places, looks, colours, keys } = toPoints(landscape([FRONT, BACK]), LOOK, null);
    expect([...order]).toEqual([1, 0]);
    expect([...keys]).toEqual([9, 7]);
    expect([...places].map((place) => Number(place.toFixed(2)) + 0)).toEqual([-7.33, -6.3, -7.33, -6.3, 0, 6.3, 0, 6.3]);
    // Sixteen times as much is twice as wide; who has not answered is a ring.
    expect(looks[0] as number).toBeCloseTo(2 * (looks[4] as number));
    expect([looks[1], looks[5]]).toEqual([1, 0]);
    // All satisfied is blue.
    expect(colours[5] as number).toBeGreaterThan(colours[3] as number);
  });

  it('are coloured by risk where that is asked for, and nobody is a ring then', () => {
    const { looks, colours } = toPoints(landscape([FRONT, BACK]), { ...LOOK, tint: 'risk' }, null);
    expect([looks[1], looks[5]]).toEqual([0, 0]);
    expect(colours[0] as number).toBeGreaterThan(colours[2] as number);
  });

  it('come from where they stood, jump when it is far, and are marked when they are new', () => {
    const before = toPoints(landscape([FRONT]), LOOK, null);
    const { places, looks, keys } = toPoints(landscape([{ ...FRONT, x: -2 }, BACK]), LOOK, before);
    const at = keys.indexOf(7);
    expect([...places.subarray(4 * at, 4 * at + 4)].map((place) => Number(place.toFixed(2)) + 0)).toEqual([0, 6.3, 7.33, 6.3]);
    expect([looks[4 * at + 2], looks[4 * at + 3]]).toEqual([1, 0]);
    expect([looks[4 * (1 - at) + 2], looks[4 * (1 - at) + 3]]).toEqual([0, 1]);
  });

  it('are chosen by segment, by threshold, by lasso, and by what the answer says of other measures', () => {
    const people = landscape([FRONT, { ...BACK, z: 4.9, flags: 2 }]);
    const chosen = (rule: string) => [...chosenPoints(people, [readRule(rule)], new Uint8Array(2))];
    expect(chosen('cantLose')).toEqual([0, 1]);
    expect(chosen('box:lateness:_2')).toEqual([1, 0]);
    expect(chosen('lasso:lateness:frequency:2_16_8_16_8_64_2_64')).toEqual([0, 1]);
    expect(chosen('box:revenue:500_')).toEqual([0, 1]);
  });

  it('are chosen as those in no segment, too, who never ordered', () => {
    const people = landscape([FRONT, { ...BACK, segment: 0 }]);
    const chosen = (...values: (string | null)[]) => {
      const rules = chosenPeople({ where: { 'segment:rule': values } });
      return [...chosenPoints(people, rules, new Uint8Array(2))];
    };
    expect(chosen(null)).toEqual([0, 1]);
    expect(chosen(null, 'box:lateness:_2')).toEqual([1, 1]);
    expect(chosenPeople({ where: { 'segment:rule': ['no rule', null] } })).toEqual([null]);
  });

  it('are chosen as the answer says when it was asked for the rule: who is drawn on the shore stands beyond it', () => {
    const rule = 'box:lateness:_2';
    const people = landscape([FRONT, { ...FRONT, flags: 2 }, { ...BACK, flags: 2 }], [rule]);
    const chosen = (...rules: string[]) => [...chosenPoints(people, rules.map(readRule), new Uint8Array(3))];
    expect(chosen(rule)).toEqual([0, 1, 1]);
    expect(chosen(rule, 'hibernating')).toEqual([0, 1, 1]);
    expect(chosen('box:lateness:_3')).toEqual([1, 1, 0]);
  });
});

describe('labels of the land', () => {
  it('never lie on another, and stay in the frame', () => {
    const label = (x: number, y: number, priority: number, isFixed = false) => ({
      x,
      y,
      above: true,
      width: 100,
      height: 30,
      nameWidth: 60,
      nameHeight: 16,
      priority,
      isFixed,
    });
    const labels = [label(200, 200, 5), label(210, 205, 4), label(220, 195, 3), label(205, 198, 2), label(5, 5, 1)];
    const [shown, shifts] = [new Uint8Array(5), new Float32Array(10)];
    const frame = { left: 0, top: 0, right: 500, bottom: 400 };
    placeLandLabels(labels, frame, [], shown, shifts);
    expect([...shown].filter((level) => level > 0).length).toBeGreaterThanOrEqual(3);
    const boxes = labels.flatMap(({ x, y, width, height, nameWidth, nameHeight }, at) => {
      if (shown[at] === 0) return [];
      const [wide, high] = shown[at] === 2 ? [width, height] : [nameWidth, nameHeight];
      const [left, bottom] = [x + (shifts[2 * at] as number) - wide / 2, y + (shifts[2 * at + 1] as number)];
      return [{ left, right: left + wide, top: bottom - high, bottom }];
    });
    for (const box of boxes) {
      expect(box.left >= 0 && box.top >= 0 && box.right <= 500 && box.bottom <= 400).toBe(true);
      for (const other of boxes)
        expect(
          box === other || box.right <= other.left || other.right <= box.left || box.bottom <= other.top || other.bottom <= box.top,
        ).toBe(true);
    }
    // What would reach a little over a side is brought in; what is fixed is left out.
    const [edge, fixed] = [label(480, 300, 2), label(20, 300, 1, true)];
    placeLandLabels([edge, fixed], frame, [], shown, shifts);
    expect([...shown.subarray(0, 2)]).toEqual([2, 0]);
    expect([...shifts.subarray(0, 2)]).toEqual([-30, 0]);
  });
});

describe('the name of a rule', () => {
  it('is that of its segment, of who saved it, or what it says', () => {
    expect(ruleName('cantLose')).toBe("Can't lose");
    expect(ruleName('box:lateness:2_', [{ rule: 'box:lateness:2_', name: 'My late ones' }])).toBe('My late ones');
    expect(ruleName('box:lateness:2_:frequency:_4')).toBe('Lateness from 2×, Orders a year below 4');
    expect(ruleName('lasso:lateness:frequency:1_1_2_2_3_1')).toBe('Drawn selection');
  });

  it('calls whole numbers by the first and the last that are in it', () => {
    expect(ruleName('box:recencyScore:4_5')).toBe('Recency score 4');
    expect(ruleName('box:recencyScore:3_5:orders:1.5_12')).toBe('Recency score 3 to 4, Orders 2 to 11');
    expect(ruleName('box:orders:12_:contacts:_3')).toBe('Orders from 12, Contacts below 3');
    expect(ruleName('box:lateness:1_2')).toBe('Lateness 1× to 2×');
    // Nobody is in it.
    expect(ruleName('box:orders:2.2_2.8')).toBe('Orders 2.2 to 2.8');
  });
});
