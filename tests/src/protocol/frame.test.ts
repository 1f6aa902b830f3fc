/** Frames: lossless in both directions, read alike by another's reader, safe on any bytes, and small. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeSnapshot } from '../../../src/protocol/encodeFrame.ts';
import { applyFrame, createFrameTable, type FrameHeader, type FrameTable } from '../../../src/protocol/frame.ts';
import { netInterval, shareInterval } from '../../../src/protocol/interval.ts';
import type { Column } from '../../../src/protocol/query.ts';
import { type DocumentTable, readDocumentFrame } from './documentReader.ts';
import { framesOf, type ModelRow, rowsOf, stateOf, story } from './frameWorld.ts';

const HEADER: FrameHeader = { fromMs: null, toMs: null, suppressed: 0, unconverted: 0, truncated: false, live: true };
const unnamed = () => null;
const rateColumns = (name: string, unit: string): Column[] => ['', '.n', '.low', '.high'].map((suffix) => ({ name: name + suffix, unit }));

/** The bytes of a table with one dimension, and of the same without its figures. */
function sizes(columns: Column[], figures: number[][]) {
  const sizeOf = (metrics: Column[], rows: ModelRow[]) =>
    encodeSnapshot(stateOf([{ name: 'd', unit: null }, ...metrics], rows, HEADER), unnamed).length;
  const rows = figures.map((row) => ({ keys: [null], figures: row }));
  return { all: sizeOf(columns, rows), named: sizeOf(columns, []), ids: sizeOf([], rows) - sizeOf([], []) };
}

