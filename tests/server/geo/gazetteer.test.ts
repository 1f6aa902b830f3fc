import { describe, expect, it } from 'vitest';
import { loadGazetteer, type PlaceInput } from '../../../server/geo/gazetteer.ts';

const gazetteer = loadGazetteer();
const cityName = (input: PlaceInput) => {
  const { city } = gazetteer.resolve(input);
  return city === null ? null : gazetteer.label('city', city);
};

describe('a country', () => {
  it.each([
    ['BR', 'BR'],
    ['br', 'BR'],
    ['276', 'DE'],
    ['076', 'BR'],
    ['76', 'BR'],
    ['4', 'AF'],
    ['BRA', 'BR'],
    ['Brazil', 'BR'],
    ['Brasil', 'BR'],
    ['EIRE', 'IE'],
    ['USA', 'US'],
    ['U.S.A.', 'US'],
    ['United States', 'US'],
    ['RSA', 'ZA'],
    ['Czech Republic', 'CZ'],
    ['Korea', 'KR'],
    ['Korea, Republic of', 'KR'],
    ['UK', 'GB'],
    ['Great Britain', 'GB'],
    ['Holland', 'NL'],
    ['Netherlands, The', 'NL'],
    ['Hong Kong', 'HK'],
    ['Türkiye', 'TR'],
    ['TURKEY', 'TR'],
    ['Cote d’Ivoire', 'CI'],
    ['Ivory Coast', 'CI'],
    ['Österreich', 'AT'],
    ['Deutschland', 'DE'],
    ['日本', 'JP'],
    ['Россия', 'RU'],
    ['Viet Nam', 'VN'],
    ['Bolivia (Plurinational State of)', 'BO'],
    ['St. Lucia', 'LC'],
    ['Swaziland', 'SZ'],
    [' France ', 'FR'],
    ['Democratic Republic of the Congo', 'CD'],
    ['Niger', 'NE'],
  ])('%s is %s', (country, id) => {
    expect(gazetteer.resolve({ country })).toEqual({ country: id, region: null, city: null, cell: null });
  });

  it.each(['Channel Islands', 'West Indies', 'Unspecified', 'European Community', 'Atlantis', '', ' ', 'XX', '__proto__', 'constructor'])(
    '%s is none',
    (country) => {
      expect(gazetteer.resolve({ country }).country).toBeNull();
    },
  );

  it.each([
    ['England', 'GB-ENG'],
    ['Scotland', 'GB-SCT'],
    ['Wales', 'GB-WLS'],
    ['Northern Ireland', 'GB-NIR'],
  ])('%s is the region %s of the United Kingdom', (country, region) => {
    expect(gazetteer.resolve({ country })).toMatchObject({ country: 'GB', region });
  });
});

