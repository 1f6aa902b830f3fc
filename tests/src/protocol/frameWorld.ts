/** Tables and changes for the tests of frames: any numbers a view may hold, and steps that lead from one table to the next. */
import fc from 'fast-check';
import { encodeDelta, encodeSnapshot, type TableState } from '../../../src/protocol/encodeFrame.ts';
import type { FrameHeader, FrameTable } from '../../../src/protocol/frame.ts';
import { netInterval, shareInterval } from '../../../src/protocol/interval.ts';
import type { Column } from '../../../src/protocol/query.ts';
import { setBit } from '../../../src/protocol/valueColumns.ts';

/** Plain rows, the model that tables are compared with. */
export type ModelRow = { readonly keys: (string | null)[]; readonly figures: number[] };

/** A metric and what its columns may hold; a rate has four columns. */
interface Figures {
  readonly columns: Column[];
  readonly figures: fc.Arbitrary<number[]>;
}

const whole = fc.oneof(fc.integer({ min: -300, max: 300 }), fc.integer(), fc.maxSafeInteger());
const decimal = (digits: number) => fc.oneof(fc.integer({ min: -1e9, max: 1e9 }), fc.maxSafeInteger()).map((units) => units / 10 ** digits);
const odd = fc.constantFrom(
  Number.NaN,
  -0,
  0,
  2 ** 51,
  -(2 ** 51),
  2 ** 53,
  Number.MAX_VALUE,
  5e-324,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
);
const double = fc.double({ noNaN: true });

/** Mostly numbers of one kind, as a real column has them, so that every form is reached; sometimes something else among them. */
const metric: fc.Arbitrary<Figures> = fc
  .tuple(fc.constantFrom(whole, decimal(1), decimal(2), decimal(3), decimal(4), double), fc.constantFrom(0, 0, 1, 8))
  .map(([usual, oddOnes]) => ({
    columns: [{ name: 'm', unit: 'count' }],
    figures: fc
      .oneof({ weight: 60, arbitrary: usual }, { weight: 4, arbitrary: fc.constant(Number.NaN) }, { weight: oddOnes, arbitrary: odd })
      .map((value) => [value]),
  }));

const answers = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 5000 }), fc.constant(2 ** 40));
const counts = answers.chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n }), fc.integer({ min: 0, max: n })));

const rate: fc.Arbitrary<Figures> = fc.tuple(fc.boolean(), fc.constantFrom(0, 0, 1)).map(([isNet, brokenOnes]) => {
  const genuine = counts.map(([n, hits, others]) => {
    const { value, low, high } = isNet ? netInterval(hits, Math.min(others, n - hits), n) : shareInterval(hits, n);
    return [value ?? Number.NaN, n, low ?? Number.NaN, high ?? Number.NaN];
  });
  const broken = fc.tuple(genuine, fc.nat(3), fc.oneof(odd, double)).map(([four, at, value]) => four.with(at, value));
  return {
    columns: ['', '.n', '.low', '.high'].map((suffix) => ({
      name: `rate${suffix}`,
      unit: suffix === '.n' ? 'count' : isNet ? 'points' : '%',
    })),
    figures: fc.oneof({ weight: 40, arbitrary: genuine }, { weight: brokenOnes, arbitrary: broken }),
  };
});

const id = fc.option(
  fc.oneof(
    fc.constantFrom('DE', 'FR', '__proto__', 'constructor', '', 'x'.repeat(127), 'x'.repeat(128)),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
  ),
  { nil: null },
);
const header: fc.Arbitrary<FrameHeader> = fc.record({
  fromMs: fc.option(fc.integer({ min: -8.64e15, max: 8.64e15 })),
  toMs: fc.option(fc.integer({ min: -8.64e15, max: 8.64e15 })),
  suppressed: fc.nat(),
  unconverted: fc.maxSafeInteger().map(Math.abs),
  truncated: fc.boolean(),
  live: fc.boolean(),
});

/** Numbers are taken modulo what is there; `differs` by column. */
export interface Step {
  readonly header: FrameHeader;
  readonly removed: number[];
  readonly changed: { readonly row: number; readonly figures: number[]; readonly differs: boolean[] }[];
  readonly added: ModelRow[];
}

export interface Story {
  readonly columns: Column[];
  readonly header: FrameHeader;
  readonly rows: ModelRow[];
  readonly steps: Step[];
}

