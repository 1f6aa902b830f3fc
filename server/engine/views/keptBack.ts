/** A publisher for askers who may not see small groups: figures are judged and kept back before they are compared and encoded. */

import { numberIds } from '../../../src/protocol/encodeFrame.ts';
import { isThin, judgeRows, numbered } from '../../access/judged.ts';
import { CUSTOMERS, type Keeping } from '../../access/wallRights.ts';
import { answerColumns, type LabelOf } from '../answer.ts';
import { grown } from '../grown.ts';
import { compareIds } from '../order.ts';
import type { Plan } from '../plan.ts';
import type { LiveGuard } from './liveGuard.ts';
import { type Change, createPublisher, type Publisher } from './publisher.ts';

type Ids = readonly (string | null)[];

type Handles = Pick<ReadonlyMap<number, unknown>, 'has' | 'keys'>;

/** A group that the asker may know of. */
interface Group {
  readonly ids: Ids;
  /** By the counts that it is judged by: how many customers, and whether they are too few. */
  readonly customers: Float64Array;
  readonly isSmall: boolean[];
  hasEvents: boolean;
  first: number;
}

/** The publisher of a plan; `keeping` null shows all. */
export function publisherFor(plan: Plan, labelOf: LabelOf, keeping: Keeping | null, guard: LiveGuard | null = null): Publisher {
  const columns = answerColumns(plan);
  if (keeping === null) return createPublisher(columns, labelOf);
  const metrics = columns.filter(({ unit }) => unit !== null).map(({ name }) => name);
  const publisher = createPublisher(
    columns.filter(({ name, unit }) => unit === null || keeping.isShown(name)),
    labelOf,
  );
  const times = plan.dimensions.flatMap(({ grain }, at) => (grain ? [at] : []));
  return keptBack(publisher, { metrics, times, dimensions: plan.dimensions.length }, keeping, guard);
}

interface Shape {
  readonly metrics: readonly string[];
  readonly dimensions: number;
  /** Dimensions of time, by which an answer is ordered before all else. */
  readonly times: readonly number[];
}

