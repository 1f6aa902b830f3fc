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

  const columns: Columns = {
    time: () => column<Float64Array>(TIME),
    offset: () => column<Float64Array>(OFFSET),
    unconverted: flagsOf,
    codes,
    numbers,
  };

  return {
    read(block, rows, count) {
      now = { block, rows, count };
      made = [];
      madeFlags = null;
      return new BlockBatch(count, columns);
    },
  };
}

/** What a batch reads of a block, in memory that the next one uses again. */
interface Columns {
  time(): Float64Array;
  offset(): Float64Array;
  unconverted(): Uint8Array;
  readonly codes: RowBatch['codes'];
  readonly numbers: RowBatch['numbers'];
}

/** All of one shape, because every loop over rows reads them: where each had getters of its own, columns took more than twice as long. */
class BlockBatch implements RowBatch {
  readonly firstSeq = 0;
  readonly resolved = NO_BYTES;
  readonly receivedMs = NO_NUMBERS;
  readonly verbatims = [];
  readonly plans = [];
  readonly codes: RowBatch['codes'];
  readonly numbers: RowBatch['numbers'];
  readonly count: number;
  readonly #columns: Columns;

  constructor(count: number, columns: Columns) {
    this.count = count;
    this.#columns = columns;
    this.codes = columns.codes;
    this.numbers = columns.numbers;
  }

  get timeMs(): Float64Array {
    return this.#columns.time();
  }

  get offsetMs(): Float64Array {
    return this.#columns.offset();
  }

  get unconverted(): Uint8Array {
    return this.#columns.unconverted();
  }
}

function byName<Column>(names: readonly string[], read: (place: number) => Column): Readonly<Record<string, Column>> {
  const columns: Record<string, Column> = {};
  for (const [place, name] of names.entries()) Object.defineProperty(columns, name, { get: () => read(place), enumerable: true });
  return columns;
}
