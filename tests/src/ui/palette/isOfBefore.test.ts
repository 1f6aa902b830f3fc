import { expect, it } from 'vitest';
import { filterCommand, placeCommand } from '../../../../src/model/commands.ts';
import { isOfBefore } from '../../../../src/ui/palette/usePlaceCommands.ts';

const bern = placeCommand({
  level: 'city',
  id: 'geonames:2661552',
  label: 'Bern',
  country: 'CH',
  region: 'CH-BE',
  within: 'Bern, Switzerland',
});
const coffee = filterCommand('product', 'Product', 'Berlin Blend');

it('a place found for the first letters is not what Enter means while those of the whole name are on their way', () => {
  const searching = { isSearching: true };
  expect(isOfBefore(bern, searching)).toBe(true);
  expect(isOfBefore(bern, { isSearching: false })).toBe(false);
  // What is no place answers to all that is typed at once.
  expect([isOfBefore(coffee, searching), isOfBefore(undefined, searching)]).toEqual([false, false]);
});
