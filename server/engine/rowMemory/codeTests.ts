/** Finds the rows of a block that have certain codes, looking at the packed columns as they are. */
import { type PackedColumn, unpack } from './packed.ts';
import { BLOCK_ROWS, type Block } from './rowBlocks.ts';

/** Rows must have one of these codes in a column. */
export interface CodeTest {
  /** Place of the column in a block. */
  readonly column: number;
  readonly codes: readonly number[];
}

/** 1 for what a packed column may keep; nothing but 0 between calls. */
const isKept = new Uint8Array(2 ** 16);

/** Writes the first `count` rows of a block that pass all tests into `rows`, ascending; answers how many. */
export function rowsThatPass(block: Block, count: number, tests: readonly CodeTest[], rows: Int32Array): number {
  let left = count;
  allRows(rows, count);
  for (const { column, codes } of tests) {
    const packed = block.column(column);
    if (packed !== null) left = keepPacked(packed, codes, rows, left);
    else if (!codes.includes(0)) return 0;
  }
  return left;
}

function allRows(rows: Int32Array, count: number): void {
  for (let row = 0; row < count; row++) rows[row] = row;
}

/** Keeps those of the first `count` of `rows` that have one of the codes; answers how many. */
function keepPacked({ kept, base }: NonNullable<PackedColumn>, codes: readonly number[], rows: Int32Array, count: number): number {
  const wanted = codes.map((code) => code - base);
  if (kept instanceof Float64Array || kept instanceof Uint32Array) return keepWide(kept, new Set(wanted), rows, count);
  const within = wanted.filter((code) => code >= 0 && code < 2 ** (8 * kept.BYTES_PER_ELEMENT));
  for (const code of within) isKept[code] = 1;
  const left = kept instanceof Uint8Array ? keepBytes(kept, rows, count) : keepShorts(kept, rows, count);
  for (const code of within) isKept[code] = 0;
  return left;
}

// A loop of its own for each width: one that meets all of them takes several times as long.
function keepBytes(kept: Uint8Array, rows: Int32Array, count: number): number {
  let left = 0;
  for (let at = 0; at < count; at++) {
    const row = rows[at] as number;
    rows[left] = row;
    left += isKept[kept[row] as number] as number;
  }
  return left;
}

function keepShorts(kept: Uint16Array, rows: Int32Array, count: number): number {
  let left = 0;
  for (let at = 0; at < count; at++) {
    const row = rows[at] as number;
    rows[left] = row;
    left += isKept[kept[row] as number] as number;
  }
  return left;
}

function keepWide(kept: Uint32Array | Float64Array, wanted: ReadonlySet<number>, rows: Int32Array, count: number): number {
  let left = 0;
  for (let at = 0; at < count; at++) {
    const row = rows[at] as number;
    if (wanted.has(kept[row] as number)) rows[left++] = row;
  }
  return left;
}

const numbers = new Float64Array(BLOCK_ROWS);

/** Σ of a packed column over rows. */
export function sumOver(column: PackedColumn, rows: Int32Array, count: number): number {
  if (column === null) return 0;
  const values = count <= numbers.length ? numbers : new Float64Array(count);
  unpack(column, 0, rows, count, values);
  let sum = 0;
  for (let at = 0; at < count; at++) sum += values[at] as number;
  return sum;
}
