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

/** Room for `firstPlaces`; made larger when more is drawn. */
export function createDrape(firstPlaces: number): Drape {
  const [geometry, curtain] = [new BufferGeometry(), new BufferGeometry()];
  let held = attach(geometry, curtain, firstPlaces, null);
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
      if (count < 2) return;
      if (used + total > held.room) held = attach(geometry, curtain, 2 * (used + total), held);
      const { place, look, curtainLook, index } = held;
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
      for (const changed of held.attributes) changed.needsUpdate = true;
      geometry.setDrawRange(0, indexed);
      curtain.setDrawRange(0, indexed);
    },
  };
}

/** The buffers of both geometries, and for how many places they have room. */
interface Held {
  readonly room: number;
  readonly place: Float32Array;
  readonly look: Float32Array;
  readonly curtainLook: Float32Array;
  readonly index: Uint32Array;
  readonly attributes: readonly BufferAttribute[];
}

/** Makes them, with what was written before. */
function attach(geometry: BufferGeometry, curtain: BufferGeometry, room: number, before: Held | null): Held {
  const place = new Float32Array(room * 8);
  const look = new Float32Array(room * 6);
  const curtainLook = new Float32Array(room * 6);
  const index = new Uint32Array(room * 6);
  if (before !== null) {
    place.set(before.place);
    look.set(before.look);
    curtainLook.set(before.curtainLook);
    index.set(before.index);
  }
  const attribute = (array: Float32Array | Uint32Array, size: number) => new BufferAttribute(array, size).setUsage(DynamicDrawUsage);
  const attributes = [attribute(place, 4), attribute(look, 3), attribute(curtainLook, 3), attribute(index, 1)] as const;
  const [places, looks, curtainLooks, indexes] = attributes;
  geometry.setAttribute('aPlace', places).setAttribute('aLook', looks).setIndex(indexes);
  curtain.setAttribute('aPlace', places).setAttribute('aLook', curtainLooks).setIndex(indexes);
  return { room, place, look, curtainLook, index, attributes };
}
