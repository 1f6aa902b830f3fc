/** From a scene to what a wall shows of it: the same question, without what a wall has no room or no right for. */
import type { Scene } from '../../protocol/tours.ts';
import type { CameraState } from '../camera.ts';
import type { PlaceRef } from '../place.ts';
import { fromSearch, toSearch } from '../viewSearch.ts';
import { drillTo, levelOf, settleMetrics, type ViewState } from '../viewState.ts';
import type { WallAddress } from './wallAddress.ts';

/** Height of a desk's screen, CSS pixels: cameras were left on one. */
const DESK_HEIGHT = 900;

/** The view of a scene on a wall. */
export function toWallView(scene: Pick<Scene, 'search'>, { show, theme }: Pick<WallAddress, 'show' | 'theme'>): ViewState {
  const view = fromSearch(scene.search);
  const bare = { ...view, side: 'none', drawer: 'closed', note: null, person: null, recordsBy: null, embed: false } as const;
  return withoutPersons({ ...bare, picture: show ?? view.picture, theme: theme ?? view.theme });
}

/** The same before it is shown, on metrics that the catalog has: one that a tour was made with may be gone. */
export function toAheadView(
  scene: Pick<Scene, 'search'>,
  address: Pick<WallAddress, 'show' | 'theme'>,
  known: readonly string[],
): ViewState {
  return settleMetrics(toWallView(scene, address), known);
}

/** A wall goes no nearer than a hexagon. */
function withoutPersons(view: ViewState): ViewState {
  const isPerson = (place: PlaceRef | null) => place?.level === 'customer';
  if (isPerson(view.focus)) return drillTo({ ...view, selected: null }, null);
  const placed = ofOnePlace({ ...view, selected: isPerson(view.selected) ? null : view.selected });
  return levelOf(placed) === 'customer' ? { ...placed, level: 'hexagon' } : placed;
}

/** Only the map can point out a place: another picture is of that place, and so are the name and the figures over it. */
function ofOnePlace(view: ViewState): ViewState {
  return view.picture === 'map' || view.selected === null ? view : { ...view, focus: view.selected, selected: null };
}

/** What moved which metric, when a presenter asks why: that of the heights, where the scene was not made with the other one. */
export function whyMetric({ why, height, colour }: Pick<ViewState, 'why' | 'height' | 'colour'>): string {
  return why?.of === 'colour' ? colour : height;
}

/** The camera of a scene on a screen of so many pixels: a taller one shows the same ground. Null: the place's own view. */
export function toWallCamera(camera: CameraState | null, heightPixels: number): CameraState | null {
  return camera && { ...camera, zoom: camera.zoom + Math.log2(heightPixels / DESK_HEIGHT) };
}

/** The address of a scene, as this screen shows it, in the page for one person, who sees it under their own rights. */
export function pocketAddress(scene: Pick<Scene, 'search'>, { picture, theme }: Pick<ViewState, 'picture' | 'theme'>): string {
  return `/${toSearch({ ...fromSearch(scene.search), picture, theme })}`;
}
