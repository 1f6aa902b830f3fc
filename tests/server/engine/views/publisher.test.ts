/** The publisher: what subscribers hold after each frame is what its caller says is true, whatever rows come, go and come again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Change, createPublisher, type Publisher } from '../../../../server/engine/views/publisher.ts';
import { numberIds } from '../../../../src/protocol/encodeFrame.ts';
import { applyFrame, createFrameTable, type FrameHeader, type FrameTable } from '../../../../src/protocol/frame.ts';
import type { Column } from '../../../../src/protocol/query.ts';

const COLUMNS: Column[] = [
  { name: 'country', unit: null },
  { name: 'product', unit: null },
  ...['a', 'b', 'c'].map((name) => ({ name, unit: 'count' })),
];
const HEADER: FrameHeader = { fromMs: null, toMs: null, suppressed: 0, unconverted: 0, truncated: false, live: true };
const labelOf = (dimension: string, id: string) =>
  dimension !== 'country' ? null : id === 'DE' ? id : id.startsWith('c') ? `${dimension} ${id}` : null;

interface Group {
  readonly ids: [country: string | null, product: string | null];
  readonly figures: number[];
}

/** The change that leads from what is published to these groups. */
function changeTo(groups: ReadonlyMap<number, Group>, publisher: Publisher, header = HEADER): Change {
  const added = [...groups.keys()].filter((handle) => !publisher.has(handle));
  return {
    removed: [...publisher.handles()].filter((handle) => !groups.has(handle)),
    touched: [...groups.keys()].filter((handle) => publisher.has(handle)),
    added,
    header,
    ids: [0, 1].map((dimension) => numberIds(added.map((handle) => groups.get(handle)?.ids[dimension] ?? null))),
    figuresOf(handles, into) {
      for (const [column, figures] of into.entries()) {
        for (const [at, handle] of handles.entries()) figures[at] = groups.get(handle)?.figures[column] ?? Number.NaN;
      }
    },
  };
}

