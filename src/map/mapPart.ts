/** What a part of the map's picture is: a new one is a new file and one line in `mapParts.ts`. */
import type { Layer } from '@deck.gl/core';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { ColumnPicture } from '../model/columns.ts';
import type { PlaceRef } from '../model/place.ts';
import type { SolidSize } from '../model/scale.ts';
import type { Shape } from '../model/shape.ts';
import type { Theme } from '../model/tokens.ts';
import type { Flights } from './flights.ts';
import type { Geography } from './geography.ts';
import type { MapEvents, MapScene } from './mapScene.ts';
import type { Screen } from './screen.ts';
import type { SolidSet, SolidSets } from './solidSets.ts';
import type { TooltipContent } from './tooltip.ts';

/** What a part may read and ask of the map. */
export interface MapContext {
  readonly root: HTMLElement;
  readonly map: MapLibreMap;
  readonly geography: Geography;
  readonly screen: Screen;
  readonly sets: SolidSets;
  readonly flights: Flights;
  readonly scene: () => MapScene;
  readonly events: MapEvents;
  /** The place under the pointer. */
  readonly hovered: () => PlaceRef | null;
  /** Slot of a place in the newest picture, -1 for none. */
  readonly slotOf: (place: PlaceRef | null) => number;
  /** Points a place out without going into it. */
  readonly onTravel: (place: PlaceRef) => void;
  /** Whether less motion is wanted. */
  readonly isCalm: () => boolean;
  /** Asks for one more frame. */
  readonly schedule: () => void;
}

/** What all layers of a frame are built from. */
export interface MapFrame {
  readonly theme: Theme;
  readonly size: SolidSize;
  /** In which shape values stand; each set draws it as its level can. */
  readonly shape: Shape;
  /** Ground metres of a pixel of the design, at the centre of the view. */
  readonly pixelMetres: number;
  /** Zoom of the map: from 12 on it is flat and nothing lies behind it. */
  readonly zoom: number;
  /** The leaving set first, the newest last. */
  readonly sets: readonly SolidSet[];
  /** Slot of the newest set under the pointer, -1 for none. */
  readonly hovered: number;
}

/** One picture follows another. */
export interface PictureChange {
  readonly before: ColumnPicture | null;
  readonly after: ColumnPicture;
  /** Whether both answer one question of one log, with one look: what grew between them has just happened. */
  readonly isSameLook: boolean;
  readonly nowMs: number;
}

/** Something of a part's own under the pointer. */
export interface PartHit {
  readonly key: string;
  readonly content: TooltipContent;
  /** A click on it. */
  press(): void;
}

/** Every hook may be left out. Layers are built anew for each frame, back to front; their data must be the same objects while nothing changed. */
export interface MapPart {
  /** Changes what the parts after this one are given, so that it can dim or hide what they draw. */
  adjust?(frame: MapFrame): MapFrame;
  /** Flat on the ground, under everything that stands. */
  ground?(frame: MapFrame): readonly Layer[];
  /** What stands on the ground. */
  solids?(frame: MapFrame): readonly Layer[];
  /** How high labels must stand above each slot of the newest picture, as shares of the tallest column, where it is higher than what stands there. */
  crowns?(): Float32Array | null;
  /** Over what stands, from the layers of it. */
  over?(frame: MapFrame, solids: readonly Layer[]): readonly Layer[];
  /** Over all of it. */
  air?(frame: MapFrame): readonly Layer[];
  /** Moves on to `nowMs`; true while something still moves, and another frame is wanted. */
  step?(nowMs: number): boolean;
  /** The scene is another one, or the style has come (again). */
  update?(scene: MapScene, before: MapScene | null): void;
  /** The columns are those of another picture. */
  show?(change: PictureChange): void;
  /** The camera or the columns have moved: what is not drawn by a layer is put in its place. */
  lay?(): void;
  /** What of its own lies under a pixel where no column stands; it goes before the ground. */
  pick?(x: number, y: number): PartHit | null;
  /** What of its own the pointer rests on now. */
  point?(hit: PartHit | null): void;
  /** What it tells tests and people who look into a problem. */
  probe?(): Readonly<Record<string, unknown>>;
  dispose?(): void;
}

export type CreateMapPart = (context: MapContext) => MapPart;
