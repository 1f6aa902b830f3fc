/** Stands in for deck.gl's controllers of cameras (see build/mapLibrary.ts): the camera is MapLibre's. */
export default class Controller {}
