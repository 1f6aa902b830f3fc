/** The figures of a group, in the order of the answer's metric columns; NaN for null. */
import type { Whole } from '../measures.ts';
import type { Metric } from '../metrics.ts';
import type { Plan } from '../plan.ts';
import type { Tally } from './tallies.ts';

export interface GroupFigures {
  /** The first metric, which ranks the groups. */
  firstOf(group: number): number;
  /** The same array each time, filled anew. */
  of(group: number): readonly number[];
}

export function createFigures({ metrics }: Pick<Plan, 'metrics'>, tallies: readonly Tally[]): GroupFigures {
  const byId = new Map(tallies.map((tally) => [tally.measure.id, tally]));
  const readers = metrics.map((metric) => createReader(metric, byId));
  const figures: number[] = [];
  return {
    firstOf: (group) => readers[0]?.(group)[0] ?? Number.NaN,
    of(group) {
      let count = 0;
      for (const read of readers) for (const figure of read(group)) figures[count++] = figure ?? Number.NaN;
      return figures;
    },
  };
}

function createReader({ measures, finish }: Metric, byId: ReadonlyMap<string, Tally>): (group: number) => readonly (number | null)[] {
  const tallies = measures.map(({ id }) => byId.get(id) as Tally);
  const totals: Whole[] = tallies.map(() => 0);
  return (group) => {
    for (let at = 0; at < totals.length; at++) totals[at] = (tallies[at] as Tally).total(group);
    return finish(totals);
  };
}
