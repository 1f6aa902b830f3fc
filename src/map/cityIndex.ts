/** The cities that are known by now, found by where they lie. */
import type { LngLat } from '../model/layout.ts';

export interface CityIndex {
  add(city: City): void;
  /** The nearest city, a larger one rather than its quarters; null when none is known within about 25 km. */
  nearest(at: LngLat): City | null;
  /** All that are known; another array when more have become so. */
  all(): readonly City[];
}

export interface City {
  readonly name: string;
  readonly at: LngLat;
  readonly population: number;
}

/** Smaller ones are mostly quarters of others. */
const LEAST_POPULATION = 10_000;
const BIN_DEGREES = 0.25;

export function createCityIndex(): CityIndex {
  const bins = new Map<string, City[]>();
  let cities: readonly City[] = [];
  let added: City[] = [];

  function around([longitude, latitude]: LngLat): readonly City[] {
    const [column, row] = [Math.floor(longitude / BIN_DEGREES), Math.floor(latitude / BIN_DEGREES)];
    const found: City[] = [];
    for (let x = column - 1; x <= column + 1; x++) for (let y = row - 1; y <= row + 1; y++) found.push(...(bins.get(`${x} ${y}`) ?? []));
    return found;
  }

  return {
    add(city) {
      const key = `${Math.floor(city.at[0] / BIN_DEGREES)} ${Math.floor(city.at[1] / BIN_DEGREES)}`;
      const bin = bins.get(key) ?? [];
      bin.push(city);
      bins.set(key, bin);
      added.push(city);
    },
    nearest(at) {
      const across = Math.cos((at[1] * Math.PI) / 180);
      const distance = (city: City) => Math.hypot((city.at[0] - at[0]) * across, city.at[1] - at[1]);
      let best: City | null = null;
      for (const city of around(at))
        if (city.population >= LEAST_POPULATION && (best === null || distance(city) < distance(best))) best = city;
      return best;
    },
    all() {
      if (added.length > 0) [cities, added] = [[...cities, ...added], []];
      return cities;
    },
  };
}
