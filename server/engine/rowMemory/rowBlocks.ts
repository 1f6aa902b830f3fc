/**
 * Coded rows, block by block: what folding reads of them, packed. Full blocks stand in a file, so that memory does not grow with the events: a column
 * is read when it is asked for, mostly from what the system still has of it. A hexagon's cell is not held.
 */
import type { RowBatch } from '../rows.ts';
import { type Kept, type Packed, type PackedColumn, pack } from './packed.ts';
import { openScratchFile } from './scratchFile.ts';

/** Most rows of a block: the columns that are read of it fit the processor's cache. */
export const BLOCK_ROWS = 16_384;

/** Which columns the batches of a workspace have. */
export interface RowNames {
  /** Code columns. */
  readonly codes: readonly string[];
  readonly numbers: readonly string[];
}

/** Place of the column that tells which amounts have no rate. */
export const UNCONVERTED = 2;

/** Columns in a fixed order: time, offset, unconverted, then the codes and the numbers by {@link RowNames}. */
export const FIRST_CODE = 3;

/** What every row of a column that is not kept has. */
export function usualOf(column: number, { codes }: RowNames): number {
  return column < FIRST_CODE + codes.length ? 0 : Number.NaN;
}

export interface Block {
  readonly count: number;
  /** To be read before a column of another block is. */
  column(at: number): PackedColumn;
}

/** A column in the file. */
interface Stored extends Omit<Packed, 'kept'> {
  readonly at: number;
  readonly Kind: new (buffer: ArrayBuffer, from: number, length: number) => Kept;
}

/** Columns to be taken in, as long as each other. */
type Columns = readonly (Float64Array | Int32Array | Uint8Array)[];

export interface RowBlocks {
  readonly rows: number;
  /** In memory, and in the file. */
  readonly bytes: number;
  readonly fileBytes: number;
  /** Least and greatest time, ms. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Block `at`, to be read before the next rows are added. Its columns throw where the disk does not give them back. */
  block(at: number): Block;
  /** Throws when the disk takes no more: then they are of no use any longer. */
  add(columns: Columns): void;
  close(): void;
}

/** The columns of a batch in their order. */
export function columnsOf(batch: RowBatch, { codes, numbers }: RowNames): Columns {
  return [
    ...[batch.timeMs, batch.offsetMs, batch.unconverted],
    ...codes.map((name) => batch.codes[name] ?? missing(name)),
    ...numbers.map((name) => batch.numbers[name] ?? missing(name)),
  ];
}

function missing(name: string): never {
  throw new Error(`${name}: not in this batch`);
}

/** `dir` is where the file stands. */
export function createRowBlocks(names: RowNames, dir: string, blockRows = BLOCK_ROWS): RowBlocks {
  const width = FIRST_CODE + names.codes.length + names.numbers.length;
  const file = openScratchFile(dir);
  const full: (readonly (Stored | null)[])[] = [];
  let [fromMs, toMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  /** The block that is being filled. */
  const last = Array.from({ length: width }, () => new Float64Array(blockRows));
  const lastColumns = last.map((kept) => ({ kept, base: 0, lacks: true }));
  let lastCount = 0;
  /** What was read of the file last, by columns, in memory that the next block uses again. */
  const buffers: ArrayBuffer[] = [];
  let read: { readonly block: number; readonly columns: Map<number, PackedColumn> } = { block: -1, columns: new Map() };

  function close(): void {
    full.push(last.map((values, at) => store(pack(values, usualOf(at, names)))));
    lastCount = 0;
  }

  function store(column: PackedColumn): Stored | null {
    if (column === null) return null;
    const { kept, base, lacks } = column;
    return { base, lacks, Kind: kept.constructor as Stored['Kind'], at: file.add(bytesOf(kept)) };
  }

  function columnOf(block: number, column: number): PackedColumn {
    if (read.block !== block) read = { block, columns: new Map() };
    const known = read.columns.get(column);
    if (known !== undefined) return known;
    const found = load(full[block]?.[column] ?? null, column);
    read.columns.set(column, found);
    return found;
  }

  function load(stored: Stored | null, column: number): PackedColumn {
    if (stored === null) return null;
    const { Kind, at, base, lacks } = stored;
    buffers[column] ??= new ArrayBuffer(blockRows * Float64Array.BYTES_PER_ELEMENT);
    const kept = new Kind(buffers[column], 0, blockRows);
    file.read(at, bytesOf(kept));
    return { kept, base, lacks };
  }

  return {
    get rows() {
      return full.length * blockRows + lastCount;
    },
    get bytes() {
      return (width + Object.keys(buffers).length) * blockRows * Float64Array.BYTES_PER_ELEMENT;
    },
    get fileBytes() {
      return file.bytes;
    },
    get fromMs() {
      return fromMs;
    },
    get toMs() {
      return toMs;
    },
    block: (at) =>
      at < full.length
        ? { count: blockRows, column: (column) => columnOf(at, column) }
        : { count: lastCount, column: (column) => lastColumns[column] ?? null },
    add(columns) {
      const times = columns[0] ?? [];
      const count = times.length;
      for (let row = 0; row < count; row++) {
        const time = times[row] as number;
        if (time < fromMs) fromMs = time;
        if (time > toMs) toMs = time;
      }
      for (let from = 0; from < count; ) {
        const taken = Math.min(count - from, blockRows - lastCount);
        for (let at = 0; at < width; at++) last[at]?.set(columns[at]?.subarray(from, from + taken) ?? [], lastCount);
        lastCount += taken;
        from += taken;
        if (lastCount === blockRows) close();
      }
    },
    close: file.close,
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Kept): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
