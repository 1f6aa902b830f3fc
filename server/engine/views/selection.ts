/** Which rows of a batch a view looks at: found once for all views with the same filters and fixed window. */
import { type BatchColumn, batchColumn, oncePerBatch } from '../batchColumn.ts';
import type { Filter } from '../filter.ts';
import { grown } from '../grown.ts';
import { codesOf } from '../measures.ts';
import type { Plan, TimeWindow } from '../plan.ts';
import type { RowBatch } from '../rows.ts';
import type { Shared } from './shared.ts';

export interface SelectedRows {
  /** Row numbers, ascending; `count` of them. */
  readonly rows: Int32Array;
  readonly count: number;
  /** How many of them have an amount without a rate. */
  readonly unconverted: number;
}

export interface Selection {
  rowsOf(batch: RowBatch): SelectedRows;
}

interface Mask {
  /** 1 for the rows that meet a condition, else 0. */
  readonly of: BatchColumn<Uint8Array>;
}

export function createSelection({ filters, window }: Pick<Plan, 'filters' | 'window'>, shared: Shared): Selection {
  const keys = filters.map((filter) => `filter ${filter.id} ${JSON.stringify([...new Set(filter.values)].sort())}`);
  const ends = window.kind === 'fixed' ? `${window.fromMs} ${window.toMs}` : 'sliding';
  return shared(`rows ${ends} ${[...keys].sort().join(' ')}`, () => {
    const masks = filters.map((filter, at) => shared(keys[at] as string, (): Mask => ({ of: maskOf(filter) })));
    if (window.kind === 'fixed' && (window.fromMs !== null || window.toMs !== null)) masks.push({ of: insideOf(window) });
    return { rowsOf: rowsWhere(masks) };
  });
}

function rowsWhere(masks: readonly Mask[]): Selection['rowsOf'] {
  return oncePerBatch(
    (batch: RowBatch, before: SelectedRows) => {
      const [first, ...others] = masks;
      const rows = grown(before.rows, batch.count);
      let count = first ? rowsOfMask(first.of(batch), batch.count, rows) : allRows(batch.count, rows);
      for (const mask of others) count = keepWhere(mask.of(batch), rows, count);
      return { rows, count, unconverted: countUnconverted(batch, rows, count) };
    },
    { rows: new Int32Array(0), count: 0, unconverted: 0 },
  );
}

function countUnconverted(batch: RowBatch, rows: Int32Array, count: number): number {
  if (!hasUnconverted(batch)) return 0;
  let sum = 0;
  for (let at = 0; at < count; at++) sum += batch.unconverted[rows[at] as number] as number;
  return sum;
}

/** Mostly there are none. */
const hasUnconverted = oncePerBatch((batch: RowBatch) => batch.unconverted.includes(1), false);

function allRows(count: number, rows: Int32Array): number {
  for (let row = 0; row < count; row++) rows[row] = row;
  return count;
}

function rowsOfMask(mask: Uint8Array, count: number, rows: Int32Array): number {
  let kept = 0;
  for (let row = 0; row < count; row++) {
    rows[kept] = row;
    kept += mask[row] as number;
  }
  return kept;
}

function keepWhere(mask: Uint8Array, rows: Int32Array, count: number): number {
  let kept = 0;
  for (let at = 0; at < count; at++) {
    const row = rows[at] as number;
    rows[kept] = row;
    kept += mask[row] as number;
  }
  return kept;
}

const UNKNOWN = 2;

/** Tests each code once: a code means the same for ever, and the values of a filter that are no codes yet will be new ones. */
function maskOf(filter: Filter): BatchColumn<Uint8Array> {
  const isOfCell = filter.id === 'h3' || filter.id.startsWith('h3:') || filter.needsTerritory !== undefined;
  if (!isOfCell && !filter.isCoded) return testedRows(filter);
  const column = isOfCell ? 'cell' : filter.id;
  let known = new Uint8Array(0);

  function learn(codes: Int32Array, batch: RowBatch, into: Uint8Array): void {
    const test = filter.test(batch);
    for (let row = 0, end = batch.count; row < end; row++) {
      if (into[row] !== UNKNOWN) continue;
      const code = codes[row] as number;
      const before = known.length;
      known = grown(known, code + 1);
      if (before < known.length) known.fill(UNKNOWN, before);
      into[row] = known[code] = test(row) ? 1 : 0;
    }
  }

  return batchColumn(new Uint8Array(0), (batch, into) => {
    const codes = codesOf(batch, column);
    const table = known;
    let all = 0;
    for (let row = 0, end = batch.count; row < end; row++) {
      const code = codes[row] as number;
      const value = code < table.length ? (table[code] as number) : UNKNOWN;
      into[row] = value;
      all |= value;
    }
    if ((all & UNKNOWN) !== 0) learn(codes, batch, into);
  });
}

function testedRows(filter: Filter): BatchColumn<Uint8Array> {
  return batchColumn(new Uint8Array(0), (batch, into) => {
    const test = filter.test(batch);
    for (let row = 0, end = batch.count; row < end; row++) into[row] = test(row) ? 1 : 0;
  });
}

function insideOf({ fromMs, toMs }: TimeWindow & { kind: 'fixed' }): BatchColumn<Uint8Array> {
  const first = fromMs ?? Number.NEGATIVE_INFINITY;
  const end = toMs ?? Number.POSITIVE_INFINITY;
  return batchColumn(new Uint8Array(0), ({ count, timeMs }, into) => {
    for (let row = 0; row < count; row++) into[row] = (timeMs[row] as number) >= first && (timeMs[row] as number) < end ? 1 : 0;
  });
}
