/** Hatched discs on the ground, as lines. */
import type { LngLat } from './layout.ts';

export interface HatchLine {
  readonly from: LngLat;
  readonly to: LngLat;
}

/** Where the lines of a disc pass its middle, in radii: evenly, the outermost short. */
const OFFSETS = [-0.75, -0.375, 0, 0.375, 0.75];
const METRES_A_DEGREE = 111_195;

/** Slanting lines that fill a disc of a radius around each anchor. */
export function hatchLines(anchors: readonly LngLat[], radiusMetres: number): readonly HatchLine[] {
  return anchors.flatMap(([longitude, latitude]) => {
    const north = radiusMetres / METRES_A_DEGREE;
    const east = north / Math.max(0.05, Math.cos((latitude * Math.PI) / 180));
    const at = (x: number, y: number): LngLat => [longitude + x * east, latitude + y * north];
    return OFFSETS.map((offset) => {
      const half = Math.sqrt(1 - offset * offset);
      const [cross, along] = [offset * Math.SQRT1_2, half * Math.SQRT1_2];
      return { from: at(cross - along, -cross - along), to: at(cross + along, -cross + along) };
    });
  });
}
