/**
 * Memory that two threads share, used again and again: what is handed over in fresh buffers costs the receiver a full garbage collection
 * for every 64 MB.
 */
export interface Slabs {
  /** Memory for at least so many bytes, with anything in it. Belongs to the taker until it is given back. */
  take(bytes: number): SharedArrayBuffer;
  /** Once nobody reads it any more. */
  give(slab: SharedArrayBuffer): void;
}

const LEAST_BYTES = 4096;

/** Keeps at most `keptBytes` for later. */
export function createSlabs(keptBytes: number): Slabs {
  const free = new Map<number, SharedArrayBuffer[]>();
  let kept = 0;
  return {
    take: (bytes) => {
      const size = sizeFor(bytes);
      const slab = free.get(size)?.pop();
      if (slab) kept -= size;
      return slab ?? new SharedArrayBuffer(size);
    },
    give: (slab) => {
      const size = slab.byteLength;
      if (kept + size > keptBytes) return;
      kept += size;
      const same = free.get(size);
      if (same) same.push(slab);
      else free.set(size, [slab]);
    },
  };
}

/** The next power of two, so that slabs of few sizes serve all. */
function sizeFor(bytes: number): number {
  return Math.max(LEAST_BYTES, 2 ** Math.ceil(Math.log2(Math.max(1, bytes))));
}
