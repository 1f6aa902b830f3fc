/** The cities of one country: by id, by name, by nearness. */
import { lazy, readBytes, readJson } from './assets.ts';
import { cityNames, normaliseName } from './placeName.ts';

export interface Point {
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
}

export interface City extends Point {
  /** GeoNames id. */
  readonly id: number;
  readonly name: string;
  /** ISO 3166-1 alpha-2 of the file it was found in. */
  readonly country: string;
  /** ISO 3166-2, or null. */
  readonly region: string | null;
  readonly population: number;
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

/** Without a region a name means the bearer that is so many times as populous as the next; within one region less will do. */
const DOMINANCE = 8;
const DOMINANCE_IN_REGION = 4;
/** A city known by the name besides its own makes the name doubtful when it is so many times as populous. */
const OUTSHINES = 8;
/** Entries of one name so near to each other are one place. */
const SAME_PLACE_KM = 15;
/** Ranks of the names file: seats of government up to this, parts of towns from that on. */
const SEAT = 1;
const PART_OF_TOWN = 4;
const BIN_DEGREES = 0.5;

export class CityShard {
  private readonly country: string;
  private readonly columns: CityColumns;
  private readonly ranks: () => Uint8Array;
  private readonly ownNames: () => Map<string, number[]>;
  private readonly otherNames: () => Map<string, number[]>;
  private readonly rowsById: () => Map<number, number>;
  private readonly bins: () => Map<string, number[]>;
  private readonly lines: () => string[];

  constructor(folder: string, country: string) {
    this.country = country;
    this.columns = readJson<CityColumns>(folder, `cities/${country}.json`);
    this.lines = lazy(() => readBytes(folder, `gazetteer/cities/${country}.txt.gz`).toString('utf8').split('\n'));
    this.ranks = lazy(() => Uint8Array.from(this.lines(), (line) => line.charCodeAt(0) - 48));
    this.ownNames = lazy(() => indexRows(this.columns.name, (name) => [normaliseName(name)]));
    this.otherNames = lazy(() => indexRows(this.lines(), (line) => line.split('|').slice(1)));
    this.rowsById = lazy(() => new Map(this.columns.id.map((id, row) => [id, row])));
    this.bins = lazy(() => binPoints(this.columns));
  }

  byId(id: number): City | null {
    const row = this.rowsById().get(id);
    return row === undefined ? null : this.at(row);
  }

  /** The city of that name, in that region when one is given; null when there is none, or several and nothing tells which. */
  named(text: string, region: string | null, near: Point | null): City | null {
    const key = normaliseName(text);
    if (key === '') return null;
    const inRegion = (row: number) => region === null || this.regionOf(row) === region;
    const own = (this.ownNames().get(key) ?? []).filter(inRegion);
    const others = () => cityNames(key).flatMap((name) => (this.otherNames().get(name) ?? []).filter(inRegion));
    const row = this.choose(own.length > 0 ? own : others(), region !== null, near);
    if (row === undefined) return null;
    const isCertain = own.length === 0 || region !== null || near !== null || !this.isOutshone(row, others());
    return isCertain ? this.at(row) : null;
  }

  /** The city whose area, judged by its population, holds the point; null between cities or where two claim it alike. */
  around({ lon, lat }: Point, region: string | null): City | null {
    let [best, second, chosen] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1];
    for (const row of this.near(lon, lat)) {
      if (region !== null && this.regionOf(row) !== region) continue;
      if (this.ranks()[row] === PART_OF_TOWN) continue;
      const ratio = kilometres(this.at(row), { lon, lat }) / reachKm(this.columns.population[row] ?? 0);
      if (ratio < best) [best, second, chosen] = [ratio, best, row];
      else if (ratio < second) second = ratio;
    }
    return chosen >= 0 && best <= 1.5 && (best <= 0.5 || second >= best * 1.25) ? this.at(chosen) : null;
  }

