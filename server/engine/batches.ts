/** Many small batches as few large ones. */
import type { RowBatch } from './rows.ts';

type Column = Int32Array | Float64Array | Uint8Array;

/** Joins consecutive batches until there are `rows` of them, so that many small ones cost no more than one. */
export function* joinBatches(batches: readonly RowBatch[], rows: number): Iterable<RowBatch> {
  let run: RowBatch[] = [];
  let count = 0;
  for (const batch of batches) {
    const last = run.at(-1);
    if (last && (count >= rows || last.firstSeq + last.count !== batch.firstSeq)) {
      yield* joinRun(run);
      run = [];
      count = 0;
    }
    run.push(batch);
    count += batch.count;
  }
  yield* joinRun(run);
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
      receivedMs: join(new Float64Array(count), ({ receivedMs }) => receivedMs),
      ...(run.some(({ imports }) => imports) ? { imports: join(new Int32Array(count), ({ imports }) => imports) } : {}),
      verbatims: run.flatMap(({ verbatims }) => verbatims),
      plans: run.flatMap(({ plans }) => plans),
    },
  ];
}
