/** Where the rows of a table were taken from: a filter leaves rows of a table that is known, and who has placed those need not look up any of them. */

export interface RowOrigin {
  /** The mark of the other table's rows. */
  readonly rows: object;
  /** By row, the row of the other table; -1 where it has none. */
  readonly picks: Int32Array;
}

/** Marks are held weakly: of a long row of filters, each taken from the one before, only what is on the page stays. */
const origins = new WeakMap<object, { readonly rows: WeakRef<object>; readonly picks: Int32Array }>();

/** Notes where the rows with this mark come from. */
export function tellOrigin(mark: object, { rows, picks }: RowOrigin): void {
  origins.set(mark, { rows: new WeakRef(rows), picks });
}

/** Where the rows with this mark come from; null where that is not known. */
export function originOf(mark: object | undefined): RowOrigin | null {
  const told = mark && origins.get(mark);
  const rows = told?.rows.deref();
  return told && rows ? { rows, picks: told.picks } : null;
}