describe('a region', () => {
  it.each([
    ['BR', 'SP', 'BR-SP'],
    ['BR', 'BR-SP', 'BR-SP'],
    ['Brazil', 'São Paulo', 'BR-SP'],
    ['BR', 'sao paulo', 'BR-SP'],
    ['US', 'ca', 'US-CA'],
    ['US', 'California', 'US-CA'],
    ['US', 'Washington', 'US-WA'],
    ['US', 'New York', 'US-NY'],
    ['US', 'District of Columbia', 'US-DC'],
    ['US', 'PR', 'US-PR'],
    ['US', 'Virgin Islands', null],
    ['FR', 'Alsace', 'FR-GES'],
    ['FR', 'Rhône-Alpes', 'FR-ARA'],
    ['FR', 'Languedoc-Roussillon', 'FR-OCC'],
    ['FR', "Provence-Alpes-Cote d'Azur", 'FR-PAC'],
    ['FR', 'Ile-de-France', 'FR-IDF'],
    ['FR', 'Gironde', 'FR-NAQ'],
    ['FR', '75', 'FR-IDF'],
    ['FR', 'Martinique', 'FR-972'],
    ['Italy', 'Lombardia', 'IT-25'],
    ['IT', 'Tuscany', 'IT-52'],
    ['IT', 'MI', 'IT-25'],
    ['ES', 'Andalucía', 'ES-AN'],
    ['ES', 'Catalunya', 'ES-CT'],
    ['ES', 'Barcelona', 'ES-CT'],
    ['GB', 'England', 'GB-ENG'],
    ['GB', 'Kent', 'GB-ENG'],
    ['UK', 'ENG', 'GB-ENG'],
    ['BE', 'Vlaanderen', 'BE-VLG'],
    ['BE', 'Antwerp', 'BE-VLG'],
    ['BE', 'Brussels', 'BE-BRU'],
    ['DE', 'Bayern', 'DE-BY'],
    ['DE', 'Bavaria', 'DE-BY'],
    ['AR', 'Buenos Aires', 'AR-B'],
    ['AR', 'CABA', 'AR-C'],
    ['MX', 'DIF', 'MX-CMX'],
    ['MX', 'CDMX', 'MX-CMX'],
    ['PL', 'Mazowieckie', 'PL-14'],
    ['PL', 'MZ', 'PL-14'],
    ['CA', 'QC', 'CA-QC'],
    ['CA', 'Québec', 'CA-QC'],
    ['AU', 'NSW', 'AU-NSW'],
    ['IN', 'Orissa', 'IN-OD'],
    ['ZA', 'Gauteng', 'ZA-GP'],
    ['RU', 'Moscow', 'RU-MOW'],
    ['JP', 'Tokyo', 'JP-13'],
    ['JP', 'Osaka Prefecture', 'JP-27'],
    ['NO', 'Hordaland', 'NO-46'],
    ['DK', 'Denmark', null],
    ['DK', 'Hovedstaden', 'DK-84'],
    ['UA', 'Kyiv', 'UA-30'],
    ['UA', 'Kiev', 'UA-30'],
    ['UA', 'Kyiv Oblast', 'UA-32'],
    ['UA', 'Kiev Oblast', 'UA-32'],
    ['XK', 'Prizren', 'XK-X21'],
    ['GR', 'GR-I', 'GR-A1'],
    ['FR', 'FR-75C', 'FR-IDF'],
    ['CN', 'CN-44', 'CN-GD'],
    ['KZ', 'KZ-75', 'KZ-ALA'],
    ['GB', 'NI', 'GB-NIR'],
    ['IE', 'County Dublin', 'IE-D'],
    ['IE', 'Co. Donegal', 'IE-DL'],
    ['IT', "Provincia d'Aosta", 'IT-23'],
    ['DE', 'DE_BY', 'DE-BY'],
    ['JP', '1', 'JP-01'],
    ['JP', '東京', 'JP-13'],
    ['JP', '大阪', 'JP-27'],
    ['CN', '广东', 'CN-GD'],
    ['KR', '서울', 'KR-11'],
    ['US', 'ZZ', null],
    ['US', 'BR-SP', null],
    ['BR', 'California', null],
  ])('%s, %s is %s', (country, region, id) => {
    expect(gazetteer.resolve({ country, region }).region).toBe(id);
  });

  it.each([
    ['CA', 'US-CA'],
    ['BR-SP', 'BR-SP'],
    ['California', 'US-CA'],
    ['Bavaria', 'DE-BY'],
    ['SP', null],
    ['Punjab', null],
    ['England', 'GB-ENG'],
    ['US-PR', 'US-PR'],
    ['XX-YY', null],
    ['Dacre', null],
  ])('%s alone is %s and gives its country', (region, id) => {
    expect(gazetteer.resolve({ region })).toMatchObject({ country: id?.slice(0, 2) ?? null, region: id });
  });
});

describe('a postal code', () => {
  it.each([
    ['US', '90210', 'US-CA', 'Beverly Hills'],
    ['US', '90210-1234', 'US-CA', 'Beverly Hills'],
    ['US', '2108', 'US-MA', 'Boston'],
    ['US', '02108', 'US-MA', 'Boston'],
    ['US', '330XX', 'US-FL', null],
    ['US', '00901', 'US-PR', null],
    ['US', '96799', 'US-AS', null],
    ['US', '96910', 'US-GU', null],
    ['US', '96950', 'US-MP', null],
    ['US', '96960', null, null],
    ['US', '00000', null, null],
    ['US', 'XXXXX', null, null],
    ['US', '123456', null, null],
    ['BR', '01037', 'BR-SP', 'São Paulo'],
    ['BR', '1037', 'BR-SP', 'São Paulo'],
    ['BR', '01037-010', 'BR-SP', 'São Paulo'],
    ['BR', '1037010', 'BR-SP', 'São Paulo'],
    ['BR', '1037010.0', 'BR-SP', 'São Paulo'],
    ['BR', '72800', 'BR-GO', null],
    ['BR', '20031', 'BR-RJ', 'Rio de Janeiro'],
    ['BR', '69945', 'BR-AC', null],
    ['BR', '00100', null, null],
    ['FR', '67000', 'FR-GES', null],
    ['FR', '1000', 'FR-ARA', null],
    ['FR', '97300', 'FR-973', null],
    ['FR', '97410', 'FR-974', null],
    ['FR', '97150', null, null],
    ['FR', '98800', null, null],
    ['FR', '67000.0', 'FR-GES', null],
    ['ES', '08001', 'ES-CT', null],
    ['CA', 'M5V 2T6', 'CA-ON', null],
    ['CA', 'm5v-2t6', 'CA-ON', null],
    ['CA', 'X0A 0H0', null, null],
    ['AU', '2000', 'AU-NSW', null],
    ['GB', 'EH1 1YZ', 'GB-SCT', null],
    ['GB', 'SW1A 1AA', 'GB-ENG', null],
    ['GB', 'CH5 1AA', null, null],
    ['DE', '10115', null, null],
  ])('%s %s lies in %s, %s', (country, postal_code, region, city) => {
    expect(gazetteer.resolve({ country, postal_code })).toMatchObject({ country, region });
    expect(cityName({ country, postal_code })).toBe(city);
  });

  it.each([
    ['90210', null],
    ['90210-1234', 'US'],
    ['01037-010', 'BR'],
    ['SW1A 1AA', 'GB'],
    ['M5V 2T6', 'CA'],
  ])('%s without a country is in %s', (postal_code, country) => {
    expect(gazetteer.resolve({ postal_code }).country).toBe(country);
  });

  it('gives way to the state that the sender named, cell and all', () => {
    expect(gazetteer.resolve({ country: 'US', region: 'CA', postal_code: '10001' })).toEqual({
      country: 'US',
      region: 'US-CA',
      city: null,
      cell: null,
    });
  });
});

