/**
 * Rows kept at hand while somebody filters or looks at what a click filters by: a view of a new filter is then folded from them, all that open in one moment in one pass,
 * where the archive would look through its rows for each of them (a dozen views of a million events: 25 ms instead of 200 of the processor's).
 */
import { totalmem } from 'node:os';
import { refusalForRoom } from '../../log/room.ts';
import type { Archive } from '../archive.ts';
import { codeColumn, numberColumn } from '../columns.ts';
import { createPause } from '../pauses.ts';
import type { Plan, TimeWindow } from '../plan.ts';
import type { ResultColumns } from '../readers.ts';
import type { RowBatch } from '../rows.ts';
import type { InTurn } from '../views/readingTurns.ts';
import { createSelection } from '../views/selection.ts';
import type { Shared } from '../views/shared.ts';
import { toNumbers } from '../wholeColumn.ts';
import type { CodeTest } from './codeTests.ts';
import { BLOCK_ROWS, columnsOf, createRowBlocks, FIRST_CODE, type RowBlocks, type RowNames } from './rowBlocks.ts';
import { createRowScan, type TakeRows } from './rowScan.ts';

/** Room that rows may take in the data folder, so that the system can have all of it in memory: about 30 to 45 bytes each. */
const MOST_BYTES = Math.min(1024 ** 3, totalmem() / 16);
const LEAST_ROW_BYTES = 30;
/** Nobody has filtered for so long: the rows are let go. */
const IDLE_MS = 300_000;
/** Whoever has just opened something has its answers before rows are read for what comes next. */
const WAIT_MS = 500;
/** After a failure. */
const AGAIN_MS = 30_000;
/** Rows read of the archive at once: others have their turn between two reads. */
const READ_ROWS = 32_768;

export interface RowMemory {
  /** Somebody filters, or may at any moment: rows are read soon, unless they are there or too many. */
  want(): void;
  /** Reads the rows now; resolves when they are there. */
  hold(): Promise<void>;
  /** Whether the views of a plan can be folded from these rows now. */
  serves(plan: Plan): boolean;
  /** Gives all rows of this moment that a plan selects: see {@link RowScan.look}. */
  fold(plan: Pick<Plan, 'filters' | 'window'>, shared: Shared, take: TakeRows): Promise<void>;
  /** A batch that the archive has taken in. */
  add(batch: RowBatch): void;
  bytes(): number;
  /** Lets go of what nobody wants any more; call it now and then. */
  rest(): void;
  stop(): void;
}

interface Options {
  readonly archive: Pick<Archive, 'dir' | 'columns' | 'appliedSeq' | 'held' | 'flush' | 'readers'>;
  /** Rows are read after all else that waits to read the archive. */
  readonly inTurn?: InTurn;
  readonly mostBytes?: number;
  readonly blockRows?: number;
}