/** A table and what becomes of it. */
export const story: fc.Arbitrary<Story> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.array(fc.oneof(metric, rate), { minLength: 0, maxLength: 4 }))
  .chain(([dimensions, metrics]) => {
    const columns = [
      ...Array.from({ length: dimensions }, (_, at) => ({ name: `d${at}`, unit: null })),
      ...metrics.flatMap(({ columns }, at) => columns.map(({ name, unit }) => ({ name: name.replace(/^[a-z]+/, `m${at}`), unit }))),
    ];
    const figures = fc.tuple(...metrics.map(({ figures }) => figures)).map((parts) => parts.flat());
    const row = fc.record({ keys: fc.array(id, { minLength: dimensions, maxLength: dimensions }), figures });
    const metricCount = columns.length - dimensions;
    const differs = fc.oneof(
      fc.constant(Array.from({ length: metricCount }, () => true)),
      fc.array(fc.boolean(), { minLength: metricCount, maxLength: metricCount }),
    );
    const step = fc.record({
      header,
      removed: fc.array(fc.nat(60), { maxLength: 10 }),
      changed: fc.array(fc.record({ row: fc.nat(60), figures, differs }), { maxLength: 30 }),
      added: fc.array(row, { maxLength: 10 }),
    });
    return fc.record({
      columns: fc.constant(columns),
      header,
      rows: fc.array(row, { maxLength: 40 }),
      steps: fc.array(step, { maxLength: 5 }),
    });
  });

/** Names of some ids, as an answer's labels are. */
export function nameOf(_dimension: string, id: string): string | null {
  return id.length % 2 === 0 ? `${id} (name)` : null;
}

/** The frames of a story, and the rows that each leads to. */
export function framesOf({
  columns,
  header: first,
  rows: start,
  steps,
}: Story): { frame: Uint8Array; rows: ModelRow[]; header: FrameHeader }[] {
  let rows = start;
  const frames = [{ frame: encodeSnapshot(stateOf(columns, rows, first), nameOf), rows, header: first }];
  for (const step of steps) {
    const next = stepped(rows, step, columns.filter(({ unit }) => unit !== null).length);
    rows = next.rows;
    frames.push({ frame: encodeDelta(stateOf(columns, rows, step.header), next.change, nameOf), rows, header: step.header });
  }
  return frames;
}

/** Does by hand what a delta tells. */
function stepped(before: readonly ModelRow[], { removed, changed, added }: Step, metricCount: number) {
  const rows = [...before];
  const out = [...new Set(removed)].filter((row) => row < rows.length).sort((a, b) => a - b);
  for (const row of [...out].reverse()) {
    const last = rows.pop() as ModelRow;
    if (row < rows.length) rows[row] = last;
  }
  const changes = [...new Map(changed.filter(({ row }) => row < rows.length).map((change) => [change.row, change])).values()];
  changes.sort((a, b) => a.row - b.row);
  const differs = Array.from({ length: metricCount }, () => new Uint8Array(Math.ceil(changes.length / 8)));
  for (const [at, { row, figures, differs: flags }] of changes.entries()) {
    const { keys, figures: old } = rows[row] as ModelRow;
    rows[row] = { keys, figures: old.map((figure, column) => (flags[column] ? (figures[column] as number) : figure)) };
    for (const [column, bits] of differs.entries()) if (flags[column]) setBit(bits, at);
  }
  const firstAdded = rows.length;
  const change = { removed: Int32Array.from(out), changed: Int32Array.from(changes, ({ row }) => row), differs, firstAdded };
  return { rows: [...rows, ...added], change };
}

/** The table that holds these rows; its arrays are longer than they need be, as a publisher's are. */
export function stateOf(columns: readonly Column[], rows: readonly ModelRow[], head: FrameHeader): TableState {
  const dimensions = columns.filter(({ unit }) => unit === null).length;
  const values = Array.from({ length: columns.length - dimensions }, (_, column) =>
    Float64Array.from({ length: rows.length + 3 }, (_, row) => rows[row]?.figures[column] ?? 1 / 3),
  );
  const keys = Array.from({ length: dimensions }, (_, at) => rows.map((row) => row.keys[at] as string | null));
  return { header: head, columns, rowCount: rows.length, keys, values };
}

/** What a table holds, to be compared with model rows. */
export function rowsOf(table: FrameTable): ModelRow[] {
  return Array.from({ length: table.rowCount }, (_, row) => ({
    keys: table.keys.map((ids) => ids[row] as string | null),
    figures: table.values.map((column) => column[row] as number),
  }));
}
