/** What places are called, as answers have told. */
import { describe, expect, it } from 'vitest';
import type { PlaceRef } from '../../../src/model/place.ts';
import { placeOfValue } from '../../../src/model/placeFilter.ts';
import { nameIn, valueNameIn, withNames } from '../../../src/ui/placeNames.ts';

const territory = (set: string): PlaceRef => ({ level: 'territory', id: '1', country: null, region: null, set });

describe('names of places', () => {
  it('are told apart where two sets of territories have the same id', () => {
    const names = withNames(withNames({}, { 'territory:sales': { '1': 'North' } }), { 'territory:service': { '1': 'Berlin' } });
    expect([territory('sales'), territory('service')].map((place) => nameIn(names, place))).toEqual(['North', 'Berlin']);
  });

  it('are those of an origin, too: a filter by it says a name, not an id', () => {
    const names = withNames({}, { 'origin.city': { 'geonames:1795565': 'Shenzhen' }, region: { 'CN-GD': 'Guangdong' } });
    const nameOf = (dimension: string, value: string) => {
      const place = placeOfValue(dimension, value);
      return place && nameIn(names, place);
    };
    expect(nameOf('origin.city', 'geonames:1795565')).toBe('Shenzhen');
    expect(nameOf('origin.region', 'CN-GD')).toBe('Guangdong');
    expect(nameOf('origin.country', 'CN')).toBe('China');
    expect([nameOf('city', 'geonames:1795565'), nameOf('territory', 'sales/1'), nameOf('channel', 'web')]).toEqual(['Shenzhen', '1', null]);
  });

  it('are not all that a filter is called by: a scale of scores has its name, other values their own', () => {
    const names = withNames({}, { region: { 'BR-SP': 'São Paulo' } });
    expect([valueNameIn(names, [], 'scale', 'csat5'), valueNameIn(names, [], 'scale', null)]).toEqual([
      'Satisfaction, 1–5',
      'Without a scale',
    ]);
    expect([valueNameIn(names, [], 'region', 'BR-SP'), valueNameIn(names, [], 'score', '5')]).toEqual(['São Paulo', '5']);
  });

  it('stay the same object while nothing new is told', () => {
    const names = withNames({}, { region: { 'BR-SP': 'São Paulo' } });
    expect(withNames(names, { region: { 'BR-SP': 'São Paulo' } })).toBe(names);
  });
});
