/** A publisher for askers who may not see small groups: figures are judged and kept back before they are compared and encoded. */
import type { Keeping } from '../../access/wallRights.ts';
import { answerColumns, type LabelOf } from '../answer.ts';
import { grown } from '../grown.ts';
import type { Plan } from '../plan.ts';
import { type Change, createPublisher, type Publisher } from './publisher.ts';

/** The publisher of a plan; `keeping` null shows all. */
export function publisherFor(plan: Plan, labelOf: LabelOf, keeping: Keeping | null): Publisher {
  const columns = answerColumns(plan);
  if (keeping === null) return createPublisher(columns, labelOf);
  const metrics = columns.filter(({ unit }) => unit !== null).map(({ name }) => name);
  const publisher = createPublisher(
    columns.filter(({ name, unit }) => unit === null || keeping.isShown(name)),
    labelOf,
  );
  return keptBack(publisher, metrics, keeping);
}

function keptBack(publisher: Publisher, metrics: readonly string[], keeping: Keeping): Publisher {
  const [customersAt, eventsAt] = keeping.judges.map((name) => metrics.indexOf(name)) as [number, number];
  const small = new Set<number>();
  let spare = metrics.map(() => new Float64Array(0));

  function judge({ figuresOf }: Change, handles: Int32Array, into: readonly Float64Array[]): void {
    spare = spare.map((figures) => grown(figures, handles.length));
    let next = 0;
    const all = metrics.map((name, at) => (keeping.isShown(name) ? (into[next++] as Float64Array) : (spare[at] as Float64Array)));
    figuresOf(handles, all);
    for (let at = 0; at < handles.length; at++) {
      const handle = handles[at] as number;
      small.delete(handle);
      if (!keeping.isSmall(all[customersAt]?.[at] as number, all[eventsAt]?.[at] as number)) continue;
      small.add(handle);
      for (const figures of into) figures[at] = Number.NaN;
    }
  }

  return {
    get rowCount() {
      return publisher.rowCount;
    },
    has: publisher.has,
    handles: publisher.handles,
    rename(handleOf) {
      small.clear();
      publisher.rename(handleOf);
    },
    publish(change) {
      for (const handle of Array.from(change.removed)) small.delete(handle);
      return publisher.publish({
        ...change,
        // Read after the figures, which decide it.
        get header() {
          return { ...change.header, suppressed: small.size };
        },
        figuresOf: (handles, into) => judge(change, handles, into),
      });
    },
    snapshot: publisher.snapshot,
  };
}
