/**
 * Which group a row belongs to, as one number a row: the ordinals of its dimensions side by side in the bits of a cell, or their hash
 * where they do not fit. Computed once a batch for all views that group by the same dimensions.
 */
import { grown } from '../grown.ts';
import type { RowBatch } from '../rows.ts';
import type { CodedRows } from './codedRows.ts';
import type { Ordinals } from './ordinals.ts';

/** Bits of a tag. */
const TAG_BITS = 32;

export interface Tuples {
  readonly ordinals: readonly Ordinals[];
  /** How ordinals make a tag, enough for all rows so far; another object when that has changed. */
  form(): TagForm;
  /** Tags by row of the columns, to be read before the next call. */
  tags(rows: CodedRows): Int32Array;
}

export interface TagForm {
  /** Bits of each ordinal in a cell. */
  readonly bits: readonly number[];
  /** How many cells there are. */
  readonly cells: number;
  /** Whether tags are cells, so that no two tuples have one; else they are hashes. */
  readonly isExact: boolean;
}

export function createTuples(ordinals: readonly Ordinals[]): Tuples {
  let form = formOf(ordinals.map(() => 0));
  let [shared, own] = [new Int32Array(0), new Int32Array(0)];
  let latest: WeakRef<RowBatch> | null = null;
  let latestForm = form;

  function currentForm(): TagForm {
    const { bits } = form;
    if (ordinals.some((dimension, at) => dimension.bits() !== bits[at])) form = formOf(ordinals.map((dimension) => dimension.bits()));
    return form;
  }

  return {
    ordinals,
    form: currentForm,
    tags(rows) {
      const now = currentForm();
      if (!rows.batch) {
        own = grown(own, rows.length);
        return writeTags(rows, own, now);
      }
      if (latestForm === now && latest?.deref() === rows.batch) return shared;
      shared = grown(shared, rows.length);
      [latest, latestForm] = [new WeakRef(rows.batch), now];
      return writeTags(rows, shared, now);
    },
  };
}

function formOf(bits: readonly number[]): TagForm {
  const all = bits.reduce((sum, more) => sum + more, 0);
  return { bits, cells: 2 ** all, isExact: all <= TAG_BITS };
}

/** The tag of the ordinals that stand side by side from a place on. */
export function tagAt({ bits, isExact }: TagForm, parts: Int32Array, from: number): number {
  let tag = 0;
  for (let at = 0; at < bits.length; at++) {
    const ordinal = parts[from + at] as number;
    tag = isExact ? (tag << (bits[at] as number)) | ordinal : mixed(tag, ordinal);
  }
  return tag;
}

function writeTags({ columns, length }: CodedRows, into: Int32Array, { bits, isExact }: TagForm): Int32Array {
  into.fill(0, 0, length);
  for (let at = 0; at < bits.length; at++) {
    const column = columns[at] as Int32Array;
    const shift = bits[at] as number;
    if (isExact) for (let row = 0; row < length; row++) into[row] = ((into[row] as number) << shift) | (column[row] as number);
    else for (let row = 0; row < length; row++) into[row] = mixed(into[row] as number, column[row] as number);
  }
  return into;
}

function mixed(hash: number, ordinal: number): number {
  const product = Math.imul(Math.imul(hash, 0x9e3779b1) ^ ordinal, 0x85ebca6b);
  return product ^ (product >>> 15);
}
