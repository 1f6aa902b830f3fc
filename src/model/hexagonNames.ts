/** Names of hexagons: the nearest city and the way from it. The map, which knows where they lie, tells them to everybody else. */
import { formatValue } from './format.ts';
import { say, texts } from './language.ts';
import type { LngLat } from './layout.ts';

const WINDS = texts({
  en: ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'],
  pt: ['N', 'NE', 'L', 'SE', 'S', 'SO', 'O', 'NO'],
  de: ['N', 'NO', 'O', 'SO', 'S', 'SW', 'W', 'NW'],
});
const KM_PER_DEGREE = 111.2;
/** Nearer than this a hexagon is that of the city itself, kilometres. */
const NEAR_KM = 1.5;

/** `São Paulo`, or `São Paulo, 4 km NE`. */
export function nearText(city: string, from: LngLat, to: LngLat): string {
  const east = (to[0] - from[0]) * Math.cos((from[1] * Math.PI) / 180) * KM_PER_DEGREE;
  const north = (to[1] - from[1]) * KM_PER_DEGREE;
  const km = Math.hypot(east, north);
  if (km < NEAR_KM) return city;
  const eighth = Math.round((Math.atan2(east, north) / Math.PI) * 4);
  return `${city}, ${Math.round(km)} km ${say(WINDS)[(eighth + 8) % 8]}`;
}

/** `23.55° S, 46.63° W`: where no city is near. Two decimals, as scores have. */
export function coordinateText([longitude, latitude]: LngLat): string {
  const [north, , east, , south, , west] = say(WINDS);
  const part = (value: number, positive = '', negative = '') =>
    `${formatValue(Math.abs(value), 'score')}° ${value < 0 ? negative : positive}`;
  return `${part(latitude, north, south)}, ${part(longitude, east, west)}`;
}

/** More names are forgotten, oldest first, and found again when they are read. */
const MOST_NAMES = 20_000;
const names = new Map<string, string>();
let find: (cell: string) => string | undefined = () => undefined;

/** Tells how the name of an H3 index is found, now that more is known: there are thousands, and few are ever read. */
export function tellHexagonNames(found: (cell: string) => string | undefined): void {
  find = found;
  names.clear();
}

/** The name of a hexagon, undefined while nobody knows it. */
export function hexagonName(cell: string): string | undefined {
  const known = names.get(cell);
  if (known !== undefined) return known;
  const name = find(cell);
  if (name === undefined) return undefined;
  const [oldest] = names.size < MOST_NAMES ? [] : names.keys();
  if (oldest !== undefined) names.delete(oldest);
  names.set(cell, name);
  return name;
}
