import { describe, expect, it } from 'vitest';
import { fitColour, fitsOf, isOutgrown, quantile, sampleOf } from '../../../src/model/colourFit.ts';
import { toLegend } from '../../../src/model/legend.ts';
import { type ColourMeasure, toColourMeasure } from '../../../src/model/measure.ts';
import { createPalette, rampPosition } from '../../../src/model/scale.ts';
import type { MetricInfo } from '../../../src/protocol/catalog.ts';
import { toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

const info = (id: string, unit: string): MetricInfo => ({
  ...{ id, label: id, unit, formula: '', fold: 'additive', interval: unit === '%', better: 'higher', sums: unit !== '%' },
});
const csat = toColourMeasure(info('csat', '%'));
const revenue = toColourMeasure(info('revenue', 'BRL'));
const sample = (values: readonly number[], mean: number | null = null) => ({ values: [...values].sort((a, b) => a - b), mean });
/** As in the shipped orders of Brazil: everybody below the fixed range. */
const LOW = [45, 48, 51, 53, 54, 55, 56, 57, 58, 62];
const SKEWED = [10, 20, 30, 45, 60, 90, 120, 300, 900, 5000];
const legendOf = (colour: ColourMeasure) => toLegend({ height: colour, colour, theme: 'dark', tallest: 0, largestColour: 5000 }).ramp;

describe('colours of a rate', () => {
  it('keep the fixed range while it tells places apart, and are set against the whole where it does not', () => {
    expect(fitColour(csat, 'auto', sample([62, 70, 75, 80, 91]), 75)).toBe(csat);
    const fit = fitColour(csat, 'auto', sample(LOW), 55.2);
    expect(fit).toMatchObject({ target: 55, isWhole: true, span: 10 });
    expect(LOW.filter((value) => Math.abs(value - 55) > 10)).toEqual([]);
    expect(legendOf(fit)).toMatchObject({
      low: '≤\u200945',
      high: expect.stringMatching(/^≥\s65\s%$/),
      tick: { position: 0.5, text: 'whole 55' },
    });
  });

  it('stay on their side of the target where all places are alike', () => {
    expect(fitColour(csat, 'auto', sample([100, 100, 100]), 100)).toBe(csat);
    expect(fitColour(csat, 'auto', sample([45, 46, 46, 47]), 46)).toBe(csat);
  });

  it('stay around the target when that is chosen, as wide as it takes; the ramp that is shown ends where shares do', () => {
    const fit = fitColour(csat, 'target', sample(LOW), 55.2);
    expect(fit.target).toBe(75);
    expect(rampPosition(45, fit, 0)).toBeGreaterThanOrEqual(0);
    const { high, tick } = legendOf(fit);
    expect(high).toMatch(/^100/);
    expect(tick?.position).toBeGreaterThan(0.5);
  });

  it('learn nothing of two places, and do not blow up chance', () => {
    expect(fitColour(csat, 'auto', sample([40, 41]), 40)).toBe(csat);
    expect(fitColour(csat, 'whole', sample([54.9, 55, 55.1]), 55).span).toBe(5);
  });

  it('are read from places with enough answers, and the whole from all of them', () => {
    const table = toTable({
      columns: [
        { name: 'country', unit: null },
        { name: 'csat', unit: '%' },
        { name: 'csat.n', unit: 'count' },
        { name: 'csat.low', unit: '%' },
        { name: 'csat.high', unit: '%' },
      ],
      rows: [
        ['BR', 50, 100, 40, 60],
        ['AR', 60, 100, 50, 70],
        ['CL', 70, 40, 60, 80],
        ['PE', 0, 2, 0, 50],
        [null, 100, 58, 90, 100],
      ],
      ...WHOLE,
    });
    expect(sampleOf(table, 'country', 'csat').values).toEqual([50, 60, 70]);
    expect(sampleOf(table, 'country', 'csat').mean).toBeCloseTo((50 * 100 + 60 * 100 + 70 * 40 + 100 * 58) / 300);
  });
});

describe('colours of an amount', () => {
  it('run in proportion while places are alike, in steps of as many places where one towers over all', () => {
    expect(fitColour(revenue, 'auto', sample([40, 60, 80, 100]), null)).toBe(revenue);
    const fit = fitColour(revenue, 'auto', sample(SKEWED), null);
    const breaks = fit.breaks ?? [];
    expect(breaks.length).toBeGreaterThan(2);
    expect([...breaks].sort((a, b) => a - b)).toEqual(breaks);
    const colours = SKEWED.map((value) =>
      createPalette({ theme: 'dark', colour: fit, largest: 5000, stale: false }).solid({ value, answers: Number.NaN }),
    );
    expect(new Set(colours.map(String)).size).toBe(breaks.length + 1);
    expect(fitColour(revenue, 'even', sample(SKEWED), null)).toBe(revenue);
  });

  it('say their breaks in numbers, where each colour begins', () => {
    const fit = fitColour(revenue, 'steps', sample(SKEWED), null);
    const ramp = legendOf(fit);
    expect(ramp.breaks?.map(({ position }) => position)).toEqual(fit.breaks?.map((_, at) => (at + 1) / ((fit.breaks?.length ?? 0) + 1)));
    for (const [at, value] of (fit.breaks ?? []).entries()) {
      expect(rampPosition(value, fit, 0)).toBeCloseTo((at + 1) / (fit.breaks?.length ?? 1));
      expect(rampPosition(value * 0.999, fit, 0)).toBeCloseTo(at / (fit.breaks?.length ?? 1));
    }
  });

  it('offers each kind its own fits', () => {
    expect(fitsOf(csat)).toContain('whole');
    expect(fitsOf(revenue)).toContain('steps');
    expect(fitColour(revenue, 'whole', sample(SKEWED), 5)).toBe(revenue);
  });
});

describe('a fit that stands', () => {
  const standing = fitColour(csat, 'whole', sample(LOW), 55);

  it('is kept while values waver, and outgrown when they have left it', () => {
    expect(isOutgrown(standing, fitColour(csat, 'whole', sample(LOW.map((value) => value + 1)), 56))).toBe(false);
    expect(isOutgrown(standing, fitColour(csat, 'whole', sample(LOW.map((value) => value + 8)), 63))).toBe(true);
    expect(isOutgrown(standing, fitColour(csat, 'whole', sample([10, 30, 55, 80, 99]), 55))).toBe(true);
    const steps = fitColour(revenue, 'steps', sample(SKEWED), null);
    expect(isOutgrown(steps, fitColour(revenue, 'steps', sample(SKEWED.map((value) => value * 1.1)), null))).toBe(false);
    expect(isOutgrown(steps, fitColour(revenue, 'steps', sample(SKEWED.map((value) => value * 3)), null))).toBe(true);
  });
});

it('a quantile lies between two values in proportion', () => {
  expect(quantile([0, 10], 0.25)).toBe(2.5);
  expect(quantile([], 0.5)).toBeNaN();
});
