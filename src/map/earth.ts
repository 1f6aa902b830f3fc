/** The earth as a MapLibre style: sources, layers and their paint by theme. */
import type { FeatureCollection } from 'geojson';
import type { ExpressionSpecification, LayerSpecification, Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import { say, texts } from '../model/language.ts';
import { EARTH, type EarthTokens, type Theme } from '../model/tokens.ts';
import { isWall } from '../ui/display.ts';
import { deskScale } from '../ui/useSize.ts';
import type { WorldShapes } from './geography.ts';

export const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Sources by name. `places` carry feature state: `tint` (a colour) and `focus`. */
export const SOURCE = {
  graticule: 'graticule',
  countries: 'countries',
  countryLines: 'country-lines',
  regions: 'regions',
  regionLines: 'region-lines',
  territories: 'territories',
  lakes: 'lakes',
  rivers: 'rivers',
  outline: 'outline',
  names: 'names',
  oceans: 'oceans',
} as const;

/** Layers that can be pointed at, by level. */
export const AREA_LAYER = { country: 'country-area', region: 'region-area', territory: 'territory-area' } as const;

/** Whether areas are drawn at all is said without a fade. */
const AT_ONCE = { 'fill-opacity-transition': { duration: 0, delay: 0 } } as const;
const FOCUS_LINE = 'focus-region-line';
const COUNTRY_NAME = 'country-name';
const GRATICULE_DEGREES = 15;
const LABEL_FONT = ['Inter Variable'];

/** Names of waters with a point where they read well. */
const OCEAN_NAMES = texts({
  en: {
    atlantic: 'Atlantic\nOcean',
    southAtlantic: 'South Atlantic\nOcean',
    pacific: 'Pacific\nOcean',
    southPacific: 'South Pacific\nOcean',
    indian: 'Indian\nOcean',
  },
  pt: {
    atlantic: 'Oceano\nAtlântico',
    southAtlantic: 'Atlântico\nSul',
    pacific: 'Oceano\nPacífico',
    southPacific: 'Pacífico\nSul',
    indian: 'Oceano\nÍndico',
  },
  de: {
    atlantic: 'Atlantischer\nOzean',
    southAtlantic: 'Südatlantik',
    pacific: 'Pazifischer\nOzean',
    southPacific: 'Südpazifik',
    indian: 'Indischer\nOzean',
  },
});

const OCEANS: readonly (readonly [keyof (typeof OCEAN_NAMES)['en'], number, number])[] = [
  ['atlantic', -36, 27],
  ['southAtlantic', -16, -27],
  ['pacific', -152, 22],
  ['southPacific', -122, -28],
  ['pacific', 163, 24],
  ['indian', 80, -22],
];

/** The whole style of a theme around the first shapes; finer ones are set when they have come. */
export function earthStyle(theme: Theme, shapes: WorldShapes, names: FeatureCollection): StyleSpecification {
  const empty = { type: 'geojson', data: EMPTY } as const;
  return {
    version: 8,
    projection: { type: 'globe' },
    sources: {
      [SOURCE.graticule]: { type: 'geojson', data: graticule() },
      [SOURCE.countries]: { type: 'geojson', data: shapes.countries, promoteId: 'id', tolerance: 0.25 },
      [SOURCE.countryLines]: {
        type: 'geojson',
        data: { type: 'FeatureCollection', features: [shapes.borders, shapes.coast] },
        tolerance: 0.25,
      },
      [SOURCE.regions]: { ...empty, promoteId: 'id', tolerance: 0.3 },
      [SOURCE.regionLines]: { ...empty, tolerance: 0.3 },
      [SOURCE.territories]: { ...empty, promoteId: 'id', tolerance: 0.2 },
      [SOURCE.lakes]: { type: 'geojson', data: shapes.lakes },
      [SOURCE.rivers]: empty,
      [SOURCE.outline]: empty,
      [SOURCE.names]: { type: 'geojson', data: names },
      [SOURCE.oceans]: { type: 'geojson', data: oceanPoints() },
    },
    layers: earthLayers(EARTH[theme], deskScale()),
  };
}

/** Repaints the earth in another theme; shapes, tints and camera stay. */
export function repaintEarth(map: MapLibreMap, theme: Theme): void {
  for (const layer of earthLayers(EARTH[theme], deskScale())) {
    for (const [name, value] of Object.entries(layer.paint ?? {})) map.setPaintProperty(layer.id, name as never, value as never);
  }
}

/** Marks the country drilled into: its regions are lined, its own name gives way to theirs. */
export function focusCountry(map: MapLibreMap, country: string | null): void {
  map.setFilter(COUNTRY_NAME, nameFilter(country ?? ''));
  map.setFilter(FOCUS_LINE, ['==', ['get', 'country'], country ?? '']);
}

/** `scale` is what a desk pixel is in CSS pixels: lines and names grow with a wall's screen as the panels do. */
function earthLayers(earth: EarthTokens, scale: number): LayerSpecification[] {
  return [
    { id: 'ocean', type: 'background', paint: { 'background-color': earth.ocean } },
    {
      id: 'graticule',
      type: 'line',
      source: SOURCE.graticule,
      maxzoom: 4,
      paint: {
        'line-color': earth.graticule,
        'line-width': 0.75 * scale,
        'line-opacity': ['interpolate', ['linear'], ['zoom'], 3, 1, 4, 0],
      },
    },
    {
      id: AREA_LAYER.country,
      type: 'fill',
      source: SOURCE.countries,
      paint: { 'fill-color': countryFill(earth), 'fill-antialias': false },
    },
    {
      id: 'river',
      type: 'line',
      source: SOURCE.rivers,
      minzoom: 3.2,
      paint: { 'line-color': earth.river, 'line-width': scale, 'line-opacity': ['interpolate', ['linear'], ['zoom'], 3.2, 0, 4.2, 1] },
    },
    {
      id: AREA_LAYER.region,
      type: 'fill',
      source: SOURCE.regions,
      paint: { 'fill-color': tintOr('rgba(0,0,0,0)'), 'fill-antialias': false, ...AT_ONCE },
    },
    {
      id: AREA_LAYER.territory,
      type: 'fill',
      source: SOURCE.territories,
      paint: { 'fill-color': tintOr('rgba(0,0,0,0)'), 'fill-antialias': false, ...AT_ONCE },
    },
    { id: 'lake', type: 'fill', source: SOURCE.lakes, paint: { 'fill-color': earth.lake } },
    {
      id: 'region-line',
      type: 'line',
      source: SOURCE.regionLines,
      minzoom: 3,
      paint: {
        'line-color': earth.regionLine,
        'line-width': 0.75 * scale,
        'line-opacity': ['interpolate', ['linear'], ['zoom'], 3, 0, 4, 1],
      },
    },
    {
      id: FOCUS_LINE,
      type: 'line',
      source: SOURCE.regions,
      filter: ['==', ['get', 'country'], ''],
      paint: { 'line-color': earth.focusRegionLine, 'line-width': scale },
    },
    {
      id: 'territory-line',
      type: 'line',
      source: SOURCE.territories,
      paint: { 'line-color': earth.focusRegionLine, 'line-width': 1.25 * scale },
    },
    {
      id: 'country-line',
      type: 'line',
      source: SOURCE.countryLines,
      paint: { 'line-color': countryLine(earth), 'line-width': lineWidth(scale) },
    },
    {
      id: 'outline',
      type: 'line',
      source: SOURCE.outline,
      layout: { 'line-join': 'round', 'line-sort-key': ['get', 'width'] },
      paint: {
        'line-color': ['case', ['==', ['get', 'role'], 'selected'], earth.selection, earth.groundLabel],
        'line-width': ['*', ['get', 'width'], scale],
      },
    },
    nameLayer('ocean-name', SOURCE.oceans, { size: 12 * scale, spacing: 0.22, colour: earth.oceanLabel, halo: earth.ocean }),
    {
      ...nameLayer(COUNTRY_NAME, SOURCE.names, { size: 11 * scale, spacing: 0.14, colour: earth.groundLabel, halo: earth.land }),
      minzoom: 3.4,
      filter: nameFilter(''),
    },
  ];
}

/** Small countries are named from near alone. */
function nameFilter(hidden: string): ExpressionSpecification {
  return ['all', ['!=', ['get', 'id'], hidden], ['>=', ['get', 'size'], ['step', ['zoom'], 4, 5, 1.5, 6, 0]]];
}

const isFocused: ExpressionSpecification = ['boolean', ['feature-state', 'focus'], false];

/** Among hexagons the land steps back. */
function countryFill(earth: EarthTokens): ExpressionSpecification {
  const near = tintOr(earth.nearLand);
  return ['interpolate', ['linear'], ['zoom'], 7, ['case', isFocused, earth.focusLand, tintOr(earth.land)], 9.5, near];
}

function tintOr(fallback: string): ExpressionSpecification {
  return ['to-color', ['coalesce', ['feature-state', 'tint'], fallback]];
}

function countryLine(earth: EarthTokens): ExpressionSpecification {
  return ['interpolate', ['linear'], ['zoom'], 3, earth.countryLine, 4, earth.countryLineNear];
}

function lineWidth(scale: number): ExpressionSpecification {
  return ['interpolate', ['linear'], ['zoom'], 2.5, 0.65 * scale, 4, scale];
}

interface NameLook {
  readonly size: number;
  /** Em. */
  readonly spacing: number;
  readonly colour: string;
  readonly halo: string;
}

function nameLayer(id: string, source: string, { size, spacing, colour, halo }: NameLook): LayerSpecification & { type: 'symbol' } {
  return {
    id,
    type: 'symbol',
    source,
    maxzoom: 7,
    layout: {
      // Names of the ground are too small for a wall.
      visibility: isWall() ? 'none' : 'visible',
      'text-field': ['get', 'name'],
      'text-font': LABEL_FONT,
      'text-size': size,
      'text-transform': 'uppercase',
      'text-letter-spacing': spacing,
      'text-line-height': 1.5,
      'text-max-width': 12,
      'text-padding': 12,
      'symbol-sort-key': ['-', 0, ['coalesce', ['get', 'size'], 100]],
    },
    paint: { 'text-color': colour, 'text-halo-color': halo, 'text-halo-width': 0.5 },
  };
}

function graticule(): FeatureCollection {
  const lines: [number, number][][] = [];
  for (let longitude = -180; longitude < 180; longitude += GRATICULE_DEGREES) lines.push(meridian(longitude));
  for (let latitude = -75; latitude <= 75; latitude += GRATICULE_DEGREES) lines.push(parallel(latitude));
  return {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates: lines } }],
  };
}

/** Both ends are enough: MapLibre bends lines around the globe. */
function meridian(longitude: number): [number, number][] {
  return [
    [longitude, -81],
    [longitude, 81],
  ];
}

function parallel(latitude: number): [number, number][] {
  return [
    [-180, latitude],
    [180, latitude],
  ];
}

function oceanPoints(): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: OCEANS.map(([name, longitude, latitude]) => ({
      type: 'Feature',
      properties: { name: say(OCEAN_NAMES)[name] },
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
    })),
  };
}
