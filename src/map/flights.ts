/** Moves the camera on intent: flights to places, room for panels, steps of zoom. Every flight yields to the hand. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { type CameraState, flightMs, type Padding } from '../model/camera.ts';
import { easeInOut, easeOut } from '../model/glide.ts';
import { MOTION } from '../model/tokens.ts';
import { isWall } from '../ui/display.ts';
import { playStore } from '../ui/tours/playing.ts';

export interface Flights {
  /** Flies to a camera; at once when less motion is wanted. */
  fly(to: CameraState, padding: Padding): void;
  /** Stands at a camera at once. */
  stand(at: CameraState, padding: Padding): void;
  /** Makes room for panels without turning the globe; a flight under way goes on to its end. */
  pad(padding: Padding): void;
  /** Where a flight under way ends; null while there is none. */
  heading(): CameraState | null;
  zoomBy(levels: number): void;
  resetNorth(): void;
}

/** Marks movements by the buttons, as the library marks those by mouse, touch and keys; flights and resizes bear no mark. */
const BY_HAND = { byHand: true };

/** Held with other keys, they do nothing by themselves. */
const BARE_KEYS = ['Shift', 'Control', 'Alt', 'Meta'];

/** Whether a key that is pressed ends a flight: commands, such as steps taken back one after the other, are not about the camera, nor is any key of a tour that `plays`. */
export function endsFlight(
  { key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
  plays = isTourPlaying(),
): boolean {
  return !plays && !ctrlKey && !metaKey && !BARE_KEYS.includes(key);
}

/** On a wall always; in the page while one is rehearsed, filmed or printed. */
function isTourPlaying(): boolean {
  return isWall() || playStore.getState().playing !== null;
}

/** `onMoved` hears of every movement that a person made, when it has ended. */
export function createFlights(map: MapLibreMap, isCalm: () => boolean, onMoved: (camera: CameraState) => void): Flights {
  let target: CameraState | null = null;

  /** Any hand on the map or key ends a flight where it is: what the person then sees is theirs. */
  function interrupt(event: Event): void {
    if (target === null || (event instanceof KeyboardEvent && !endsFlight(event))) return;
    target = null;
    map.stop();
    onMoved(cameraOf(map));
  }
  const container = map.getContainer();
  for (const name of ['pointerdown', 'wheel', 'touchstart']) container.addEventListener(name, interrupt, { capture: true, passive: true });
  window.addEventListener('keydown', interrupt, { capture: true });
  map.on('remove', () => window.removeEventListener('keydown', interrupt, { capture: true }));

  map.on('moveend', (event) => {
    if (map.isMoving()) return;
    target = null;
    if ('originalEvent' in event || 'byHand' in event) onMoved(cameraOf(map));
  });

  function move(camera: CameraState, padding: Padding, duration: number): void {
    const { longitude, latitude, zoom, pitch, bearing } = camera;
    const options = { center: [longitude, latitude] as [number, number], zoom, pitch, bearing, padding: { ...padding } };
    target = null;
    if (duration === 0) map.jumpTo(options);
    else map.flyTo({ ...options, duration, easing: easeInOut, essential: true });
    if (duration > 0) target = camera;
  }

  return {
    fly(to, padding) {
      move(to, padding, isCalm() ? 0 : flightMs(cameraOf(map), to, MOTION.cameraMin, MOTION.cameraMax));
    },
    stand: (at, padding) => move(at, padding, 0),
    pad(padding) {
      if (target) move(target, padding, MOTION.cameraMin);
      else if (isCalm()) map.jumpTo({ padding: { ...padding } });
      else map.easeTo({ padding: { ...padding }, duration: MOTION.drawerIn, easing: easeOut, essential: true });
    },
    heading: () => target,
    zoomBy: (levels) => map.easeTo({ zoom: map.getZoom() + levels, duration: isCalm() ? 0 : MOTION.levelOut }, BY_HAND),
    resetNorth: () => map.easeTo({ bearing: 0, pitch: 0, duration: isCalm() ? 0 : MOTION.value }, BY_HAND),
  };
}

/** Where the camera of a map stands. */
export function cameraOf(map: MapLibreMap): CameraState {
  const { lng, lat } = map.getCenter();
  return { longitude: lng, latitude: lat, zoom: map.getZoom(), pitch: map.getPitch(), bearing: map.getBearing() };
}
