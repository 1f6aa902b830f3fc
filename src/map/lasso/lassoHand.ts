/** What mouse, finger and keys do with the tool that draws an area. */
import type { AreaWay } from '../../model/area/choosing.ts';
import { areaStore } from '../../ui/area/areaStore.ts';

export interface LassoHand {
  /** Shows a line: corners on the screen, x and y by turns. */
  draw(corners: readonly number[], way: AreaWay): void;
  /** The line is done. */
  end(way: AreaWay): void;
  /** Takes a line back; false where there is none. */
  cancel(): boolean;
  /** Adds the place of a slot to those chosen, or takes it away. */
  toggle(slot: number): void;
  isDrawing(): boolean;
}

/** As on the segments Shift adds; Alt takes away. Else what the bar says. */
export function wayOf(keys: { readonly shiftKey: boolean; readonly altKey: boolean }): AreaWay {
  if (keys.altKey) return 'less';
  return keys.shiftKey ? 'more' : areaStore.getState().way;
}
