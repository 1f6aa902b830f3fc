/** Reads blocks of packed rows as batches. A column is unpacked when somebody asks for it, into memory that the next batch uses again. */
import type { RowBatch } from '../rows.ts';
import { unpack } from './packed.ts';
import { BLOCK_ROWS, type Block, FIRST_CODE, type RowNames, UNCONVERTED, usualOf } from './rowBlocks.ts';

export interface BlockReader {
  /** The first `count` rows of a block, or those at `rows`: a batch to be folded before the next one is read. */
  read(block: Block, rows: Int32Array | null, count: number): RowBatch;
}

const [TIME, OFFSET] = [0, 1];
const NO_NUMBERS = new Float64Array(0);
const NO_BYTES = new Uint8Array(0);

export function createBlockReader(names: RowNames): BlockReader {
  const width = FIRST_CODE + names.codes.length + names.numbers.length;
  const isCode = (at: number): boolean => at >= FIRST_CODE && at < FIRST_CODE + names.codes.length;
  const memory = Array.from({ length: width }, (_, at) => (isCode(at) ? new Int32Array(BLOCK_ROWS) : new Float64Array(BLOCK_ROWS)));
  const flags = new Uint8Array(BLOCK_ROWS);
  let now: { block: Block; rows: Int32Array | null; count: number } = { block: { count: 0, column: () => null }, rows: null, count: 0 };
  let made: (Int32Array | Float64Array | undefined)[] = [];
  let madeFlags: Uint8Array | null = null;

  function column<Kind extends Int32Array | Float64Array>(at: number): Kind {
    const known = made[at];
    if (known) return known as Kind;
    const { block, rows, count } = now;
    const into = memory[at] as Int32Array | Float64Array;
    unpack(block.column(at), usualOf(at, names), rows, count, into);
    made[at] = into.subarray(0, count);
    return made[at] as Kind;
  }

  function flagsOf(): Uint8Array {
    if (madeFlags) return madeFlags;
    madeFlags = flags.subarray(0, now.count);
    // Mostly there are none, and to turn numbers into bytes takes long.
    if (now.block.column(UNCONVERTED) === null) madeFlags.fill(0);
    else madeFlags.set(column<Float64Array>(UNCONVERTED));
    return madeFlags;
  }

  const codes = byName(names.codes, (place) => column<Int32Array>(FIRST_CODE + place));
  const numbers = byName(names.numbers, (place) => column<Float64Array>(FIRST_CODE + names.codes.length + place));

  return {
    read(block, rows, count) {
      now = { block, rows, count };
      made = [];
      madeFlags = null;
      return {
        count,
        firstSeq: 0,
        get timeMs() {
          return column<Float64Array>(TIME);
        },
        get offsetMs() {
          return column<Float64Array>(OFFSET);
        },
        get unconverted() {
          return flagsOf();
        },
        ...{ codes, numbers, resolved: NO_BYTES, receivedMs: NO_NUMBERS, verbatims: [], plans: [] },
      };
    },
  };
}

function byName<Column>(names: readonly string[], read: (place: number) => Column): Readonly<Record<string, Column>> {
  const columns: Record<string, Column> = {};
  for (const [place, name] of names.entries()) Object.defineProperty(columns, name, { get: () => read(place), enumerable: true });
  return columns;
}
