import { describe, expect, it } from 'vitest';
import { choosePlaces, chosenAt, chosenWith, coarserLevel, fitsAddress, valuesOf } from '../../../../src/model/area/choosing.ts';
import type { PlaceRef } from '../../../../src/model/place.ts';
import { mapQuery, totalQuery } from '../../../../src/model/viewQueries.ts';
import { fromSearch, toSearch } from '../../../../src/model/viewSearch.ts';
import { DEFAULT_VIEW, drillTo, type ViewState } from '../../../../src/model/viewState.ts';

const brazil: PlaceRef = { level: 'country', id: 'BR', country: 'BR', region: null };
const all = () => ['BR-SP', 'BR-RJ', 'BR-MG'];

describe('places that an area holds', () => {
  it('replace those chosen before, add to them, or are taken from them; from all where nothing was chosen', () => {
    expect(chosenWith(['BR-SP'], ['BR-RJ'], 'alone', all)).toEqual(['BR-RJ']);
    expect(chosenWith(['BR-SP'], ['BR-RJ', 'BR-SP'], 'more', all)).toEqual(['BR-SP', 'BR-RJ']);
    expect(chosenWith(['BR-SP', 'BR-RJ'], ['BR-RJ'], 'less', all)).toEqual(['BR-SP']);
    expect(chosenWith(null, ['BR-RJ'], 'less', all)).toEqual(['BR-SP', 'BR-MG']);
  });

  it('are told once each: customers by the hexagon that they are placed by, territories with their set', () => {
    const cell = '872a1072fffffff';
    const customers = ['a', 'b'].map((id): PlaceRef => ({ level: 'customer', id, country: null, region: null, cell }));
    expect(valuesOf(customers)).toEqual([cell]);
    expect(valuesOf([{ level: 'territory', id: 'North', country: null, region: null, set: 'sales' }])).toEqual(['sales/North']);
  });

  it('are a filter of their level that the address keeps and every question holds beside the place drilled into', () => {
    const view = choosePlaces(drillTo(DEFAULT_VIEW, brazil), 'region', ['BR-SP', 'BR-RJ']);
    expect(fromSearch(toSearch(view)).where).toEqual(view.where);
    expect(chosenAt(view, 'region')).toEqual(['BR-SP', 'BR-RJ']);
    expect(totalQuery(view).where).toEqual({ country: ['BR'], region: ['BR-SP', 'BR-RJ'] });
    const inside = drillTo(view, { level: 'region', id: 'BR-SP', country: 'BR', region: 'BR-SP' });
    expect(totalQuery(inside).where).toEqual({ country: ['BR'], region: ['BR-SP'] });
    const outside = drillTo(view, { level: 'region', id: 'BR-BA', country: 'BR', region: 'BR-BA' });
    expect(totalQuery(outside).where?.region).not.toContain('BR-BA');
    expect(choosePlaces(view, 'region', []).where).toEqual({});
  });

  it('stand on the map beside the others while they are being chosen, with the filters of larger places', () => {
    const view: ViewState = { ...DEFAULT_VIEW, focus: brazil, where: { country: ['BR', 'AR'], region: ['BR-SP'], channel: ['web'] } };
    expect(mapQuery({ ...view, isChoosing: true }).where).toEqual({ country: ['BR'], channel: ['web'] });
    expect(mapQuery(view).where).toEqual({ country: ['BR'], region: ['BR-SP'], channel: ['web'] });
  });

  it('of territories are asked of their set, hexagons where both they and the view lie', () => {
    expect(totalQuery(choosePlaces(DEFAULT_VIEW, 'territory', ['sales/North', 'sales/South'])).where).toEqual({
      'territory:sales': ['North', 'South'],
    });
    const others = { ...choosePlaces(DEFAULT_VIEW, 'territory', ['sales/North']), territories: 'service' };
    expect([chosenAt(others, 'territory'), chosenAt({ ...others, territories: 'sales' }, 'territory')]).toEqual([null, ['sales/North']]);
    const chosen = choosePlaces({ ...DEFAULT_VIEW, level: 'hexagon' }, 'hexagon', ['872a1072fffffff', '872a10089ffffff']);
    const parent = '862a1072fffffff';
    expect(mapQuery({ ...chosen, cells: [parent] }).where).toEqual({ h3: ['872a1072fffffff'] });
  });

  it('are too many when no link could hold them; the next larger level has fewer', () => {
    const cities = (count: number) => Array.from({ length: count }, (_, at) => `geonames:${3_400_000 + at}`);
    expect(fitsAddress(cities(400))).toBe(true);
    expect(fitsAddress(cities(600))).toBe(false);
    const search = toSearch(choosePlaces(DEFAULT_VIEW, 'city', cities(400)));
    expect(search.length).toBeLessThan(5000);
    expect(fromSearch(search).where.city).toEqual(cities(400));
    expect([coarserLevel('customer'), coarserLevel('hexagon'), coarserLevel('city'), coarserLevel('country')]).toEqual([
      'city',
      'city',
      'region',
      null,
    ]);
  });
});
