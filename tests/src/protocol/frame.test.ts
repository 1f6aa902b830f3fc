/** Frames: lossless in both directions, safe on any bytes, and small. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFrame, createFrameTable, encodeFrame, type Frame, type FrameHeader, type FrameTable } from '../../../src/protocol/frame.ts';
import { netInterval, shareInterval } from '../../../src/protocol/interval.ts';

const HEADER: FrameHeader = { fromMs: null, toMs: null, suppressed: 0, unconverted: 0, truncated: false, live: true };
const id = fc.option(fc.oneof(fc.constantFrom('DE', 'FR', '__proto__', ''), fc.string({ unit: 'grapheme' })), { nil: null });
const number = fc.oneof(
  fc.constant(Number.NaN),
  fc.integer(),
  fc.maxSafeInteger().map((whole) => whole / 10_000),
  fc.integer({ min: -1e9, max: 1e9 }).map((cents) => cents / 100),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
);
const header = fc.record({
  fromMs: fc.option(fc.integer({ min: -8.64e15, max: 8.64e15 })),
  toMs: fc.option(fc.integer({ min: -8.64e15, max: 8.64e15 })),
  suppressed: fc.nat(),
  unconverted: fc.nat(),
  truncated: fc.boolean(),
  live: fc.boolean(),
});

/** Plain rows, the model that the encoded table is compared with. */
type Row = { keys: (string | null)[]; values: number[] };

function rowsOf(table: FrameTable): Row[] {
  return Array.from({ length: table.rowCount }, (_, row) => ({
    keys: table.keys.map((ids) => ids[row] as string | null),
    values: table.values.map((column) => column[row] as number),
  }));
}

function snapshotOf(rows: Row[], dims: number, metrics: number, head = HEADER): Frame {
  return {
    header: head,
    kind: 'snapshot',
    columns: [
      ...Array.from({ length: dims }, (_, at) => ({ name: `d${at}`, unit: null })),
      ...Array.from({ length: metrics }, (_, at) => ({ name: `m${at}`, unit: 'count' })),
    ],
    removed: [],
    changed: [],
    addedCount: rows.length,
    added: Array.from({ length: dims }, (_, at) => rows.map(({ keys }) => keys[at] as string | null)),
    values: Array.from({ length: metrics }, (_, at) => ({
      values: Float64Array.from(rows, ({ values }) => values[at] as number),
      differs: new Uint8Array(0),
    })),
    labels: {},
  };
}

