import { describe, expect, it } from 'vitest';
import { toChangeMeasure } from '../../../src/model/change.ts';
import { againstText, toChangeLegend } from '../../../src/model/changeLegend.ts';
import { toLegend } from '../../../src/model/legend.ts';
import { toHeightMeasure } from '../../../src/model/measure.ts';
import type { SizeCarrier } from '../../../src/model/shape.ts';
import type { MetricInfo } from '../../../src/protocol/catalog.ts';

const metric = (unit: string, interval: boolean): MetricInfo => ({
  id: 'm',
  label: 'Revenue',
  unit,
  formula: '',
  fold: 'additive',
  interval,
  better: 'higher',
  sums: !interval,
});

function legendOf(info: MetricInfo, before?: Parameters<typeof toChangeLegend>[4]) {
  const [height, colour] = [toHeightMeasure(info), toChangeMeasure(info)];
  return toChangeLegend(toLegend({ height, colour, theme: 'dark', tallest: 100, largestColour: 0 }), height, colour, 'dark', before);
}

describe('the legend of a change', () => {
  it('says both ends, what neutral is, and how before and new look', () => {
    const { ramp, states, colourLabel } = legendOf(metric('USD', false));
    expect([ramp.low, ramp.high, ramp.tick?.text, colourLabel]).toEqual(['≤\u2009−50 %', '≥\u2009+50 %', 'no change', 'Change of Revenue']);
    expect(states.map(({ id }) => id)).toEqual(expect.arrayContaining(['before', 'unanswered', 'zero', 'stale']));
    expect(states.map(({ id }) => id)).not.toContain('uncertain');
    expect(againstText('year')).toBe('against the year before');
  });

  it('counts rates in points, and says that a change may be chance', () => {
    const { ramp, states } = legendOf(metric('%', true));
    expect([ramp.low, ramp.high]).toEqual(['≤\u2009−10.0 pt', '≥\u2009+10.0 pt']);
    expect(states.find(({ id }) => id === 'uncertain')?.text).toBe('may be chance');
  });

  it('tells a ring by what it shows: the height before, the area of a bubble, nothing where values have no size', () => {
    const ring = (carrier?: SizeCarrier) =>
      legendOf(metric('USD', false), carrier && { carrier }).states.find(({ id }) => id === 'before')?.text;
    expect([ring(), ring('area'), ring('none')]).toEqual(['height before', 'area before', undefined]);
  });

  it('calls nothing new where the time before is not told whole', () => {
    const text = (isPastCut: boolean) => legendOf(metric('USD', false), { isPastCut }).states.find(({ id }) => id === 'unanswered')?.text;
    expect([text(false), text(true)]).toEqual(['new', 'before not known']);
  });
});
