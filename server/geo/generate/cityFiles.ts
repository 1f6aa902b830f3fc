/** The city assets: one file a country for the map and the resolver, names for the resolver, and the cities known worldwide. */
import type { CityColumns } from '../cityShard.ts';
import { normaliseName } from '../placeName.ts';
import type { CityRow } from './sources.ts';

export interface PlacedCity extends CityRow {
  readonly region: string | null;
}

/** Smaller places are known by their names in Latin letters alone. */
const ALL_SCRIPTS_FROM = 100_000;
const LATIN = /^[ -\u024f\u1e00-\u1eff’ʼ]+$/;
/** A name is known worldwide when its largest bearer has this many inhabitants and outweighs every other so many times. */
const KNOWN_FROM = 15_000;
const ALTERNATES_KNOWN_FROM = 100_000;
const DOMINANCE = 8;
/** How much a bearer of the name as a mere alternate counts against one whose name it is. */
const ALTERNATE_WEIGHT = 0.03;
/** Boroughs and suburbs nearer than this do not compete with their city for its name. */
const SAME_PLACE_DEGREES = 0.3;

export function toColumns(cities: readonly PlacedCity[]): CityColumns {
  const regions = [...new Set(cities.map((city) => city.region).filter((region) => region !== null))].sort();
  const round = (degrees: number) => Math.round(degrees * 1000) / 1000;
  return {
    regions,
    id: cities.map((city) => city.id),
    name: cities.map((city) => city.name),
    lon: cities.map((city) => round(city.lon)),
    lat: cities.map((city) => round(city.lat)),
    population: cities.map((city) => city.population),
    region: cities.map((city) => (city.region === null ? -1 : regions.indexOf(city.region))),
  };
}

/** One line a city, aligned with the columns: rank, then its other names in comparable form, separated by `|`. */
export function toNames(cities: readonly PlacedCity[]): string {
  return cities.map((city) => [rankOf(city.kind), ...otherNames(city)].join('|')).join('\n');
}

/** 0 for seats of government down to 4 for parts of towns. */
function rankOf(kind: string): number {
  const ranks: Readonly<Record<string, number>> = { PPLC: 0, PPLA: 0, PPLA2: 1, PPLA3: 2, PPLX: 4, PPLH: 4, PPLQ: 4, PPLW: 4, PPLCH: 4 };
  return ranks[kind] ?? 3;
}

function otherNames({ name, ascii, alternates, population }: CityRow): string[] {
  const own = normaliseName(name);
  const useful = alternates.filter((other) => other.length > 2 && (population >= ALL_SCRIPTS_FROM || LATIN.test(other)));
  const names = new Set([ascii, ...useful].map(normaliseName).filter((other) => other.length > 2 || /[^a-z]/.test(other)));
  names.delete(own);
  names.delete('');
  return [...names];
}

/** Names that mean one city without any country: name to `CC:id`, or to nothing where several cities of note bear it. */
export function knownWorldwide(cities: readonly PlacedCity[]): Record<string, string> {
  const bearers = new Map<string, Bearer[]>();
  for (const city of cities) {
    const bear = (name: string, weight: number, own: boolean) => {
      const bearer = { city, weight, own };
      const known = bearers.get(name);
      if (known) known.push(bearer);
      else bearers.set(name, [bearer]);
    };
    bear(normaliseName(city.name), city.population, true);
    for (const other of otherNames(city)) bear(other, city.population * ALTERNATE_WEIGHT, false);
  }
  return Object.fromEntries([...bearers].flatMap(([name, all]) => meaning(name, all) ?? []));
}

interface Bearer {
  readonly city: PlacedCity;
  readonly weight: number;
  readonly own: boolean;
}

function meaning(name: string, bearers: Bearer[]): [string, string][] | null {
  const [first, ...others] = bearers.sort((a, b) => b.weight - a.weight);
  if (!first || name.length < 3) return null;
  const second = others.find(({ city }) => Math.hypot(city.lat - first.city.lat, city.lon - first.city.lon) > SAME_PLACE_DEGREES);
  const dominant = !second || first.weight >= DOMINANCE * second.weight;
  if (dominant && first.city.population >= (first.own ? KNOWN_FROM : ALTERNATES_KNOWN_FROM))
    return [[name, `${first.city.country}:${first.city.id}`]];
  return bearers.some(({ city, own }) => own && city.population >= KNOWN_FROM) ? [[name, '']] : null;
}
