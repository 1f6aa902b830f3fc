/** The city assets: one file a country for the map and the resolver, names for the resolver, and the cities known worldwide. */
import { normaliseName } from '../placeName.ts';
import type { CityRow } from './sources.ts';

export interface PlacedCity extends CityRow {
  readonly region: string | null;
}

/** Columns of `cities/CC.json`, most populous first. */
export interface CityColumns {
  readonly regions: readonly string[];
  readonly id: readonly number[];
  readonly name: readonly string[];
  readonly lon: readonly number[];
  readonly lat: readonly number[];
  readonly population: readonly number[];
  /** Index into `regions`, -1 without. */
  readonly region: readonly number[];
}

/** Smaller places are known by their names in Latin letters alone. */
const ALL_SCRIPTS_FROM = 100_000;
const LATIN = /^[\u0000-\u024f\u1e00-\u1eff’ʼ]+$/;
/** A name is known worldwide when its largest bearer has this many inhabitants and outweighs every other so many times. */
const KNOWN_FROM = 15_000;
const ALTERNATES_KNOWN_FROM = 100_000;
const DOMINANCE = 10;
/** How much a bearer of the name as a mere alternate counts against one whose name it is. */
const ALTERNATE_WEIGHT = 0.5;

/** A place is known by its other names only when it is large. */
function leastKnown(name: string, city: CityRow): number {
  return normaliseName(city.name) === name ? KNOWN_FROM : ALTERNATES_KNOWN_FROM;
}

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

/** Names that mean one city without any country: name to `CC:id`. */
export function knownWorldwide(cities: readonly PlacedCity[]): Record<string, string> {
  const bearers = new Map<string, { city: PlacedCity; weight: number }[]>();
  for (const city of cities) {
    const own = normaliseName(city.name);
    const bear = (name: string, weight: number) => bearers.set(name, [...(bearers.get(name) ?? []), { city, weight }]);
    bear(own, city.population);
    for (const other of otherNames(city)) bear(other, city.population * ALTERNATE_WEIGHT);
  }
  const known: Record<string, string> = {};
  for (const [name, all] of bearers) {
    const [first, second] = all.sort((a, b) => b.weight - a.weight);
    if (!first || name.length < 3 || first.city.population < leastKnown(name, first.city)) continue;
    if (!second || first.weight >= DOMINANCE * second.weight) known[name] = `${first.city.country}:${first.city.id}`;
  }
  return known;
}
