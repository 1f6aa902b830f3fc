/** The place's own view: flown to on demand, and fitted anew when the window changes while the camera still stands there. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { CameraState, Padding, ViewSize } from '../model/camera.ts';
import { cameraOf, type Flights } from './flights.ts';

export interface Homing {
  /** Flies home; false while it is not known where that is. */
  go(): boolean;
  /** Home has become another place, or a panel beside it came or went, however late: flies there, unless somebody moved the camera. */
  turn(): void;
  /** Fits the view to a window of another size; a camera that somebody moved stays where it is. */
  refit(): void;
  /** The panels cover another part of the map: home is fitted into the rest; what somebody moved the camera to stays in its middle. */
  pad(): void;
}

export interface HomingOptions {
  readonly map: MapLibreMap;
  readonly flights: Flights;
  /** Where home is for a size, null while that is not known. */
  readonly targetOf: (size: ViewSize) => CameraState | null;
  readonly padding: () => Padding;
  /** Whether the camera begins at home. */
  readonly isHome: boolean;
}

/** Panels settle this long after the window has changed: they are part of that change. */
const SETTLE_MS = 4000;

export function createHoming({ map, flights, targetOf, padding, isHome }: HomingOptions): Homing {
  let last: CameraState | null = isHome ? cameraOf(map) : null;
  let resizedMs = Number.NEGATIVE_INFINITY;

  const size = (): ViewSize => ({ width: map.getContainer().clientWidth, height: map.getContainer().clientHeight });

  function stand(): void {
    const target = targetOf(size());
    if (target === null || last === null || !isNear(cameraOf(map), last)) return;
    flights.stand(target, padding());
    last = cameraOf(map);
  }

  function go(): boolean {
    const target = targetOf(size());
    if (target === null) return false;
    flights.fly(target, padding());
    // At once where less motion is wanted; the map may round what it was told.
    last = flights.heading() === null ? cameraOf(map) : target;
    return true;
  }

  /** False where the camera is not at home, or it is not known where that is. */
  function turn(): boolean {
    return last !== null && isNear(flights.heading() ?? cameraOf(map), last) && go();
  }

  return {
    go,
    turn: () => void turn(),
    refit() {
      resizedMs = performance.now();
      stand();
    },
    pad() {
      if (performance.now() - resizedMs < SETTLE_MS) {
        flights.pad(padding());
        stand();
      } else if (!turn()) flights.pad(padding());
    },
  };
}

/** Degrees and zoom by which a camera may differ and still stand in the same place. */
const NEAR = { degrees: 1e-4, zoom: 1e-3, turn: 0.01 } as const;

function isNear(one: CameraState, other: CameraState): boolean {
  const turned = ((((one.longitude - other.longitude + 180) % 360) + 360) % 360) - 180;
  const isThere = Math.abs(turned) < NEAR.degrees && Math.abs(one.latitude - other.latitude) < NEAR.degrees;
  const isSeenAlike = Math.abs(one.pitch - other.pitch) < NEAR.turn && Math.abs(one.bearing - other.bearing) < NEAR.turn;
  return isThere && isSeenAlike && Math.abs(one.zoom - other.zoom) < NEAR.zoom;
}
