/** The corners of the hexagons of a layout as binary attributes, made once a layout. */
import type { ColumnLayout } from '../model/layout.ts';
import type { Cells, Geography } from './geography.ts';
import type { Attribute } from './solidSets.ts';

/** Two corners each, metres east and north of the centre. */
export type Corners = readonly [Attribute<Float32Array>, Attribute<Float32Array>, Attribute<Float32Array>];

/** Returns what makes them; null while it is not known where hexagons lie. */
export function createCorners(geography: Geography): (layout: ColumnLayout) => Corners | null {
  const known = new WeakMap<ColumnLayout, Corners>();
  return (layout) => {
    const cells = geography.cells();
    if (cells === null) return null;
    const corners = known.get(layout) ?? make(layout, cells.cornersOf);
    known.set(layout, corners);
    return corners;
  };
}

function make({ places, positions }: ColumnLayout, cornersOf: Cells['cornersOf']): Corners {
  const one = new Float32Array(12);
  const attribute = (): Attribute<Float32Array> => ({ value: new Float32Array(places.length * 4), size: 4, normalized: false });
  const corners = [attribute(), attribute(), attribute()] as const;
  for (const [slot, { id }] of places.entries()) {
    cornersOf(id, [positions[slot * 3] as number, positions[slot * 3 + 1] as number], one);
    for (const [pair, { value }] of corners.entries())
      for (let part = 0; part < 4; part++) value[slot * 4 + part] = one[pair * 4 + part] as number;
  }
  return corners;
}
