import { expect, it } from 'vitest';
import { placesSaid } from '../../../../src/model/import/placesSaid.ts';
import { toSpots } from '../../../../src/model/import/sample.ts';

it('puts rows of one spot together, the most first, and leaves out what has no place', () => {
  const berlin = { country: 'DE', region: 'DE-BE', city: 'geonames:2950159', longitude: 13.41, latitude: 52.52 };
  const bavaria = { country: 'DE', region: 'DE-BY', city: null, longitude: null, latitude: null };
  const nowhere = { country: null, region: null, city: null, longitude: null, latitude: null };
  const spots = toSpots([bavaria, berlin, nowhere, berlin].map((place, index) => ({ index, ...place })));
  expect(spots).toEqual([
    { at: [13.41, 52.52], place: { level: 'city', id: 'geonames:2950159', country: 'DE', region: 'DE-BE' }, rows: 2 },
    { at: null, place: { level: 'region', id: 'DE-BY', country: 'DE', region: 'DE-BY' }, rows: 1 },
  ]);
});

it('says places as the events of the rows will, without the apostrophe that keeps digits a text', () => {
  const columns = [
    { name: 'zip', target: 'postal_code' as const },
    { name: 'town', target: 'city' as const },
  ];
  expect(
    placesSaid(
      [
        ["'01067", ' Dresden '],
        [null, "'s-Hertogenbosch"],
      ],
      { columns, decimal: '.' },
    ),
  ).toEqual([{ postal_code: '01067', city: 'Dresden' }, { city: "'s-Hertogenbosch" }]);
});
