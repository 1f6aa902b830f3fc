import { describe, expect, it } from 'vitest';
import { levelAtZoom } from '../../../src/model/camera.ts';
import { hexagonName, nearText, tellHexagonNames } from '../../../src/model/hexagonNames.ts';
import { groupByOf, isWithin, lineage, type PlaceRef, parentOf } from '../../../src/model/place.ts';
import { levelOfTable, placeOfRow } from '../../../src/model/reading.ts';
import { mapQuery } from '../../../src/model/viewQueries.ts';
import { DEFAULT_VIEW, drillTo, levelOf, resolutionOfView, selectPlace } from '../../../src/model/viewState.ts';
import type { AnswerTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

const CELL = '87a8100c1ffffff';
const SAO_PAULO: PlaceRef = { level: 'city', id: 'geonames:3448439', country: 'BR', region: 'BR-SP' };
const HEXAGON: PlaceRef = { level: 'hexagon', id: CELL, country: null, region: null };

function answer(names: readonly string[], row: readonly (string | null)[]): AnswerTable {
  return {
    columns: [...names.map((name) => ({ name, unit: null })), { name: 'revenue', unit: 'USD' }],
    rowCount: 1,
    keys: row.map((id) => [id]),
    values: [Float64Array.of(1)],
    ...WHOLE,
  };
}

describe('the levels below cities', () => {
  it('follow the zoom: hexagons, then customers, with room around each boundary', () => {
    const at = (zoom: number, previous: PlaceRef['level']) => levelAtZoom({ zoom, latitude: 0 }, previous);
    expect(at(8.5, 'city')).toBe('city');
    expect(at(10, 'city')).toBe('hexagon');
    expect(at(9.2, 'city')).toBe('city');
    expect(at(9.2, 'hexagon')).toBe('hexagon');
    expect(at(14, 'hexagon')).toBe('customer');
  });

  it('ask for one row a hexagon within the drilled place, and select it as that row', () => {
    const view = { ...drillTo(DEFAULT_VIEW, SAO_PAULO), level: 'hexagon' as const };
    expect(mapQuery(view).groupBy).toEqual([`h3:${resolutionOfView(view)}`]);
    const chosen = selectPlace(view, HEXAGON).selected as PlaceRef;
    expect(lineage(chosen).map(({ id }) => id)).toEqual(['BR', 'BR-SP', 'geonames:3448439', CELL]);
    const inside = drillTo(view, chosen);
    expect(levelOf(inside)).toBe('customer');
    expect(mapQuery(inside).where).toEqual({ country: ['BR'], region: ['BR-SP'], city: ['geonames:3448439'], 'h3:7': [CELL] });
    expect(parentOf(chosen)).toMatchObject({ level: 'city', id: 'geonames:3448439' });
  });

  it('are read from answers grouped by cells and by customers', () => {
    const hexagons = answer(['h3:5'], ['85a8100ffffffff']);
    expect(levelOfTable(hexagons)).toBe('hexagon');
    const customers = answer([...groupByOf('customer')], [CELL, 'c-1']);
    expect(levelOfTable(customers)).toBe('customer');
    const customer = placeOfRow(customers, 'customer', 0) as PlaceRef;
    expect(customer).toMatchObject({ id: 'c-1', cell: CELL });
    expect(isWithin(customer, HEXAGON)).toBe(true);
    expect(levelOfTable(answer(['h3:5', 'country'], ['x', 'BR']))).toBeNull();
  });

  it('are named by the way from the nearest city', () => {
    expect(nearText('São Paulo', [-46.63, -23.55], [-46.63, -23.55])).toBe('São Paulo');
    expect(nearText('São Paulo', [-46.63, -23.55], [-46.63, -23.45])).toBe('São Paulo, 11 km N');
    expect(nearText('São Paulo', [-46.63, -23.55], [-46.73, -23.65])).toBe('São Paulo, 15 km SW');
    expect(hexagonName(CELL)).toBeUndefined();
    let asked = 0;
    tellHexagonNames((cell) => {
      asked++;
      return cell === CELL ? 'Sé' : undefined;
    });
    const before = asked;
    expect([before, hexagonName(CELL), hexagonName(CELL), asked]).toEqual([0, 'Sé', 'Sé', 1]);
    expect(hexagonName('852a1073fffffff')).toBeUndefined();
    tellHexagonNames(() => 'São Paulo');
    expect(hexagonName(CELL)).toBe('São Paulo');
  });
});
