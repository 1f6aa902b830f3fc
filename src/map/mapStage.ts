/** The map outside React, as others hold it. */
import type { CameraState } from '../model/camera.ts';
import type { TakeCapture } from '../ui/share/captureStore.ts';
import type { Film } from '../ui/share/filmStore.ts';
import type { Flights } from './flights.ts';
import type { GlobeOptions } from './globe.ts';
import type { MapEvents, MapScene } from './mapScene.ts';
import type { Screen } from './screen.ts';
import type { SolidSets } from './solidSets.ts';

export interface MapStage {
  update(scene: MapScene): void;
  /** Draws what has changed in the present frame instead of the next. Call it inside a frame of the screen. */
  drawNow(): void;
  readonly flights: Flights;
  /** Flies to the drilled place's own view, or that of the world. */
  home(): void;
  /** Flies to a camera, or stands there at once. */
  go(camera: CameraState, isFlight: boolean): void;
  /** Draws with a share of the screen's own pixels. */
  setDensity(density: number): void;
  readonly screen: Screen;
  readonly sets: SolidSets;
  /** What the parts tell of themselves. */
  probe(): Readonly<Record<string, unknown>>;
  /** The free part of the map as a picture. */
  readonly capture: TakeCapture;
  /** Films the whole map. */
  film(): Film;
  /** Whether nothing moves, loads or waits to be drawn. */
  isIdle(): boolean;
  dispose(): void;
}

export interface StageOptions extends GlobeOptions {
  readonly root: HTMLElement;
  readonly events: MapEvents;
}
