/** An answer in columns, as the live store keeps it and the model reads it. */
import type { AsOf, Cell, Column, QueryAnswer } from './query.ts';

export interface AnswerTable {
  /** Dimensions first, then metrics, as in {@link QueryAnswer}. */
  readonly columns: readonly Column[];
  readonly rowCount: number;
  /** One array a dimension, in the order of `groupBy`; row-aligned. Row order carries no meaning. */
  readonly keys: readonly (readonly (string | null)[])[];
  /** One array a metric column, row-aligned (may be longer than rowCount); NaN stands for null. */
  readonly values: readonly Float64Array[];
  /** The same object for as long as the same rows stand in the same places; left out where that is not known. */
  readonly rows?: object;
  readonly labels: QueryAnswer['labels'];
  readonly time: QueryAnswer['time'];
  readonly asOf: AsOf;
  readonly suppressed: number;
  readonly unconverted: number;
  readonly truncated: boolean;
  /** Of an answer beside another time: whether that time leaves something out. What it has not, need not be new. */
  readonly isPastCut?: boolean;
  readonly live: boolean;
}

/** Turns a row-wise answer into columns. */
export function toTable(answer: QueryAnswer): AnswerTable {
  const isMetric = answer.columns.map((column) => column.unit !== null);
  const keys: (string | null)[][] = [];
  const values: Float64Array[] = [];
  isMetric.forEach((metric, at) => {
    if (metric) values.push(Float64Array.from(answer.rows, (row) => toNumber(row[at] ?? null)));
    else keys.push(answer.rows.map((row) => (row[at] as string | null) ?? null));
  });
  const { rows, ...rest } = answer;
  return { ...rest, rowCount: rows.length, keys, values };
}

function toNumber(cell: Cell): number {
  return cell === null ? Number.NaN : Number(cell);
}
