/** What the page builds out of changes is what the frames say, whatever table the rows were taken from, and through a worker's messages. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameReader } from '../../src/live/frameReader.ts';
import { rowsIn } from '../../src/live/likeRows.ts';
import { applyChange, handedOver, type TableChange } from '../../src/live/tableChange.ts';
import type { WireNews } from '../../src/live/wire.ts';
import { encodeDelta, encodeSnapshot } from '../../src/protocol/encodeFrame.ts';
import { applyFrame, createFrameTable, type FrameHeader, type FrameTable } from '../../src/protocol/frame.ts';
import { stateOf } from '../src/protocol/frameWorld.ts';

const HEADER: FrameHeader = { fromMs: 5, toMs: null, suppressed: 2, unconverted: 0, truncated: true, live: true };
const COLUMNS = [
  { name: 'd', unit: null },
  { name: 'e', unit: null },
  { name: 'm', unit: 'count' },
  { name: 'n', unit: 'USD' },
];
type Key = readonly [string | null, string | null];

const nameOf = (_dimension: string, id: string) => (id.length % 2 === 0 ? `Name of ${id}` : null);
const snapshotOf = (keys: readonly Key[], factor = 1) =>
  encodeSnapshot(
    stateOf(
      COLUMNS,
      keys.map((ids, row) => ({ keys: [...ids], figures: [row * factor, -row * factor] })),
      HEADER,
    ),
    nameOf,
  );

/** As a worker hands it over. */
function sent(change: TableChange): TableChange {
  return structuredClone(change, { transfer: handedOver(change) });
}

function contentOf({ header, columns, rowCount, keys, values, labels }: FrameTable) {
  return {
    header,
    columns,
    rowCount,
    keys,
    values: values.map((column) => Array.from(column.subarray(0, rowCount))),
    labels: { ...labels },
  };
}

/** A page's tables by subscription, filled by what a reader tells. */
function createPage() {
  const reader = createFrameReader();
  const tables = new Map<number, { table: FrameTable; version: number }>();
  const ask = (id: number) => reader.expect({ id, query: { metrics: ['m'], groupBy: ['d', 'e'] } });
  const take = (news: WireNews | undefined) => {
    if (news?.kind !== 'snapshot' && news?.kind !== 'delta') throw new Error(`${news?.kind}`);
    const held = tables.get(news.id) ?? { table: createFrameTable(), version: 0 };
    tables.set(news.id, held);
    const like = news.news.like && tables.get(news.news.like.id);
    expect(like?.version).toBe(news.news.like?.version);
    const change = sent(news.news.change);
    expect(applyChange(held.table, change, like?.table ?? null)).toBe(true);
    held.version = news.message.version;
    return change;
  };
  return {
    ask,
    tableOf: (id: number) => tables.get(id)?.table as FrameTable,
    snapshot: (id: number, frame: Uint8Array) => take(reader.snapshot({ id, view: `v${id}`, epoch: 'e', version: 1, seq: 1 }, frame)),
    delta: (id: number, prev: number, frame: Uint8Array) =>
      take(reader.delta({ view: `v${id}`, prev, version: prev + 1, seq: 2 }, frame)[0]),
  };
}

const someId = fc.oneof(
  fc.nat(30).map((cell) => `85${cell}fff`),
  fc.constantFrom('__proto__', 'constructor', ''),
  fc.constant(null),
);
const someKeys = fc.uniqueArray(fc.tuple(someId, someId), { maxLength: 40, selector: (ids) => JSON.stringify(ids) });

