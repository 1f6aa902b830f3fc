/** Which area of a set of territories a cell lies in. */
import { cellToLatLng } from 'h3-js';
import type { Territory } from '../geo/territories/readTerritory.ts';
import { FINEST, toIndexText } from './h3Grid.ts';

/** Number of the area that a cell's middle lies in, 0 for none; `grid` is its number at the finest resolution. */
export function areaOfGrid({ areaAt }: Pick<Territory, 'areaAt'>, grid: number): number {
  const index = toIndexText(grid, FINEST);
  if (index === null) return 0;
  const [latitude, longitude] = cellToLatLng(index);
  return areaAt(longitude, latitude);
}
