/** Whether a client holds what the server answers. */
import type { QueryAnswer } from '../../src/protocol/query.ts';
import { type AnswerTable, toTable } from '../../src/protocol/table.ts';

type Held = Pick<AnswerTable, 'columns' | 'rowCount' | 'keys' | 'values'>;

/** The first rows that only one of them has; empty when both say the same. Row order counts for nothing, nor do the last digits of an interval's ends. */
export function differences(held: Held, answer: QueryAnswer): string[] {
  const [ours, theirs] = [rowsOf(held), rowsOf(toTable(answer))];
  return [
    ...ours
      .difference(theirs)
      .slice(0, 3)
      .map((row) => `only the client has ${row}`),
    ...theirs
      .difference(ours)
      .slice(0, 3)
      .map((row) => `only the server has ${row}`),
  ];
}

function rowsOf({ columns, rowCount, keys, values }: Held) {
  const isEnd = columns.filter(({ unit }) => unit !== null).map(({ name }) => /\.(low|high)$/.test(name));
  const rows = new Set<string>();
  for (let row = 0; row < rowCount; row++) {
    const cells = values.map((column, at) => (isEnd[at] ? (column[row] as number).toFixed(9) : String(column[row])));
    rows.add(JSON.stringify([...keys.map((ids) => ids[row]), ...cells]));
  }
  return { rows, difference: (other: { rows: Set<string> }) => [...rows].filter((row) => !other.rows.has(row)), size: rowCount };
}
