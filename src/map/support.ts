/** What the page tells about its map to tests and to people who look into a problem: `window.orrery.map`. */
import { tallestSlots } from '../model/columns.ts';
import type { Level } from '../model/place.ts';
import type { MapStage } from './mapStage.ts';

export interface ColumnOnPage {
  /** Middle of the column, CSS pixels of the page. */
  readonly x: number;
  readonly y: number;
  /** Height as a share of the tallest column. */
  readonly share: number;
  /** Whether it stands on the near side of the globe. */
  readonly isNear: boolean;
  /** Red, green, blue, 0-255. */
  readonly colour: readonly number[];
  /** Share (0-1) of what is shown that rests on sources that are behind. */
  readonly stale: number;
}

export interface MapSupport {
  /** Where the column of a place stands; null when it has none. */
  columnAt(id: string): ColumnOnPage | null;
  /** Ids of the places that stand as columns, tallest first. */
  columns(): readonly string[];
  level(): Level | null;
  /** What the parts of the picture tell of themselves. */
  probe(): Readonly<Record<string, unknown>>;
  /** Whether nothing moves, loads or waits to be drawn. */
  idle(): boolean;
}

declare global {
  interface Window {
    orrery?: { map?: MapSupport };
  }
}

/** Offers it until the returned function is called. */
export function offerSupport(stage: MapStage, origin: () => DOMRect): () => void {
  const support: MapSupport = {
    columnAt(id) {
      const slot = stage.sets.picture()?.layout.places.findIndex((place) => place.id === id) ?? -1;
      if (slot < 0) return null;
      const columns = stage.screen.columns([slot]);
      const { left, top } = origin();
      return {
        x: left + ((columns.footX[0] as number) + (columns.capX[0] as number)) / 2,
        y: top + ((columns.footY[0] as number) + (columns.capY[0] as number)) / 2,
        share: stage.sets.glide().shares[slot] ?? 0,
        isNear: (columns.facing[0] as number) > 0,
        colour: Array.from(stage.sets.picture()?.colours.slice(4 * slot, 4 * slot + 3) ?? []),
        stale: stage.sets.picture()?.figures.stales[slot] || 0,
      };
    },
    columns: () => {
      const picture = stage.sets.picture();
      return picture ? tallestSlots(picture, Number.POSITIVE_INFINITY).map((slot) => picture.layout.places[slot]?.id ?? '') : [];
    },
    level: () => stage.sets.picture()?.layout.level ?? null,
    probe: () => stage.probe(),
    idle: () => stage.isIdle(),
  };
  window.orrery = { ...window.orrery, map: support };
  return () => {
    if (window.orrery?.map === support) delete window.orrery.map;
  };
}
