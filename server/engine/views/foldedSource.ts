/** A view that is folded event by event from where the archive left off. */
import type { FrameHeader } from '../../../src/protocol/frame.ts';
import { compareIds } from '../order.ts';
import { type Plan, windowAt } from '../plan.ts';
import type { RowBatch } from '../rows.ts';
import { createGroupTable, type GroupTable } from './groupTable.ts';
import type { OpenedContacts } from './openedContacts.ts';
import type { Change, Publisher } from './publisher.ts';
import { selectFirst } from './ranking.ts';
import { readRows, shapeOf } from './rowReader.ts';
import { readEvents, seedGroups } from './seed.ts';
import { createSlidingEnds, type ReadExtent, type SlidingEnds } from './slidingEnds.ts';
import { createTally, isLive, type Tally, type UnopenedTally } from './tallies.ts';
import { grown } from './tupleIndex.ts';

export interface FoldedSource {
  /** Takes in events after those it was seeded with. Throws CapExceeded. */
  fold(batch: RowBatch): void;
  /** These contacts were opened: closings counted for want of an opening are taken back. */
  retract(contacts: readonly number[]): void;
  /**
   * Moves a sliding window to this instant. A promise when single events must be read first: advance again when it has resolved.
   * Throws CapExceeded.
   */
  advance(nowMs: number): Promise<void> | null;
  isDirty(): boolean;
  /** What changed since the last time, as the publisher takes it. */
  collect(publisher: Publisher): Change;
}

/** How large a folded view may grow; beyond, it is refreshed instead. */
export interface Caps {
  readonly groups: number;
  /** (group, key) pairs of one measure. */
  readonly keys: number;
  /** Events held: at each end of a sliding window, and while a view opens. */
  readonly rows: number;
}

export const CAPS: Caps = { groups: 200_000, keys: 1_000_000, rows: 500_000 };

interface Options {
  readonly plan: Plan;
  readonly caps: Caps;
  readonly opened: OpenedContacts;
  readonly nowMs: number;
  /** Sequence number up to which the archive gives the events. */
  readonly seq: number;
  readonly readExtent: ReadExtent;
  /** Newest sequence number that was folded into this view. */
  readonly foldedSeq: () => number;
}

/** Reads the archive and makes a source that continues it. Throws CapExceeded when the view is too large to be folded. */
export async function openFoldedSource({ plan, caps, opened, nowMs, seq, readExtent, foldedSeq }: Options): Promise<FoldedSource> {
  const tallies = plan.measures.filter(isLive).map((measure) => createTally(measure, { opened, mostKeys: caps.keys }));
  const shape = shapeOf(plan, tallies);
  const table = createGroupTable(shape, tallies, caps.groups);
  const extent = { seq, ...windowAt(plan.window, nowMs) };
  await readExtent((read) => seedGroups({ plan, tallies, table }, extent, read));
  const ends =
    plan.window.kind === 'sliding'
      ? createSlidingEnds({
          lastMs: plan.window.lastMs,
          nowMs,
          width: shape.width,
          mostRows: caps.rows,
          apply: table.apply,
          foldedSeq,
          readEvents: (range, onRow) => readExtent((read) => readEvents({ plan, tallies, shape }, range, { read, onRow })),
        })
      : null;
  await ends?.seed(seq);
  return createSource({ plan, tallies, table, ends, readBatch: readRows(plan, tallies, shape), row: new Float64Array(shape.width) });
}

interface Parts {
  readonly plan: Plan;
  readonly tallies: readonly Tally[];
  readonly table: GroupTable;
  readonly ends: SlidingEnds | null;
  readonly readBatch: ReturnType<typeof readRows>;
  /** Reused for every row. */
  readonly row: Float64Array;
}