describe('coordinates', () => {
  it.each([
    [-23.55, -46.63, 'BR', 'BR-SP'],
    [40.75, -73.99, 'US', 'US-NY'],
    [48.8566, 2.3522, 'FR', 'FR-IDF'],
    [55.75, 37.6, 'RU', 'RU-MOW'],
    [66.0, -172.0, 'RU', 'RU-CHU'],
    [-16.8, -179.95, 'FJ', 'FJ-N'],
    [51.5, -0.12, 'GB', 'GB-ENG'],
    [-33.86, 151.2, 'AU', 'AU-NSW'],
    [25.79, -80.13, 'US', 'US-FL'],
    [18.45, -66.1, 'PR', null],
    [4.93, -52.3, 'GF', null],
    // On a shore between several regions, in none of which the nearest city is said to lie.
    [22.28, 114.16, 'HK', null],
    [-45, -140, null, null],
  ])('%s, %s lie in %s, %s', (lat, lon, country, region) => {
    const place = gazetteer.resolve({ lat, lon });
    expect(place.country).toBe(country);
    if (region !== null) expect(place.region).toBe(region);
    expect(place.cell).toMatch(/^8f[0-9a-f]{13}$/);
  });

  it.each([
    [0, 0],
    [91, 10],
    [-90.5, 10],
    [10, 180.5],
    [Number.NaN, 10],
    [10, Number.NaN],
    [Number.POSITIVE_INFINITY, 10],
    [10, undefined],
    [undefined, 10],
  ])('%s, %s are no place', (lat, lon) => {
    expect(gazetteer.resolve({ lat, lon })).toEqual({ country: null, region: null, city: null, cell: null });
  });

  it('name the city they are well inside, and none out of town', () => {
    expect(cityName({ lat: 48.8566, lon: 2.3522 })).toBe('Paris');
    expect(cityName({ lat: 39.4, lon: -116.9 })).toBeNull();
  });

  it('derive nothing against the country that the sender named', () => {
    expect(gazetteer.resolve({ country: 'DE', lat: 40.75, lon: -73.99 })).toMatchObject({ country: 'DE', region: null, city: null });
  });

  it('see an overseas territory from the country that the sender named', () => {
    expect(gazetteer.resolve({ country: 'US', lat: 18.45, lon: -66.1 })).toMatchObject({ country: 'US', region: 'US-PR' });
    expect(gazetteer.resolve({ country: 'FR', lat: 4.93, lon: -52.3 })).toMatchObject({ country: 'FR', region: 'FR-973' });
  });
});

