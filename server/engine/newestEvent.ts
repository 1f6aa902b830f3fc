/** When the newest event happened, of those that are not in the future and set no plan. */
import type { Archive } from './archive.ts';
import { codesOf } from './measures.ts';
import { HAPPENED, isPlanCode } from './planEvents.ts';
import type { RowBatch } from './rows.ts';

/** Keeps the time of the newest event. */
export function createNewest(now: () => number) {
  let newestMs: number | null = null;
  return {
    timeMs: () => newestMs,
    forget(): void {
      newestMs = null;
    },
    note(times: readonly number[]): void {
      for (const timeMs of times) newestMs = Math.max(timeMs, newestMs ?? -Infinity);
    },
    noteRows(rows: RowBatch): void {
      const nowMs = now();
      const types = codesOf(rows, 'type');
      for (let row = 0; row < rows.count; row++) {
        const timeMs = rows.timeMs[row] as number;
        if (timeMs <= nowMs && timeMs > (newestMs ?? -Infinity) && !isPlanCode(types[row] as number)) newestMs = timeMs;
      }
    },
  };
}

/** The same from the archive; empty where it has none. */
export async function readNewest(archive: Archive, nowMs: number): Promise<number[]> {
  const { columns } = await archive.readers.use((read) =>
    read(`SELECT count(*), max(time_ms) FROM events WHERE time_ms <= ${nowMs} AND ${HAPPENED}`),
  );
  const [count, newestMs] = columns.map(([value]) => Number(value));
  return count ? [newestMs ?? 0] : [];
}
