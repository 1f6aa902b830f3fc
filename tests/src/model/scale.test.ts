import { describe, expect, it } from 'vitest';
import { rampOf, toNumber, toOklab, toRgb } from '../../../src/model/colour.ts';
import { type ColourMeasure, toColourMeasure } from '../../../src/model/measure.ts';
import { BARE_LAND, createPalette, heightShare, heightShares, LEAST_SHARE, rampPosition, solidSize } from '../../../src/model/scale.ts';
import { EARTH } from '../../../src/model/tokens.ts';
import type { MetricInfo } from '../../../src/protocol/catalog.ts';

const csat = measure('csat', '%', 'higher');
const churn = measure('churn_rate', '%', 'lower');
const revenue = measure('revenue', 'USD', 'higher');
const certain = (value: number) => ({ value, answers: 500 });

function measure(id: string, unit: string, better: MetricInfo['better']): ColourMeasure {
  return toColourMeasure({ id, label: id, unit, better, formula: '', fold: 'additive', interval: true, sums: false });
}

function palette(colour: ColourMeasure, stale = false) {
  return createPalette({ theme: 'dark', colour, largest: 1000, stale });
}

describe('heights', () => {
  it('are linear from zero', () => {
    expect(heightShare(50, 200)).toBe(0.25);
    expect(heightShare(200, 200)).toBe(1);
  });

  it('show what is small, and nothing for zero, less and unknown', () => {
    expect(heightShare(0.0001, 200)).toBe(LEAST_SHARE);
    for (const value of [0, -3, Number.NaN]) expect(heightShare(value, 200)).toBe(0);
    expect(heightShare(5, 0)).toBe(0);
  });
});

describe('colours', () => {
  it('are neutral at the target and full at its span', () => {
    expect(rampPosition(75, csat, 0)).toBe(0.5);
    expect(rampPosition(60, csat, 0)).toBe(0);
    expect(rampPosition(90, csat, 0)).toBe(1);
    expect(rampPosition(12, csat, 0)).toBe(0);
  });

  it('turn round where less is better', () => {
    expect(rampPosition(0, churn, 0)).toBe(1);
    expect(rampPosition(10, churn, 0)).toBe(0);
  });

  it('run from zero to the largest along a sequential ramp', () => {
    expect(revenue.kind).toBe('sequential');
    expect(rampPosition(500, revenue, 1000)).toBe(0.5);
    expect(rampPosition(500, revenue, 0)).toBe(0);
  });

  it('are those of the ramp when there are enough answers', () => {
    expect(palette(csat).solid(certain(90))).toEqual(rampOf('dark', 'diverging')(1));
  });

  it('grow duller with few answers, by 30 of which they are certain', () => {
    const chroma = (rgb: readonly [number, number, number]) => Math.hypot(toOklab(rgb)[1], toOklab(rgb)[2]);
    const few = palette(csat).solid({ value: 60, answers: 29 });
    expect(chroma(few)).toBeLessThan(0.6 * chroma(palette(csat).solid(certain(60))));
    expect(palette(csat).solid({ value: 60, answers: 30 })).toEqual(palette(csat).solid(certain(60)));
  });

  it('are one grey while stale, and another without an answer', () => {
    const [good, bad] = [palette(csat, true).solid(certain(90)), palette(csat, true).solid(certain(60))];
    expect(good).toEqual(bad);
    expect(palette(csat).solid({ value: Number.NaN, answers: 0 })).not.toEqual(palette(csat).solid(certain(75)));
  });
});

describe('the looks', () => {
  it.each(['dark', 'light'] as const)('of what is stale, unanswered and uncertain are told apart, and from the land (%s)', (theme) => {
    const of = (stale: boolean) => createPalette({ theme, colour: csat, largest: 0, stale });
    const looks = [
      of(true).solid(certain(75)),
      of(false).solid({ value: Number.NaN, answers: 0 }),
      ...[60, 75, 90].map((value) => of(false).solid({ value, answers: 8 })),
      toRgb(EARTH[theme].land),
    ];
    looks.forEach((one, at) => {
      for (const other of looks.slice(at + 1)) {
        const [a, b] = [toOklab(one), toOklab(other)];
        expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeGreaterThan(0.05);
      }
    });
  });
});

