/** A view that is folded event by event from where the archive left off. */
import type { FrameHeader } from '../../../src/protocol/frame.ts';
import { type Plan, windowAt } from '../plan.ts';
import { BLOCK_ROWS } from '../rowMemory/rowBlocks.ts';
import type { RowMemory } from '../rowMemory/rowMemory.ts';
import type { RowBatch } from '../rows.ts';
import { type CodedRows, type RowShape, shapeOf } from './codedRows.ts';
import { createFigures } from './groupFigures.ts';
import { createGroupTable, type GroupTable } from './groupTable.ts';
import type { OpenedContacts } from './openedContacts.ts';
import { createOrdinals } from './ordinals.ts';
import type { Change, Publisher } from './publisher.ts';
import { createRanking, type Ranking } from './ranking.ts';
import { readEvents, seedGroups } from './seed.ts';
import { createSelection, type Selection } from './selection.ts';
import type { Shared } from './shared.ts';
import { createSlidingEnds, type ReadExtent, type SlidingEnds } from './slidingEnds.ts';
import { createTallies, type Tally, type UnopenedTally } from './tallies.ts';
import { createTuples } from './tuples.ts';

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
  /** Memory that it holds, but for what it shares with other views. */
  bytes(): number;
  /** What changed since the last time, as the publisher takes it. */
  collect(publisher: Publisher): Change;
  /** The group of each row, by {@link keyOfIds}. There must be few. */
  groupByIds(): ReadonlyMap<string, number>;
}

/** One text for the ids of a row. */
export function keyOfIds(ids: readonly (string | null)[]): string {
  return JSON.stringify(ids);
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
  readonly shared: Shared;
  readonly opened: OpenedContacts;
  readonly nowMs: number;
  /** Sequence number up to which the archive gives the events. */
  readonly seq: number;
  readonly readExtent: ReadExtent;
  /** Rows that are folded in place of what the archive would count; they go up to `seq`. */
  readonly memory: RowMemory | null;
  /** Newest sequence number that was folded into this view. */
  readonly foldedSeq: () => number;
}

/** Reads the archive and makes a source that continues it. Throws CapExceeded when the view is too large to be folded. */
export async function openFoldedSource(options: Options): Promise<FoldedSource> {
  const { plan, caps, shared, opened, nowMs, seq, readExtent, memory, foldedSeq } = options;
  const slides = plan.window.kind === 'sliding';
  const tallies = createTallies(plan.measures, { opened, mostKeys: caps.keys, slides });
  const tuples = shared(`tuples ${plan.dimensions.map(({ id }) => id).join(' ')}`, () =>
    createTuples(plan.dimensions.map((dimension) => shared(`ordinals ${dimension.id}`, () => createOrdinals(dimension)))),
  );
  const shape = shapeOf(tuples, tallies);
  const table = createGroupTable(shape, tallies, { mostGroups: caps.groups, slides });
  const ends =
    plan.window.kind === 'sliding'
      ? createSlidingEnds({
          window: plan.window,
          nowMs,
          shape,
          mostRows: caps.rows,
          fold: table.fold,
          foldedSeq,
          readEvents: (range, onRow) => readExtent((read) => readEvents({ plan, tallies, shape }, range, { read, onRow })),
        })
      : null;
  const source: Parts = { plan, tallies, shape, table, ends, selection: createSelection(plan, shared) };
  if (memory) await foldAll(source, shared, memory);
  else {
    await readExtent((read) => seedGroups(source, { seq, ...windowAt(plan.window, nowMs) }, read));
    await ends?.seed(seq);
  }
  return createSource(source);
}

const ALL_ROWS = Int32Array.from({ length: BLOCK_ROWS }, (_, row) => row);

function foldAll(source: Parts, shared: Shared, memory: RowMemory): Promise<void> {
  source.ends?.begin();
  return memory.fold(source.plan, shared, (batch, unconverted) =>
    foldRows(source, batch, { rows: ALL_ROWS, count: batch.count, unconverted }),
  );
}