export function createRowMemory({
  archive,
  inTurn = (work) => work(),
  mostBytes = MOST_BYTES,
  blockRows = BLOCK_ROWS,
}: Options): RowMemory {
  // Cells are not kept: there are as many as places, and only hexagons ask for them.
  const names: RowNames = { ...archive.columns, codes: archive.columns.codes.filter((name) => name !== 'cell') };
  let blocks: RowBlocks | null = null;
  let isComplete = false;
  let isTooMuch = false;
  let wantedMs = Number.NEGATIVE_INFINITY;
  let failedMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;
  /** No longer added to, but perhaps still looked through. */
  let ended: RowBlocks[] = [];
  const scan = createRowScan({ names, blockRows, onFailure: fail, onLook: closeEnded });

  function drop(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    replaceBy(null);
  }

  function replaceBy(next: RowBlocks | null): void {
    if (blocks) ended.push(blocks);
    blocks = next;
    isComplete = false;
    closeEnded();
  }

  function closeEnded(): void {
    for (const own of ended) if (!scan.reads(own)) own.close();
    ended = ended.filter(scan.reads);
  }

  /** Too many rows are not tried again, for there will only be more. */
  function giveUp(): void {
    isTooMuch = true;
    drop();
  }

  async function hold(): Promise<void> {
    const seq = archive.appliedSeq();
    if (archive.held().rows * LEAST_ROW_BYTES > mostBytes) return giveUp();
    const own = createRowBlocks(names, archive.dir, blockRows);
    replaceBy(own);
    wantedMs = performance.now();
    await archive.flush();
    const pause = createPause();
    for (let from = 0; from < seq; from += READ_ROWS) {
      const refusal = refusalForRoom(archive.dir);
      if (refusal) throw refusal;
      const sql = rowsSql(names, from, Math.min(seq, from + READ_ROWS));
      const columns = toColumns(await inTurn(() => archive.readers.use((read) => read(sql)), true), names);
      for (let row = 0; row < (columns[0]?.length ?? 0); row += blockRows) {
        await pause();
        if (blocks !== own) return;
        own.add(columns.map((column) => column.subarray(row, row + blockRows)));
      }
      if (own.fileBytes > mostBytes) return giveUp();
    }
    isComplete = blocks === own;
  }

  function fail(error: unknown): void {
    failedMs = performance.now();
    // Stopped meanwhile: then nobody waits for them.
    if (!blocks) return;
    console.error(`rows in memory: let go (${error instanceof Error ? error.message : error})`);
    drop();
  }

  return {
    want() {
      wantedMs = performance.now();
      if (blocks || isTooMuch || timer || wantedMs - failedMs < AGAIN_MS) return;
      timer = setTimeout(() => {
        timer = null;
        hold().catch(fail);
      }, WAIT_MS);
      timer.unref();
    },
    hold,
    serves: (plan) => isComplete && !readsCells(plan),
    fold({ filters, window }, shared, take) {
      const own = blocks;
      if (!own) throw new Error('rows in memory: asked for before they are there');
      const isAlways = covers(window, own);
      const selection = createSelection({ filters, window: isAlways ? ALWAYS : window }, shared);
      const tests = isAlways ? testsOf(filters, names) : null;
      return scan.look({ blocks: own, selection, tests, take });
    },
    add(batch) {
      if (!blocks) return;
      // Whoever asks is answered from the archive then; the batch is of others too.
      try {
        blocks.add(columnsOf(batch, names));
      } catch (error) {
        return fail(error);
      }
      if (blocks.fileBytes > mostBytes) giveUp();
    },
    bytes: () => blocks?.bytes ?? 0,
    rest() {
      if (blocks && performance.now() - wantedMs > IDLE_MS) drop();
    },
    stop: drop,
  };
}

const ALWAYS: TimeWindow = { kind: 'fixed', fromMs: null, toMs: null };

/** Whether every row is inside: then no row need be looked at. */
function covers(window: TimeWindow, { fromMs, toMs }: RowBlocks): boolean {
  return window.kind === 'fixed' && (window.fromMs ?? fromMs) <= fromMs && (window.toMs ?? Number.POSITIVE_INFINITY) > toMs;
}

/** Filters as tests of the columns that are held; null where one of them is none. All rows that are there have codes that are known. */
function testsOf(filters: Plan['filters'], { codes }: RowNames): CodeTest[] | null {
  const tests = filters.map((filter) => ({ column: FIRST_CODE + codes.indexOf(filter.id), codes: filter.codes?.() ?? [], filter }));
  return tests.every(({ column, filter }) => filter.isCoded && column >= FIRST_CODE) ? tests : null;
}

function readsCells({ dimensions, filters }: Plan): boolean {
  return (
    dimensions.some(({ kind }) => kind === 'cell' || kind === 'area') ||
    filters.some(({ id, needsTerritory }) => id === 'h3' || id.startsWith('h3:') || needsTerritory !== undefined)
  );
}

function rowsSql({ codes, numbers }: RowNames, afterSeq: number, toSeq: number): string {
  const present = numbers.map((name) => `(${numberColumn(name)} IS NOT NULL)::INTEGER`);
  const columns = ['time_ms', 'offset_ms', 'unconverted::INTEGER', ...codes.map(codeColumn), ...numbers.map(numberColumn), ...present];
  return `SELECT ${columns.join(', ')} FROM events WHERE seq > ${afterSeq} AND seq <= ${toSeq}`;
}

/** Numbers are read as 0 where they are absent. */
function toColumns({ columns }: ResultColumns, { codes, numbers }: RowNames): Float64Array[] {
  // Whatever an event adds is a safe whole number, so that nothing is lost here.
  const all = columns.map(toNumbers);
  const firstNumber = FIRST_CODE + codes.length;
  for (const place of numbers.keys()) {
    const [values, present] = [all[firstNumber + place], all[firstNumber + numbers.length + place]] as [Float64Array, Float64Array];
    for (let row = 0; row < values.length; row++) if (present[row] === 0) values[row] = Number.NaN;
  }
  return all.slice(0, firstNumber + numbers.length);
}
