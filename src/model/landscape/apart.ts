/** What sets some people apart from all: the values that many more, or many fewer, of them have. */
import type { AnswerTable } from '../../protocol/table.ts';
import { isWhole, keyColumn, measuredOf } from '../rows.ts';

export interface Difference {
  readonly dimension: string;
  readonly value: string;
  /** Shares of the people, 0 to 1. */
  readonly here: number;
  readonly all: number;
  /** People here who have it. */
  readonly n: number;
}

/** Fewer people say nothing. */
const LEAST_PEOPLE = 5;
/** Differences within what chance makes of samples of this size (standard errors) are left out. */
const BEYOND_CHANCE = 3;

/** A dimension's answer of the chosen and of all: customers by value. */
export interface Compared {
  readonly dimension: string;
  readonly here: AnswerTable;
  readonly all: AnswerTable;
}

/** Whether some people can be set against all: `few` of them say nothing, and `all` are as they are. */
export function comparableTo(people: { readonly here: number; readonly all: number }): 'few' | 'all' | 'some' {
  if (people.all <= people.here && people.here > 0) return 'all';
  return people.here < LEAST_PEOPLE ? 'few' : 'some';
}

/** The greatest differences first, most of `most`, a value that nearly all or nearly none of both have not among them. */
export function differences(
  compared: readonly Compared[],
  people: { readonly here: number; readonly all: number },
  most: number,
): readonly Difference[] {
  if (comparableTo(people) !== 'some') return [];
  const found = compared.flatMap(({ dimension, here, all }) => {
    const inHere = counts(here, dimension);
    return Array.from(counts(all, dimension)).flatMap(([value, ofAll]): (Difference & { readonly weight: number })[] => {
      const n = inHere.get(value) ?? (isWhole(here) ? 0 : Number.NaN);
      // Of what the answer leaves out it is not known how many they are.
      if (Number.isNaN(n)) return [];
      if (Math.max(n, ofAll - n) < LEAST_PEOPLE) return [];
      const [share, whole] = [n / people.here, ofAll / people.all];
      const chance = Math.sqrt((whole * (1 - whole)) / people.here);
      const weight = chance === 0 ? 0 : Math.abs(share - whole) / chance;
      return weight < BEYOND_CHANCE ? [] : [{ dimension, value, here: share, all: whole, n, weight: Math.abs(share - whole) }];
    });
  });
  return found
    .sort((one, other) => other.weight - one.weight || (one.value < other.value ? -1 : 1))
    .slice(0, most)
    .map(({ weight: _, ...difference }) => difference);
}

function counts(table: AnswerTable, dimension: string): ReadonlyMap<string, number> {
  const keys = keyColumn(table, dimension) ?? [];
  const at = measuredOf(table, 'customers');
  return new Map(keys.slice(0, table.rowCount).flatMap((value, row) => (value === null ? [] : [[value, at(row).value] as const])));
}
