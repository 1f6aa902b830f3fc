/** Columns of a batch in the making: one that no event fills is not made, but shared by all such columns. */
import type { RowBatch } from './rows.ts';

/** `resolved` where an event does not say. */
export const NOT_SAID = 255;

let zeros = new Int32Array(4096);
let absent = new Float64Array(4096).fill(Number.NaN);

export class RowColumns {
  readonly count: number;
  readonly offsetMs: Float64Array;
  readonly resolved: Uint8Array;
  private readonly codeColumns: (Int32Array | null)[];
  private readonly numbers: (Float64Array | null)[];

  constructor(count: number, codes: number, numbers: number) {
    this.count = count;
    this.offsetMs = new Float64Array(count);
    this.resolved = new Uint8Array(count).fill(NOT_SAID);
    this.codeColumns = new Array<Int32Array | null>(codes).fill(null);
    this.numbers = new Array<Float64Array | null>(numbers).fill(null);
  }

  setCode(column: number, row: number, code: number): void {
    if (code === 0) return;
    this.codes(column)[row] = code;
  }

  /** A code column to write into. */
  codes(column: number): Int32Array {
    let codes = this.codeColumns[column] as Int32Array | null;
    if (codes === null) this.codeColumns[column] = codes = new Int32Array(this.count);
    return codes;
  }

  codeAt(column: number, row: number): number {
    return this.codeColumns[column]?.[row] ?? 0;
  }

  setNumber(column: number, row: number, number: number): void {
    if (Number.isNaN(number)) return;
    let numbers = this.numbers[column] as Float64Array | null;
    if (numbers === null) this.numbers[column] = numbers = new Float64Array(this.count).fill(Number.NaN);
    numbers[row] = number;
  }

  clearNumber(column: number, row: number): void {
    const numbers = this.numbers[column];
    if (numbers) numbers[row] = Number.NaN;
  }

  /** The code columns by name. */
  codesBy(names: readonly string[]): RowBatch['codes'] {
    if (zeros.length < this.count) zeros = new Int32Array(2 * this.count);
    const none = zeros.subarray(0, this.count);
    return Object.fromEntries(names.map((name, at) => [name, this.codeColumns[at] ?? none]));
  }

  /** The number columns by name. */
  numbersBy(names: readonly string[]): RowBatch['numbers'] {
    if (absent.length < this.count) absent = new Float64Array(2 * this.count).fill(Number.NaN);
    const none = absent.subarray(0, this.count);
    return Object.fromEntries(names.map((name, at) => [name, this.numbers[at] ?? none]));
  }
}
