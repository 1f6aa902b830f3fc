/** Fetches finer geography when the picture comes to need it: regions and their borders, water, the cities of countries. */
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { Bounds } from '../model/camera.ts';
import { levelOfTable, metricValues, setOfTable } from '../model/reading.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { territoryNews } from '../ui/territoryNews.ts';
import { EMPTY, SOURCE } from './earth.ts';
import type { Geography } from './geography.ts';
import type { MapScene } from './mapScene.ts';

export interface Detail {
  /** Looks what is missing for a scene; `onPlaces` of the creator hears when places have become known. */
  want(scene: MapScene): void;
  dispose(): void;
}

/** Farther out the first, coarse shapes of land and lakes are as good. */
const FINE_FROM_ZOOM = 2.6;
const REGIONS_FROM_ZOOM = 3;
/** From this zoom on only countries in view have their cities fetched. */
const LOCAL_FROM_ZOOM = 4;
/** Most countries whose cities are fetched for one picture. */
const MOST_COUNTRIES = 25;

export function createDetail(map: MapLibreMap, geography: Geography, onPlaces: () => void): Detail {
  let isGone = false;
  const shown = { land: false, water: false, regions: false };
  let territories: string | null = null;
  /** Areas that were asked for last: those the server does not have are not asked for again. */
  let asked = '';
  let drawn: AnswerTable | null = null;
  let countries: readonly Country[] | null = null;

  /** Loads once what is then shown; what cannot be fetched is tried again when it is next wanted. */
  async function bring<Shapes>(part: keyof typeof shown, load: () => Promise<Shapes>, show: (shapes: Shapes) => void): Promise<void> {
    if (shown[part]) return;
    shown[part] = true;
    const shapes = await load().catch(() => null);
    if (shapes === null) shown[part] = false;
    else if (!isGone) show(shapes);
  }

  const wantWater = () =>
    bring('water', geography.loadWater, ({ lakes, rivers }) => {
      setData(map, SOURCE.lakes, lakes);
      setData(map, SOURCE.rivers, rivers);
    });

  const wantLand = () =>
    bring('land', geography.loadCountries, ({ countries, borders, coast }) => {
      setData(map, SOURCE.countries, countries);
      setData(map, SOURCE.countryLines, { type: 'FeatureCollection', features: [borders, coast] });
      onPlaces();
    });

  const wantRegions = () =>
    bring('regions', geography.loadRegions, ({ regions, borders }) => {
      setData(map, SOURCE.regions, regions);
      setData(map, SOURCE.regionLines, borders);
      onPlaces();
    });

  async function wantCities(countries: readonly string[]): Promise<void> {
    const isNew = await geography.loadCities(countries).catch(() => false);
    if (isNew && !isGone) onPlaces();
  }

  /** The areas of the set that is shown, and none of another. */
  async function wantTerritories(table: AnswerTable | null): Promise<void> {
    const set = table && setOfTable(table);
    const wanted = table === null || set === null ? '' : `${set}\n${unknownAreas(table, set).join('\n')}`;
    if (territories === set && (wanted === asked || wanted === `${set}\n`)) return;
    [territories, asked] = [set, wanted];
    const shapes = set === null ? EMPTY : await geography.loadTerritories(set).catch(() => null);
    if (isGone || territories !== set) return;
    if (shapes === null) territories = null;
    else setData(map, SOURCE.territories, shapes);
    if (set !== null && shapes !== null) onPlaces();
  }

  function unknownAreas(table: AnswerTable, set: string): readonly string[] {
    const isKnown = (id: string) => geography.factsOf({ level: 'territory', id, country: null, region: null, set }) !== undefined;
    return (table.keys[0] ?? []).flatMap((id) => (id === null || isKnown(id) ? [] : [id])).sort();
  }

  /** Asked for with every release: made once. */
  function allCountries(): readonly Country[] {
    countries ??= geography.countryPoints().features.flatMap(({ properties }) => {
      const id = String(properties?.id);
      const facts = geography.factsOf({ level: 'country', id, country: id, region: null });
      return facts ? [{ id, size: Number(properties?.size), bounds: facts.bounds }] : [];
    });
    return countries;
  }

  async function wantCells(): Promise<void> {
    const isNew = await geography.loadCells().catch(() => false);
    if (isNew && !isGone) onPlaces();
  }

  /** The set may be another one by now, also where all of its areas are known. */
  const stopNews = territoryNews.subscribe(() => {
    [territories, asked] = [null, ''];
    void wantTerritories(drawn);
  });

  return {
    want(scene) {
      drawn = scene.table;
      const level = (scene.table && levelOfTable(scene.table)) ?? scene.level;
      if (scene.focus || map.getZoom() > FINE_FROM_ZOOM) {
        void wantLand();
        void wantWater();
      }
      void wantTerritories(scene.table);
      // Hexagons, customers and territories stand on the earth without them.
      if (level === 'region' || level === 'city' || scene.focus || map.getZoom() > REGIONS_FROM_ZOOM) void wantRegions();
      if (level === 'city' && scene.table) void wantCities(citiesWanted(scene.table, scene.height.metric, map, geography));
      if (level === 'hexagon' || level === 'customer') {
        void wantCells();
        void wantCities(scene.focus?.country ? [scene.focus.country] : countriesInView(map, allCountries));
      }
    },
    dispose() {
      isGone = true;
      stopNews();
    },
  };
}

/** The countries of an answer in view, those with the largest values first. */
function citiesWanted(table: AnswerTable, metric: string, map: MapLibreMap, geography: Geography): readonly string[] {
  const sums = new Map<string, number>();
  const values = metricValues(table, metric);
  for (let row = 0; row < table.rowCount; row++) {
    const country = table.keys[0]?.[row] ?? null;
    if (country !== null) sums.set(country, (sums.get(country) ?? 0) + (values?.[row] || 0));
  }
  const bounds = map.getZoom() < LOCAL_FROM_ZOOM ? null : map.getBounds().toArray().flat();
  const isSeen = (country: string) => {
    const facts = geography.factsOf({ level: 'country', id: country, country, region: null });
    return !bounds || !facts || meets(facts.bounds, bounds as unknown as Bounds);
  };
  const largestFirst = [...sums].sort(([, one], [, other]) => other - one).map(([country]) => country);
  return largestFirst.filter(isSeen).slice(0, MOST_COUNTRIES);
}

/** Most countries whose cities name hexagons, the smallest first: they are quickly fetched. */
const MOST_NAMING_COUNTRIES = 6;

interface Country {
  readonly id: string;
  readonly size: number;
  readonly bounds: Bounds;
}

/** Countries whose bounds meet the view; none from afar. */
function countriesInView(map: MapLibreMap, all: () => readonly Country[]): readonly string[] {
  if (map.getZoom() < LOCAL_FROM_ZOOM) return [];
  const seen = map.getBounds().toArray().flat() as unknown as Bounds;
  return all()
    .filter(({ bounds }) => meets(bounds, seen))
    .sort((one, other) => one.size - other.size)
    .map(({ id }) => id)
    .slice(0, MOST_NAMING_COUNTRIES);
}

/** Whether two bounds meet on the globe, also across the antimeridian. */
function meets([west, south, east, north]: Bounds, [left, bottom, right, top]: Bounds): boolean {
  const across = [-360, 0, 360].some((turn) => west + turn <= right && east + turn >= left);
  return across && south <= top && north >= bottom;
}

function setData(map: MapLibreMap, source: string, data: Parameters<GeoJSONSource['setData']>[0]): void {
  void (map.getSource(source) as GeoJSONSource | undefined)?.setData(data);
}
