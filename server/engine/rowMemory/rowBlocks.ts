/** Coded rows held in memory, block by block: what folding reads of them, packed. A hexagon's cell is not held. */
import type { RowBatch } from '../rows.ts';
import { type PackedColumn, pack, packedBytes } from './packed.ts';

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
  readonly columns: readonly PackedColumn[];
}

/** Columns to be taken in, as long as each other. */
type Columns = readonly (Float64Array | Int32Array | Uint8Array)[];

export interface RowBlocks {
  readonly rows: number;
  readonly bytes: number;
  /** Least and greatest time, ms. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Block `at`, to be read before the next rows are added. */
  block(at: number): Block;
  add(columns: Columns): void;
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

export function createRowBlocks(names: RowNames, blockRows = BLOCK_ROWS): RowBlocks {
  const width = FIRST_CODE + names.codes.length + names.numbers.length;
  const full: Block[] = [];
  let bytes = 0;
  let [fromMs, toMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  /** The block that is being filled. */
  const last = Array.from({ length: width }, () => new Float64Array(blockRows));
  const lastColumns = last.map((kept) => ({ kept, base: 0, lacks: true }));
  let lastCount = 0;

  function close(): void {
    const columns = last.map((values, at) => pack(values, usualOf(at, names)));
    full.push({ count: blockRows, columns });
    for (const column of columns) bytes += packedBytes(column);
    lastCount = 0;
  }

  return {
    get rows() {
      return full.length * blockRows + lastCount;
    },
    get bytes() {
      return bytes + width * blockRows * Float64Array.BYTES_PER_ELEMENT;
    },
    get fromMs() {
      return fromMs;
    },
    get toMs() {
      return toMs;
    },
    block: (at) => full[at] ?? { count: lastCount, columns: lastColumns },
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
  };
}