/** Knows all groups; `shown` has those of the asker's limit, without the figures that are kept back. */
function keptBack(shown: Publisher, { metrics, dimensions, times }: Shape, keeping: Keeping, guard: LiveGuard | null): Publisher {
  const { judges } = keeping;
  const countsAt = judges.map((name) => metrics.indexOf(name));
  const eventsAt = metrics.indexOf(keeping.events);
  const judgeAt = metrics.map((name) => judges.indexOf(keeping.judgeOf(name)));
  const ownAt = judges.map((_, judge) =>
    [...metrics.keys()].filter((at) => judgeAt[at] === judge && keeping.isShown(metrics[at] as string)),
  );
  let groups = new Map<number, Group>();
  let kept: ReadonlySet<number> = new Set();
  /** By the counts: the groups of which figures judged by it are kept back. */
  let keptOf: readonly ReadonlySet<number>[] = judges.map(() => kept);
  let guardVersion = -1;
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
      groups.set(change.added[at] as number, {
        ...{ ids: own, customers: new Float64Array(judges.length), isSmall: judges.map(() => false) },
        ...{ hasEvents: false, first: Number.NaN },
      });
      isDue = true;
    }
    const handles = Int32Array.from([...Array.from(change.touched), ...Array.from(change.added)]);
    const figures = read(change, handles);
    for (let at = 0; at < handles.length; at++) {
      const group = groups.get(handles[at] as number) as Group;
      const figureAt = (column: number): number => figures[column]?.[at] as number;
      const events = figureAt(eventsAt);
      for (const [judge, column] of countsAt.entries()) {
        const [count, before] = [figureAt(column), group.customers[judge] as number];
        const own = ownAt[judge] as readonly number[];
        const isSmall = judge === 0 ? keeping.isSmall(count, events) : isThin(count, own.map(figureAt), keeping.least);
        const wasSmall = group.isSmall[judge] as boolean;
        // Others are chosen when a group is small, or is so no more, or is of another size.
        if (isSmall !== wasSmall || sizeOf(count, isSmall) !== sizeOf(before, wasSmall)) isDue = true;
        group.customers[judge] = count;
        group.isSmall[judge] = isSmall;
      }
      if (group.hasEvents !== events > 0) isDue = true;
      group.hasEvents = events > 0;
      group.first = figureAt(0);
    }
  }

  /** Finds the groups that are kept back. */
  function judge(): void {
    const handles = [...groups.keys()];
    const all = [...groups.values()];
    const codes = Array.from({ length: dimensions }, (_, at) => numbered(all.map(({ ids }) => ids[at] ?? null)));
    const judged = judgeRows(
      {
        ...{ rowCount: all.length, codes },
        textOf: (row) => JSON.stringify((all[row] as Group).ids),
        countOf: (name, row) => all[row]?.customers[judges.indexOf(name)] as number,
        isSmall: (name, row) => all[row]?.isSmall[judges.indexOf(name)] as boolean,
        isRefused: guard
          ? (name, row) => {
              const { ids, hasEvents } = all[row] as Group;
              return hasEvents && guard.isRefused(name, ids);
            }
          : undefined,
      },
      keeping,
    );
    keptOf = judges.map((name) => new Set(handles.filter((_, row) => judged.get(name)?.[row] === 1)));
    kept = keptOf[judges.indexOf(CUSTOMERS)] as ReadonlySet<number>;
  }

  /** Handles that the limit shows: what is kept back comes last, by its ids. */
  function wanted(): Handles {
    const isHidden = !keeping.isNamed && dimensions > 0 && kept.size > 0;
    if (groups.size <= keeping.limit) return isHidden ? new Set([...groups.keys()].filter((handle) => !kept.has(handle))) : groups;
    const leading = keptOf[judgeAt[0] as number] as ReadonlySet<number>;
    const firstOf = (handle: number): number => (leading.has(handle) ? Number.NaN : (groups.get(handle) as Group).first);
    const order = (one: number, other: number): number => {
      const [a, b] = [groups.get(one) as Group, groups.get(other) as Group];
      const [isKept, isOtherKept] = [kept.has(one), kept.has(other)];
      if (isKept !== isOtherKept) return isKept ? 1 : -1;
      for (const at of times) if (a.ids[at] !== b.ids[at]) return compareIds(a.ids[at] ?? null, b.ids[at] ?? null);
      const [first, second] = [firstOf(one), firstOf(other)];
      if (!isKept && first !== second && !(Number.isNaN(first) && Number.isNaN(second)))
        return Number.isNaN(first) ? 1 : Number.isNaN(second) ? -1 : second - first;
      for (let at = 0; at < dimensions; at++) {
        const difference = compareIds(a.ids[at] ?? null, b.ids[at] ?? null);
        if (difference !== 0) return difference;
      }
      return 0;
    };
    const handles = isHidden ? [...groups.keys()].filter((handle) => !kept.has(handle)) : [...groups.keys()];
    return new Set(handles.sort(order).slice(0, keeping.limit));
  }

  function write(change: Change, handles: Int32Array, into: readonly Float64Array[]): void {
    const figures = read(change, handles);
    let next = 0;
    for (const [column, name] of metrics.entries()) {
      if (!keeping.isShown(name)) continue;
      const own = into[next++] as Float64Array;
      const hidden = keptOf[judgeAt[column] as number] as ReadonlySet<number>;
      for (let at = 0; at < handles.length; at++)
        own[at] = hidden.has(handles[at] as number) ? Number.NaN : (figures[column]?.[at] as number);
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
      keptOf = keptOf.map((hidden) => new Set(Array.from(hidden, (handle) => renamed.get(handle) as number)));
      kept = keptOf[judges.indexOf(CUSTOMERS)] as ReadonlySet<number>;
    },
    publish(change) {
      take(change);
      const before = keptOf;
      if (isDue || guardVersion !== (guard?.version() ?? -1)) judge();
      guardVersion = guard?.version() ?? -1;
      isDue = false;
      const target = wanted();
      const targets = [...target.keys()];
      const gone = new Set(Array.from(change.removed).filter(shown.has));
      for (const handle of shown.handles()) if (!target.has(handle)) gone.add(handle);
      const added = targets.filter((handle) => gone.has(handle) || !shown.has(handle));
      const turned =
        before === keptOf
          ? []
          : targets.filter((handle) => before.some((hidden, judge) => hidden.has(handle) !== keptOf[judge]?.has(handle)));
      const touched = new Set([...Array.from(change.touched), ...turned].filter((handle) => target.has(handle)));
      for (const handle of added) touched.delete(handle);
      return shown.publish({
        removed: [...gone],
        touched: [...touched],
        added,
        header: {
          ...change.header,
          suppressed: keeping.isNamed || dimensions === 0 ? Array.from(kept).filter((handle) => target.has(handle)).length : kept.size,
          unconverted: kept.size < groups.size ? change.header.unconverted : 0,
          truncated: change.header.truncated || (keeping.isNamed ? groups.size : groups.size - kept.size) > keeping.limit,
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