function foldRows({ shape, table, ends }: Parts, batch: RowBatch, selected: Pick<CodedRows, 'rows' | 'count' | 'unconverted'>): void {
  const coded = { batch, length: batch.count, columns: shape.columnsOf(batch), ...selected };
  if (ends) ends.take(batch, coded);
  else table.fold(coded, 1);
}

interface Parts {
  readonly plan: Plan;
  readonly tallies: readonly Tally[];
  readonly shape: RowShape;
  readonly table: GroupTable;
  readonly ends: SlidingEnds | null;
  readonly selection: Selection;
}

function createSource(source: Parts): FoldedSource {
  const { plan, tallies, table, ends, selection } = source;
  const { window, limit } = plan;
  const figures = createFigures(plan, tallies);
  const unopened = tallies.filter((tally): tally is UnopenedTally => tally.measure.kind === 'unopened');
  const idOf = (group: number, at: number) => plan.dimensions[at]?.idOf(table.codeOf(group, at)) ?? null;
  /** Kept from the first time on that there are more groups than are shown. */
  let ranking: Ranking | null = null;

  function startRanking(): Ranking {
    const timeDimensions = plan.dimensions.flatMap(({ grain }, at) => (grain ? [at] : []));
    const { isAlive, codeOf } = table;
    return createRanking({ limit, dimensions: plan.dimensions.length, timeDimensions, isAlive, codeOf, idOf, firstOf: figures.firstOf });
  }

  /** Groups whose row may have changed, come or gone. */
  function candidatesOf(dirty: Int32Array): Int32Array {
    if (ranking) return Int32Array.from(new Set([...dirty, ...ranking.update(dirty)]));
    if (table.count <= limit) return dirty;
    ranking = startRanking();
    const alive = table.aliveGroups();
    ranking.update(alive);
    return Int32Array.from(new Set([...dirty, ...alive]));
  }

  function header(): FrameHeader {
    const { fromMs, toMs } = window.kind === 'fixed' ? window : windowAt(window, ends?.nowMs() ?? 0);
    return { fromMs, toMs, suppressed: 0, unconverted: table.unconverted, truncated: table.count > limit, live: true };
  }

  return {
    fold(batch) {
      const selected = selection.rowsOf(batch);
      if (selected.count > 0) foldRows(source, batch, selected);
    },
    retract(contacts) {
      for (const tally of unopened) for (const contact of contacts) tally.retract(contact, table.touch);
    },
    advance: (nowMs) => ends?.advance(nowMs) ?? null,
    isDirty: table.isDirty,
    groupByIds: () => new Map(table.aliveGroups().map((group) => [keyOfIds(plan.dimensions.map((_, at) => idOf(group, at))), group])),
    bytes: () => table.bytes() + (ends?.bytes() ?? 0) + (ranking?.bytes() ?? 0),
    collect(publisher) {
      const dirty = table.takeDirty();
      const candidates = candidatesOf(dirty);
      const [removed, touched, added] = [0, 1, 2].map(() => new Int32Array(candidates.length)) as [Int32Array, Int32Array, Int32Array];
      let [removals, touches, additions] = [0, 0, 0];
      for (let at = 0; at < candidates.length; at++) {
        const group = candidates[at] as number;
        const isShown = ranking ? ranking.isFirst(group) : table.isAlive(group);
        const wasShown = publisher.has(group);
        if (isShown && wasShown) touched[touches++] = group;
        else if (isShown) added[additions++] = group;
        else if (wasShown) removed[removals++] = group;
      }
      const shown = added.subarray(0, additions);
      const ids = plan.dimensions.map((dimension, at) => table.idsOf(shown, at, dimension.idOf));
      for (const group of dirty) if (!table.isAlive(group)) table.release(group);
      return {
        removed: removed.subarray(0, removals),
        touched: touched.subarray(0, touches),
        added: shown,
        header: header(),
        ids,
        figuresOf: figures.of,
      };
    },
  };
}
