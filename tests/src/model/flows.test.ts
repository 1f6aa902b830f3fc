import { describe, expect, it } from 'vitest';
import { toOklab, toRgb } from '../../../src/model/colour.ts';
import {
  chooseFlow,
  flowColour,
  flowGroups,
  flowLevelOf,
  flowWidth,
  isChosenFlow,
  MOST_FLOWS,
  readFlows,
  wayPoint,
} from '../../../src/model/flows.ts';
import { toColourMeasure } from '../../../src/model/measure.ts';
import { toCountry } from '../../../src/model/place.ts';
import { createPalette } from '../../../src/model/scale.ts';
import { EARTH } from '../../../src/model/tokens.ts';
import { offeredFilters } from '../../../src/model/viewFilters.ts';
import { flowQuery } from '../../../src/model/viewQueries.ts';
import { DEFAULT_VIEW } from '../../../src/model/viewState.ts';
import type { Cell } from '../../../src/protocol/query.ts';
import { type AnswerTable, toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

function flowsOf(groupBy: readonly string[], rows: readonly (readonly Cell[])[]): AnswerTable {
  return toTable({
    columns: [
      ...groupBy.map((name) => ({ name, unit: null })),
      { name: 'revenue', unit: 'USD' },
      { name: 'csat', unit: '%' },
      { name: 'csat.n', unit: 'count' },
    ],
    rows: rows.map((row) => [...row]),
    ...WHOLE,
  });
}

const BRAZIL = { from: toCountry('CN'), to: toCountry('BR') };

describe('flows', () => {
  it('are those between two known places; what stays, what is unknown and what is nothing are told apart', () => {
    const picture = readFlows(
      flowsOf(flowGroups('country'), [
        ['CN', 'BR', 30, 80, 12],
        ['BR', 'BR', 50, null, 0],
        ['DE', 'BR', 70, 60, 3],
        [null, 'BR', 5, null, 0],
        ['DE', null, 6, null, 0],
        ['CN', 'DE', 0, null, 0],
        ['US', 'DE', -4, null, 0],
      ]),
      'revenue',
      'csat',
    );
    expect(picture.flows.map(({ from, to, value, colour, answers }) => [from.id, to.id, value, colour, answers])).toEqual([
      ['DE', 'BR', 70, 60, 3],
      ['CN', 'BR', 30, 80, 12],
    ]);
    expect(picture).toMatchObject({ count: 2, largest: 70, drawn: 100, rest: 0, staying: 50, unknown: 11, told: 'others' });
    const told = (...ends: (string | null)[][]) =>
      readFlows(
        flowsOf(
          flowGroups('country'),
          ends.map((pair) => [...pair, null, null, 0]),
        ),
        'revenue',
        'csat',
      ).told;
    expect([told([null, 'BR']), told([null, 'BR'], ['BR', 'BR']), told(['BR', null]), told(['BR', 'BR'], ['CN', 'BR'])]).toEqual([
      'nothing',
      'own',
      'own',
      'others',
    ]);
  });

  it('beyond the strongest are summed, so that nothing is left out silently', () => {
    const rows = Array.from({ length: MOST_FLOWS + 5 }, (_, at) => [`BR-${at}`, 'BR-SP', at + 1, null, 0]);
    const picture = readFlows(flowsOf(flowGroups('region'), rows), 'revenue', 'csat');
    expect(picture).toMatchObject({ count: MOST_FLOWS + 5, rest: 1 + 2 + 3 + 4 + 5 });
    expect(picture.flows).toHaveLength(MOST_FLOWS);
    expect(picture.drawn + picture.rest).toBe(((MOST_FLOWS + 5) * (MOST_FLOWS + 6)) / 2);
    expect(picture.flows[0]?.from).toEqual({ level: 'region', id: `BR-${MOST_FLOWS + 4}`, country: 'BR', region: `BR-${MOST_FLOWS + 4}` });
  });

  it('between cities know the country of each end', () => {
    const { flows } = readFlows(flowsOf(flowGroups('city'), [['CN', 'geonames:1', 'BR', 'geonames:2', 9, null, 0]]), 'revenue', 'csat');
    expect(flows.map(({ from, to }) => [from.country, to.country])).toEqual([['CN', 'BR']]);
  });

  it('follow the level down to cities, within the drilled place', () => {
    expect(flowQuery(DEFAULT_VIEW).groupBy).toEqual(['origin.country', 'country']);
    const inside = { ...DEFAULT_VIEW, focus: toCountry('BR') };
    expect(flowQuery(inside)).toMatchObject({ groupBy: ['origin.region', 'region'], where: { country: ['BR'] } });
    expect(flowLevelOf({ ...DEFAULT_VIEW, level: 'hexagon' })).toBe('city');
  });

  it('are left alone by a click, and all there again by the next', () => {
    const alone = chooseFlow(DEFAULT_VIEW, BRAZIL);
    expect(alone).toMatchObject({ where: { 'origin.country': ['CN'] }, selected: { id: 'BR' } });
    expect([isChosenFlow(DEFAULT_VIEW, BRAZIL), isChosenFlow(alone, BRAZIL)]).toEqual([false, true]);
    expect(chooseFlow(alone, BRAZIL)).toMatchObject({ where: {}, selected: null });
  });

  it('offer their filters only where they are looked at, or one is set', () => {
    const known = [{ id: 'category' }, { id: 'origin.country' }];
    expect(offeredFilters(DEFAULT_VIEW, known)).toEqual(['category']);
    expect(offeredFilters({ ...DEFAULT_VIEW, flows: true }, known)).toEqual(['category', 'origin.country']);
    expect(offeredFilters({ ...DEFAULT_VIEW, where: { 'origin.country': ['CN'] } }, known)).toEqual(['category', 'origin.country']);
  });

  it('are as wide as their value, from zero', () => {
    expect(flowWidth(50, 100)).toBe(flowWidth(100, 100) / 2);
    expect(flowWidth(0.001, 100)).toBeGreaterThan(0);
    expect(flowWidth(1, 0)).toBe(0);
  });

  it('go along the great circle: from London to Tokyo over the far north, over the date line', () => {
    const middle = wayPoint([0, 51.5], [139.7, 35.7], 0.5);
    expect(middle.latitude).toBeGreaterThan(65);
    expect([wayPoint([10, 20], [50, -20], 0), wayPoint([10, 20], [50, -20], 1)]).toMatchObject([{ metres: 0 }, { metres: 0 }]);
    expect(Math.abs(wayPoint([170, 0], [-170, 0], 0.5).longitude)).toBeCloseTo(180);
    expect(wayPoint([10, 20], [10, 20], 0.3)).toMatchObject({ metres: 0 });
  });

  it('stand out from the land they lie over, with a colour and without one', () => {
    const colour = toColourMeasure({ id: 'csat', label: 'Satisfied', unit: '%', better: 'higher' } as Parameters<
      typeof toColourMeasure
    >[0]);
    for (const theme of ['dark', 'light'] as const) {
      const palette = createPalette({ theme, colour, largest: 100, stale: false });
      const land = toOklab(toRgb(EARTH[theme].land));
      const apart = (value: number) => {
        const arc = toOklab(flowColour(palette, theme, { colour: value, answers: 100 }, false));
        return Math.hypot(arc[0] - land[0], arc[1] - land[1], arc[2] - land[2]);
      };
      for (const value of [0, 60, 75, 90, 100, Number.NaN]) expect(apart(value)).toBeGreaterThan(0.3);
      // While nothing is known to be true any more, arcs are as grey as all else.
      const stale = createPalette({ theme, colour, largest: 100, stale: true });
      const grey = flowColour(stale, theme, { colour: Number.NaN, answers: 0 }, true);
      expect(grey).not.toEqual(flowColour(palette, theme, { colour: Number.NaN, answers: 0 }, false));
    }
  });
});
