/** What is planned, as the archive keeps it: beside the events, because few of them plan. */
import { DOUBLE, type DuckDBConnection, DuckDBDataChunk, INTEGER, UTINYINT, VARCHAR } from '@duckdb/node-api';
import type { ResolvedEvent } from '../log/resolvedEvent.ts';
import { DecodeFault } from '../sources/decodeFault.ts';
import { periodOf, planValue } from '../sources/decodePlan.ts';
import { CHUNK_ROWS, writeColumn, writeTexts } from './chunks.ts';
import { toIdText, toText } from './eventTexts.ts';
import type { PlanRow } from './rows.ts';

/** What an event that plans says; null where it says no plan. */
export function planOf({ seq, data, country, region, city }: ResolvedEvent): PlanRow | null {
  const metric = toIdText(toText(data.metric));
  const value = planValue(data.value);
  const period = periodOf(data);
  if (metric === null || value === null || period instanceof DecodeFault) return null;
  const isFound = (said: unknown, found: string | null) => said === undefined || found !== null;
  const isPlaced = isFound(data.country, country) && isFound(data.region, region) && isFound(data.city, city);
  return { seq, metric, ...period, value, isPlaced };
}

/** Adds plans to the archive's table, inside the writer's transaction. */
export async function appendPlans(writer: DuckDBConnection, plans: readonly PlanRow[]): Promise<void> {
  if (plans.length === 0) return;
  const appender = await writer.createAppender('plans');
  // Whole numbers below 2^53 travel as doubles; DuckDB casts them to the column's type.
  const chunk = DuckDBDataChunk.create([DOUBLE, VARCHAR, INTEGER, INTEGER, DOUBLE, UTINYINT]);
  for (let from = 0; from < plans.length; from += CHUNK_ROWS) {
    const page = plans.slice(from, from + CHUNK_ROWS);
    const count = page.length;
    chunk.reset();
    chunk.rowCount = count;
    writeColumn(
      chunk,
      0,
      Float64Array.from(page, ({ seq }) => seq),
      0,
      count,
    );
    writeTexts(chunk, 1, count, (row) => page[row]?.metric ?? '');
    writeColumn(
      chunk,
      2,
      Int32Array.from(page, ({ fromDay }) => fromDay),
      0,
      count,
    );
    writeColumn(
      chunk,
      3,
      Int32Array.from(page, ({ toDay }) => toDay),
      0,
      count,
    );
    writeColumn(
      chunk,
      4,
      Float64Array.from(page, ({ value }) => value),
      0,
      count,
    );
    writeColumn(
      chunk,
      5,
      Uint8Array.from(page, ({ isPlaced }) => Number(isPlaced)),
      0,
      count,
    );
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