describe('a city', () => {
  it.each([
    [{ country: 'BR', region: 'SP', city: 'sao paulo' }, 'geonames:3448439', 'BR-SP'],
    [{ country: 'BR', city: 'São Paulo' }, 'geonames:3448439', 'BR-SP'],
    [{ city: 'Washington, DC' }, 'geonames:4140963', 'US-DC'],
    [{ city: 'London, UK' }, 'geonames:2643743', 'GB-ENG'],
    [{ city: 'London' }, 'geonames:2643743', 'GB-ENG'],
    [{ city: 'Austin, Texas' }, 'geonames:4671654', 'US-TX'],
    [{ city: 'Paris' }, 'geonames:2988507', 'FR-IDF'],
    [{ city: 'Paris, TX' }, 'geonames:4717560', 'US-TX'],
    [{ city: 'Los Angeles, CA' }, 'geonames:5368361', 'US-CA'],
    [{ city: 'Vancouver, BC' }, 'geonames:6173331', 'CA-BC'],
    [{ city: 'Campinas/SP' }, 'geonames:3467865', 'BR-SP'],
    [{ country: 'BR', city: 'Campinas (SP)' }, 'geonames:3467865', 'BR-SP'],
    [{ country: 'BR', city: 'Campinas / SP' }, 'geonames:3467865', 'BR-SP'],
    [{ city: 'Boston MA' }, 'geonames:4930956', 'US-MA'],
    [{ country: 'US', city: 'Portland, OR' }, 'geonames:5746545', 'US-OR'],
    [{ country: 'US', region: 'Maine', city: 'Portland' }, 'geonames:4975802', 'US-ME'],
    [{ country: 'US', region: 'MO', city: 'St. Louis' }, 'geonames:4407066', 'US-MO'],
    [{ country: 'US', region: 'MO', city: 'Saint Louis' }, 'geonames:4407066', 'US-MO'],
    [{ country: 'DE', city: 'Munich' }, 'geonames:2867714', 'DE-BY'],
    [{ country: 'DE', city: 'München' }, 'geonames:2867714', 'DE-BY'],
    [{ country: 'CN', city: '北京' }, 'geonames:1816670', 'CN-BJ'],
    [{ city: '東京' }, 'geonames:1850147', 'JP-13'],
    [{ country: 'KR', city: '서울' }, 'geonames:1835848', 'KR-11'],
    [{ country: 'TW', city: '臺北' }, 'geonames:1668341', 'TW-TPE'],
    [{ country: 'GB', region: 'England', city: 'Newcastle' }, 'geonames:2641673', 'GB-ENG'],
    [{ country: 'DE', region: 'NRW', city: 'Halle' }, 'geonames:2911520', 'DE-NW'],
    [{ country: 'US', region: 'PR', city: 'San Juan' }, 'geonames:4568127', 'US-PR'],
  ])('%j is %s in %s', (input, city, region) => {
    expect(gazetteer.resolve(input)).toMatchObject({ city, region });
    expect(gazetteer.resolve(input).cell).not.toBeNull();
  });

  it.each(['Springfield', 'Portland', 'Manchester', 'San Jose', 'Washington', 'Somewhere over the rainbow', 'lol, OK', 'LA'])(
    '%s alone is none',
    (city) => {
      expect(gazetteer.resolve({ city })).toMatchObject({ city: null, cell: null });
    },
  );

  it.each([
    ['GB', 'Newcastle'],
    ['DE', 'Halle'],
  ])('in %s called %s is not the small town of just that name, when most who say so mean a large one', (country, city) => {
    expect(gazetteer.resolve({ country, city })).toEqual({ country, region: null, city: null, cell: null });
  });

  it('whose name is that of a country or region gives those', () => {
    expect(gazetteer.resolve({ city: 'California' })).toMatchObject({ country: 'US', region: 'US-CA', city: null });
    expect(gazetteer.resolve({ city: 'Canada' })).toMatchObject({ country: 'CA', region: null, city: null });
  });

  it('that was named but is not known is not replaced by a neighbour', () => {
    expect(gazetteer.resolve({ country: 'US', region: 'CA', city: 'Nosuchtown', postal_code: '90210' })).toMatchObject({
      region: 'US-CA',
      city: null,
    });
  });

  it('outside the region that the sender named is dropped', () => {
    expect(gazetteer.resolve({ country: 'BR', region: 'RJ', city: 'São Paulo' })).toMatchObject({
      region: 'BR-RJ',
      city: null,
      cell: null,
    });
  });
});

describe('labels', () => {
  it.each([
    ['country', 'BR', 'Brazil'],
    ['country', 'US', 'United States'],
    ['country', 'GB', 'United Kingdom'],
    ['region', 'BR-SP', 'São Paulo'],
    ['region', 'US-CA', 'California'],
    ['region', 'US-DC', 'District of Columbia'],
    ['region', 'JP-27', 'Ōsaka'],
    ['region', 'DK-84', 'Capital Region'],
    ['region', 'XK-X20', 'Pristina'],
    ['region', 'XK-X21', 'Prizren'],
    ['region', 'UA-30', 'Kyiv'],
    ['region', 'KZ-AST', 'Astana'],
    ['city', 'geonames:3448439', 'São Paulo'],
    ['country', 'XX', null],
    ['region', 'US-ZZ', null],
    ['city', 'geonames:1', null],
    ['city', 'Paris', null],
    ['region', 'constructor', null],
  ] as const)('the %s %s is called %s', (dimension, id, label) => {
    expect(gazetteer.label(dimension, id)).toBe(label);
  });
});

describe('the same input', () => {
  it('gives the same answer again, however many others came between', () => {
    const input = { country: 'US', region: 'Texas', city: 'Austin' };
    const first = gazetteer.resolve(input);
    for (let zip = 0; zip < 60_000; zip++) gazetteer.resolve({ country: 'US', postal_code: String(zip).padStart(5, '0') });
    expect(gazetteer.resolve(input)).toEqual(first);
  });
});
