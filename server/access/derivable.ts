/** What sums tell of their parts: which combinations of unknown figures follow exactly from the sums that somebody is told. */

/** A combination of unknowns that is known: unknown by number, with its share. */
export type Known = ReadonlyMap<number, number>;

const NOTHING = 1e-9;

/**
 * All that the sums tell of the sensitive unknowns alone, as a basis: a single unknown is known exactly when it is one of the combinations.
 * `sums`: the unknowns that each adds up. Gauss and Jordan on sparse rows, the others eliminated first.
 */
export function knownOf(sums: readonly (readonly number[])[], isSensitive: (unknown: number) => boolean): readonly Known[] {
  const rows = new Map<number, Map<number, number>>();
  /** Pivots of the rows in which an unknown stands. */
  const found = new Map<number, Set<number>>();
  const note = (unknown: number, pivot: number) => {
    const pivots = found.get(unknown);
    if (pivots) pivots.add(pivot);
    else found.set(unknown, new Set([pivot]));
  };
  for (const sum of sums) {
    const row = new Map(sum.map((unknown) => [unknown, 1]));
    for (const unknown of sum) {
      const other = rows.get(unknown);
      if (other) subtract(row, other, row.get(unknown) ?? 0);
    }
    if (row.size === 0) continue;
    const unknowns = [...row.keys()];
    const pivot = unknowns.find((unknown) => !isSensitive(unknown)) ?? (unknowns[0] as number);
    const scale = row.get(pivot) as number;
    for (const [unknown, share] of row) row.set(unknown, share / scale);
    for (const at of found.get(pivot) ?? []) {
      const other = rows.get(at) as Map<number, number>;
      const share = other.get(pivot) ?? 0;
      if (share === 0) continue;
      subtract(other, row, share);
      for (const unknown of other.keys()) note(unknown, at);
    }
    rows.set(pivot, row);
    for (const unknown of row.keys()) note(unknown, pivot);
  }
  return [...rows].filter(([pivot]) => isSensitive(pivot)).map(([, row]) => row);
}

/** Whether a combination follows from those of a basis that {@link knownOf} gave. */
export function followsFrom(known: Known, basis: readonly Known[]): boolean {
  const rest = new Map(known);
  for (const row of basis) {
    // Each has an unknown that no other has, with the share 1.
    const pivot = [...row.keys()].find((unknown) => basis.every((other) => other === row || !other.has(unknown)));
    if (pivot !== undefined) subtract(rest, row, (rest.get(pivot) ?? 0) / (row.get(pivot) as number));
  }
  return rest.size === 0;
}

function subtract(from: Map<number, number>, row: ReadonlyMap<number, number>, times: number): void {
  if (times === 0) return;
  for (const [unknown, share] of row) {
    const rest = (from.get(unknown) ?? 0) - times * share;
    if (Math.abs(rest) < NOTHING) from.delete(unknown);
    else from.set(unknown, rest);
  }
}
