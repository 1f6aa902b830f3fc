import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAreaFinder } from '../../../server/geo/territories/areaFinder.ts';
import { toGround } from '../../../src/map/territoryFacts.ts';
import { groupByOf, levelBelow } from '../../../src/model/place.ts';
import { levelOfTable, placeName, placeOfRow } from '../../../src/model/reading.ts';
import { mapQuery } from '../../../src/model/viewQueries.ts';
import { fromSearch, toSearch } from '../../../src/model/viewSearch.ts';
import { DEFAULT_VIEW, drillTo, levelOf } from '../../../src/model/viewState.ts';
import { toTable } from '../../../src/protocol/table.ts';

type Ring = [number, number][];

function groundOf(polygons: Ring[][]) {
  const feature = {
    type: 'Feature',
    properties: { id: 'a', name: 'Area A' },
    geometry: { type: 'MultiPolygon', coordinates: polygons },
  } as const;
  return toGround('sales', { type: 'FeatureCollection', features: [feature] });
}

describe('the ground of a set of territories', () => {
  it('puts the column of an area inside it, however it is bent', () => {
    // Around a bay, with a small island of it far away.
    const bay: Ring = [
      [0, 0],
      [10, 0],
      [10, 10],
      [8, 10],
      [8, 2],
      [2, 2],
      [2, 10],
      [0, 10],
      [0, 0],
    ];
    const island: Ring = [
      [50, 50],
      [51, 50],
      [51, 51],
      [50, 51],
      [50, 50],
    ];
    const { facts, shapes } = groundOf([[island], [bay]]);
    expect(facts.get('a')?.name).toBe('Area A');
    expect(facts.get('a')?.bounds).toEqual([0, 0, 51, 51]);
    expect(createAreaFinder([[[bay]]])(...((facts.get('a')?.anchor ?? [0, 0]) as [number, number]))).toBe(1);
    expect(shapes.features[0]?.properties).toEqual({ id: 'a', name: 'Area A', set: 'sales' });
  });

  it('does so for stars of any form', () => {
    const star = fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 3, maxLength: 40 }).map((radii): Ring => {
      const corners = radii.map((radius, at): [number, number] => {
        const angle = (2 * Math.PI * at) / radii.length;
        return [radius * Math.cos(angle), radius * Math.sin(angle) * 0.9];
      });
      return [...corners, corners[0] as [number, number]];
    });
    fc.assert(
      fc.property(star, (ring) => {
        const anchor = groundOf([[ring]]).facts.get('a')?.anchor as [number, number];
        expect(createAreaFinder([[[ring]]])(...anchor)).toBe(1);
      }),
      { seed: 4400, numRuns: 200 },
    );
  });
});

describe('territories in a view', () => {
  const shown = { ...DEFAULT_VIEW, level: 'territory', territories: 'sales' } as const;
  const area = { level: 'territory', id: 'North & more', country: null, region: null, set: 'sales' } as const;

  it('are asked for by their set, and an answer tells which they are', () => {
    expect(mapQuery(shown).groupBy).toEqual(['territory:sales']);
    expect(groupByOf('territory', 5, 'sales')).toEqual(['territory:sales']);
    const table = toTable({
      columns: [
        { name: 'territory:sales', unit: null },
        { name: 'revenue', unit: 'USD' },
      ],
      rows: [
        ['North & more', 5],
        [null, 1],
      ],
      labels: { 'territory:sales': { 'North & more': 'The north' } },
      time: { from: null, to: null },
      asOf: { epoch: 'e', seq: 1 },
      suppressed: 0,
      unconverted: 0,
      truncated: false,
      live: true,
    });
    expect(levelOfTable(table)).toBe('territory');
    expect([placeOfRow(table, 'territory', 0), placeOfRow(table, 'territory', 1)]).toEqual([area, null]);
    expect(placeName(table, area)).toBe('The north');
  });

  it('are gone into: what is inside is shown by region, of those events alone', () => {
    const inside = drillTo(shown, area);
    expect([levelOf(inside), levelBelow('territory')]).toEqual(['region', 'region']);
    expect(mapQuery(inside)).toMatchObject({ groupBy: ['country', 'region'], where: { 'territory:sales': ['North & more'] } });
  });

  it('stand in the address', () => {
    const view = { ...shown, focus: area };
    expect(fromSearch(toSearch(view))).toEqual(view);
    expect(fromSearch('?level=territory:')).toEqual(DEFAULT_VIEW);
  });
});