function createSource({ plan, tallies, table, ends, readBatch, row }: Parts): FoldedSource {
  const { window, limit } = plan;
  const figures = createFigures(plan, tallies);
  const unopened = tallies.filter((tally): tally is UnopenedTally => tally.measure.kind === 'unopened');
  const timeDimensions = plan.dimensions.flatMap(({ grain }, at) => (grain ? [at] : []));
  const isInside = insideOf(plan);
  let first = new Float64Array(0);
  /** Whether groups may be alive that are neither shown nor dirty; so it is at first. */
  let hasHidden = true;

  const idOf = (group: number, at: number) => plan.dimensions[at]?.idOf(table.codeOf(group, at)) ?? null;

  function aliveGroups(): number[] {
    const groups: number[] = [];
    for (let group = 0; group < table.end; group++) if (table.isAlive(group)) groups.push(group);
    return groups;
  }

  function noteFirst(groups: readonly number[]): void {
    first = grown(first, table.end);
    for (const group of groups) first[group] = -figures.firstOf(group);
  }

  function rank(): Int32Array {
    const times = timeDimensions.map((at) => Float64Array.from({ length: table.end }, (_, group) => table.codeOf(group, at)));
    return selectFirst(Int32Array.from(aliveGroups()), limit, {
      keys: [...times, first],
      compare: (a, b) => {
        for (let at = 0; at < plan.dimensions.length; at++) {
          const difference = compareIds(idOf(a, at), idOf(b, at));
          if (difference !== 0) return difference;
        }
        return 0;
      },
    });
  }

  /** Rows that come and go where all groups are shown. */
  function compareAll(dirty: readonly number[], publisher: Publisher) {
    const candidates = hasHidden ? aliveGroups() : dirty.filter(table.isAlive);
    hasHidden = false;
    return {
      removed: dirty.filter((group) => publisher.has(group) && !table.isAlive(group)),
      touched: dirty.filter((group) => publisher.has(group) && table.isAlive(group)),
      added: candidates.filter((group) => !publisher.has(group)),
    };
  }

  /** Rows that come and go where only the first of the order are shown. */
  function compareRanked(dirty: readonly number[], publisher: Publisher) {
    noteFirst(hasHidden ? dirty.filter(table.isAlive) : aliveGroups());
    hasHidden = true;
    const shown = new Set(rank());
    return {
      removed: [...publisher.handles()].filter((group) => !shown.has(group)),
      touched: dirty.filter((group) => shown.has(group) && publisher.has(group)),
      added: [...shown].filter((group) => !publisher.has(group)),
    };
  }

  function header(): FrameHeader {
    const { fromMs, toMs } = window.kind === 'fixed' ? window : windowAt(window, ends?.nowMs() ?? 0);
    return { fromMs, toMs, suppressed: 0, unconverted: table.unconverted, truncated: table.count > limit, live: true };
  }

  return {
    fold(batch) {
      const read = readBatch(batch);
      for (let at = 0; at < batch.count; at++) {
        const timeMs = batch.timeMs[at] as number;
        if (!isInside(timeMs) || !read(at, row)) continue;
        if (ends) ends.take(timeMs, row);
        else table.apply(row, 1);
      }
    },
    retract(contacts) {
      for (const tally of unopened) for (const contact of contacts) tally.retract(contact, table.touch);
    },
    advance: (nowMs) => ends?.advance(nowMs) ?? null,
    isDirty: table.isDirty,
    collect(publisher) {
      const dirty = table.takeDirty();
      const change = table.count > limit ? compareRanked(dirty, publisher) : compareAll(dirty, publisher);
      const ids = new Map(change.added.map((group) => [group, plan.dimensions.map((_, at) => idOf(group, at))]));
      for (const group of dirty) if (!table.isAlive(group)) table.release(group);
      return { ...change, header: header(), idsOf: (group) => ids.get(group) ?? [], valuesOf: figures.of };
    },
  };
}

/** Fixed windows are tested here; the ends of sliding ones move. */
function insideOf({ window }: Plan): (timeMs: number) => boolean {
  if (window.kind === 'sliding') return () => true;
  const fromMs = window.fromMs ?? Number.NEGATIVE_INFINITY;
  const toMs = window.toMs ?? Number.POSITIVE_INFINITY;
  return (timeMs) => timeMs >= fromMs && timeMs < toMs;
}

/** The figures of a group, in the order of the answer's metric columns; NaN for null. */
function createFigures({ metrics }: Plan, tallies: readonly Tally[]) {
  const byId = new Map(tallies.map((tally) => [tally.measure.id, tally]));
  const parts = metrics.map((metric) => ({ metric, tallies: metric.measures.map(({ id }) => byId.get(id) as Tally) }));
  const finish = (at: number, group: number): readonly (number | null)[] => {
    const part = parts[at] as (typeof parts)[number];
    return part.metric.finish(part.tallies.map((tally) => tally.total(group)));
  };
  return {
    firstOf: (group: number): number => finish(0, group)[0] ?? Number.NaN,
    of: (group: number): number[] => parts.flatMap((_, at) => finish(at, group).map((figure) => figure ?? Number.NaN)),
  };
}
