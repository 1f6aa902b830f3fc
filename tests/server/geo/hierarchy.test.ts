import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { isValidCell } from 'h3-js';
import { expect, it } from 'vitest';
import { GEOGRAPHY } from '../../../server/geo/assets.ts';
import { loadGazetteer, type PlaceInput } from '../../../server/geo/gazetteer.ts';

const gazetteer = loadGazetteer();

const COUNTRIES = ['US', 'BR', 'France', 'UK', 'England', 'PR', 'GF', 'Italy', 'DE', 'Norway', 'NL', 'XK', 'Atlantis', 'RU', 'CN', ''];
const REGIONS = [
  'CA',
  'US-CA',
  'SP',
  'Lombardia',
  'Texas',
  'GB-ENG',
  'Kent',
  'Alsace',
  'PR',
  'Bayern',
  'Nowhere',
  'FR-973',
  'NO-21',
  '12',
  '',
];
const CITIES = [
  'Paris',
  'London',
  'Springfield',
  'São Paulo',
  'Austin, Texas',
  'Paris, TX',
  'San Juan',
  'Cayenne',
  'Milano',
  'Washington, DC',
  'Longyearbyen',
  'Singapore',
  'x, y, z',
  '',
];
const CODES = ['90210', '330XX', '2108', '01037-010', '75001', 'SW1A 1AA', 'M5V 2T6', '00901', '99', 'abc', ''];

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const anyText = (known: readonly string[]) =>
  maybe(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...known) }, fc.string({ unit: 'grapheme', maxLength: 12 })));
const degrees = (limit: number) =>
  maybe(
    fc.oneof(
      { weight: 8, arbitrary: fc.double({ min: -limit, max: limit, noNaN: true }) },
      fc.constantFrom(0, Number.NaN, 400, limit, -limit),
    ),
  );
const inputs: fc.Arbitrary<PlaceInput> = fc.record({
  country: anyText(COUNTRIES),
  region: anyText(REGIONS),
  city: anyText(CITIES),
  postal_code: anyText(CODES),
  lat: degrees(90),
  lon: degrees(180),
});

it('a place always lies in itself: region in country, city in region, cell valid, every id with a name', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const { country, region, city, cell } = gazetteer.resolve(input);
      if (country !== null) expect(gazetteer.label('country', country)).not.toBeNull();
      if (region !== null) {
        expect(region.slice(0, 2)).toBe(country);
        expect(gazetteer.label('region', region)).not.toBeNull();
      }
      if (city !== null) {
        expect(gazetteer.label('city', city)).not.toBeNull();
        expect(regionOfCity(country, city)).toBe(region);
      }
      if (cell !== null) expect(isValidCell(cell)).toBe(true);
    }),
    { numRuns: 1500, seed: 20_260_101 },
  );
});

it('the sender’s own country and region codes are never overruled', () => {
  const pairs = [
    ['US', 'US-CA'],
    ['BR', 'BR-SP'],
    ['FR', 'FR-GES'],
    ['GB', 'GB-SCT'],
    ['US', 'US-PR'],
    ['FR', 'FR-973'],
  ] as const;
  fc.assert(
    fc.property(inputs, fc.constantFrom(...pairs), (input, [country, region]) => {
      expect(gazetteer.resolve({ ...input, country, region })).toMatchObject({ country, region });
    }),
    { numRuns: 1000, seed: 20_260_102 },
  );
});

interface CityFile {
  readonly regions: readonly string[];
  readonly id: readonly number[];
  readonly region: readonly number[];
}
const files = new Map<string, Map<number, string | null>>();

/** The region that the browser will find for a city in the file of its country; undefined when it is not in there. */
function regionOfCity(country: string | null, city: string): string | null | undefined {
  if (country === null) return undefined;
  if (!files.has(country)) {
    const { regions, id, region } = JSON.parse(readFileSync(join(GEOGRAPHY, `cities/${country}.json`), 'utf8')) as CityFile;
    files.set(country, new Map(id.map((key, row) => [key, regions[region[row] ?? -1] ?? null])));
  }
  return files.get(country)?.get(Number(city.replace('geonames:', '')));
}
