/** Small answers for the tests of the model. */

import type { QueryAnswer } from '../../../src/protocol/query.ts';
import { type AnswerTable, toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

/** An answer grouped by as many levels as a row has keys: rows are `[...ids, revenue, csat, n]`. */
export function tableOf(rows: readonly (readonly (string | number | null)[])[], labels: QueryAnswer['labels'] = {}): AnswerTable {
  const depth = (rows[0]?.length ?? 4) - 3;
  const dimensions = ['country', 'region', 'city'].slice(0, depth).map((name) => ({ name, unit: null }));
  const metrics = [
    { name: 'revenue', unit: 'USD' },
    { name: 'csat', unit: '%' },
    { name: 'csat.n', unit: 'count' },
  ];
  return toTable({
    columns: [...dimensions, ...metrics],
    rows,
    ...WHOLE,
    labels,
  });
}
