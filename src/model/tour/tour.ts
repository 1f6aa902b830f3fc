/** Tours as files, and how their scenes follow one another in time. What a tour is stands in `src/protocol/tours.ts`. */
import { readObject } from '../../protocol/reading.ts';
import { type CameraStop, readTour, SCENE_SECONDS, type Scene, TOUR_LIMITS, type TourDraft } from '../../protocol/tours.ts';
import type { PlaceRef } from '../place.ts';

/** First fields of an exported tour: what the file is, and in which form. */
const FILE = { orrery: 'tour', format: 1 } as const;

/** A tour as a file, JSON. */
export function toTourFile({ name, scenes }: TourDraft): string {
  return `${JSON.stringify({ ...FILE, name, scenes }, null, 2)}\n`;
}

/** Reads an exported tour; fields that are not known are left out. Throws an Error that names the first field that is wrong. */
export function fromTourFile(text: string): TourDraft {
  const file = readObject(parse(text), 'file');
  if (file.orrery !== FILE.orrery) throw new Error('orrery: must be "tour"; this is no exported tour');
  if (file.format !== FILE.format) throw new Error(`format: must be ${FILE.format}; this file is of another version`);
  return readTour(file);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error('file: is no JSON', { cause: error });
  }
}

/** The length of a tour in seconds. */
export function tourSeconds(scenes: readonly Pick<Scene, 'seconds'>[]): number {
  return scenes.reduce((sum, { seconds }) => sum + seconds, 0);
}

/**
 * Where the camera stands `since` seconds into a scene: from `start` (that of its view) over the stops of its path, in equal times, starting and
 * ending at rest; the shorter way round the globe. Null when the path is empty: the camera is that of the view.
 */
export function cameraAt({ path, seconds }: Pick<Scene, 'path' | 'seconds'>, start: CameraStop, since: number): CameraStop | null {
  if (path.length === 0) return null;
  const stops = [start, ...path];
  const share = Math.min(1, Math.max(0, since / seconds));
  const way = share * share * (3 - 2 * share) * (stops.length - 1);
  const leg = Math.min(stops.length - 2, Math.floor(way));
  return between(stops[leg] ?? start, stops[leg + 1] ?? start, way - leg);
}

function between(from: CameraStop, to: CameraStop, share: number): CameraStop {
  const linear = (a: number, b: number) => a + (b - a) * share;
  const around = (a: number, b: number) => wrap(a + wrap(b - a) * share);
  return {
    longitude: around(from.longitude, to.longitude),
    latitude: linear(from.latitude, to.latitude),
    zoom: linear(from.zoom, to.zoom),
    pitch: linear(from.pitch, to.pitch),
    bearing: around(from.bearing, to.bearing),
  };
}

/** Degrees from -180 to below 180. */
function wrap(degrees: number): number {
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}

/** A scene in another place of the tour; `to` is its index afterwards. */
export function moveScene<Part>(scenes: readonly Part[], from: number, to: number): readonly Part[] {
  const moved = scenes[from];
  if (moved === undefined) return scenes;
  const others = scenes.filter((_, at) => at !== from);
  return [...others.slice(0, to), moved, ...others.slice(Math.max(0, to))];
}

/** What a scene is called before somebody names it: by the place that its picture is of and what stands for size in it. A wall shows the title: no customer is one. */
export function sceneTitle(
  place: Pick<PlaceRef, 'level'> | null,
  words: { readonly place: string; readonly customer: string; readonly size: string },
): string {
  return `${place?.level === 'customer' ? words.customer : words.place} · ${words.size}`;
}

/** What is seen as a new scene of a tour; the title is cut where it is too long. */
export function newScene(id: string, seen: { readonly name: string; readonly search: string }): Scene {
  const name = seen.name.slice(0, TOUR_LIMITS.name);
  return { id, name, search: seen.search, path: [], caption: '', seconds: SCENE_SECONDS.usual };
}
