/** An answer as a wall is told it. Applied before anything is encoded. */
import type { Cell, QueryAnswer } from '../../src/protocol/query.ts';
import { compareIds } from '../engine/order.ts';
import type { FilterGuard } from './filterGuard.ts';
import { isThin, judgeRows, numbered } from './judged.ts';
import { CUSTOMERS, type Keeping } from './wallRights.ts';

type Row = readonly Cell[];

/**
 * An answer to what `askedFor` made, without what is not shown. Small groups, and those beside them that would give them away, lose their figures
 * and come last, by their ids: their place among the others would tell. So does each single figure of too few customers: it is null.
 */
export function keepBack(answer: QueryAnswer, keeping: Keeping | null, guard: FilterGuard | null = null): QueryAnswer {
  if (keeping === null) return answer;
  const { columns, rows } = answer;
  const dimensions = columns.filter(({ unit }) => unit === null).length;
  const at = new Map(columns.map(({ name }, column) => [name, column]));
  const figureOf = (row: number, name: string): number => Number(rows[row]?.[at.get(name) ?? -1] ?? 0);
  const shown = [...columns.keys()].filter((column) => column < dimensions || keeping.isShown((columns[column] as { name: string }).name));
  const judgeOf = columns.map(({ name }, column) => (column < dimensions ? null : keeping.judgeOf(name)));
  const idsOf = (row: Row) => row.slice(0, dimensions) as readonly (string | null)[];
  const textOf = (row: number): string => JSON.stringify(idsOf(rows[row] as Row));
  const judged = judgeRows(
    {
      rowCount: rows.length,
      codes: Array.from({ length: dimensions }, (_, dimension) => numbered(rows.map((row) => row[dimension] ?? null))),
      textOf,
      countOf: (judge, row) => figureOf(row, judge),
      isSmall(judge, row) {
        if (judge === CUSTOMERS) return keeping.isSmall(figureOf(row, CUSTOMERS), figureOf(row, keeping.events));
        const own = shown.filter((column) => judgeOf[column] === judge).map((column) => rows[row]?.[column] as number | null);
        return isThin(figureOf(row, judge), own, keeping.least);
      },
      isRefused:
        guard === null ? undefined : (judge, row) => figureOf(row, keeping.events) > 0 && guard.isRefused(judge, idsOf(rows[row] as Row)),
    },
    keeping,
  );
  const whole = judged.get(CUSTOMERS) as Uint8Array;
  const toShown = (row: Row, index: number): Row =>
    shown.map((column) => {
      const judge = judgeOf[column];
      return judge && judged.get(judge)?.[index] === 1 ? null : (row[column] ?? null);
    });
  const all = rows.map(toShown);
  const told = all.filter((_, row) => whole[row] === 0);
  const leading = judgeOf[dimensions];
  if (leading && judged.get(leading)?.some((kept, row) => kept === 1 && whole[row] === 0)) told.sort(inOrder(answer, dimensions));
  const withheld = all.filter((_, row) => whole[row] === 1).sort(inOrder(answer, dimensions));
  const room = Math.max(0, keeping.limit - told.length);
  const named = keeping.isNamed || dimensions === 0 ? withheld.slice(0, room) : [];
  return {
    ...answer,
    columns: shown.map((column) => columns[column] as (typeof columns)[number]),
    rows: [...told.slice(0, keeping.limit), ...named],
    labels: labelsOf(answer, [...told, ...named]),
    suppressed: keeping.isNamed ? named.length : withheld.length,
    unconverted: told.length > 0 ? answer.unconverted : 0,
    truncated: answer.truncated || told.length > keeping.limit || (keeping.isNamed && rows.length > keeping.limit),
  };
}

/** The order of answers, where a figure that stood first is kept back: then, by the ids alone. */
function inOrder({ columns }: QueryAnswer, dimensions: number): (one: Row, other: Row) => number {
  const times = columns.slice(0, dimensions).flatMap(({ name }, at) => (name.startsWith('time:') ? [at] : []));
  const byId = (one: Row, other: Row, at: number) => compareIds((one[at] ?? null) as string | null, (other[at] ?? null) as string | null);
  return (one, other) => {
    for (const at of times) if (one[at] !== other[at]) return byId(one, other, at);
    const [a, b] = [one[dimensions] ?? null, other[dimensions] ?? null];
    if (a !== b) return a === null ? 1 : b === null ? -1 : Number(b) - Number(a);
    for (let at = 0; at < dimensions; at++) if (one[at] !== other[at]) return byId(one, other, at);
    return 0;
  };
}

/** Names of what is in the rows, and of nothing else. */
function labelsOf({ columns, labels }: QueryAnswer, rows: readonly Row[]): QueryAnswer['labels'] {
  const of = columns.flatMap(({ name }, at) => {
    const known = labels[name];
    if (known === undefined) return [];
    const ids = new Set(rows.map((row) => row[at]));
    const own = Object.entries(known).filter(([id]) => ids.has(id));
    return own.length === 0 ? [] : [[name, Object.fromEntries(own)] as const];
  });
  return Object.fromEntries(of);
}