describe('the ground', () => {
  const ground = palette(csat).ground;
  const parts = (colour: number) => [colour >> 16, (colour >> 8) & 255, colour & 255];

  it('is bare land at the target, and tinted the more the farther from it', () => {
    const land = toRgb(EARTH.dark.land);
    expect(ground(certain(75), 1)).toBe(toNumber(land));
    const distance = (value: number) => Math.hypot(...parts(ground(certain(value), 1)).map((part, at) => part - (land[at] as number)));
    expect(distance(70)).toBeGreaterThan(5);
    expect(distance(62)).toBeGreaterThan(distance(70));
  });

  it('is tinted less under a small column, and not at all without data', () => {
    const red = (colour: number) => colour >> 16;
    expect(red(ground(certain(60), 0.01))).toBeLessThan(red(ground(certain(60), 0.5)));
    expect(ground(certain(60), 0)).toBe(BARE_LAND);
    expect(ground({ value: Number.NaN, answers: 0 }, 1)).toBe(BARE_LAND);
    expect(palette(csat, true).ground(certain(60), 1)).toBe(BARE_LAND);
  });
});

describe('sizes', () => {
  it('shrink on the ground as the map comes nearer, without a jump', () => {
    let before = solidSize(40_000, 'country');
    for (let metres = 39_000; metres > 1; metres *= 0.97) {
      const size = solidSize(metres, 'country');
      expect(size.tallestMetres).toBeLessThan(before.tallestMetres);
      expect(size.tallestMetres).toBeGreaterThan(before.tallestMetres * 0.93);
      before = size;
    }
  });

  it('leave room over the tallest column where little of the map is free, and are as usual where it is not', () => {
    for (const metres of [14_700, 3650, 59]) {
      const usual = solidSize(metres, 'region');
      expect(solidSize(metres, 'region', 471)).toEqual(usual);
      const low = solidSize(metres, 'region', 200);
      expect(low.tallestMetres / metres).toBeLessThanOrEqual(120);
      expect(low.radiusMetres).toBe(usual.radiusMetres);
    }
  });

  it('keep columns slim', () => {
    for (const metres of [14_700, 3650, 59]) {
      const { tallestMetres, radiusMetres } = solidSize(metres, 'country');
      expect(tallestMetres / radiusMetres).toBeGreaterThan(20);
      expect(solidSize(metres, 'city').radiusMetres).toBeLessThan(radiusMetres);
    }
  });
});

describe('very many values at once', () => {
  const values = Float64Array.from({ length: 301 }, (_, at) => (at % 17 === 0 ? Number.NaN : at / 1.5 - 60));
  const answers = values.map((_, at) => (at % 3 === 0 ? Number.NaN : at % 80));
  const stales = values.map((_, at) => (at % 7 === 0 ? 0.4 : Number.NaN));

  it('have the heights of each by itself', () => {
    for (const scale of ['linear', 'sqrt'] as const)
      for (const reference of [120, 0, Number.NaN]) {
        const shares = new Float32Array(values.length).fill(9);
        heightShares(values, reference, scale, shares);
        expect(shares).toEqual(Float32Array.from(values, (value) => heightShare(value, reference, scale)));
      }
  });

  it('have the colours of each by itself', () => {
    for (const theme of ['dark', 'light'] as const)
      for (const colour of [csat, churn, revenue])
        for (const [stale, shrink] of [
          [false, false],
          [false, true],
          [true, false],
        ] as const) {
          const made = createPalette({ theme, colour, largest: 90, stale, shrink });
          const filled = new Uint8Array(values.length * 4);
          made.fill({ colours: values, answers, stales }, filled);
          const each = Array.from(values, (value, at) => [
            ...made.solid({ value, answers: answers[at] as number, stale: stales[at] || 0 }),
            255,
          ]);
          expect(filled).toEqual(Uint8Array.from(each.flat()));
        }
  });

  it('have one colour where there is no value, written as it is: a filter leaves tens of thousands without', () => {
    for (const stale of [false, true]) {
      const filled = new Uint8Array(4 * 500);
      let mixed = 0;
      filled.set = () => void mixed++;
      const nothing = new Float64Array(500).fill(Number.NaN);
      createPalette({ theme: 'dark', colour: csat, largest: 90, stale }).fill(
        { colours: nothing, answers: nothing, stales: nothing },
        filled,
      );
      expect(mixed).toBe(0);
      expect(new Set(new Uint32Array(filled.buffer)).size).toBe(1);
    }
  });
});
