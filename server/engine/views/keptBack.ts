/** A publisher for askers who may not see small groups: figures are judged and kept back before they are compared and encoded. */

import { numberIds } from '../../../src/protocol/encodeFrame.ts';
import { KEPT, keptRows } from '../../access/smallGroups.ts';
import type { Keeping } from '../../access/wallRights.ts';
import { answerColumns, type LabelOf } from '../answer.ts';
import { grown } from '../grown.ts';
import { compareIds } from '../order.ts';
import type { Plan } from '../plan.ts';
import { type Change, createPublisher, type Publisher } from './publisher.ts';

type Ids = readonly (string | null)[];

type Handles = Pick<ReadonlyMap<number, unknown>, 'has' | 'keys'>;

/** A group that the asker may know of. */
interface Group {
  readonly ids: Ids;
  customers: number;
  first: number;
  isSmall: boolean;
}

/** The publisher of a plan; `keeping` null shows all. */
export function publisherFor(plan: Plan, labelOf: LabelOf, keeping: Keeping | null): Publisher {
  const columns = answerColumns(plan);
  if (keeping === null) return createPublisher(columns, labelOf);
  const metrics = columns.filter(({ unit }) => unit !== null).map(({ name }) => name);
  const publisher = createPublisher(
    columns.filter(({ name, unit }) => unit === null || keeping.isShown(name)),
    labelOf,
  );
  const times = plan.dimensions.flatMap(({ grain }, at) => (grain ? [at] : []));
  return keptBack(publisher, { metrics, times, dimensions: plan.dimensions.length }, keeping);
}

interface Shape {
  readonly metrics: readonly string[];
  readonly dimensions: number;
  /** Dimensions of time, by which an answer is ordered before all else. */
  readonly times: readonly number[];
}

