import { describe, expect, it } from 'vitest';
import { legendHeights, toLegend } from '../../../src/model/legend.ts';
import { toColourMeasure, toHeightMeasure } from '../../../src/model/measure.ts';
import { RAMPS } from '../../../src/model/tokens.ts';

const info = { formula: '', fold: 'additive', interval: true, sums: true } as const;
const revenue = { ...info, id: 'revenue', label: 'Revenue', unit: 'USD', better: 'higher' } as const;
const csat = { ...info, id: 'csat', label: 'Satisfied', unit: '%', better: 'higher' } as const;
const churn = { ...info, id: 'churn_rate', label: 'Churned', unit: '%', better: 'lower' } as const;

describe('the heights of the legend', () => {
  it.each([
    [2_300_000, 'USD', ['$500k', '$1.00M', '$2.00M']],
    [419_000, 'USD', ['$100k', '$200k', '$400k']],
    [950, 'USD', ['$200', '$400', '$800']],
    [3, 'count', ['1', '2']],
    [1, 'count', ['1']],
    [0, 'USD', []],
    [Number.NaN, 'USD', []],
  ])('of a tallest column of %s %s are %j', (tallest, unit, texts) => {
    expect(legendHeights(tallest, unit).map(({ text }) => text)).toEqual(texts);
  });

  it('are drawn to the scale of the map', () => {
    for (const tallest of [7, 80, 123.4, 99_999, 1e9]) {
      for (const { value, share } of legendHeights(tallest, 'USD')) expect(share).toBeCloseTo(value / tallest);
    }
  });
});

describe('the ramp of the legend', () => {
  const legend = (colour: Parameters<typeof toColourMeasure>[0]) =>
    toLegend({ height: toHeightMeasure(revenue), colour: toColourMeasure(colour), theme: 'dark', tallest: 100, largestColour: 4200 });

  it('names its target in the middle and both ends', () => {
    const { ramp } = legend(csat);
    expect(ramp.tick).toEqual({ position: 0.5, text: 'target 75' });
    expect([ramp.low, ramp.high].map((text) => text.replace('\u2009', ' '))).toEqual(['≤ 60', '≥ 90 %']);
    expect(ramp.stops[0]).toBe(RAMPS.dark.diverging[0].toLowerCase());
  });

  it('has the warm end where a high value is bad news', () => {
    const { ramp } = legend(churn);
    expect(ramp.stops.at(-1)).toBe(RAMPS.dark.diverging[0].toLowerCase());
    expect(ramp.low).toBe('0 %');
  });

  it('runs from zero to the largest without a target', () => {
    const { ramp } = legend(revenue);
    expect(ramp).toMatchObject({ low: '$0', high: '$4.2k', tick: null });
    expect(legend(revenue).states.map(({ id }) => id)).toEqual(['zero', 'unknown', 'withheld', 'stale']);
  });
});

describe('the scale of the legend', () => {
  const options = {
    height: toHeightMeasure(revenue),
    colour: toColourMeasure(csat),
    theme: 'dark',
    tallest: 100,
    largestColour: 0,
  } as const;

  it('is said, and the heights are drawn by it', () => {
    const [linear, sqrt] = [toLegend(options), toLegend({ ...options, scale: 'sqrt' })];
    expect(linear.scaleText).toMatch(/proportion/);
    expect(sqrt.scaleText).toMatch(/square root/i);
    expect(linear.heights.map(({ share }) => share)).toEqual([0.25, 0.5, 1]);
    expect(sqrt.heights.map(({ share }) => share)).toEqual([0.5, Math.SQRT1_2, 1]);
  });

  it('explains every look, each with one of its own', () => {
    const { states } = toLegend({ ...options, hasNegative: true });
    expect(states.map(({ id }) => id)).toEqual(['uncertain', 'unanswered', 'zero', 'below', 'unknown', 'withheld', 'stale']);
    expect(new Set(states.map(({ look, colour }) => look + colour)).size).toBe(states.length);
  });
});