  /** The nearest city within about 50 km, parts of towns included. */
  nearest({ lon, lat }: Point): { readonly city: City; readonly km: number } | null {
    let found: { city: City; km: number } | null = null;
    for (const row of this.near(lon, lat)) {
      const city = this.at(row);
      const km = kilometres(city, { lon, lat });
      if (found === null || km < found.km) found = { city, km };
    }
    return found;
  }

  private choose(rows: readonly number[], withinRegion: boolean, near: Point | null): number | undefined {
    if (rows.length <= 1) return rows[0];
    if (near) return this.nearestOf(rows, near);
    const towns = rows.filter((row) => this.ranks()[row] !== PART_OF_TOWN);
    const [first, ...others] = towns.length > 0 ? towns : rows;
    if (first === undefined || others.every((row) => kilometres(this.at(first), this.at(row)) < SAME_PLACE_KM)) return first;
    const seats = withinRegion ? towns.filter((row) => (this.ranks()[row] ?? 9) <= SEAT) : [];
    if (seats.length === 1) return seats[0];
    const next = this.columns.population[others[0] ?? -1] ?? 0;
    const needed = withinRegion ? DOMINANCE_IN_REGION : DOMINANCE;
    return (this.columns.population[first] ?? 0) >= Math.max(1, next) * needed ? first : undefined;
  }

  /** Whether another city, far from there, may as well be meant: it has the name besides its own (Newcastle upon Tyne), and so many more people. */
  private isOutshone(row: number, others: readonly number[]): boolean {
    const people = this.columns.population[row] ?? 0;
    return others.some(
      (other) =>
        (this.columns.population[other] ?? 0) >= Math.max(1, people) * OUTSHINES &&
        kilometres(this.at(row), this.at(other)) >= SAME_PLACE_KM,
    );
  }

  private nearestOf(rows: readonly number[], near: Point): number | undefined {
    const byDistance = rows.map((row) => ({ row, km: kilometres(this.at(row), near) })).sort((a, b) => a.km - b.km);
    return byDistance[0] && byDistance[0].km < 60 ? byDistance[0].row : undefined;
  }

  private *near(lon: number, lat: number): Iterable<number> {
    const [column, line] = [Math.floor(lon / BIN_DEGREES), Math.floor(lat / BIN_DEGREES)];
    for (let dx = -1; dx <= 1; dx++) for (let dy = -1; dy <= 1; dy++) yield* this.bins().get(`${column + dx},${line + dy}`) ?? [];
  }

  private regionOf(row: number): string | null {
    return this.columns.regions[this.columns.region[row] ?? -1] ?? null;
  }

  private at(row: number): City {
    const { id, name, lon, lat, population } = this.columns;
    return {
      id: id[row] as number,
      name: name[row] as string,
      lon: lon[row] as number,
      lat: lat[row] as number,
      population: population[row] as number,
      country: this.country,
      region: this.regionOf(row),
    };
  }
}

/** Rows by name; rows ascend, so the most populous stands first. */
function indexRows(texts: readonly string[], namesOf: (text: string) => readonly string[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  texts.forEach((text, row) => {
    for (const name of namesOf(text)) {
      const rows = index.get(name);
      if (rows) rows.push(row);
      else index.set(name, [row]);
    }
  });
  return index;
}

function binPoints({ lon, lat }: CityColumns): Map<string, number[]> {
  const bins = new Map<string, number[]>();
  lon.forEach((x, row) => {
    const key = `${Math.floor(x / BIN_DEGREES)},${Math.floor((lat[row] as number) / BIN_DEGREES)}`;
    const rows = bins.get(key);
    if (rows) rows.push(row);
    else bins.set(key, [row]);
  });
  return bins;
}

/** How far a city of so many people reaches from its centre: 2.5 km at 100,000, 8 km at a million. */
function reachKm(population: number): number {
  return Math.max(1.5, 0.008 * Math.sqrt(population));
}

function kilometres(a: Point, b: Point): number {
  const squash = Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180);
  return 111.2 * Math.hypot((a.lon - b.lon) * squash, a.lat - b.lat);
}
