/**
 * Resolves what senders write about a place to ids: country (ISO 3166-1 alpha-2), region (ISO 3166-2), city (`geonames:<id>`), H3 cell.
 *
 * The sender's own country and region win. What is missing is filled from coordinates, then the postal code, then the city, each only
 * where it does not contradict what is known: a contradiction drops the later one whole. What cannot be resolved is null, never guessed.
 * A city that was named but not found is null; one that was not named is taken from the postal code, or from coordinates well inside a city.
 * A city name without a country means the city that is eight times as populous as every other of that name; so does one without a region.
 * Overseas territories with an ISO 3166-1 code are countries when named so or found by coordinates, and regions when the sender named the country they belong to.
 */
import { latLngToCell } from 'h3-js';
import { GEOGRAPHY } from './assets.ts';
import { Cities } from './cities.ts';
import type { City, Point } from './cityShard.ts';
import { CityTexts } from './cityText.ts';
import { Countries } from './countries.ts';
import { GroundMap } from './ground.ts';
import { seenFrom } from './hierarchy.ts';
import { PostalCodes, type PostalHit } from './postalCodes.ts';
import type { Ground } from './regionPolygons.ts';
import { Regions } from './regions.ts';

/** What an event says about its place, as sent. */
export interface PlaceInput {
  readonly country?: string | undefined;
  readonly region?: string | undefined;
  readonly city?: string | undefined;
  readonly postal_code?: string | undefined;
  /** Degrees north. */
  readonly lat?: number | undefined;
  /** Degrees east. */
  readonly lon?: number | undefined;
}

export interface Place {
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly cell: string | null;
}

export interface Gazetteer {
  /** Never throws; a region lies in its country, a city in its region. */
  resolve(input: PlaceInput): Place;
  /** The name people use, or null for an unknown id. */
  label(dimension: 'country' | 'region' | 'city', id: string): string | null;
}

interface Known {
  readonly country: string | null;
  readonly region: string | null;
}

const CELL_RESOLUTION = 15;
/** Two generations of answers are kept, so that the frequent ones stay. */
const REMEMBERED = 25_000;

/** Reads what is needed at once from `folder` (the generated public/geo); the rest is read when first needed. Throws when the files are missing. */
export function loadGazetteer(folder: string = GEOGRAPHY): Gazetteer {
  const countries = new Countries(folder);
  const regions = new Regions(folder);
  const cities = new Cities(folder);
  const resolver = new Resolver({
    countries,
    regions,
    cities,
    texts: new CityTexts(countries, regions, cities),
    ground: new GroundMap(folder),
    postal: new PostalCodes(folder),
  });
  return {
    resolve: remember((input) => resolver.resolve(input)),
    label: (dimension, id) => {
      if (dimension === 'country') return countries.label(id);
      if (dimension === 'region') return regions.label(id);
      return id.startsWith('geonames:') ? cities.label(Number(id.slice('geonames:'.length))) : null;
    },
  };
}

function remember(resolve: (input: PlaceInput) => Place): (input: PlaceInput) => Place {
  let [recent, older] = [new Map<string, Place>(), new Map<string, Place>()];
  return (input) => {
    const { country, region, city, postal_code, lat, lon } = input;
    const key = `${country}\0${region}\0${city}\0${postal_code}\0${lat}\0${lon}`;
    const known = recent.get(key);
    if (known) return known;
    const place = older.get(key) ?? resolve(input);
    if (recent.size >= REMEMBERED) [recent, older] = [new Map(), recent];
    recent.set(key, place);
    return place;
  };
}

interface Parts {
  readonly countries: Countries;
  readonly regions: Regions;
  readonly cities: Cities;
  readonly texts: CityTexts;
  readonly ground: GroundMap;
  readonly postal: PostalCodes;
}

class Resolver {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  resolve(input: PlaceInput): Place {
    const point = toPoint(input);
    const said = this.said(input);
    const grounded = point ? (merge(said, this.groundAt(point)) ?? said) : said;
    const postal = input.postal_code ? this.parts.postal.find(grounded.country, input.postal_code) : null;
    const posted = postal && merge(grounded, postal);
    const settled = posted ?? grounded;
    const trusted = posted ? postal : null;
    const near = point ?? trusted?.point ?? null;
    const { place, city } = this.withCity(settled, input.city?.trim() ?? '', near, trusted, point);
    return { ...place, city: city && `geonames:${city.id}`, cell: cellOf(point ?? trusted?.point ?? city) };
  }

  /** The sender's own country and region. */
  private said({ country, region }: PlaceInput): Known {
    const { countries, regions } = this.parts;
    const named = country ? countries.find(country) : null;
    if (!region?.trim()) return named ?? { country: null, region: null };
    if (named === null) {
      const alone = regions.anywhere(region);
      return { country: alone?.slice(0, 2) ?? null, region: alone };
    }
    return { country: named.country, region: regions.inCountry(named.country, region) ?? named.region };
  }

  private groundAt(point: Point): Known | null {
    const ground = this.parts.ground.at(point, (grounds) => this.nearestOf(grounds, point));
    return ground && { country: ground.territory, region: ground.country === ground.territory ? ground.id : null };
  }

  /** Between several shores: that of the nearest city. */
  private nearestOf(grounds: readonly Ground[], point: Point): Ground | null {
    const cities = [...new Set(grounds.map(({ territory }) => territory))].map(
      (country) => this.parts.cities.of(country)?.nearest(point) ?? null,
    );
    const [first] = cities.filter((near) => near !== null).sort((a, b) => a.km - b.km);
    const near = grounds.find(({ territory }) => territory === first?.city.country);
    return first && near ? { ...near, id: first.city.region ?? near.id } : null;
  }

  private withCity(
    known: Known,
    text: string,
    near: Point | null,
    postal: PostalHit | null,
    point: Point | null,
  ): { place: Known; city: City | null } {
    if (text === '') return { place: known, city: this.unnamedCity(known, postal, point) };
    const hit = this.parts.texts.find(text, { ...known, near });
    const place = hit && merge(known, hit);
    if (!hit || !place) return { place: known, city: null };
    return { place, city: hit.city && liesIn(hit.city, place) ? hit.city : null };
  }

  private unnamedCity(known: Known, postal: PostalHit | null, point: Point | null): City | null {
    const shard = known.country === null ? null : this.parts.cities.of(known.country);
    if (!shard) return null;
    const city = point
      ? shard.around(point, known.region)
      : postal?.cityId
        ? shard.byId(postal.cityId)
        : postal?.city
          ? shard.named(postal.city, known.region, null)
          : null;
    return city && liesIn(city, known) ? city : null;
  }
}

/** What both say together, or null when they contradict each other. */
function merge(known: Known, found: Known | null): Known | null {
  if (found === null) return null;
  if (known.country === null) return { country: found.country, region: found.region };
  const seen = seenFrom(known.country, found);
  if (seen === null) return null;
  if (known.region !== null && seen.region !== null && known.region !== seen.region) return null;
  return { country: known.country, region: known.region ?? seen.region };
}

function liesIn(city: City, place: Known): boolean {
  return city.country === place.country && (place.region === null || city.region === place.region);
}

function cellOf(point: Point | null): string | null {
  return point && latLngToCell(point.lat, point.lon, CELL_RESOLUTION);
}

/** Null for coordinates that are missing, out of range, or (0,0), which stands for none. */
function toPoint({ lat, lon }: PlaceInput): Point | null {
  if (lat === undefined || lon === undefined || !(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180)) return null;
  return lat === 0 && lon === 0 ? null : { lat, lon };
}
