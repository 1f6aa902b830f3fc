/** The tool that draws an area on the map: what the map and the bar beside it tell each other. */
import { createStore } from 'zustand/vanilla';
import type { AreaWay } from '../../model/area/choosing.ts';
import { showPicture } from '../../model/pictures.ts';
import type { Level } from '../../model/place.ts';
import type { ViewState } from '../../model/viewState.ts';

/** The places that stand on the map, by slot: their values in the filter of the level, and the height metric. */
export interface AreaPlaces {
  readonly level: Level;
  /** Null: nothing stands there, or it has no value. */
  readonly values: readonly (string | null)[];
  readonly heights: Float64Array;
}

/** What is drawn now. */
export interface AreaDraft {
  readonly level: Level;
  /** What lies in it, each once. */
  readonly values: readonly string[];
  readonly way: AreaWay;
  /** Whether the hand still draws, it is to be applied, or has been. */
  readonly step: 'drawing' | 'drawn' | 'applied';
  /** Corners on the ground, longitude and latitude; null for a place that was clicked. */
  readonly corners: readonly (readonly [number, number])[] | null;
}

export interface AreaTool {
  readonly isOn: boolean;
  readonly shape: 'lasso' | 'box';
  /** What the next area does; held keys go before it. */
  readonly way: AreaWay;
  readonly places: AreaPlaces | null;
  readonly draft: AreaDraft | null;
  /** The values that are chosen, for the map to mark; null: all. */
  readonly chosen: ReadonlySet<string> | null;
}

const OFF: AreaTool = { isOn: false, shape: 'lasso', way: 'alone', places: null, draft: null, chosen: null };

export const areaStore = createStore<AreaTool>(() => OFF);

/** Takes the tool up, or lays it down. */
export function takeAreaTool(isOn: boolean): void {
  const { shape } = areaStore.getState();
  areaStore.setState({ ...OFF, shape, isOn }, true);
}

/** The view in which areas are drawn: the map, whose places stand on it. */
export function toDrawOn(view: ViewState): ViewState {
  return { ...showPicture(view, 'map'), ranked: false };
}
