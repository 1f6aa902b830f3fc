/** Stands in for MapLibre's reader of MLT tiles (see build/mapLibrary.ts): the earth is drawn from GeoJSON alone. */
export class MLTVectorTile {
  constructor() {
    throw new Error('the map reads no MLT tiles');
  }
}
