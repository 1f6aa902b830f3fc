/** What ground a point lies on, by the polygons of the map. */
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { lazy, readJson } from './assets.ts';
import type { Point } from './cityShard.ts';
import { type Ground, RegionPolygons } from './regionPolygons.ts';

interface RegionProperties {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly territory?: string;
}
type RegionTopology = Topology<{ regions: GeometryCollection<RegionProperties> }>;

/** The simplified shore may leave a coastal point at sea: how far land may be. */
const SHORE_KM = [2, 5, 10];
const DIRECTIONS = 8;

export class GroundMap {
  private readonly polygons: () => RegionPolygons;

  constructor(folder: string) {
    this.polygons = lazy(() => readPolygons(folder));
  }

  /** The ground there, or the shore within 10 km, `choose` deciding between several; null at sea. */
  at({ lon, lat }: Point, choose: (shores: readonly Ground[]) => Ground | null): Ground | null {
    return this.polygons().at(lon, lat) ?? this.shore(lon, lat, choose);
  }

  private shore(lon: number, lat: number, choose: (shores: readonly Ground[]) => Ground | null): Ground | null {
    for (const km of SHORE_KM) {
      const hits = this.around(lon, lat, km);
      const [first] = hits;
      if (first) return hits.every(({ id }) => id === first.id) ? first : choose(hits);
    }
    return null;
  }

  private around(lon: number, lat: number, km: number): Ground[] {
    const degrees = km / 111.2;
    const squash = Math.max(0.05, Math.cos((lat * Math.PI) / 180));
    return Array.from({ length: DIRECTIONS }, (_, turn) => {
      const angle = (turn * 2 * Math.PI) / DIRECTIONS;
      return this.polygons().at(lon + (degrees / squash) * Math.cos(angle), lat + degrees * Math.sin(angle));
    }).filter((hit) => hit !== null);
  }
}

function readPolygons(folder: string): RegionPolygons {
  const topology = readJson<RegionTopology>(folder, 'regions.json');
  const { features } = feature(topology, topology.objects.regions);
  return new RegionPolygons(
    features.flatMap((area) =>
      area.geometry.type === 'Polygon' || area.geometry.type === 'MultiPolygon' ? [{ ...area, geometry: area.geometry }] : [],
    ),
  );
}
