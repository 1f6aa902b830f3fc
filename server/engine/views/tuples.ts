/**
 * Which group a row belongs to, as one number a row: the ordinals of its dimensions side by side in the bits of a cell, or their hash.
 * Computed once a batch for all views that group by the same dimensions.
 */
import { grown } from '../grown.ts';
import type { RowBatch } from '../rows.ts';
import type { CodedRows } from './codedRows.ts';
import type { Ordinals } from './ordinals.ts';

export interface Tuples {
  readonly ordinals: readonly Ordinals[];
  /** Bits of each ordinal in a cell, enough for all rows so far; another array when they have changed. */
  bits(): readonly number[];
  /** By row of the columns, to be read before the next call; nothing where the bits are more than 31. */
  cells(rows: CodedRows): Int32Array;
  /** By row of the columns, to be read before the next call. */
  hashes(rows: CodedRows): Int32Array;
  /** Of the ordinals that stand side by side from a place on. */
  hashAt(parts: Int32Array, from: number): number;
}

export function createTuples(ordinals: readonly Ordinals[]): Tuples {
  let bits = ordinals.map(() => 0);

  function currentBits(): readonly number[] {
    if (ordinals.some((dimension, at) => dimension.bits() !== bits[at])) bits = ordinals.map((dimension) => dimension.bits());
    return bits;
  }

  return {
    ordinals,
    bits: currentBits,
    cells: columnOf(ordinals.length, currentBits, (cell, ordinal, shift) => (cell << shift) | ordinal),
    hashes: columnOf(ordinals.length, currentBits, mix),
    hashAt(parts, from) {
      let hash = 0;
      for (let at = from; at < from + ordinals.length; at++) hash = mix(hash, parts[at] as number);
      return hash;
    },
  };
}

function columnOf(width: number, bits: () => readonly number[], join: (number: number, ordinal: number, shift: number) => number) {
  let [shared, own] = [new Int32Array(0), new Int32Array(0)];
  let latest: WeakRef<RowBatch> | null = null;
  let latestBits: readonly number[] = [];

  function write({ columns, length }: CodedRows, into: Int32Array, shifts: readonly number[]): Int32Array {
    into.fill(0, 0, length);
    for (let at = 0; at < width; at++) {
      const column = columns[at] as Int32Array;
      const shift = shifts[at] as number;
      for (let row = 0; row < length; row++) into[row] = join(into[row] as number, column[row] as number, shift);
    }
    return into;
  }

  return (rows: CodedRows): Int32Array => {
    const shifts = bits();
    if (!rows.batch) {
      own = grown(own, rows.length);
      return write(rows, own, shifts);
    }
    if (latestBits === shifts && latest?.deref() === rows.batch) return shared;
    shared = grown(shared, rows.length);
    [latest, latestBits] = [new WeakRef(rows.batch), shifts];
    return write(rows, shared, shifts);
  };
}

function mix(hash: number, ordinal: number): number {
  const mixed = Math.imul(Math.imul(hash, 0x9e3779b1) ^ ordinal, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
