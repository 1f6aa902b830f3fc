/** Which customers an address names, in every place where it can. */
import { describe, expect, it } from 'vitest';
import { WALL } from '../../../server/access/scope.ts';
import { askedFor } from '../../../server/access/wallRights.ts';
import { searchWithoutPerson } from '../../../server/access/withoutPersons.ts';
import type { PlaceRef } from '../../../src/model/place.ts';
import { isPlaceFilter, placeCondition } from '../../../src/model/placeFilter.ts';
import { FILTER_DIMENSIONS } from '../../../src/model/viewFilters.ts';
import { fromSearch, toSearch } from '../../../src/model/viewSearch.ts';
import { DEFAULT_VIEW, drillTo, openPerson, openRecordsBy, selectPlace, type ViewState } from '../../../src/model/viewState.ts';
import { toWallView } from '../../../src/model/wall/wallView.ts';

const CELL = '87a8a0611ffffff';
const person: PlaceRef = { level: 'customer', id: 'ana/souza 1', country: 'BR', region: 'BR-SP', city: 'geonames:3448439', cell: CELL };
const city: PlaceRef = { level: 'city', id: 'geonames:3448439', country: 'BR', region: 'BR-SP' };
const base: ViewState = { ...drillTo(DEFAULT_VIEW, city), height: 'orders' };
const AS_IT_IS = { show: null, theme: null } as const;

it.each(FILTER_DIMENSIONS)('a wall may ask by %s, by which a scene may be filtered', (dimension) => {
  const [asked, values] = isPlaceFilter(dimension) ? placeCondition(dimension, ['sales/north']) : [dimension, ['x']];
  expect(() => askedFor({ metrics: ['orders'], where: { [asked]: values } }, WALL, new Map())).not.toThrow();
});

describe('the address of a scene, told to a wall', () => {
  it.each([
    ['whose story stands open', openPerson(base, person.id)],
    ['whose records are listed', openRecordsBy(base, person.id)],
    ['who is drilled into', drillTo(base, person)],
    ['who is selected', selectPlace(base, person)],
    ['who is selected within themselves', selectPlace(drillTo(base, person), person)],
  ])('names nobody %s, and shows the same on the wall', (_, view) => {
    const search = toSearch(view);
    expect(search).toContain('ana');
    const told = searchWithoutPerson(search);
    expect(told).not.toContain('ana');
    const shown = (of: string) => ({ ...toWallView({ search: of }, AS_IT_IS), level: 'auto', drawer: 'closed' });
    expect(shown(told)).toEqual(shown(search));
  });

  it('is left as it was written where it names nobody', () => {
    const hexagon: PlaceRef = { level: 'hexagon', id: CELL, country: 'BR', region: 'BR-SP', city: city.id };
    for (const view of [base, selectPlace(base, hexagon), DEFAULT_VIEW]) expect(searchWithoutPerson(toSearch(view))).toBe(toSearch(view));
    const odd = '?at=territory:sales/a%2Fb%2Fc%2Fd%2Fe&height=orders';
    expect(searchWithoutPerson(odd)).toBe(odd);
    expect(fromSearch(odd).focus?.level).toBe('territory');
  });
});
