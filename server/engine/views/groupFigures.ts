/** The figures of groups, in the order of the answer's metric columns; NaN for null. */
import { grown } from '../grown.ts';
import type { Whole } from '../measures.ts';
import type { Metric } from '../metrics.ts';
import type { Plan } from '../plan.ts';
import type { Tally } from './tallies.ts';

export interface GroupFigures {
  /** The first metric, which ranks the groups. */
  firstOf(group: number): number;
  /** Writes the figures of groups into the columns: entry i of each is that of the i-th group. */
  of(groups: Int32Array, into: readonly Float64Array[]): void;
}

export function createFigures({ metrics }: Pick<Plan, 'metrics'>, tallies: readonly Tally[]): GroupFigures {
  const byId = new Map(tallies.map((tally) => [tally.measure.id, tally]));
  const readers = metrics.map((metric) => createReader(metric, byId));
  return {
    firstOf: (group) => readers[0]?.one(group)[0] ?? Number.NaN,
    of(groups, into) {
      let column = 0;
      for (const { write } of readers) column += write(groups, into, column);
    },
  };
}

function createReader({ measures, finish, finishMany }: Metric, byId: ReadonlyMap<string, Tally>) {
  const tallies = measures.map(({ id }) => byId.get(id) as Tally);
  const totals: Whole[] = tallies.map(() => 0);
  let columns = tallies.map(() => new Float64Array(0));

  function one(group: number): readonly (number | null)[] {
    for (let at = 0; at < totals.length; at++) totals[at] = (tallies[at] as Tally).total(group);
    return finish(totals);
  }

  function writeMany(groups: Int32Array, into: Float64Array): boolean {
    if (!finishMany) return false;
    columns = columns.map((column) => grown(column, groups.length));
    return tallies.every((tally, at) => tally.totals(groups, columns[at] as Float64Array)) && finishMany(columns, groups.length, into);
  }

  return {
    one,
    /** Writes its columns from the one on; answers how many. */
    write(groups: Int32Array, into: readonly Float64Array[], first: number): number {
      if (writeMany(groups, into[first] as Float64Array)) return 1;
      const width = one(0).length;
      for (let at = 0; at < groups.length; at++) {
        const figures = one(groups[at] as number);
        for (let column = 0; column < width; column++) (into[first + column] as Float64Array)[at] = figures[column] ?? Number.NaN;
      }
      return width;
    },
  };
}