function sorted(rows: Group[]): Group[] {
  return rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function groupsOf({ keys, values, rowCount }: FrameTable): Group[] {
  return Array.from({ length: rowCount }, (_, row) => ({
    ids: [keys[0]?.[row] ?? null, keys[1]?.[row] ?? null],
    figures: values.map((column) => column[row] as number),
  }));
}

const figure = fc.oneof(fc.constantFrom(Number.NaN, 0, 1), fc.integer({ min: -500, max: 500 }), fc.double());
const group: fc.Arbitrary<Group> = fc.record({
  ids: fc.tuple(fc.option(fc.constantFrom('DE', 'c1', 'c2')), fc.option(fc.constantFrom('p1', 'p2'))),
  figures: fc.array(figure, { minLength: 3, maxLength: 3 }),
});
/** Few handles, so that they are given up and used again for other groups; some figures alone change. */
const state = fc.dictionary(fc.integer({ min: 0, max: 40 }).map(String), group, { maxKeys: 30 });

describe('the publisher', () => {
  it('leads every subscriber to what is true, one from the start and one from now', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(state, fc.boolean()), { minLength: 1, maxLength: 8 }), (steps) => {
        const publisher = createPublisher(COLUMNS, labelOf);
        const follower = createFrameTable();
        applyFrame(follower, publisher.snapshot());
        let before: ReadonlyMap<number, Group> = new Map();
        for (const [wanted, isOtherFamily] of steps) {
          const groups = settled(before, wanted, isOtherFamily ? 1000 : 0);
          const frame = publisher.publish(changeTo(groups, publisher));
          if (frame) applyFrame(follower, frame);
          const newcomer = createFrameTable();
          applyFrame(newcomer, publisher.snapshot());
          expect(sorted(groupsOf(follower))).toEqual(sorted([...groups.values()]));
          expect(groupsOf(newcomer)).toEqual(groupsOf(follower));
          expect(publisher.rowCount).toBe(groups.size);
          before = groups;
        }
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('has nothing to tell where nothing differs, though rows were touched and the window moved on', () => {
    const publisher = createPublisher(COLUMNS, labelOf);
    const groups = new Map([[7, { ids: ['DE', null] as Group['ids'], figures: [1, Number.NaN, 3] }]]);
    expect(publisher.publish(changeTo(groups, publisher))).not.toBeNull();
    expect(publisher.publish(changeTo(groups, publisher, { ...HEADER, toMs: 5 }))).toBeNull();
    expect(publisher.publish(changeTo(groups, publisher, { ...HEADER, truncated: true }))).not.toBeNull();
  });

  it('tells only rows and columns that differ, and reads only rows that were touched', () => {
    const publisher = createPublisher(COLUMNS, labelOf);
    const groups = new Map(
      Array.from({ length: 5000 }, (_, at) => [at, { ids: [`c${at}`, null] as Group['ids'], figures: [at, at / 3, 1] }]),
    );
    publisher.publish(changeTo(groups, publisher));
    groups.set(4321, { ids: ['c4321', null], figures: [4321, 4321 / 3, 2] });
    const read: number[] = [];
    const { figuresOf, ...change } = changeTo(groups, publisher);
    const noting: typeof figuresOf = (handles, into) => {
      read.push(...handles);
      figuresOf(handles, into);
    };
    const frame = publisher.publish({ ...change, touched: [17, 4321], figuresOf: noting }) as Uint8Array;
    expect(read.sort()).toEqual([17, 4321]);
    // Kind, flags, suppressed, unconverted; none removed; one changed, its number in two bytes; none added; three heads and one value.
    expect(frame).toHaveLength(4 + 1 + 3 + 1 + 2 * 2 + 3 + 1);
  });

  it('names the ids of places where the name is another, each once', () => {
    const publisher = createPublisher(COLUMNS, labelOf);
    const groups = new Map([
      [0, { ids: ['c1', 'c1'] as Group['ids'], figures: [1, 2, 3] }],
      [1, { ids: ['c1', 'p1'] as Group['ids'], figures: [1, 2, 3] }],
      [2, { ids: ['DE', 'p1'] as Group['ids'], figures: [1, 2, 3] }],
    ]);
    publisher.publish(changeTo(groups, publisher));
    const table = createFrameTable();
    applyFrame(table, publisher.snapshot());
    expect(table.labels).toEqual({ country: { c1: 'country c1' } });
  });

  it('goes on under other handles when another caller takes over', () => {
    const publisher = createPublisher(COLUMNS, labelOf);
    const follower = createFrameTable();
    applyFrame(follower, publisher.snapshot());
    const ids: Group['ids'][] = [
      ['DE', 'p1'],
      ['c1', null],
      [null, null],
    ];
    const groups = new Map(ids.map((id, at) => [10 * at, { ids: id, figures: [at, at, at] }]));
    applyFrame(follower, publisher.publish(changeTo(groups, publisher)) as Uint8Array);
    publisher.rename(([country]) => [null, 'c1', 'DE'].indexOf(country ?? null));
    const renamed = new Map([
      [0, { ids: ids[2] as Group['ids'], figures: [2, 2, 2] }],
      [2, { ids: ids[0] as Group['ids'], figures: [0, 9, 0] }],
    ]);
    const frame = publisher.publish(changeTo(renamed, publisher)) as Uint8Array;
    applyFrame(follower, frame);
    expect(sorted(groupsOf(follower))).toEqual(sorted([...renamed.values()]));
  });
});

/** A group that stays keeps its ids; another family of groups has other handles. */
function settled(before: ReadonlyMap<number, Group>, wanted: Record<string, Group>, offset: number): ReadonlyMap<number, Group> {
  return new Map(
    Object.entries(wanted).map(([key, { ids, figures }]) => {
      const handle = Number(key) + offset;
      return [handle, { ids: before.get(handle)?.ids ?? ids, figures }];
    }),
  );
}
