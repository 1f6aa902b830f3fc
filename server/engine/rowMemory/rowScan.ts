/**
 * Looks through blocks of rows for all that wait, one block after the other, round and round: whoever comes meanwhile joins at the next block and sees
 * those before it in the end. So what opens within one look takes little more than what opened first.
 */
import { createPause } from '../pauses.ts';
import type { RowBatch } from '../rows.ts';
import type { SelectedRows, Selection } from '../views/selection.ts';
import { createBlockReader } from './blockReader.ts';
import { type CodeTest, rowsThatPass, sumOver } from './codeTests.ts';
import { type Block, type RowBlocks, type RowNames, UNCONVERTED } from './rowBlocks.ts';

/** Takes selected rows of a block in, before it returns; throws when it wants no more. */
export type TakeRows = (batch: RowBatch, unconverted: number) => void;

interface Asked {
  readonly blocks: RowBlocks;
  readonly selection: Selection;
  /** The same as tests of codes; null where it asks for more. */
  readonly tests: readonly CodeTest[] | null;
  readonly take: TakeRows;
}

interface Waiting extends Asked {
  /** How many there were when it asked. */
  readonly rows: number;
  /** Blocks that it has not seen. */
  left: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface Options {
  readonly names: RowNames;
  readonly blockRows: number;
  /** Called when a block could not be read, before those that wait are told. */
  readonly onFailure: (error: unknown) => void;
  /** Called when somebody may have stopped reading. */
  readonly onLook: () => void;
}

export interface RowScan {
  /** Gives the selected rows of this moment, block by block and in any order; others have their turn in between. Rejects with what `take` or the disk throws. */
  look(asked: Asked): Promise<void>;
  /** Whether somebody waits for rows of these. */
  reads(blocks: RowBlocks): boolean;
}

export function createRowScan({ names, blockRows, onFailure, onLook }: Options): RowScan {
  const [wholes, parts] = [createBlockReader(names), createBlockReader(names)];
  /** Of the block that is being looked at. */
  const selectedRows = new Int32Array(blockRows);
  let waiting: Waiting[] = [];
  let isPassing = false;

  async function pass(): Promise<void> {
    const pause = createPause();
    try {
      for (let at = 0; waiting.length > 0; at++) {
        if (waiting.every(({ rows }) => rows <= at * blockRows)) at = 0;
        for (const takers of groupAlike(waiting, at * blockRows, blockRows)) giveBlock(at, takers);
        waiting = waiting.filter(isLeft);
        onLook();
        await pause();
      }
    } catch (error) {
      const failed = waiting;
      waiting = [];
      onFailure(error);
      for (const { reject } of failed) reject(error);
    }
    isPassing = false;
    onLook();
  }

  function giveBlock(at: number, takers: readonly [Waiting, ...Waiting[]]): void {
    const [first] = takers;
    const block = first.blocks.block(at);
    const count = Math.min(block.count, first.rows - at * blockRows);
    const selected = select(block, count, first);
    const part = selected.count === count ? wholes.read(block, null, count) : parts.read(block, selected.rows, selected.count);
    for (const taker of takers) {
      taker.left--;
      if (selected.count > 0) give(taker, part, selected.unconverted);
    }
  }

  function select(block: Block, count: number, { tests, selection }: Waiting): SelectedRows {
    if (tests === null) return selection.rowsOf(wholes.read(block, null, count));
    const passed = rowsThatPass(block, count, tests, selectedRows);
    return { rows: selectedRows, count: passed, unconverted: sumOver(block.column(UNCONVERTED), selectedRows, passed) };
  }

  return {
    look: (asked) =>
      new Promise((resolve, reject) => {
        const { rows } = asked.blocks;
        waiting.push({ ...asked, rows, left: Math.ceil(rows / blockRows), resolve, reject });
        if (isPassing) return;
        isPassing = true;
        // What opens in the same moment comes along.
        setImmediate(() => void pass());
      }),
    reads: (blocks) => waiting.some((one) => one.blocks === blocks),
  };
}

function give(taker: Waiting, part: RowBatch, unconverted: number): void {
  try {
    taker.take(part, unconverted);
  } catch (error) {
    taker.left = 0;
    taker.reject(error);
  }
}

/** Whether it has blocks to see; tells it where it has none. */
function isLeft({ left, resolve }: Waiting): boolean {
  if (left === 0) resolve();
  return left > 0;
}

/** Those that have rows from `from` on; who is given the same ones of the next `most` stands together. */
function groupAlike(waiting: readonly Waiting[], from: number, most: number): [Waiting, ...Waiting[]][] {
  const alike: [Waiting, ...Waiting[]][] = [];
  const countOf = ({ rows }: Waiting): number => Math.min(most, rows - from);
  for (const one of waiting) {
    if (one.rows <= from) continue;
    const known = alike.find(
      ([first]) => first.selection === one.selection && first.blocks === one.blocks && countOf(first) === countOf(one),
    );
    if (known) known.push(one);
    else alike.push([one]);
  }
  return alike;
}