describe('a frame', () => {
  it('gives back the rows, the ids and the header of a snapshot', () => {
    const row = fc.record({ keys: fc.tuple(id, id), values: fc.tuple(number, number, number) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), header, (rows, head) => {
        const table = createFrameTable();
        applyFrame(table, encodeFrame(snapshotOf(rows, 2, 3, head)));
        expect(rowsOf(table)).toEqual(rows.map(({ keys, values }) => ({ keys, values: values.map((value) => value + 0) })));
        expect(table.header).toEqual(head);
      }),
      { numRuns: 300 },
    );
  });

  it('of changes leads from one state to the next', () => {
    const row = fc.record({ keys: fc.tuple(id), values: fc.tuple(number, number) });
    const step = fc.record({
      removed: fc.array(fc.nat(60)),
      changed: fc.array(fc.tuple(fc.nat(60), number, number, fc.boolean())),
      added: fc.array(row, { maxLength: 10 }),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), fc.array(step, { maxLength: 8 }), (start, steps) => {
        const table = createFrameTable();
        applyFrame(table, encodeFrame(snapshotOf(start, 1, 2)));
        const rows = start.map(({ keys, values }) => ({ keys: [...keys], values: [...values] }));
        for (const { removed, changed, added } of steps) applyStep({ table, rows, removed, changed, added });
        expect(rowsOf(table)).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });

  it('carries rates exactly, as their counts', () => {
    const columns = [
      { name: 'd0', unit: null },
      ...['csat', 'nps'].flatMap((name) =>
        ['', '.n', '.low', '.high'].map((suffix) => ({ name: `${name}${suffix}`, unit: name === 'nps' ? 'points' : '%' })),
      ),
    ];
    const counts = fc.integer({ min: 0, max: 5000 }).chain((n) => fc.tuple(fc.constant(n), fc.nat(n), fc.nat(n)));
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 30 }), (all) => {
        const rates = all.flatMap(([n, hits, other]) => [
          [shareInterval(hits, n), netInterval(hits, Math.min(other, n - hits), n)].map(({ value, low, high }) => [value, n, low, high]),
        ]);
        const values = Array.from({ length: 8 }, (_, at) => ({
          values: Float64Array.from(rates, (pair) => pair[at >> 2]?.[at & 3] ?? Number.NaN),
          differs: new Uint8Array(0),
        }));
        const empty = encodeFrame({
          ...snapshotOf(
            rates.map(() => ({ keys: [null], values: [] })),
            1,
            0,
          ),
          columns,
        });
        const bytes = encodeFrame({
          ...snapshotOf(
            rates.map(() => ({ keys: [null], values: [] })),
            1,
            0,
          ),
          columns,
          values,
        });
        const table = createFrameTable();
        applyFrame(table, bytes);
        expect(table.values.map((column) => [...column.subarray(0, rates.length)])).toEqual(values.map((column) => [...column.values]));
        expect((bytes.length - empty.length) / rates.length).toBeLessThanOrEqual(2 + 5 * 2);
      }),
      { numRuns: 2000 },
    );
  });

  it('that is damaged is refused or gives some table, and never hangs or grows without bound', () => {
    const rows: Row[] = Array.from({ length: 20 }, (_, at) => ({ keys: [`k${at}`], values: [at, at / 3] }));
    const good = encodeFrame(snapshotOf(rows, 1, 2));
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    let refused = 0;
    fc.assert(
      fc.property(fc.oneof(damage, fc.uint8Array({ maxLength: 200 })), (how) => {
        const bytes = how instanceof Uint8Array ? how : good.slice();
        if (!(how instanceof Uint8Array)) for (const [at, byte] of how) bytes[at] = byte;
        const table = createFrameTable();
        try {
          applyFrame(table, bytes);
        } catch (error) {
          expect(error instanceof RangeError || error instanceof TypeError).toBe(true);
          refused++;
        }
        expect(table.rowCount).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 5000 },
    );
    expect(refused).toBeGreaterThan(1000);
  });
});

interface Step {
  readonly table: FrameTable;
  readonly rows: Row[];
  readonly removed: number[];
  readonly changed: [row: number, first: number, second: number, both: boolean][];
  readonly added: Row[];
}

/** Does the same to the table by a frame, and to the plain rows by hand. */
function applyStep({ table, rows, removed, changed, added }: Step): void {
  const out = [...new Set(removed)].filter((row) => row < rows.length).sort((a, b) => a - b);
  for (const row of [...out].reverse()) {
    rows[row] = rows.at(-1) as Row;
    rows.pop();
  }
  const changes = new Map(changed.filter(([row]) => row < rows.length).map((change) => [change[0], change]));
  const touched = [...changes.keys()].sort((a, b) => a - b);
  for (const [row, first, second, both] of changes.values()) {
    const target = rows[row] as Row;
    rows[row] = { keys: target.keys, values: [first, both ? second : (target.values[1] as number)] };
  }
  const before = rows.length;
  rows.push(...added);
  const positions = [...touched, ...added.map((_, at) => before + at)];
  applyFrame(
    table,
    encodeFrame({
      ...snapshotOf(added, 1, 2),
      kind: 'delta',
      removed: out,
      changed: touched,
      values: [0, 1].map((column) => ({
        values: Float64Array.from(positions, (row) => rows[row]?.values[column] as number),
        differs: Uint8Array.from(touched, (row) => (column === 0 || changes.get(row)?.[3] ? 1 : 0)),
      })),
    }),
  );
}
