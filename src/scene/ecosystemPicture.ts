/** What the ecosystem is told to show, and what it tells back. */
import type { Padding } from '../model/camera.ts';
import type { Cascade } from '../model/ecosystem/cascade.ts';
import type { Feeds } from '../model/ecosystem/feeds.ts';
import type { Frame } from '../model/ecosystem/labelPlaces.ts';
import type { LookOptions } from '../model/ecosystem/look.ts';
import type { DockGlass } from '../model/planDocks.ts';
import type { ChipText } from './chipLayer.ts';
import type { LabelText } from './labelLayer.ts';

export interface EcosystemPicture {
  /** Links in the order in which they are drawn. */
  readonly cascade: Cascade;
  readonly look: LookOptions;
  /** The plan around the docks; left out: none is shown. */
  readonly glass?: DockGlass;
  /** The sources behind the far rank; their labels come after those of the nodes. */
  readonly feeds: Feeds;
  /** Whether there is room for them without looking from near. */
  readonly isOuter: boolean;
  readonly labels: readonly LabelText[];
  /** What changed on links, the weightiest first. */
  readonly chips: readonly ChipText[];
  /** Names of the ranks, far to near. */
  readonly ranks: readonly string[];
  /** Events by the key of their link: what is more than before sends sparks. */
  readonly counts: ReadonlyMap<string, number>;
  /** What they are counts of: only those of the same are compared. */
  readonly countsOf: string;
  /** What the picture leaves free at the edges for panels, and where labels may stand besides; CSS pixels. */
  readonly padding: Padding;
  readonly labelPadding: Padding;
  /** Boxes that no label may touch. */
  readonly obstacles: readonly Frame[];
  readonly flat: boolean;
  readonly calm: boolean;
}

export interface EcosystemEvents {
  readonly onHover: (node: number, link: number, x: number, y: number) => void;
  /** A click on a node or a link (or neither: -1); more: it is added to what is chosen. */
  readonly onPick: (node: number, link: number, isMore: boolean) => void;
  readonly onEnter: (node: number) => void;
  /** The picture is looked at from near, or no more. */
  readonly onNear: (isNear: boolean) => void;
  /** How many events one spark stands for has changed. */
  readonly onSparkStep: (perSpark: number) => void;
}
