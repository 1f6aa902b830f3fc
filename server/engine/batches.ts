/** Many small batches as few large ones. */
import type { RowBatch } from './rows.ts';

type Column = Int32Array | Float64Array | Uint8Array;

/** Joins runs of consecutive batches, so that many small ones cost no more than one. */
export function joinBatches(batches: readonly RowBatch[]): RowBatch[] {
  const runs: RowBatch[][] = [];
  for (const batch of batches) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && last.firstSeq + last.count === batch.firstSeq) run.push(batch);
    else runs.push([batch]);
  }
  return runs.flatMap(joinRun);
}

function joinRun(run: readonly RowBatch[]): RowBatch[] {
  const [first] = run;
  if (!first || run.length === 1) return first ? [first] : [];
  const count = run.reduce((sum, batch) => sum + batch.count, 0);
  const join = <Kind extends Column>(into: Kind, read: (batch: RowBatch) => Column | undefined): Kind => {
    let at = 0;
    for (const batch of run) {
      into.set(read(batch) ?? [], at);
      at += batch.count;
    }
    return into;
  };
  const byName = <Kind>(names: readonly string[], read: (name: string) => Kind): Record<string, Kind> =>
    Object.fromEntries(names.map((name) => [name, read(name)]));
  return [
    {
      count,
      firstSeq: first.firstSeq,
      timeMs: join(new Float64Array(count), ({ timeMs }) => timeMs),
      offsetMs: join(new Float64Array(count), ({ offsetMs }) => offsetMs),
      codes: byName(Object.keys(first.codes), (name) => join(new Int32Array(count), ({ codes }) => codes[name])),
      numbers: byName(Object.keys(first.numbers), (name) => join(new Float64Array(count), ({ numbers }) => numbers[name])),
      resolved: join(new Uint8Array(count), ({ resolved }) => resolved),
      unconverted: join(new Uint8Array(count), ({ unconverted }) => unconverted),
    },
  ];
}
