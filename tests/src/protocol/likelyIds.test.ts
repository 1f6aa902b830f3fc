/** Ids taken over from a table that is likely to have them: what is read is the same as without. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeSnapshot } from '../../../src/protocol/encodeFrame.ts';
import { applyFrame, createFrameTable, type FrameHeader, type FrameTable } from '../../../src/protocol/frame.ts';
import { stateOf } from './frameWorld.ts';

const HEADER: FrameHeader = { fromMs: null, toMs: null, suppressed: 0, unconverted: 0, truncated: false, live: true };
const COLUMNS = [
  { name: 'd', unit: null },
  { name: 'm', unit: 'count' },
];

function frameOf(ids: readonly (string | null)[]): Uint8Array {
  const rows = ids.map((id, row) => ({ keys: [id], figures: [row] }));
  return encodeSnapshot(stateOf(COLUMNS, rows, HEADER), () => null);
}

function read(ids: readonly (string | null)[], akin: FrameTable | null = null): FrameTable {
  const table = createFrameTable();
  applyFrame(table, frameOf(ids), akin);
  return table;
}

/** Alike ones as cells are, others with letters that take several bytes, and none at all. */
const someId = fc.oneof(
  fc.nat(400).map((cell) => `85${(cell * 7919).toString(16).padStart(5, '0')}fffffff`),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constant(null),
);
const ids = fc.uniqueArray(someId, { maxLength: 120 });

it('rows are the same whatever table they are likely to be those of', () => {
  fc.assert(
    fc.property(ids, ids, fc.boolean(), (held, wanted, areAlike) => {
      const likely = areAlike ? wanted.filter((_, row) => row % 3 !== 1) : held;
      const table = read(wanted, read(likely));
      expect(table.keys).toEqual([wanted]);
      expect(Array.from(table.values[0]?.subarray(0, wanted.length) ?? [])).toEqual(wanted.map((_, row) => row));
    }),
    { seed: 7, numRuns: 400 },
  );
});

it('the same rows in the same order keep their mark, others never', () => {
  const cells = Array.from({ length: 200 }, (_, cell) => `85${(cell * 7919).toString(16).padStart(5, '0')}fffffff`);
  const held = read(cells);
  expect(read(cells, held).rows).toBe(held.rows);
  expect(read(cells, held).keys[0]).not.toBe(held.keys[0]);
  const swapped = [...cells.slice(1), cells[0] as string];
  for (const other of [cells.slice(0, 150), [...cells, 'more'], swapped, [], [null, ...cells.slice(1)]])
    expect(read(other, held).rows).not.toBe(held.rows);
});

it('rows that change afterwards are those of their own table alone', () => {
  const held = read(['a', 'b', 'c']);
  const table = read(['a', 'b', 'c'], held);
  held.keys[0]?.pop();
  expect(table.keys).toEqual([['a', 'b', 'c']]);
});

it('an id broken off in the middle is refused, likely or not', () => {
  const whole = frameOf(['852a1072fffffff', '852a1073fffffff']);
  const held = read(['852a1072fffffff', '852a1073fffffff']);
  for (let length = 0; length < whole.length; length++)
    expect(() => applyFrame(createFrameTable(), whole.subarray(0, length), held)).toThrow(RangeError);
});
