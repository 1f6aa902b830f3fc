/** One figure of the bench: ours beside a peer's in the same run, with the goal it is held to. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The peer measured in the same run, e.g. `raw DuckDB 3.1 ms`; empty where there is none. */
  readonly peer: string;
  readonly goal: string;
  /** Null where the row is void: others had the machine, so that the figure tells nothing. */
  readonly holds: boolean | null;
}

/** The last line of a run: every row is one of three. */
export function closingWords(rows: readonly Pick<Row, 'holds'>[]): string {
  const count = (holds: boolean | null): number => rows.filter((row) => row.holds === holds).length;
  const words = `${count(true)} of ${rows.length} goals hold, ${count(false)} missed, ${count(null)} void`;
  return count(null) > 0 ? `${words}: others had the machine, run these again.` : `${words}.`;
}

/** Median of measurements; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Milliseconds of wall time that `act` took, each of `times` runs after one that does not count. */
export async function timed(times: number, act: () => Promise<unknown>): Promise<number[]> {
  await act();
  const out: number[] = [];
  for (let run = 0; run < times; run++) {
    const start = performance.now();
    await act();
    out.push(performance.now() - start);
  }
  return out;
}

/** Milliseconds of processor time, all threads of this process together, that each of `times` runs of `act` took, after one that does not count. */
export async function cpuTimed(times: number, act: () => unknown): Promise<number[]> {
  await act();
  const out: number[] = [];
  for (let run = 0; run < times; run++) {
    const before = process.cpuUsage();
    await act();
    const { user, system } = process.cpuUsage(before);
    out.push((user + system) / 1000);
  }
  return out;
}
