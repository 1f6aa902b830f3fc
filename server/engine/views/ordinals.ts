/**
 * Ordinals: small whole numbers that stand for a dimension's group codes, so that groups are found by place in an array. Dictionary
 * codes are their own ordinals; time buckets and cells get theirs as they come.
 */
import { type BatchColumn, batchColumn, oncePerBatch } from '../batchColumn.ts';
import { codeColumn } from '../columns.ts';
import type { Dimension } from '../dimensions.ts';
import { grown } from '../grown.ts';
import { codesOf } from '../measures.ts';
import type { RowBatch } from '../rows.ts';

export interface Ordinals {
  readonly ofRows: BatchColumn<Int32Array>;
  /** Bits of the largest ordinal so far. */
  bits(): number;
  /** The ordinal of a group code, the next one when it is new. */
  of(code: number): number;
  codeOf(ordinal: number): number;
}

export function createOrdinals(dimension: Dimension): Ordinals {
  return dimension.sql === codeColumn(dimension.id) ? coded(dimension) : numbered(dimension);
}

function coded({ id }: Dimension): Ordinals {
  /** All codes so far, one over the other. */
  let all = 0;
  const ofRows = oncePerBatch((batch: RowBatch) => {
    const codes = codesOf(batch, id);
    for (let row = 0, end = batch.count; row < end; row++) all |= codes[row] as number;
    return codes;
  }, new Int32Array(0));
  return {
    ofRows,
    bits: () => 32 - Math.clz32(all),
    of(code) {
      all |= code;
      return code;
    },
    codeOf: (ordinal) => ordinal,
  };
}

function numbered(dimension: Dimension): Ordinals {
  const { of, codeOf, count } = createNumbers();
  const ofRows = batchColumn(new Int32Array(0), (batch, into) => {
    const codeAt = dimension.codeOf(batch);
    let [code, ordinal] = [Number.NaN, 0];
    for (let row = 0, end = batch.count; row < end; row++) {
      const next = codeAt(row);
      // Neighbours are often of one time or place.
      if (next !== code) [code, ordinal] = [next, of(next)];
      into[row] = ordinal;
    }
  });
  return { ofRows, bits: () => 32 - Math.clz32(Math.max(0, count() - 1)), of, codeOf };
}

/** Numbers whole numbers below 2^53 in the order they come in. */
function createNumbers() {
  let codes = new Float64Array(16);
  /** Ordinal + 1 by place, 0 where free; a power of two long, at most half full. */
  let places = new Int32Array(32);
  let used = 0;

  function placeOf(code: number): number {
    const mask = places.length - 1;
    let place = hash(code) & mask;
    for (let found = places[place] as number; found > 0 && codes[found - 1] !== code; found = places[place] as number) {
      place = (place + 1) & mask;
    }
    return place;
  }

  function widen(): void {
    places = new Int32Array(places.length * 2);
    for (let ordinal = 0; ordinal < used; ordinal++) places[placeOf(codes[ordinal] as number)] = ordinal + 1;
  }

  return {
    of(code: number): number {
      const place = placeOf(code);
      const found = places[place] as number;
      if (found > 0) return found - 1;
      codes = grown(codes, used + 1);
      codes[used] = code;
      places[place] = ++used;
      if (used * 2 > places.length) widen();
      return used - 1;
    },
    codeOf: (ordinal: number): number => codes[ordinal] as number,
    count: (): number => used,
  };
}

function hash(code: number): number {
  const low = Math.imul(code | 0, 0x85ebca6b);
  const mixed = Math.imul(low ^ (low >>> 13) ^ ((code / 0x100000000) | 0), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
