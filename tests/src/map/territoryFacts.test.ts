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
import type { TerritoryShapes } from '../../../src/protocol/territories.ts';
import { squareRing } from '../../squareRing.ts';
import { WHOLE } from '../../wholeAnswer.ts';

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

  it('shows an area that lies on both sides of the date line as one, not all the way around the earth', () => {
    const boundsOf = (...rings: Ring[]) => groundOf(rings.map((ring) => [ring])).facts.get('a')?.bounds;
    expect(boundsOf(squareRing(175, -20, 5), squareRing(-180, -18, 6))).toEqual([175, -20, 186, -12]);
    // Europe with the east of Siberia.
    expect(
      boundsOf(squareRing(-10, 40, 10), squareRing(60, 50, 20), squareRing(90, 50, 20), squareRing(-180, 60, 10), squareRing(130, 50, 50)),
    ).toEqual([-10, 40, 190, 100]);
    expect(boundsOf(squareRing(-185, 0, 10))).toEqual([-185, 0, -175, 10]);
    expect(boundsOf(squareRing(-120, 30, 5), squareRing(10, 30, 5))).toEqual([-120, 30, 15, 35]);
  });

  it('draws of overlapping areas the one that counts, the first, on top', () => {
    const area = (id: string) => ({
      ...{ type: 'Feature', properties: { id, name: id } },
      geometry: {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 0],
            ],
          ],
        ],
      },
    });
    const shapes = { type: 'FeatureCollection', features: [area('first'), area('second')] } as unknown as TerritoryShapes;
    const { shapes: drawn, facts } = toGround('sales', shapes);
    expect(drawn.features.map(({ properties }) => properties?.id)).toEqual(['second', 'first']);
    expect([...facts.keys()]).toEqual(['first', 'second']);
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
      ...WHOLE,
      labels: { 'territory:sales': { 'North & more': 'The north' } },
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
