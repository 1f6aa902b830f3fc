/** Lines of the land: what lies on it (borders, the line of those who are due, what is chosen or drawn) and what stands on it. */
import { LAND } from '../model/landscape/land.ts';
import { DRAPED } from './landscapeDrape.ts';
import { LEADER } from './landscapeLabels.ts';
import type { LandscapeObjects } from './landscapeObjects.ts';
import type { LandscapePicture } from './landscapeStage.ts';

/** Half widths, world units. */
export const BORDER_HALF = 0.014;
const DRAWN_HALF = 0.035;
const DUE_HALF = 0.032;

export interface LandscapeLines {
  /** Lays borders and outlines on the land; `drawing` (world x, z by turns) stands in the place of what is chosen. */
  drape(picture: LandscapePicture, drawing: readonly number[] | null): void;
  /** Posts, their marks, and what leads from the land to its names. */
  stand(picture: LandscapePicture): void;
}

export function createLandscapeLines({ borders, lasso, setPosts }: LandscapeObjects): LandscapeLines {
  return {
    drape(picture, drawing) {
      borders.begin();
      for (const outline of picture.borders)
        borders.line(outline, outline.length / 2, { isClosed: true, half: BORDER_HALF, kind: DRAPED.border });
      if (picture.due !== null) borders.line(dueLine(picture.due), 100, { isClosed: false, half: DUE_HALF, kind: DRAPED.due });
      borders.end();
      lasso.begin();
      const outlines = drawing === null ? picture.outlines : [drawing];
      for (const outline of outlines) lasso.line(outline, outline.length / 2, { isClosed: true, half: DRAWN_HALF, kind: DRAPED.drawn });
      lasso.end();
    },
    stand({ regions, post }) {
      const lines: number[] = [];
      const draped: number[] = [];
      const add = (a: readonly [number, number, number], b: readonly [number, number, number], isDraped: boolean) => {
        lines.push(...a, ...b);
        draped.push(isDraped ? 1 : 0);
      };
      for (const { x, z } of regions) add([x, 0, z], [x, LEADER - 0.06, z], true);
      const [left, back] = [-LAND.width / 2, -LAND.depth / 2];
      if (post.top > 0) add([left, 0, back], [left, post.top, back], false);
      for (const mark of post.marks) add([left, mark, back], [left + 0.22, mark, back], false);
      setPosts(Float32Array.from(lines), Uint8Array.from(draped), draped.length);
    },
  };
}

const duePlaces = new Float32Array(200);

/** From front to back of the land at one x. */
function dueLine(x: number): Float32Array {
  for (let at = 0; at < 100; at++) {
    duePlaces[2 * at] = x;
    duePlaces[2 * at + 1] = LAND.depth * (0.5 - at / 99);
  }
  return duePlaces;
}
