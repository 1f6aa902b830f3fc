/** The shapes and points of the earth, fetched from `/geo` when they are first needed, each file once. */
import type { Feature, FeatureCollection, MultiLineString, Point } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import type { Bounds } from '../model/camera.ts';
import { coordinateText, nearText } from '../model/hexagonNames.ts';
import type { LngLat } from '../model/layout.ts';
import { localName } from '../model/localNames.ts';
import type { Level, PlaceRef } from '../model/place.ts';
import { readArcs } from '../protocol/arcText.ts';
import { type CityIndex, createCityIndex } from './cityIndex.ts';

import { withSharedPoints } from './sharedPoints.ts';
import { fetchTerritories, type TerritoryGround } from './territoryFacts.ts';

/** What is known of a place: its name, the point its column stands on, its bounds (east may exceed 180). */
export interface PlaceFacts {
  readonly name: string;
  readonly anchor: LngLat;
  readonly bounds: Bounds;
}

export interface CountryShapes {
  readonly countries: FeatureCollection;
  readonly borders: Feature;
  readonly coast: Feature;
}

/** What stands first: countries as coarse as the view of the whole earth can tell, and the large lakes. */
export interface WorldShapes extends CountryShapes {
  readonly lakes: FeatureCollection;
}

export interface RegionShapes {
  readonly regions: FeatureCollection;
  readonly borders: Feature;
}

export interface WaterShapes {
  readonly lakes: FeatureCollection;
  readonly rivers: FeatureCollection;
}

export interface Geography {
  /** Facts of a place, undefined while not loaded or not known. */
  factsOf(place: PlaceRef): PlaceFacts | undefined;
  /** Fetches what tells the facts of a place. */
  learn(place: PlaceRef): Promise<void>;
  /** The name points of all countries. */
  countryPoints(): FeatureCollection<Point>;
  shapeOf(place: PlaceRef): Feature | undefined;
  /** The shapes of a level that are known, of territories those of a `set`, by id; another object when others have come. Empty where places have none. */
  outlinesOf(level: Level, set?: string): ReadonlyMap<string, Feature>;
  /** The countries as fine as a near view shows them, known from then on. */
  loadCountries(): Promise<CountryShapes>;
  loadRegions(): Promise<RegionShapes>;
  /** The areas of a set of territories, known from then on. */
  loadTerritories(set: string): Promise<FeatureCollection>;
  loadWater(): Promise<WaterShapes>;
  /** Makes the cities of countries (ISO 3166-1 alpha-2) known; countries without a file have none. True when that was new. */
  loadCities(countries: Iterable<string>): Promise<boolean>;
  /** Fetches what tells where hexagons lie. True when that was new. */
  loadCells(): Promise<boolean>;
  /** Where hexagons lie; null before {@link loadCells}. */
  cells(): Cells | null;
  readonly cities: CityIndex;
  readonly shapes: WorldShapes;
}

/** Fetched on its own: maps of countries, regions and cities need no hexagons. */
export type Cells = typeof import('./cells.ts');

interface PlaceRow {
  readonly id: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  readonly bbox: Bounds;
}

/** A topology whose lines stand as text. */
type CoarseWorld = Omit<Topology, 'arcs'> & { readonly arcs: string };

interface CityColumns {
  readonly id: readonly number[];
  readonly name: readonly string[];
  readonly lon: readonly number[];
  readonly lat: readonly number[];
  readonly population: readonly number[];
}

const NO_OUTLINES: ReadonlyMap<string, Feature> = new Map();

/** Half the side of the square that stands for a city, degrees. */
const CITY_REACH_DEGREES = 0.16;

