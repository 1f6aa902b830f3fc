/** When the newest event happened, of those that set no plan. One that is a little ahead is of the moment it came; one of later still is of the future, and tells nothing. */
import type { Archive } from './archive.ts';
import { codesOf } from './measures.ts';
import { HAPPENED, isPlanCode } from './planEvents.ts';
import type { RowBatch } from './rows.ts';

/** What a sender's clock or time zone may be ahead. */
export const AHEAD_MS = 86_400_000;
/** Time of the newest event of a group, of those that meet a condition. */
export const newestSql = (condition = 'TRUE'): string =>
  `max(least(time_ms, received_ms)) FILTER (WHERE time_ms <= received_ms + ${AHEAD_MS} AND ${condition})`;

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
        const timeMs = happenedAt(rows.timeMs[row] as number, rows.receivedMs[row] as number, nowMs);
        if (timeMs <= nowMs && timeMs > (newestMs ?? -Infinity) && !isPlanCode(types[row] as number)) newestMs = timeMs;
      }
    },
  };
}

function happenedAt(timeMs: number, receivedMs: number, nowMs: number): number {
  if (timeMs <= nowMs) return timeMs;
  const cameMs = Math.min(receivedMs, nowMs);
  return timeMs <= cameMs + AHEAD_MS ? cameMs : timeMs;
}

/** The same from the archive; empty where it has none. */
export async function readNewest(archive: Archive, nowMs: number): Promise<number[]> {
  const { columns } = await archive.readers.use((read) =>
    read(
      `SELECT coalesce(max(time_ms) FILTER (WHERE time_ms <= ${nowMs}), -1), coalesce(${newestSql()}, -1) FROM events WHERE ${HAPPENED}`,
    ),
  );
  return columns.map(([value]) => Math.min(nowMs, Number(value))).filter((timeMs) => timeMs >= 0);
}
