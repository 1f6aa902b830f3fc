import { expect, it } from 'vitest';
import { rowKey } from '../../../src/model/placeRows.ts';

it('a row of the table is that of its place wherever it comes to stand: the button that has the focus is not of another one', () => {
  const city = (region: string) => ({ place: { level: 'city', id: 'geonames:1', country: 'BR', region } as const });
  expect(rowKey(city('BR-SP'), 3)).toBe(rowKey(city('BR-SP'), 7));
  // A city may stand under two regions, and several rows have no place.
  expect(rowKey(city('BR-SP'), 3)).not.toBe(rowKey(city('BR-RJ'), 3));
  expect(rowKey({ place: null }, 3)).not.toBe(rowKey({ place: null }, 4));
});