/** Fetches what every picture needs: countries and the points of places. Throws when the server does not have them. */
export async function loadGeography(): Promise<Geography> {
  const [world, countries, cityFiles] = await Promise.all([
    fetchJson<CoarseWorld>('/geo/world.json'),
    fetchJson<PlaceRow[]>('/geo/places/countries.json'),
    fetchJson<string[]>('/geo/cities.json'),
  ]);
  const topology = withSharedPoints({ ...world, arcs: readArcs(world.arcs) });
  const facts = {
    country: new Map(countries.map((row) => [row.id, toFacts(row)])),
    region: new Map<string, PlaceFacts>(),
    city: new Map<string, PlaceFacts>(),
  };
  const shapes: WorldShapes = { ...countryShapes(topology), lakes: areas(topology, 'lakes') };
  const byId = { country: indexById(shapes.countries), region: new Map<string, Feature>() };
  const territories = new Map<string, TerritoryGround>();
  const territoryShapes = new Map<string, ReadonlyMap<string, Feature>>();
  const cities = createCityIndex();
  let cells: Cells | null = null;
  const hasCities = new Set(cityFiles);
  const cityLoads = new Map<string, () => Promise<void>>();

  async function loadCountryCities(country: string): Promise<void> {
    const { id: ids, name, lon, lat, population } = await fetchJson<CityColumns>(`/geo/cities/${country}.json`);
    ids.forEach((id, at) => {
      facts.city.set(`geonames:${id}`, cityFacts(name[at] as string, lon[at] as number, lat[at] as number));
      cities.add({ name: name[at] as string, at: [lon[at] as number, lat[at] as number], population: population[at] as number });
    });
  }

  const learnRegions = once(async () => {
    for (const row of await fetchJson<PlaceRow[]>('/geo/places/regions.json')) facts.region.set(row.id, toFacts(row));
  });

  async function loadCities(countries: Iterable<string>): Promise<boolean> {
    const wanted = [...new Set(countries)].filter((country) => hasCities.has(country));
    const before = facts.city.size;
    await Promise.all(wanted.map((country) => cityLoadOf(country)()));
    return facts.city.size > before;
  }

  function cityLoadOf(country: string): () => Promise<void> {
    const load = cityLoads.get(country) ?? once(() => loadCountryCities(country));
    cityLoads.set(country, load);
    return load;
  }

  const fetchCells = once(async () => {
    cells = await import('./cells.ts');
  });

  async function loadCells(): Promise<boolean> {
    const isNew = cells === null;
    await fetchCells();
    return isNew;
  }

  /** Fetched again each time, because a set may be another one by now; what is known stands meanwhile. */
  async function loadTerritories(set: string): Promise<FeatureCollection> {
    const ground = await fetchTerritories(set);
    territories.set(set, ground);
    territoryShapes.set(set, indexById(ground.shapes));
    return ground.shapes;
  }

  function outlinesOf(level: Level, set = ''): ReadonlyMap<string, Feature> {
    if (level === 'territory') return territoryShapes.get(set) ?? NO_OUTLINES;
    return level === 'country' || level === 'region' ? byId[level] : NO_OUTLINES;
  }

  function hexagonText(at: LngLat): string {
    const city = cities.nearest(at);
    return city ? nearText(city.name, city.at, at) : coordinateText(at);
  }

  function factsOf(place: PlaceRef): PlaceFacts | undefined {
    if (place.level === 'territory') return territories.get(place.set ?? '')?.facts.get(place.id);
    if (place.level !== 'hexagon' && place.level !== 'customer') return facts[place.level].get(place.id);
    const cell = place.level === 'hexagon' ? place.id : (place.cell ?? null);
    return cells === null || cell === null ? undefined : cellFacts(cells, place, cell);
  }

  /** Thousands are asked where they stand, few of them what they are called: that is found out when it is read. */
  function cellFacts({ cellBounds, cellCentre, customerPoint }: Cells, { level, id }: PlaceRef, cell: string): PlaceFacts {
    const anchor = level === 'customer' ? customerPoint(id, cell) : cellCentre(cell);
    return {
      anchor,
      get name() {
        return level === 'customer' ? id : hexagonText(anchor);
      },
      get bounds() {
        return cellBounds(cell);
      },
    };
  }

  return {
    shapes,
    cities,
    cells: () => cells,
    loadCells,
    async learn(place) {
      // A set may have been taken away since the address was written.
      if (place.level === 'territory') return void (await loadTerritories(place.set ?? '').catch(() => null));
      if (place.level === 'region') await learnRegions();
      if (place.level === 'hexagon' || place.level === 'customer') await loadCells();
      if (place.level !== 'country' && place.level !== 'region' && place.country !== null) await loadCities([place.country]);
    },
    loadCities,
    factsOf,
    countryPoints: () => ({ type: 'FeatureCollection', features: countries.map(toPoint) }),
    loadTerritories,
    shapeOf: ({ level, id, set }) => outlinesOf(level, set).get(id),
    outlinesOf,
    loadCountries: once(async () => {
      const fine = countryShapes(withSharedPoints(await fetchJson<Topology>('/geo/countries.json')));
      byId.country = indexById(fine.countries);
      return fine;
    }),
    loadRegions: once(async () => {
      const [told] = await Promise.all([fetchJson<Topology>('/geo/regions.json'), learnRegions()]);
      const regions = withSharedPoints(told);
      const loaded = { regions: areas(regions, 'regions'), borders: line(regions, 'borders') };
      byId.region = indexById(loaded.regions);
      return loaded;
    }),
    loadWater: once(async () => {
      const water = await fetchJson<Topology>('/geo/water.json');
      return { lakes: areas(water, 'lakes'), rivers: areas(water, 'rivers') };
    }),
  };
}

function countryShapes(topology: Topology): CountryShapes {
  return { countries: areas(topology, 'countries'), borders: line(topology, 'borders'), coast: line(topology, 'coast') };
}

async function fetchJson<T>(path: string): Promise<T> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`no geography: ${path} answered ${response.status}`);
  return (await response.json()) as T;
}

/** Loads at the first call alone; after a failure the next call tries again. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}

function toFacts(row: PlaceRow): PlaceFacts {
  return { name: row.name, anchor: [row.lon, row.lat], bounds: row.bbox };
}

function cityFacts(name: string, longitude: number, latitude: number): PlaceFacts {
  const reach = CITY_REACH_DEGREES;
  return { name, anchor: [longitude, latitude], bounds: [longitude - reach, latitude - reach, longitude + reach, latitude + reach] };
}

function toPoint(row: PlaceRow): Feature<Point> {
  const size = Math.max(row.bbox[2] - row.bbox[0], row.bbox[3] - row.bbox[1]);
  return {
    type: 'Feature',
    properties: { id: row.id, name: localName('country', row.id, row.name), size },
    geometry: { type: 'Point', coordinates: [row.lon, row.lat] },
  };
}

/** Feature state is keyed by a property, because ids of tiles must otherwise be whole numbers. */
function areas(topology: Topology, name: string): FeatureCollection {
  const shape = feature(topology, topology.objects[name] as GeometryObject) as FeatureCollection;
  for (const area of shape.features) area.properties = { ...area.properties, id: area.properties?.id ?? area.id };
  return shape;
}

function line(topology: Topology, name: string): Feature {
  return feature(topology, topology.objects[name] as GeometryObject) as Feature<MultiLineString>;
}

function indexById(shape: FeatureCollection): Map<string, Feature> {
  return new Map(shape.features.map((area) => [String(area.properties?.id), area]));
}