describe('changes that a reader tells', () => {
  it('lead to the tables of the frames, whichever rows the page holds already', () => {
    fc.assert(
      fc.property(someKeys, someKeys, fc.constantFrom('other', 'filtered', 'turned', 'same'), (held, other, how) => {
        const wanted =
          how === 'other'
            ? other
            : how === 'filtered'
              ? held.filter((_, row) => row % 3 !== 1)
              : how === 'turned'
                ? held.toReversed()
                : held;
        const page = createPage();
        page.ask(1);
        page.ask(2);
        page.snapshot(1, snapshotOf(held));
        page.snapshot(2, snapshotOf(wanted, 3));
        const direct = createFrameTable();
        applyFrame(direct, snapshotOf(wanted, 3));
        expect(contentOf(page.tableOf(2))).toEqual(contentOf(direct));
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('lead from one state to the next, rows that come and go and single values too', () => {
    fc.assert(
      fc.property(someKeys, someKeys, fc.nat(5), (before, more, step) => {
        const known = new Set(before.map((ids) => JSON.stringify(ids)));
        const fresh = more.filter((ids) => !known.has(JSON.stringify(ids)));
        const state = createFrameTable();
        applyFrame(state, snapshotOf(before));
        const changed = Int32Array.from({ length: Math.floor(before.length / (step + 1)) }, (_, at) => at * (step + 1));
        const firstAdded = state.rowCount;
        for (const ids of fresh) for (const [dimension, id] of ids.entries()) state.keys[dimension]?.push(id);
        state.rowCount += fresh.length;
        state.values = state.values.map((column) => {
          const wider = new Float64Array(state.rowCount);
          wider.set(column.subarray(0, firstAdded));
          for (const row of changed) wider[row] = 1000 + row;
          return wider;
        });
        const bits = new Uint8Array(changed.length).fill(255);
        const delta = encodeDelta(
          state,
          { removed: new Int32Array(0), changed, differs: state.values.map(() => bits), firstAdded },
          nameOf,
        );
        const page = createPage();
        page.ask(1);
        page.snapshot(1, snapshotOf(before));
        page.delta(1, 1, delta);
        const direct = createFrameTable();
        applyFrame(direct, snapshotOf(before));
        applyFrame(direct, delta);
        expect(contentOf(page.tableOf(1))).toEqual(contentOf(direct));
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('carry no texts of rows that are the same, and keep their mark', () => {
    const keys: Key[] = Array.from({ length: 50 }, (_, at) => [`85${at}fff`, 'x']);
    const page = createPage();
    page.ask(1);
    page.ask(2);
    page.snapshot(1, snapshotOf(keys));
    const filtered = page.snapshot(2, snapshotOf(keys.slice(10)));
    expect(filtered.added.ids).toEqual([[], []]);
    expect(Array.from(filtered.added.picks ?? [])).toEqual(keys.slice(10).map((_, row) => row + 10));
    const one = createFrameReader();
    const ask = (id: number) => one.expect({ id, query: { metrics: ['m'], groupBy: ['d'] } });
    ask(1);
    ask(2);
    const single = encodeSnapshot(stateOf([{ name: 'd', unit: null }], [{ keys: ['a'], figures: [] }], HEADER), () => null);
    one.snapshot({ id: 1, view: 'v1', epoch: 'e', version: 7, seq: 1 }, single);
    expect(one.snapshot({ id: 2, view: 'v2', epoch: 'e', version: 1, seq: 1 }, single)).toMatchObject({
      news: { like: { id: 1, version: 7 }, change: { added: { count: 1, areSame: true, ids: [] } } },
    });
  });

  it('are refused where the table that they are like is gone', () => {
    const keys: Key[] = [['a', 'b']];
    const reader = createFrameReader();
    for (const id of [1, 2]) reader.expect({ id, query: { metrics: ['m'], groupBy: ['d', 'e'] } });
    reader.snapshot({ id: 1, view: 'v1', epoch: 'e', version: 1, seq: 1 }, snapshotOf(keys));
    const news = reader.snapshot({ id: 2, view: 'v2', epoch: 'e', version: 1, seq: 1 }, snapshotOf(keys));
    if (news.kind !== 'snapshot') throw new Error(news.kind);
    expect(applyChange(createFrameTable(), news.news.change, null)).toBe(false);
  });

  it('are none of a frame that cannot be read, and then none until a whole state comes', () => {
    const reader = createFrameReader();
    reader.expect({ id: 1, query: { metrics: ['m'], groupBy: ['d', 'e'] } });
    const at = { id: 1, view: 'v', epoch: 'e', seq: 1 };
    reader.snapshot({ ...at, version: 1 }, snapshotOf([]));
    expect(reader.delta({ ...at, prev: 1, version: 2 }, Uint8Array.of(9))).toEqual([{ kind: 'broken', id: 1 }]);
    expect(reader.delta({ ...at, prev: 2, version: 3 }, Uint8Array.of(9))).toEqual([]);
    expect(reader.snapshot({ ...at, version: 4 }, snapshotOf([])).kind).toBe('snapshot');
  });
});

describe('rows of another table', () => {
  const rowsOf = (...ids: (string | null)[]) => ({ keys: [ids], rowCount: ids.length });

  it('are found in any order, those it has not left out', () => {
    expect(rowsIn(rowsOf('a', 'b', null, 'c'), rowsOf(null, 'b', 'x', 'a'))).toEqual(Int32Array.of(2, 1, -1, 0));
  });

  it('are not looked at where most are others', () => {
    expect(rowsIn(rowsOf('a', 'b'), rowsOf('a', 'x', 'y'))).toBeNull();
    expect(rowsIn(rowsOf(), rowsOf())).toBeNull();
  });
});
