/** A column of a block of rows in as few bytes as its whole numbers need. */

export type Kept = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** `base` is added to what is kept; the greatest that the array could keep stands for NaN, where it is no Float64Array. */
export interface Packed {
  readonly kept: Kept;
  readonly base: number;
  /** Whether any is NaN. */
  readonly lacks: boolean;
}

/** Every row is the same: 0 of codes, NaN of numbers. */
export type PackedColumn = Packed | null;

/** What is being packed. */
let wide = new Uint32Array(0);

const KINDS = [Uint8Array, Uint16Array, Uint32Array] as const;

/** Packs whole numbers, some of which may be NaN; null where all are `usual`. */
export function pack(values: Float64Array | Int32Array, usual: number): PackedColumn {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let lacking = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (Number.isNaN(value)) lacking++;
    else {
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  const isUsual = Number.isNaN(usual) ? lacking === values.length : lacking === 0 && least === usual && most === usual;
  if (isUsual) return null;
  const lacks = lacking > 0;
  const Kind = KINDS.find(({ BYTES_PER_ELEMENT }) => most - least < 2 ** (8 * BYTES_PER_ELEMENT) - 1);
  if (!Kind) return { kept: Float64Array.from(values), base: 0, lacks };
  const none = 2 ** (8 * Kind.BYTES_PER_ELEMENT) - 1;
  // Written at one width and then copied: a loop that meets all widths takes several times as long.
  if (wide.length < values.length) wide = new Uint32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    wide[row] = Number.isNaN(value) ? none : value - least;
  }
  return { kept: new Kind(wide.subarray(0, values.length)), base: least, lacks };
}

/** Writes the column at some rows (null: from the first on) into an array, `count` of them. */
export function unpack(column: PackedColumn, usual: number, rows: Int32Array | null, count: number, into: Int32Array | Float64Array): void {
  if (column === null) into.fill(usual, 0, count);
  else if (rows !== null) gather(column, rows, count, into);
  else {
    into.set(column.kept.subarray(0, count));
    shift(column, count, into);
  }
}

function gather(column: Packed, rows: Int32Array, count: number, into: Int32Array | Float64Array): void {
  const { kept } = column;
  if (kept instanceof Uint8Array) gatherBytes(kept, rows, count, into);
  else if (kept instanceof Uint16Array) gatherShorts(kept, rows, count, into);
  else gatherWide(kept, rows, count, into);
  shift(column, count, into);
}

// A loop of its own for each width: one that meets all of them takes several times as long.
function gatherBytes(kept: Uint8Array, rows: Int32Array, count: number, into: Int32Array | Float64Array): void {
  for (let at = 0; at < count; at++) into[at] = kept[rows[at] as number] as number;
}

function gatherShorts(kept: Uint16Array, rows: Int32Array, count: number, into: Int32Array | Float64Array): void {
  for (let at = 0; at < count; at++) into[at] = kept[rows[at] as number] as number;
}

function gatherWide(kept: Uint32Array | Float64Array, rows: Int32Array, count: number, into: Int32Array | Float64Array): void {
  for (let at = 0; at < count; at++) into[at] = kept[rows[at] as number] as number;
}

/** Adds the base, and makes NaN of what stands for it. */
function shift({ kept, base, lacks }: Packed, count: number, into: Int32Array | Float64Array): void {
  if (kept instanceof Float64Array) return;
  if (lacks) {
    const none = 2 ** (8 * kept.BYTES_PER_ELEMENT) - 1;
    for (let at = 0; at < count; at++) into[at] = into[at] === none ? Number.NaN : (into[at] as number) + base;
  } else if (base !== 0) {
    for (let at = 0; at < count; at++) into[at] = (into[at] as number) + base;
  }
}
