import { afterAll, describe, expect, it } from 'vitest';
import { loadGazetteer } from '../../../server/geo/gazetteer.ts';
import { createPlaceSearch } from '../../../server/geo/placeSearch.ts';
import { createSearcher } from '../../../server/geo/searcher.ts';
import { startServer } from '../child.ts';

const gazetteer = loadGazetteer();
const search = createPlaceSearch(gazetteer);
const first = (text: string) => search.find(text, 1)[0];

describe('the place search', () => {
  it.each([
    ['usa', 'US'],
    ['Deutschland', 'DE'],
    ['Alemania', 'DE'],
    ['germ', 'DE'],
    ['são p', 'BR-SP'],
    ['bayern', 'DE-BY'],
    ['東京', 'JP-13'],
    ['munique', 'geonames:2867714'],
    ['MÜNCHEN', 'geonames:2867714'],
    ['lond', 'geonames:2643743'],
    ['mun', 'geonames:2867714'],
    ['paris', 'geonames:2988507'],
  ])('finds %s', (text, id) => {
    expect(first(text)?.id).toBe(id);
  });

  it('names what a place lies in, and refers to it as the map does', () => {
    expect(search.find('munique', 1)).toEqual([
      { level: 'city', id: 'geonames:2867714', label: 'Munich', country: 'DE', region: 'DE-BY', within: 'Bavaria, Germany' },
    ]);
    expect(first('bavaria')).toMatchObject({ level: 'region', country: 'DE', region: 'DE-BY', within: 'Germany' });
    expect(first('portugal')).toMatchObject({ level: 'country', country: 'PT', region: null, within: '' });
  });

  it('finds all that bear a name, the largest first', () => {
    const found = search.find('springfield', 50).filter(({ label }) => label === 'Springfield');
    expect(found.length).toBeGreaterThan(10);
    expect(found[0]?.within).toBe('Missouri, United States');
  });

  it('finds each place once, never more than asked, nothing for nothing', () => {
    for (const text of ['s', 'san', 'new', 'a', '1', 'ö']) {
      const found = search.find(text, 20);
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      expect(found.length).toBeLessThanOrEqual(20);
    }
    expect([search.find('  ', 5), search.find('zzzqqq', 5), search.find('…', 5)]).toEqual([[], [], []]);
  });

  it('answers with ids that the gazetteer knows', () => {
    for (const { level, id, label } of search.find('ber', 50)) expect(gazetteer.label(level, id)).toBe(label);
  });
});

describe('the searcher', () => {
  const searcher = createSearcher(50);
  afterAll(() => searcher.close());

  it('starts again after it went to rest', async () => {
    expect((await searcher.find('berlin', 1))[0]?.label).toBe('Berlin');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await searcher.find('berlin', 1))[0]?.label).toBe('Berlin');
  });
});

describe('GET /v1/places', () => {
  it('answers, and refuses what it cannot read', async () => {
    const server = await startServer({});
    try {
      const ask = async (query: string) => {
        const response = await fetch(`${server.url}/v1/places${query}`);
        return { status: response.status, body: (await response.json()) as { places?: { id: string }[]; error?: { message: string } } };
      };
      expect((await ask('?q=lisb&limit=2')).body.places?.[0]).toMatchObject({ id: 'PT-11', label: 'Lisbon' });
      expect(await ask('')).toMatchObject({ status: 400, body: { error: { message: expect.stringMatching(/^q: /) } } });
      expect(await ask('?q=a&limit=0')).toMatchObject({ status: 400, body: { error: { message: expect.stringMatching(/^limit: /) } } });
      const said = [{ country: 'Brasil', city: 'Campinas' }, { city: 'Nowhereville' }, { lat: 48.8566, lon: 2.3522 }];
      const resolved = (await (await server.post('/v1/places/resolved', { places: said })).json()) as { places: unknown };
      expect(resolved.places).toMatchObject([
        { country: 'BR', region: 'BR-SP', label: 'Campinas, São Paulo, Brazil' },
        { country: null, region: null, city: null, label: null },
        { country: 'FR' },
      ]);
      expect((await server.post('/v1/places/resolved', { places: [{ planet: 'Mars' }] })).status).toBe(400);
    } finally {
      await server.dispose();
    }
  });
});
