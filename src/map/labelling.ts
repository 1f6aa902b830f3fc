/** Chooses and places the labels of the moment. */
import type { Padding, ViewSize } from '../model/camera.ts';
import { type ColumnPicture, tallestSlots } from '../model/columns.ts';
import { type Box, labelsFor, placeLabels } from '../model/labels.ts';
import type { LabelLayer, LabelText } from './labelLayer.ts';
import type { Screen } from './screen.ts';
import type { SolidSets } from './solidSets.ts';

/** More places than can be labelled, so that those past the limb or hidden give way to the next. */
const MOST_CANDIDATES = 80;
const MOST_NAMED = 250;
/** Columns below this share of the tallest are named under the pointer only. */
const LEAST_LABELLED_SHARE = 0.03;

export interface LabelRequest {
  readonly size: ViewSize;
  readonly padding: Padding;
  /** What stands over the free part of the map. */
  readonly covers: readonly Box[];
  readonly selected: number;
  readonly hovered: number;
  readonly textOf: (slot: number) => LabelText;
  /** As {@link MapPart.crowns}. */
  readonly crowns: Float32Array | null;
  /** The slots that may have a label, the most important first; null: those that stand tall enough. */
  readonly named: readonly number[] | null;
}

/** Returns what puts the labels where the columns stand now. */
export function createLabelling(layer: LabelLayer, screen: Screen, sets: SolidSets): (request: LabelRequest) => void {
  let last: { readonly picture: ColumnPicture; readonly slots: readonly number[] } | null = null;

  /** The same while the picture is: labels are placed on every frame of a movement. */
  function tallest(): readonly number[] {
    const picture = sets.picture();
    if (!picture) return [];
    if (last?.picture !== picture) last = { picture, slots: tallestSlots(picture, MOST_CANDIDATES) };
    return last.slots;
  }

  return ({ size, padding, covers, selected, hovered, textOf, named, crowns }) => {
    const shares = sets.picture()?.shares ?? new Float32Array(0);
    const forced = [selected, hovered].filter((slot) => (shares[slot] ?? 0) > 0);
    const usual = named?.slice(0, MOST_NAMED) ?? tallest().filter((slot) => (shares[slot] ?? 0) >= LEAST_LABELLED_SHARE);
    const slots = [...new Set([...forced, ...usual])];
    const scale = layer.scale();
    const candidates = slots.map((slot) => {
      const { width, height } = layer.measure(textOf(slot), slot === selected);
      return { width: width * scale, height: height * scale, forced: forced.includes(slot) };
    });
    const bounds = freeBox(size, padding);
    const most = Math.min(layer.most(), labelsFor((bounds.right - bounds.left) * (bounds.bottom - bounds.top)));
    layer.show(placeLabels(candidates, screen.columns(slots, crowns ?? undefined), bounds, most, covers), textOf, selected);
  };
}

/** The rectangle that the padding leaves of the view. */
export function freeBox({ width, height }: ViewSize, { left, top, right, bottom }: Padding): Box {
  return { left, top, right: width - right, bottom: height - bottom };
}
