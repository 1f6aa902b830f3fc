/** The grid around hexagons: their empty neighbours and those of value zero as outlines, a white outline at foot and top of the selected one. */
import type { Layer } from '@deck.gl/core';
import { PathLayer } from '@deck.gl/layers';
import { toRgb } from '../model/colour.ts';
import { type ColumnPicture, MARK, markedSlots } from '../model/columns.ts';
import type { ColumnLayout, LngLat } from '../model/layout.ts';
import { drawnShape } from '../model/shape.ts';
import { EARTH, type Theme } from '../model/tokens.ts';
import type { Cells } from './geography.ts';
import { GROUND_PARAMETERS } from './mapLayers.ts';
import type { MapContext, MapFrame, MapPart } from './mapPart.ts';

const COVERAGE = 0.84;
/** More hexagons are a carpet whose grid nobody sees. */
const MOST_GRIDDED = 3000;
const GRID: Readonly<Record<Theme, readonly [number, number, number, number]>> = {
  dark: [34, 48, 74, 150],
  light: [213, 220, 230, 255],
};
const GRID_PIXELS = 0.75;
const ZERO_PIXELS = 1.25;
const SELECTED_PIXELS = 2.25;

type Point = [number, number, number];
type Path = readonly Point[];
/** The same for every picture without: nothing is made anew for it. */
const NO_PATHS: readonly Path[] = [];

export function createHexagonGroundPart({ sets, geography, scene, slotOf }: MapContext): MapPart {
  const gridOf = new WeakMap<ColumnLayout, readonly Path[]>();
  let zeros: { readonly picture: ColumnPicture; readonly paths: readonly Path[] } | null = null;
  let selected: { readonly key: string; readonly paths: readonly Path[] } = { key: '', paths: [] };

  function grid(layout: ColumnLayout, cells: Cells): readonly Path[] {
    if (layout.places.length > MOST_GRIDDED) return NO_PATHS;
    const known = gridOf.get(layout) ?? cells.emptyNeighbours(layout.places.map(({ id }) => id)).map((cell) => outline(cells, cell, 0));
    gridOf.set(layout, known);
    return known;
  }

  function zeroPaths(picture: ColumnPicture, cells: Cells): readonly Path[] {
    if (zeros?.picture !== picture) {
      const slots = markedSlots(picture.marks, MARK.zero);
      const paths = slots.length === 0 ? NO_PATHS : slots.map((slot) => outline(cells, picture.layout.places[slot]?.id ?? '', 0));
      zeros = { picture, paths };
    }
    return zeros.paths;
  }

  function selectedPaths(cells: Cells, tallestMetres: number): readonly Path[] {
    const place = scene().selected;
    const slot = place?.level === 'hexagon' ? slotOf(place) : -1;
    const top = slot < 0 ? 0 : (sets.glide().shares[slot] ?? 0) * tallestMetres;
    const key = slot < 0 ? '' : `${place?.id} ${Math.round(top)}`;
    if (key !== selected.key)
      selected = { key, paths: place && slot >= 0 ? [0, top].map((metres) => outline(cells, place.id, metres)) : [] };
    return selected.paths;
  }

  /** The hexagons that stand, with what knows where they lie. */
  function shown(): { readonly picture: ColumnPicture; readonly cells: Cells } | null {
    const [picture, cells] = [sets.picture(), geography.cells()];
    return picture?.layout.level === 'hexagon' && cells !== null ? { picture, cells } : null;
  }

  return {
    ground({ theme }) {
      const now = shown();
      if (now === null) return [];
      return [
        lines('hexagon-grid', grid(now.picture.layout, now.cells), GRID[theme], GRID_PIXELS),
        lines('hexagon-zeros', zeroPaths(now.picture, now.cells), [...toRgb(EARTH[theme].zeroRing), 255], ZERO_PIXELS),
      ];
    },
    solids({ theme, size, shape }: MapFrame) {
      const now = shown();
      if (now === null) return [];
      const isRaised = drawnShape(shape, 'hexagon') === 'hexagons';
      const paths = selectedPaths(now.cells, isRaised ? size.tallestMetres : 0);
      return [lines('hexagon-selected', paths, [...toRgb(EARTH[theme].selection), 255], SELECTED_PIXELS)];
    },
  };
}

function outline(cells: Cells, cell: string, metres: number): Path {
  const [longitude, latitude] = cells.cellCentre(cell);
  const inward = ([x, y]: LngLat): Point => [longitude + (x - longitude) * COVERAGE, latitude + (y - latitude) * COVERAGE, metres];
  const ring = cells.cellRing(cell).map(inward);
  return [...ring, ring[0] as Point];
}

function lines(id: string, paths: readonly Path[], colour: readonly [number, number, number, number], pixels: number): Layer {
  return new PathLayer<Path>({
    id,
    data: paths,
    visible: paths.length > 0,
    getPath: (path) => path as Point[],
    getColor: [...colour],
    getWidth: pixels,
    widthUnits: 'pixels',
    parameters: GROUND_PARAMETERS,
    updateTriggers: { getColor: colour.join(' ') },
  });
}