/** Knows all groups; `shown` has those of the asker's limit, without the figures that are kept back. */
function keptBack(shown: Publisher, { metrics, dimensions, times }: Shape, keeping: Keeping): Publisher {
  const [customersAt, eventsAt] = keeping.judges.map((name) => metrics.indexOf(name)) as [number, number];
  let groups = new Map<number, Group>();
  let kept: ReadonlySet<number> = new Set();
  let isDue = true;
  let spare = metrics.map(() => new Float64Array(0));

  function read({ figuresOf }: Pick<Change, 'figuresOf'>, handles: Int32Array): readonly Float64Array[] {
    spare = spare.map((figures) => grown(figures, handles.length));
    figuresOf(handles, spare);
    return spare;
  }

  function take(change: Change): void {
    for (const handle of Array.from(change.removed)) isDue = groups.delete(handle) || isDue;
    const { ids } = change;
    for (let at = 0; at < change.added.length; at++) {
      const own = ids.map((column) => column.ids[(column.numbers[at] as number) - 1] ?? null);
      groups.set(change.added[at] as number, { ids: own, customers: 0, first: Number.NaN, isSmall: false });
      isDue = true;
    }
    const handles = Int32Array.from([...Array.from(change.touched), ...Array.from(change.added)]);
    const figures = read(change, handles);
    for (let at = 0; at < handles.length; at++) {
      const group = groups.get(handles[at] as number) as Group;
      const customers = figures[customersAt]?.[at] as number;
      const isSmall = keeping.isSmall(customers, figures[eventsAt]?.[at] as number);
      // Others are chosen when a group is small, or is so no more, or is of another size.
      if (isSmall !== group.isSmall || sizeOf(customers, isSmall) !== sizeOf(group.customers, isSmall)) isDue = true;
      Object.assign(group, { customers, isSmall, first: figures[0]?.[at] as number });
    }
  }

  /** Handles of the groups that are kept back. */
  function judge(): ReadonlySet<number> {
    const handles = [...groups.keys()];
    const all = [...groups.values()];
    const codes = Array.from({ length: dimensions }, (_, at) => {
      const numbers = new Map<string | null, number>();
      return Uint32Array.from(all, ({ ids }) => {
        const id = ids[at] ?? null;
        const number = numbers.get(id) ?? numbers.size;
        numbers.set(id, number);
        return number;
      });
    });
    const grid = {
      ...{ rowCount: all.length, codes, customers: all.map(({ customers }) => customers) },
      isSmall: (row: number) => (all[row] as Group).isSmall,
      textOf: (row: number) => JSON.stringify((all[row] as Group).ids),
    };
    const why = keptRows(grid, keeping.least);
    return new Set(handles.filter((_, row) => why[row] !== KEPT.not));
  }

  /** Handles that the limit shows: what is kept back comes last, by its ids. */
  function wanted(): Handles {
    if (groups.size <= keeping.limit) return groups;
    const order = (one: number, other: number): number => {
      const [a, b] = [groups.get(one) as Group, groups.get(other) as Group];
      const [isKept, isOtherKept] = [kept.has(one), kept.has(other)];
      if (isKept !== isOtherKept) return isKept ? 1 : -1;
      for (const at of times) if (a.ids[at] !== b.ids[at]) return compareIds(a.ids[at] ?? null, b.ids[at] ?? null);
      if (!isKept && a.first !== b.first && !(Number.isNaN(a.first) && Number.isNaN(b.first)))
        return Number.isNaN(a.first) ? 1 : Number.isNaN(b.first) ? -1 : b.first - a.first;
      for (let at = 0; at < dimensions; at++) {
        const difference = compareIds(a.ids[at] ?? null, b.ids[at] ?? null);
        if (difference !== 0) return difference;
      }
      return 0;
    };
    return new Set([...groups.keys()].sort(order).slice(0, keeping.limit));
  }

  function write(change: Change, handles: Int32Array, into: readonly Float64Array[]): void {
    const figures = read(change, handles);
    let next = 0;
    for (const [column, name] of metrics.entries()) {
      if (!keeping.isShown(name)) continue;
      const own = into[next++] as Float64Array;
      for (let at = 0; at < handles.length; at++)
        own[at] = kept.has(handles[at] as number) ? Number.NaN : (figures[column]?.[at] as number);
    }
  }

  return {
    get rowCount() {
      return groups.size;
    },
    has: (handle) => groups.has(handle),
    handles: () => groups.keys(),
    rename(handleOf) {
      const renamed = new Map(Array.from(groups, ([handle, group]) => [handle, handleOf(group.ids)] as const));
      const byIds = new Map(Array.from(groups, ([handle, { ids }]) => [JSON.stringify(ids), renamed.get(handle) as number]));
      shown.rename((ids) => byIds.get(JSON.stringify(ids)) as number);
      groups = new Map(Array.from(groups, ([handle, group]) => [renamed.get(handle) as number, group]));
      kept = new Set(Array.from(kept, (handle) => renamed.get(handle) as number));
    },
    publish(change) {
      take(change);
      const before = kept;
      if (isDue) kept = judge();
      isDue = false;
      const target = wanted();
      const targets = [...target.keys()];
      const gone = new Set(Array.from(change.removed).filter(shown.has));
      for (const handle of shown.handles()) if (!target.has(handle)) gone.add(handle);
      const added = targets.filter((handle) => gone.has(handle) || !shown.has(handle));
      const turned = before === kept ? [] : targets.filter((handle) => before.has(handle) !== kept.has(handle));
      const touched = new Set([...Array.from(change.touched), ...turned].filter((handle) => target.has(handle)));
      for (const handle of added) touched.delete(handle);
      return shown.publish({
        removed: [...gone],
        touched: [...touched],
        added,
        header: {
          ...change.header,
          suppressed: Array.from(kept).filter((handle) => target.has(handle)).length,
          truncated: change.header.truncated || groups.size > keeping.limit,
        },
        ids: Array.from({ length: dimensions }, (_, at) => numberIds(added.map((handle) => groups.get(handle)?.ids[at] ?? null))),
        figuresOf: (handles, into) => write(change, handles, into),
      });
    },
    snapshot: shown.snapshot,
  };
}

/** What the choice of others goes by: the count of a small group, the doublings of another. */
function sizeOf(customers: number, isSmall: boolean): number {
  return isSmall ? customers : Math.floor(Math.log2(Math.max(1, customers)));
}
