/** The figures of a group, in the order of the answer's metric columns; NaN for null. */
import type { Plan } from '../plan.ts';
import type { Tally } from './tallies.ts';

export interface GroupFigures {
  /** The first metric, which ranks the groups. */
  firstOf(group: number): number;
  of(group: number): number[];
}

export function createFigures({ metrics }: Pick<Plan, 'metrics'>, tallies: readonly Tally[]): GroupFigures {
  const byId = new Map(tallies.map((tally) => [tally.measure.id, tally]));
  const readers = metrics.map((metric) => {
    const read = metric.measures.map(({ id }) => byId.get(id) as Tally);
    return (group: number) => metric.finish(read.map((tally) => tally.total(group)));
  });
  return {
    firstOf: (group) => readers[0]?.(group)[0] ?? Number.NaN,
    of(group) {
      const figures: number[] = [];
      for (const read of readers) for (const figure of read(group)) figures.push(figure ?? Number.NaN);
      return figures;
    },
  };
}
