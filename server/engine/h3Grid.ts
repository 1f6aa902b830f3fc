/**
 * H3 cells as whole numbers below 2^53: base cell and digits of the index (its low 52 bits) plus 1, so that 0 is "no cell".
 * The resolution is known from where the number stands. Parents are found by setting the digits below them.
 */
import { cellToLatLng } from 'h3-js';

/** Resolution at which events keep their cell. */
export const FINEST = 15;

/** Number of an index text such as `8928308280fffff`, at its own resolution. */
export function toGridNumber(index: string): number {
  return Number.parseInt(index.slice(2), 16) + 1;
}

/** Index text of a grid number at a resolution; null for 0. */
export function toIndexText(grid: number, resolution: number): string | null {
  if (grid === 0) return null;
  return `8${resolution.toString(16)}${(grid - 1).toString(16).padStart(13, '0')}`;
}

/** Resolution of an index text. */
export function resolutionOf(index: string): number {
  return Number.parseInt(index.charAt(1), 16);
}

/** How many cells of the finest resolution one cell of `resolution` spans on the number line. */
function spanAt(resolution: number): number {
  return 2 ** (3 * (FINEST - resolution));
}

/** The cell of `resolution` that holds a cell of a finer one. */
export function toParent(grid: number, resolution: number): number {
  if (grid === 0) return 0;
  const span = spanAt(resolution);
  const digits = grid - 1;
  return digits - (digits % span) + span;
}

/** First and last grid number of the finest cells inside a cell. */
export function toRange(index: string): { readonly first: number; readonly last: number } {
  const last = toGridNumber(index);
  return { first: last - spanAt(resolutionOf(index)) + 1, last };
}

/** SQL of {@link toParent} over a column of grid numbers. */
export function parentSql(column: string, resolution: number): string {
  if (resolution === FINEST) return column;
  const mask = spanAt(resolution) - 1;
  return `CASE WHEN ${column} = 0 THEN 0 ELSE ((${column} - 1) | ${mask}) + 1 END`;
}

/** Longitude and latitude (degrees) of the middle of a cell of the finest resolution; null for no cell. */
export function toLongitudeLatitude(grid: number): readonly [number, number] | null {
  const index = toIndexText(grid, FINEST);
  if (index === null) return null;
  const [latitude, longitude] = cellToLatLng(index);
  return [longitude, latitude];
}
