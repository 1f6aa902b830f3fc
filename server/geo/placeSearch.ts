/** Finds places by the beginning of any name they have in the gazetteer, in any language. */
import type { FoundPlace } from '../../src/protocol/places.ts';
import { GEOGRAPHY, readJson } from './assets.ts';
import type { Gazetteer } from './gazetteer.ts';
import { normaliseName } from './placeName.ts';

export interface PlaceSearch {
  /** At most `limit` places, best first: whole names before beginnings, what a place calls itself before what others call it, then the more populous. */
  find(text: string, limit: number): readonly FoundPlace[];
}

interface Place {
  readonly level: FoundPlace['level'];
  readonly id: string;
  readonly country: string | null;
  /** ISO 3166-2 of a city, null when it has none. */
  readonly region: string | null;
  /** Of its cities together, for a country or region. */
  population: number;
}

interface Entry {
  readonly name: string;
  /** Whether this is the name it is shown under. */
  readonly isOwn: boolean;
  readonly place: Place;
}

interface CityColumns {
  readonly regions: readonly string[];
  readonly id: readonly number[];
  readonly name: readonly string[];
  readonly population: readonly number[];
  readonly region: readonly number[];
}

/** Letters of a code. */
const CODE = 3;
/** Letters that an entry is filed under. */
const FILED = 2;

/** Reads all names at once (about a second, and 70 MB while it is kept): for a thread of its own. */
export function createPlaceSearch(gazetteer: Pick<Gazetteer, 'label'>, folder: string = GEOGRAPHY): PlaceSearch {
  const index = makeIndex(folder);

  function toFound({ level, id, country, region }: Place): FoundPlace {
    const label = (of: FoundPlace['level'], wanted: string | null) => (wanted === null ? null : gazetteer.label(of, wanted));
    const around = [level === 'city' ? label('region', region) : null, level === 'country' ? null : label('country', country)];
    const within = around.filter((name) => name !== null).join(', ');
    return { level, id, label: label(level, id) ?? id, country, region: level === 'region' ? id : region, within };
  }

  return {
    find(text, limit) {
      const wanted = normaliseName(text.trim().slice(0, 100)).trim();
      return wanted === '' ? [] : best(index, wanted, limit).map(toFound);
    },
  };
}

function best(index: ReadonlyMap<string, readonly Entry[]>, wanted: string, limit: number): readonly Place[] {
  const rank = ({ name, isOwn, place }: Entry) => {
    const isWhole = name === wanted;
    // Whoever names a country in full (USA, Deutschland) means it; other short names are mostly codes.
    if (isWhole && (isOwn || place.level === 'country')) return 0;
    if (isWhole && name.length > CODE) return 1;
    return isOwn ? 2 : 3;
  };
  const found = new Map<Place, Entry>();
  for (const [filed, entries] of index) {
    if (!filed.startsWith(wanted.slice(0, FILED))) continue;
    for (const entry of entries) {
      if (!entry.name.startsWith(wanted)) continue;
      const known = found.get(entry.place);
      if (!known || rank(entry) < rank(known)) found.set(entry.place, entry);
    }
  }
  return [...found.values()]
    .sort((a, b) => rank(a) - rank(b) || b.place.population - a.place.population || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ place }) => place);
}

function makeIndex(folder: string): ReadonlyMap<string, readonly Entry[]> {
  const index = new Map<string, Entry[]>();
  const file = (name: string, place: Place, isOwn: boolean): void => {
    const filed = index.get(name.slice(0, FILED));
    if (filed) filed.push({ name, place, isOwn });
    else index.set(name.slice(0, FILED), [{ name, place, isOwn }]);
  };
  const countries = fileCountries(folder, file);
  const regions = fileRegions(folder, file);
  fileCities(folder, file, (country, region, population) => {
    for (const around of [countries.get(country), regions.get(region)]) if (around) around.population += population;
  });
  return index;
}

type File = (name: string, place: Place, isOwn: boolean) => void;

function fileCountries(folder: string, file: File): ReadonlyMap<string, Place> {
  const { names, aliases } = readJson<{ names: Record<string, string>; aliases: Record<string, string> }>(
    folder,
    'gazetteer/countries.json',
  );
  const places = new Map(Object.keys(names).map((id) => [id, { level: 'country' as const, id, country: id, region: null, population: 0 }]));
  for (const [id, place] of places) file(normaliseName(names[id] ?? id), place, true);
  for (const [name, id] of Object.entries(aliases)) {
    const place = places.get(id);
    if (place) file(name, place, false);
  }
  return places;
}

function fileRegions(folder: string, file: File): ReadonlyMap<string, Place> {
  const { names, aliases } = readJson<{ names: Record<string, string>; aliases: Record<string, Record<string, string>> }>(
    folder,
    'gazetteer/regions.json.gz',
  );
  const places = new Map(
    Object.keys(names).map((id) => [id, { level: 'region' as const, id, country: id.slice(0, 2), region: null, population: 0 }]),
  );
  for (const [id, place] of places) file(normaliseName(names[id] ?? id), place, true);
  for (const own of Object.values(aliases)) {
    for (const [name, id] of Object.entries(own)) {
      const place = name.length > FILED ? places.get(id) : undefined;
      if (place) file(name, place, false);
    }
  }
  return places;
}

/** Names that mean one city of the world; of a name that several bear, all who are shown under it. */
function fileCities(folder: string, file: File, onCity: (country: string, region: string, population: number) => void): void {
  const worldwide = readJson<Record<string, string>>(folder, 'gazetteer/worldwide.json.gz');
  const places = new Map<string, Place>();
  for (const country of readJson<string[]>(folder, 'cities.json')) {
    const cities = readJson<CityColumns>(folder, `cities/${country}.json`);
    for (const [row, own] of cities.name.entries()) {
      const region = cities.regions[cities.region[row] as number] || null;
      const population = cities.population[row] ?? 0;
      const place: Place = { level: 'city', id: `geonames:${cities.id[row]}`, country, region, population };
      onCity(country, region ?? '', population);
      places.set(`${country}:${cities.id[row]}`, place);
      file(normaliseName(own), place, true);
    }
  }
  for (const [name, id] of Object.entries(worldwide)) {
    const place = places.get(id);
    if (place) file(name, place, false);
  }
}
