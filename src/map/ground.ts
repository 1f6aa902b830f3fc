/** What the ground shows of the data: tints of countries or regions, the drilled country, the outline of what is selected. */
import type { Feature } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { toNumber } from '../model/colour.ts';
import { type ColumnPicture, MARK } from '../model/columns.ts';
import { isSamePlace, type Level, type PlaceRef } from '../model/place.ts';
import { BARE_LAND } from '../model/scale.ts';
import type { DrawnShape } from '../model/shape.ts';
import { AREA_LAYER, EMPTY, focusCountry, SOURCE } from './earth.ts';
import type { Geography } from './geography.ts';

export interface Ground {
  /** Tints the areas of a picture's level; areas of other levels lose theirs. */
  tint(picture: ColumnPicture | null, drawn: DrawnShape): void;
  focus(place: PlaceRef | null): void;
  /** Lines around places, the last on top; one that has no shape, or is no region or country, has none. */
  outline(places: Outlined): void;
  /** Draws the outlines anew at the next call: shapes may have become known. */
  forgetOutline(): void;
  /** The style is a new one, on which nothing is marked yet. */
  forgetAll(): void;
}

export interface Outlined {
  readonly focus: PlaceRef | null;
  readonly hovered: PlaceRef | null;
  readonly selected: PlaceRef | null;
}

const AREA_SOURCE: Readonly<Partial<Record<Level, string>>> = {
  country: SOURCE.countries,
  region: SOURCE.regions,
  territory: SOURCE.territories,
};
/** Areas that are nothing without a tint: they are drawn only when one has one. */
const CLEAR_LAYER: Readonly<Record<string, string>> = { [SOURCE.regions]: AREA_LAYER.region, [SOURCE.territories]: AREA_LAYER.territory };
const OUTLINE_PIXELS = { focus: 1, hovered: 1, selected: 2 } as const;
const ROLES = ['focus', 'hovered', 'selected'] as const;
const NOTHING: Outlined = { focus: null, hovered: null, selected: null };

export function createGround(map: MapLibreMap, geography: Geography): Ground {
  /** Tints that stand, by source and id. */
  const standing = new Map<string, Map<string, number>>([
    [SOURCE.countries, new Map()],
    [SOURCE.regions, new Map()],
    [SOURCE.territories, new Map()],
  ]);
  /** Layers of `CLEAR_LAYER` and whether they are drawn, as was said last. */
  const drawnLayers = new Map<string, boolean>();
  let focused: string | null = null;
  let outlined = NOTHING;

  function apply(source: string, wanted: ReadonlyMap<string, number>): void {
    const tints = standing.get(source) as Map<string, number>;
    for (const id of [...tints.keys()].filter((known) => !wanted.has(known))) {
      map.removeFeatureState({ source, id }, 'tint');
      tints.delete(id);
    }
    for (const [id, tint] of wanted) {
      if (tints.get(id) === tint) continue;
      map.setFeatureState({ source, id }, { tint: `#${tint.toString(16).padStart(6, '0')}` });
      tints.set(id, tint);
    }
    const layer = CLEAR_LAYER[source];
    if (layer === undefined || drawnLayers.get(layer) === tints.size > 0) return;
    drawnLayers.set(layer, tints.size > 0);
    map.setPaintProperty(layer, 'fill-opacity', tints.size > 0 ? 1 : 0);
  }

  return {
    tint(picture, drawn) {
      const source = picture && AREA_SOURCE[picture.layout.level];
      for (const known of standing.keys()) apply(known, picture && known === source ? tintsOf(picture, drawn) : new Map());
    },
    focus(place) {
      const country = place?.country ?? null;
      if (country === focused) return;
      if (focused !== null) map.removeFeatureState({ source: SOURCE.countries, id: focused }, 'focus');
      if (country !== null) map.setFeatureState({ source: SOURCE.countries, id: country }, { focus: true });
      focused = country;
      focusCountry(map, country);
    },
    outline(places) {
      if (ROLES.every((role) => isSamePlace(places[role], outlined[role]))) return;
      outlined = places;
      const features = ROLES.map((role) => outlineOf(geography, places[role], role)).filter((area) => area !== null);
      void (map.getSource(SOURCE.outline) as GeoJSONSource).setData({ ...EMPTY, features });
    },
    forgetOutline() {
      outlined = NOTHING;
    },
    forgetAll() {
      for (const tints of standing.values()) tints.clear();
      drawnLayers.clear();
      [focused, outlined] = [null, NOTHING];
    },
  };
}

/** Under columns a tint, where areas are only filled their full colour, under raised ones nothing. */
function tintsOf({ layout, tints, colours, marks }: ColumnPicture, drawn: DrawnShape): Map<string, number> {
  const wanted = new Map<string, number>();
  if (drawn === 'areas') return wanted;
  if (drawn === 'fills') {
    layout.places.forEach((place, slot) => {
      const at = slot * 4;
      const isShown = marks[slot] === MARK.solid || marks[slot] === MARK.uncertain;
      if (isShown) wanted.set(place.id, toNumber([colours[at] as number, colours[at + 1] as number, colours[at + 2] as number]));
    });
    return wanted;
  }
  layout.places.forEach((place, slot) => {
    const tint = tints[slot] ?? BARE_LAND;
    if (tint !== BARE_LAND) wanted.set(place.id, tint);
  });
  return wanted;
}

function outlineOf(geography: Geography, place: PlaceRef | null, role: keyof typeof OUTLINE_PIXELS): Feature | null {
  const isSeen = place !== null && (role !== 'focus' || place.level === 'region' || place.level === 'territory');
  const shape = isSeen ? geography.shapeOf(place) : undefined;
  return shape ? { ...shape, properties: { role, width: OUTLINE_PIXELS[role] } } : null;
}
