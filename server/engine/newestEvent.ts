/** When the newest event happened, of those that are not in the future. */
import type { Archive } from './archive.ts';

/** Keeps the time of the newest event. */
export function createNewest(now: () => number) {
  let newestMs: number | null = null;
  return {
    timeMs: () => newestMs,
    forget(): void {
      newestMs = null;
    },
    note(times: ArrayLike<number>): void {
      const nowMs = now();
      for (let at = 0; at < times.length; at++) {
        const timeMs = times[at] as number;
        if (timeMs <= nowMs && timeMs > (newestMs ?? -Infinity)) newestMs = timeMs;
      }
    },
  };
}

/** The same from the archive; empty where it has none. */
export async function readNewest(archive: Archive, nowMs: number): Promise<number[]> {
  const { columns } = await archive.readers.use((read) => read(`SELECT count(*), max(time_ms) FROM events WHERE time_ms <= ${nowMs}`));
  const [count, newestMs] = columns.map(([value]) => Number(value));
  return count ? [newestMs ?? 0] : [];
}
