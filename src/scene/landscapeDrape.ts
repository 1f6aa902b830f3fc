/** Lines that lie on the land, as strips of triangles in one buffer: begun anew, then drawn line by line. Allocates nothing while drawing. */
import { BufferAttribute, BufferGeometry, DynamicDrawUsage } from 'three';

/** What a line is: a border, the line of those who are due, what is drawn. */
export const DRAPED = { border: 0, due: 1, drawn: 2 } as const;

export interface Drape {
  /** The lines, and the curtain that stands on them. */
  readonly geometry: BufferGeometry;
  readonly curtain: BufferGeometry;
  begin(): void;
  /** Adds a line: world x, z by turns, `count` places; half its width in world units. */
  line(places: ArrayLike<number>, count: number, look: { readonly isClosed: boolean; readonly half: number; readonly kind: number }): void;
  end(): void;
}

export function createDrape(mostPlaces: number): Drape {
  const place = new Float32Array(mostPlaces * 8);
  const look = new Float32Array(mostPlaces * 6);
  const index = new Uint32Array(mostPlaces * 6);
  const curtainLook = new Float32Array(mostPlaces * 6);
  const attribute = (array: Float32Array, size: number) => new BufferAttribute(array, size).setUsage(DynamicDrawUsage);
  const geometry = new BufferGeometry();
  const places = attribute(place, 4);
  const looks = attribute(look, 3);
  const indexes = new BufferAttribute(index, 1).setUsage(DynamicDrawUsage);
  geometry.setAttribute('aPlace', places);
  geometry.setAttribute('aLook', looks);
  geometry.setIndex(indexes);
  const curtain = new BufferGeometry();
  const curtainLooks = attribute(curtainLook, 3);
  curtain.setAttribute('aPlace', places);
  curtain.setAttribute('aLook', curtainLooks);
  curtain.setIndex(indexes);
  let used = 0;
  let indexed = 0;

  return {
    geometry,
    curtain,
    begin() {
      used = 0;
      indexed = 0;
    },
    line(corners, count, { isClosed, half, kind }) {
      const total = isClosed ? count + 1 : count;
      if (count < 2 || used + total > mostPlaces) return;
      let along = 0;
      for (let step = 0; step < total; step++) {
        const at = step % count;
        const before = isClosed ? (at + count - 1) % count : Math.max(0, at - 1);
        const after = isClosed ? (at + 1) % count : Math.min(count - 1, at + 1);
        const [x, z] = [corners[2 * at] as number, corners[2 * at + 1] as number];
        const [dx, dz] = [
          (corners[2 * after] as number) - (corners[2 * before] as number),
          (corners[2 * after + 1] as number) - (corners[2 * before + 1] as number),
        ];
        const length = Math.hypot(dx, dz) || 1;
        if (step > 0)
          along += Math.hypot(
            x - (corners[2 * ((at + count - 1) % count)] as number),
            z - (corners[2 * ((at + count - 1) % count) + 1] as number),
          );
        for (const side of [0, 1]) {
          const vertex = 2 * (used + step) + side;
          place[4 * vertex] = x;
          place[4 * vertex + 1] = z;
          place[4 * vertex + 2] = -dz / length;
          place[4 * vertex + 3] = dx / length;
          look[3 * vertex] = side === 0 ? half : -half;
          look[3 * vertex + 1] = along;
          look[3 * vertex + 2] = kind;
          curtainLook[3 * vertex] = side;
        }
        if (step === 0) continue;
        const vertex = 2 * (used + step - 1);
        index[indexed++] = vertex;
        index[indexed++] = vertex + 1;
        index[indexed++] = vertex + 2;
        index[indexed++] = vertex + 2;
        index[indexed++] = vertex + 1;
        index[indexed++] = vertex + 3;
      }
      used += total;
    },
    end() {
      for (const changed of [places, looks, curtainLooks, indexes]) changed.needsUpdate = true;
      geometry.setDrawRange(0, indexed);
      curtain.setDrawRange(0, indexed);
    },
  };
}
