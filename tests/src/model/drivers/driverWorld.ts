/** Metrics and answers for the tests of drivers. */

import type { DriverDimension } from '../../../../src/model/drivers/values.ts';
import type { Measured } from '../../../../src/model/rows.ts';
import type { MetricInfo } from '../../../../src/protocol/catalog.ts';
import type { AnswerTable } from '../../../../src/protocol/table.ts';
import { WHOLE } from '../../../wholeAnswer.ts';

const BASE = { formula: '', fold: 'additive', interval: false, better: 'higher', sums: false, ratio: false, cases: false } as const;
export const REVENUE: MetricInfo = { ...BASE, id: 'revenue', label: 'Revenue', unit: 'EUR', sums: true, cases: true };
export const ORDERS: MetricInfo = { ...BASE, id: 'orders', label: 'Orders', unit: 'count' };
export const CONTACTS: MetricInfo = { ...BASE, id: 'contacts', label: 'Contacts', unit: 'count', sums: true, better: 'lower' };
export const CSAT: MetricInfo = { ...BASE, id: 'csat', label: 'Satisfied', unit: '%', interval: true, ratio: true };
export const AOV: MetricInfo = { ...BASE, id: 'aov', label: 'Average order value', unit: 'EUR', ratio: true, cases: true };

export const CATEGORY: DriverDimension = { id: 'category', label: 'Category', groupBy: ['category'], level: null };
export const CHANNEL: DriverDimension = { id: 'channel', label: 'Channel', groupBy: ['channel'], level: null };

/** A figure of a value and the cases behind it. */
export interface Sold {
  readonly value: string | null;
  readonly amount: number;
  readonly n: number;
}

export function rowsOf(amounts: Readonly<Record<string, readonly [amount: number, n: number]>>): Sold[] {
  return Object.entries(amounts).map(([value, [amount, n]]) => ({ value, amount, n }));
}

/** An answer by a dimension; the bounds of rates are Wilson's. */
export function tableOf(metric: MetricInfo, rows: readonly Sold[], dimension = 'category'): AnswerTable {
  const bounds = rows.map(({ amount, n }) => wilson(amount / 100, n));
  const column = (of: (row: Sold, at: number) => number) => Float64Array.from(rows, of);
  const extra = metric.interval
    ? ([
        ['low', metric.unit, column((_, at) => bounds[at]?.[0] ?? Number.NaN)],
        ['high', metric.unit, column((_, at) => bounds[at]?.[1] ?? Number.NaN)],
      ] as const)
    : [];
  return {
    columns: [
      { name: dimension, unit: null },
      { name: metric.id, unit: metric.unit },
      { name: `${metric.id}.n`, unit: 'count' },
      ...extra.map(([name, unit]) => ({ name: `${metric.id}.${name}`, unit })),
    ],
    rowCount: rows.length,
    keys: [rows.map(({ value }) => value)],
    values: [column(({ amount }) => amount), column(({ n }) => n), ...extra.map(([, , values]) => values)],
    ...WHOLE,
  };
}

function wilson(part: number, n: number): readonly [number, number] {
  const [z2, centre] = [1.96 ** 2, part + 1.96 ** 2 / (2 * n)];
  const half = 1.96 * Math.sqrt((part * (1 - part)) / n + z2 / (4 * n * n));
  return [(100 * (centre - half)) / (1 + z2 / n), (100 * (centre + half)) / (1 + z2 / n)];
}

/** Everything together, of what sums. */
export function whole(rows: readonly Sold[]): Measured {
  const value = rows.reduce((sum, { amount }) => sum + Math.round(amount * 10_000), 0) / 10_000;
  return { value, n: rows.reduce((sum, { n }) => sum + n, 0), low: Number.NaN, high: Number.NaN };
}