describe('a frame', () => {
  it('leads from one state to the next, to the same doubles, the same ids and the same header', () => {
    fc.assert(
      fc.property(story, (told) => {
        const table = createFrameTable();
        for (const { frame, rows, header } of framesOf(told)) {
          applyFrame(table, frame);
          expect(rowsOf(table)).toEqual(rows);
          expect(table.header).toEqual(header);
        }
        expect(table.columns).toEqual(told.columns);
      }),
      { seed: 7, numRuns: 1500 },
    );
  });

  it('says the same to a reader made from the document alone', () => {
    fc.assert(
      fc.property(story, (told) => {
        const table = createFrameTable();
        let theirs: DocumentTable | null = null;
        for (const { frame } of framesOf(told)) {
          applyFrame(table, frame);
          theirs = readDocumentFrame(frame, theirs);
          expect(theirs.rows.map(({ ids, figures }) => ({ keys: ids, figures }))).toEqual(rowsOf(table));
          expect(toLabels(theirs)).toEqual(table.labels);
          const { from, to, ...rest } = theirs.header;
          expect({ fromMs: from, toMs: to, ...rest }).toEqual(table.header);
        }
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('without dimensions has one row', () => {
    const columns = [{ name: 'm', unit: 'count' }];
    const table = createFrameTable();
    applyFrame(table, encodeSnapshot(stateOf(columns, [{ keys: [], figures: [7] }], HEADER), unnamed));
    expect(rowsOf(table)).toEqual([{ keys: [], figures: [7] }]);
  });

  it('carries rates as their counts, a few bytes each', () => {
    const counts = fc.integer({ min: 0, max: 5000 }).chain((n) => fc.tuple(fc.constant(n), fc.nat(n), fc.nat(n)));
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 30 }), (all) => {
        const figures = all.map(([n, hits, other]) =>
          [shareInterval(hits, n), netInterval(hits, Math.min(other, n - hits), n)].flatMap(({ value, low, high }) =>
            [value, n, low, high].map((figure) => figure ?? Number.NaN),
          ),
        );
        const { all: total, named, ids } = sizes([...rateColumns('csat', '%'), ...rateColumns('nps', 'points')], figures);
        expect(total - named - ids).toBeLessThanOrEqual((2 + 2 + 2 + 2 + 2) * all.length);
      }),
      { seed: 7, numRuns: 1000 },
    );
  });

  it.each([
    ['whole numbers', [1, -3, 60, Number.NaN], 4],
    ['cents', [12.34, -0.01, 1e5, Number.NaN], 2 + 1 + 4 + 1],
    ['ten-thousandths', [0.0001, 1.5], 1 + 3],
    ['doubles where decimals do not do', [1 / 3, 1], 16],
    ['doubles where a zero is negative', [-0, 1], 16],
  ])('packs %s', (_, column, bytes) => {
    const { all, named, ids } = sizes(
      [{ name: 'm', unit: 'count' }],
      column.map((figure) => [figure]),
    );
    expect(all - named - ids).toBe(bytes);
  });

  it.each([
    ['no answers but a bound', [Number.NaN, 0, 3, Number.NaN]],
    ['answers but no value', [Number.NaN, 4, 1, 2]],
    ['half an answer', [50, 0.5, 1, 2]],
    ['bounds of other counts', [50, 4, 1, 2]],
  ])('carries a rate that is none, as numbers: %s', (_, figures) => {
    for (const unit of ['%', 'points']) {
      const table = createFrameTable();
      const columns = [{ name: 'd', unit: null }, ...rateColumns('rate', unit)];
      applyFrame(table, encodeSnapshot(stateOf(columns, [{ keys: [null], figures }], HEADER), unnamed));
      expect(rowsOf(table)[0]?.figures).toEqual(figures);
    }
  });

  it('tells an id once however many rows have it', () => {
    const columns = ['country', 'product'].map((name) => ({ name, unit: null }));
    const rows = Array.from({ length: 100 }, (_, at) => ({ keys: ['x'.repeat(50), `p${at}`], figures: [] }));
    const alone = rows.map(({ keys }) => ({ keys: [null, keys[1] as string], figures: [] }));
    const sizeOf = (told: ModelRow[]) => encodeSnapshot(stateOf(columns, told, HEADER), unnamed).length;
    expect(sizeOf(rows) - sizeOf(alone)).toBe(52);
  });

  it('tells of an id only what the one before has not', () => {
    const sizeOf = (ids: string[]) => {
      const told = ids.map((id) => ({ keys: [id], figures: [] }));
      return encodeSnapshot(stateOf([{ name: 'd', unit: null }], told, HEADER), unnamed).length;
    };
    expect(sizeOf(['8528347bfffffff', '85283447fffffff']) - sizeOf(['8528347bfffffff'])).toBe(2 + 2);
    expect(sizeOf(['São Paulo', 'São João']) - sizeOf(['São Paulo'])).toBe(2 + new TextEncoder().encode('ão Joã').length);
  });
});

describe('a frame that is damaged', () => {
  it.each([
    ['removes a row that is not there', [2, 1, 0, 0, 1, 20, 0, 0], 'row 20 of 20'],
    ['changes a row that is not there', [2, 1, 0, 0, 0, 2, 3, 16, 0], 'row 20 of 20'],
    ['has an id that was not told', [2, 1, 0, 0, 0, 0, 1, 1, 0, 1, 65, 0, 0, 2, 0, 0, 0, 0], 'id 2 of 1'],
    ['shares more of an id than there is', [2, 1, 0, 0, 0, 0, 1, 1, 1, 1, 65, 0, 1, 0, 0, 0, 0], 'shares 0 and 1 letters of 0'],
    ['has rows in order that have no ids', [2, 1, 0, 0, 0, 0, 2, 1, 0, 1, 65, 0, 1, 0, 0, 0, 0], '1 ids of 2 rows'],
    ['has rows in no known order', [2, 1, 0, 0, 0, 0, 1, 1, 0, 1, 65, 0, 2, 0, 0, 0, 0], 'order 2'],
    ['names what has no id', [2, 1, 0, 0, 0, 0, 1, 1, 0, 1, 65, 1, 0, 1, 66, 0, 1, 0, 0, 0], 'a label without an id'],
    ['has flags that mean nothing', [2, 17, 0, 0, 0, 0, 0, 0, 0, 0], 'flags 17'],
    ['is of no kind', [3, 1, 0, 0, 0, 0, 0, 0, 0], 'kind 3'],
    ['chooses rows in no known way', [2, 1, 0, 0, 0, 0, 0, 0, 0, 192], 'choice of rows'],
    ['packs numbers in no known form', [2, 1, 0, 0, 0, 0, 0, 0, 0, 5], 'form 5'],
    ['packs a rate where fewer columns are left', [2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16], 'form 16'],
    ['has a number of nine bytes', [2, 1, 128, 128, 128, 128, 128, 128, 128, 128, 0], 'more than 8 bytes'],
    ['has a number beyond 2^53', [2, 1, 255, 255, 255, 255, 255, 255, 255, 31], 'beyond 2^53'],
    ['goes on behind its end', [2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 'bytes too many'],
  ])('%s: refused', (_, bytes, message) => {
    const { frame } = framesOf({ columns: COLUMNS, header: HEADER, rows: ROWS, steps: [] })[0] as { frame: Uint8Array };
    const table = createFrameTable();
    applyFrame(table, frame);
    expect(() => applyFrame(table, Uint8Array.from(bytes))).toThrow(message);
    expect(() => applyFrame(createFrameTable(), Uint8Array.of(2, 1, 0, 0, 0, 0))).toThrow('a delta before its snapshot');
  });

  it('is refused wherever it ends early', () => {
    fc.assert(
      fc.property(story, fc.nat(), (told, where) => {
        const frames = framesOf(told);
        const broken = frames.at(-1) as (typeof frames)[number];
        const table = createFrameTable();
        for (const { frame } of frames.slice(0, -1)) applyFrame(table, frame);
        const cut = broken.frame.subarray(0, where % broken.frame.length);
        expect(() => applyFrame(table, cut)).toThrow(/invalid frame/);
      }),
      { seed: 7, numRuns: 1500 },
    );
  });

  it('is not read beyond its end, although the buffer goes on', () => {
    const { frame } = framesOf({ columns: COLUMNS, header: HEADER, rows: ROWS, steps: [] })[0] as { frame: Uint8Array };
    for (let end = 0; end < frame.length; end++) expect(() => applyFrame(createFrameTable(), frame.subarray(0, end))).toThrow(RangeError);
    applyFrame(createFrameTable(), new Uint8Array([...frame, 1, 2, 3]).subarray(0, frame.length));
  });

  it('is refused or gives some table, and never hangs or grows without bound', () => {
    const change = { row: 3, figures: [1, 50, 2, 9.452865480086611, 90.54713451991339], differs: [true, true, true, true, true] };
    const step = { header: HEADER, removed: [1, 5], changed: [change], added: ROWS.slice(0, 2) };
    const [snapshot, delta] = framesOf({ columns: COLUMNS, header: HEADER, rows: ROWS, steps: [step] }).map(({ frame }) => frame) as [
      Uint8Array,
      Uint8Array,
    ];
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
    let refused = 0;
    fc.assert(
      fc.property(fc.boolean(), fc.oneof(damage, fc.uint8Array({ maxLength: 200 })), (isDelta, how) => {
        const table = createFrameTable();
        if (isDelta) applyFrame(table, snapshot);
        const good = isDelta ? delta : snapshot;
        const bytes = how instanceof Uint8Array ? how : good.slice();
        if (!(how instanceof Uint8Array)) for (const [at, byte] of how) bytes[at % bytes.length] = byte;
        try {
          applyFrame(table, bytes);
        } catch (error) {
          expect(error instanceof RangeError || error instanceof TypeError).toBe(true);
          refused++;
        }
        expect(room(table)).toBeLessThanOrEqual(2 * (ROWS.length + bytes.length));
      }),
      { seed: 7, numRuns: 10_000 },
    );
    expect(refused).toBeGreaterThan(1000);
  });

  it('makes no room for values that cannot follow', () => {
    const rows = Array.from({ length: 60_000 }, () => ({ keys: [null], figures: [] }));
    const metrics = Array.from({ length: 256 }, (_, at) => ({ name: `${at}`, unit: '' }));
    const ids = encodeSnapshot(stateOf([{ name: 'd', unit: null }], rows, HEADER), unnamed);
    const names = encodeSnapshot(stateOf([{ name: 'd', unit: null }, ...metrics], [], HEADER), unnamed);
    // The names of many columns, then the rows of a table without any, then nothing.
    const bytes = new Uint8Array([...names.subarray(0, names.length - metrics.length - 3), ...ids.subarray(8)]);
    const table = createFrameTable();
    expect(() => applyFrame(table, bytes)).toThrow('invalid frame: values missing');
    expect(room(table)).toBe(0);
  });
});

const COLUMNS: Column[] = [{ name: 'd', unit: null }, { name: 'm', unit: 'count' }, ...rateColumns('csat', '%')];
const ROWS: ModelRow[] = Array.from({ length: 20 }, (_, at) => {
  const { value, low, high } = shareInterval(at % 3, at);
  return { keys: [at % 7 === 0 ? null : `k${at}`], figures: [at / 3, value ?? Number.NaN, at, low ?? Number.NaN, high ?? Number.NaN] };
});

/** Entries of the longest column. */
function room({ values, rowCount }: FrameTable): number {
  return Math.max(rowCount, ...values.map(({ length }) => length));
}

function toLabels({ labels }: DocumentTable): FrameTable['labels'] {
  const all: FrameTable['labels'] = Object.create(null);
  for (const [dimension, names] of labels) {
    const record: Record<string, string> = Object.create(null);
    for (const [id, name] of names) record[id] = name;
    all[dimension] = record;
  }
  return all;
}
