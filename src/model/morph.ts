/** How one level turns into another: every place of the finer one comes out of, or goes back into, the place that holds it. */
import { parentCell, resolutionOf } from './cell.ts';
import type { ColumnLayout } from './layout.ts';
import { depthOf, type PlaceRef } from './place.ts';

/** Whether the places of one layout are smaller than those of another: a finer level, or finer hexagons. */
export function isFiner(one: ColumnLayout, other: ColumnLayout): boolean {
  if (one.level !== other.level) return depthOf(one.level) > depthOf(other.level);
  return one.level === 'hexagon' && finenessOf(one) > finenessOf(other);
}

function finenessOf({ places }: ColumnLayout): number {
  return resolutionOf(places[0]?.id ?? '');
}

/** Longitude, latitude, 0 a slot of `finer`: where its parent stands in `coarser`, else the nearest place there, else where it stands itself. */
export function originsOf(finer: ColumnLayout, coarser: ColumnLayout): Float32Array {
  const origins = Float32Array.from(finer.positions);
  const slotById = new Map(coarser.places.map((place, slot) => [place.id, slot]));
  const nearest = createNearest(coarser);
  finer.places.forEach((place, slot) => {
    const [longitude, latitude] = [finer.positions[slot * 3] as number, finer.positions[slot * 3 + 1] as number];
    const known = parentIds(place, coarser).flatMap((id) => slotById.get(id) ?? []);
    const parent = known[0] ?? nearest(longitude, latitude);
    if (parent < 0) return;
    origins[slot * 3] = coarser.positions[parent * 3] as number;
    origins[slot * 3 + 1] = coarser.positions[parent * 3 + 1] as number;
  });
  return origins;
}

/** Ids that the parent of a place can have in a coarser layout. */
function parentIds(place: PlaceRef, coarser: ColumnLayout): readonly string[] {
  if (coarser.level === 'country') return place.country === null ? [] : [place.country];
  if (coarser.level === 'region') return place.region === null ? [] : [place.region];
  if (coarser.level === 'city') return place.city ? [place.city] : [];
  const cell = place.level === 'hexagon' ? place.id : (place.cell ?? '');
  const resolution = finenessOf(coarser);
  return coarser.level === 'hexagon' && cell !== '' && resolutionOf(cell) >= resolution ? [parentCell(cell, resolution)] : [];
}

const BIN_DEGREES = 4;

/** Finds the nearest slot of a layout within a few degrees; -1 for none. */
function createNearest({ places, positions }: ColumnLayout): (longitude: number, latitude: number) => number {
  const bins = new Map<string, number[]>();
  const binOf = (degrees: number) => Math.floor(degrees / BIN_DEGREES);
  places.forEach((_, slot) => {
    const key = `${binOf(positions[slot * 3] as number)} ${binOf(positions[slot * 3 + 1] as number)}`;
    const bin = bins.get(key);
    if (bin) bin.push(slot);
    else bins.set(key, [slot]);
  });
  return (longitude, latitude) => {
    let [best, least] = [-1, Number.POSITIVE_INFINITY];
    for (let column = -1; column <= 1; column++) {
      for (let row = -1; row <= 1; row++) {
        for (const slot of bins.get(`${binOf(longitude) + column} ${binOf(latitude) + row}`) ?? []) {
          const distance = Math.hypot((positions[slot * 3] as number) - longitude, (positions[slot * 3 + 1] as number) - latitude);
          if (distance < least) [best, least] = [slot, distance];
        }
      }
    }
    return best;
  };
}
