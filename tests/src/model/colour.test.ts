import { describe, expect, it } from 'vitest';
import { createRamp, fromOklab, mixRgb, rampOf, toHex, toOklab, toRgb } from '../../../src/model/colour.ts';
import { cssVariables, RAMPS, type Theme } from '../../../src/model/tokens.ts';

const THEMES: readonly Theme[] = ['dark', 'light'];

describe('colour', () => {
  it('goes from hex to OKLab and back without a change', () => {
    for (const hex of [...RAMPS.dark.diverging, ...RAMPS.light.sequential, '#000000', '#ffffff']) {
      expect(toHex(fromOklab(toOklab(toRgb(hex))))).toBe(hex.toLowerCase());
    }
  });

  it('refuses what is no hex colour', () => {
    for (const text of ['red', '#fff', '#12345g', '']) expect(() => toRgb(text)).toThrow('invalid colour');
  });

  it('gives the stops of a ramp at their places and clamps beyond the ends', () => {
    for (const theme of THEMES) {
      const stops = RAMPS[theme].diverging;
      const ramp = rampOf(theme, 'diverging');
      for (const [at, stop] of stops.entries()) expect(toHex(ramp(at / (stops.length - 1)))).toBe(stop.toLowerCase());
      expect(ramp(-3)).toEqual(ramp(0));
      expect(ramp(7)).toEqual(ramp(1));
    }
  });

  it('has a grey in the middle of every diverging ramp', () => {
    for (const theme of THEMES) {
      const [, a, b] = toOklab(rampOf(theme, 'diverging')(0.5));
      expect(Math.hypot(a, b)).toBeLessThan(0.012);
    }
  });

  it('grows steadily lighter along the dark ramps, so that they survive greyscale', () => {
    for (const kind of ['diverging', 'sequential'] as const) {
      const ramp = rampOf('dark', kind);
      for (let step = 1; step <= 64; step++) {
        expect(toOklab(ramp(step / 64))[0]).toBeGreaterThan(toOklab(ramp((step - 1) / 64))[0] - 1e-3);
      }
    }
  });

  it('mixes two stops evenly in lightness', () => {
    const middle = toOklab(createRamp(['#000000', '#ffffff'])(0.5));
    expect(middle[0]).toBeCloseTo(0.5, 2);
  });

  it('mixes tints in plain sRGB', () => {
    expect(mixRgb([0, 100, 200], [100, 0, 200], 0.25)).toEqual([25, 75, 200]);
  });
});

describe('CSS variables', () => {
  it('name the same things in both themes', () => {
    expect(Object.keys(cssVariables('dark'))).toEqual(Object.keys(cssVariables('light')));
    for (const name of ['--bg', '--panel', '--fg1', '--accent', '--diverging-8', '--ms-value', '--ease-value', '--font']) {
      expect(cssVariables('dark')[name]).toBeTruthy();
    }
  });
});
