/** Which hexagons of a layout hold a known city: those carry its name. */

import { resolutionOf } from '../model/cell.ts';
import type { ColumnLayout } from '../model/layout.ts';
import type { City } from './cityIndex.ts';
import type { Geography } from './geography.ts';

/** Returns what names slots, the largest city first, each slot once. Made anew when another layout stands or more cities are known. */
export function createCityNames(geography: Geography): (layout: ColumnLayout) => ReadonlyMap<number, string> {
  let last: { readonly layout: ColumnLayout; readonly cities: readonly City[]; readonly names: ReadonlyMap<number, string> } | null = null;
  return (layout) => {
    const cities = geography.cities.all();
    if (last?.layout !== layout || last.cities !== cities) last = { layout, cities, names: name(layout, cities, geography) };
    return last.names;
  };
}

function name({ places }: ColumnLayout, cities: readonly City[], geography: Geography): ReadonlyMap<number, string> {
  const cells = geography.cells();
  const [first] = places;
  const names = new Map<number, string>();
  if (cells === null || first === undefined) return names;
  const slots = new Map(places.map(({ id }, slot) => [id, slot]));
  const resolution = resolutionOf(first.id);
  for (const city of [...cities].sort((one, other) => other.population - one.population)) {
    const slot = slots.get(cells.cellAt(city.at, resolution));
    if (slot !== undefined && !names.has(slot)) names.set(slot, city.name);
  }
  return names;
}
