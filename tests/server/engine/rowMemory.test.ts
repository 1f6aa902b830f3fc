/** Rows in memory: packed and read back as they were, given to all that wait in one pass, and never more than there is room for. */
import * as fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { WALL } from '../../../server/access/scope.ts';
import { planQuery } from '../../../server/engine/plan.ts';
import { createBlockReader } from '../../../server/engine/rowMemory/blockReader.ts';
import { rowsThatPass, sumOver } from '../../../server/engine/rowMemory/codeTests.ts';
import { pack, unpack } from '../../../server/engine/rowMemory/packed.ts';
import { columnsOf, createRowBlocks } from '../../../server/engine/rowMemory/rowBlocks.ts';
import { createRowMemory, type RowMemory } from '../../../server/engine/rowMemory/rowMemory.ts';
import { CAPS } from '../../../server/engine/views/foldedSource.ts';
import { createShared } from '../../../server/engine/views/shared.ts';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import type { Query } from '../../../src/protocol/query.ts';
import { order } from '../hub/hubWorld.ts';
import { NOW_MS, openTestArchive } from './openArchive.ts';
import { openWorld } from './views/world.ts';

/** Whether the disk fails to read. */
const disk = vi.hoisted(() => ({ fails: false }));
vi.mock('node:fs', async (importOriginal) => {
  const real = await importOriginal<typeof fs>();
  const readSync = (...given: Parameters<typeof real.readSync>): number => {
    if (disk.fails) throw new Error('EIO: the disk fails');
    return real.readSync(...given);
  };
  return { ...real, readSync };
});

const ORDERS = 100;
const ordersFrom = (seq: number, count: number) =>
  Array.from({ length: count }, (_, at) => order(seq + at, at % 4 === 0 ? 'DE' : 'BR', seq + at));

async function openRows(mostBytes?: number) {
  const opened = await openTestArchive(DEFAULT_SETTINGS);
  onTestFinished(opened.close);
  opened.append(ordersFrom(1, ORDERS));
  const memory = createRowMemory({ archive: opened.archive, blockRows: 16, ...(mostBytes ? { mostBytes } : {}) });
  const add = (count: number): void => memory.add(opened.append(ordersFrom(opened.archive.appliedSeq() + 1, count)));
  return { ...opened, memory, add };
}

type Opened = Awaited<ReturnType<typeof openRows>>;

const GERMAN = { metrics: ['revenue'], where: { country: ['DE'] } };

/** Counts the rows that a question is given, and sums their amounts. */
async function count({ registry }: Pick<Opened, 'registry'>, memory: RowMemory, query: unknown, shared = createShared()) {
  const seen = { batches: 0, rows: 0, amount: 0 };
  await memory.fold(planQuery(query, registry), shared, (batch) => {
    seen.batches++;
    seen.rows += batch.count;
    for (let row = 0; row < batch.count; row++) seen.amount += batch.numbers.amount?.[row] ?? Number.NaN;
  });
  return seen;
}

describe('a packed column', () => {
  const whole = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.nat(255), fc.nat(65_535), fc.integer({ min: -3, max: 3 }));

  it('gives back the numbers it was made of, in as few bytes as they need', () => {
    fc.assert(
      fc.property(
        fc.array(whole, { minLength: 1, maxLength: 40 }),
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        fc.boolean(),
        (numbers, gaps, lacks) => {
          const values = Float64Array.from(numbers, (number, at) => (lacks && gaps[at] ? Number.NaN : number));
          const packed = pack(values, Number.NaN);
          const all = new Float64Array(values.length);
          unpack(packed, Number.NaN, null, values.length, all);
          expect(all).toEqual(values);
          const rows = Int32Array.from(values.keys()).filter((row) => gaps[row]);
          const some = new Float64Array(values.length);
          unpack(packed, Number.NaN, rows, rows.length, some);
          expect(some.subarray(0, rows.length)).toEqual(Float64Array.from(rows, (row) => values[row] as number));
        },
      ),
      { seed: 7, numRuns: 500 },
    );
    expect(pack(Float64Array.of(1000, 1254), 0)?.kept).toBeInstanceOf(Uint8Array);
    expect(pack(Float64Array.of(1000, 1255), 0)?.kept).toBeInstanceOf(Uint16Array);
    expect(pack(Float64Array.of(0, 2 ** 32 - 2), 0)?.kept).toBeInstanceOf(Uint32Array);
    expect(pack(Float64Array.of(-1, 2 ** 32), 0)?.kept).toBeInstanceOf(Float64Array);
    expect(pack(new Float64Array(9), 0)).toBeNull();
  });
});

describe('a test of codes', () => {
  it('finds the rows that have them, whatever the width that their columns are kept in', () => {
    const most = fc.constantFrom(3, 300, 70_000, 2 ** 33);
    fc.assert(
      fc.property(
        most.chain((code) => fc.array(fc.tuple(fc.nat(code), fc.nat(2)), { minLength: 1, maxLength: 60 })),
        fc.array(fc.nat(2), { minLength: 1, maxLength: 3 }),
        fc.array(fc.nat(59), { maxLength: 5 }),
        fc.integer({ min: 1, max: 60 }),
        (given, few, picked, read) => {
          const columns = [0, 1].map((at) => Float64Array.from(given, (codes) => codes[at] as number));
          const packed = columns.map((column) => pack(column, 0));
          const block = { count: given.length, column: (at: number) => packed[at] ?? null };
          const many = [-1, 0, 70_001, ...picked.map((row) => given[row]?.[0] ?? 0)];
          const count = Math.min(read, given.length);
          const rows = new Int32Array(given.length);
          const tests = [
            { column: 0, codes: many },
            { column: 1, codes: few },
          ];
          const found = rowsThatPass(block, count, tests, rows);
          const expected = [...given.keys()].filter(
            (row) => row < count && many.includes(given[row]?.[0] as number) && few.includes(given[row]?.[1] as number),
          );
          expect(Array.from(rows.subarray(0, found))).toEqual(expected);
          expect(sumOver(block.column(1), rows, found)).toBe(expected.reduce((sum, row) => sum + (given[row]?.[1] as number), 0));
        },
      ),
      { seed: 11, numRuns: 500 },
    );
  });
});

describe('blocks of rows', () => {
  it('read back as the batches that were added', async () => {
    const { archive, append, dir } = await openRows();
    const names = { ...archive.columns, codes: archive.columns.codes.filter((name) => name !== 'cell') };
    const blocks = createRowBlocks(names, dir, 16);
    onTestFinished(blocks.close);
    const batch = append(ordersFrom(ORDERS + 1, 40));
    blocks.add(columnsOf(batch, names));
    expect(blocks.rows).toBe(40);
    const reader = createBlockReader(names);
    for (const [block, first, rows] of [
      [0, 0, 16],
      [2, 32, 8],
      [1, 16, 16],
      [0, 0, 16],
    ] as const) {
      const read = reader.read(blocks.block(block), null, rows);
      expect(Array.from(read.timeMs)).toEqual(Array.from(batch.timeMs.subarray(first, first + rows)));
      expect(Array.from(read.unconverted)).toEqual(Array.from(batch.unconverted.subarray(first, first + rows)));
      for (const name of names.codes)
        expect(Array.from(read.codes[name] ?? []), name).toEqual(Array.from(batch.codes[name]?.subarray(first, first + rows) ?? []));
      for (const name of names.numbers)
        expect(Array.from(read.numbers[name] ?? []), name).toEqual(Array.from(batch.numbers[name]?.subarray(first, first + rows) ?? []));
    }
  });
});

describe('rows in memory', () => {
  it('are those of the archive and all that came since, as they are selected', async () => {
    const opened = await openRows();
    await opened.memory.hold();
    opened.add(60);
    const answer = await opened.ask(GERMAN);
    const { rows, amount } = await count(opened, opened.memory, GERMAN);
    expect(rows).toBe(40);
    expect(amount / 10_000).toBe(answer.rows[0]?.[0]);
    expect((await count(opened, opened.memory, { ...GERMAN, where: {} })).rows).toBe(160);
  });

  it('that come while they are read are there once', async () => {
    const opened = await openRows();
    const holding = opened.memory.hold();
    opened.add(20);
    await opened.archive.flush();
    opened.add(20);
    await holding;
    expect((await count(opened, opened.memory, { metrics: ['events'] })).rows).toBe(ORDERS + 40);
  });

  it('are those of the moment they were asked for, whatever comes before they are given', async () => {
    const opened = await openRows();
    await opened.memory.hold();
    const asked = count(opened, opened.memory, { metrics: ['events'] });
    opened.add(50);
    expect((await asked).rows).toBe(ORDERS);
  });

  it('are looked through once for all that ask in one moment', async () => {
    const opened = await openRows();
    await opened.memory.hold();
    const shared = createShared();
    const batches = new Map<object, number>();
    const plan = planQuery(GERMAN, opened.registry);
    const take = (batch: object): void => void batches.set(batch, (batches.get(batch) ?? 0) + 1);
    await Promise.all([1, 2, 3].map(() => opened.memory.fold(plan, shared, take)));
    expect(batches.size).toBe(Math.ceil(ORDERS / 16));
    expect(new Set(batches.values())).toEqual(new Set([3]));
  });

  it('are given to whoever asks while they are looked through: all of that moment once, in the looks that go on', async () => {
    const opened = await openRows();
    await opened.memory.hold();
    const looks = new Set<object>();
    const german = new Set(Array.from({ length: ORDERS / 4 }, (_, at) => 4 * at + 1));
    const shared = createShared();
    const asking: Promise<unknown>[] = [];
    const given: { isGerman: boolean; rows: number; amounts: number[] }[] = [];
    /** Asks, and after each of some batches adds rows and asks again. */
    const ask = (query: unknown, after: readonly number[]): void => {
      const seen = { isGerman: query === GERMAN, rows: opened.archive.appliedSeq(), amounts: [] as number[] };
      given.push(seen);
      let batches = 0;
      const look = opened.memory.fold(planQuery(query, opened.registry), shared, (batch) => {
        looks.add(batch);
        for (let row = 0; row < batch.count; row++) seen.amounts.push(batch.numbers.amount?.[row] ?? Number.NaN);
        if (!after.includes(++batches)) return;
        for (const at of [1, 5]) german.add(opened.archive.appliedSeq() + at);
        opened.add(5);
        ask(query, after.slice(1));
      });
      asking.push(look);
    };
    ask({ metrics: ['revenue'] }, [2, 3, 4]);
    ask(GERMAN, [3, 1]);
    for (let at = 0; at < asking.length; at++) await asking[at];
    expect(given.length).toBeGreaterThan(6);
    const amountsUpTo = (rows: number): number[] => Array.from({ length: rows }, (_, at) => (at + 1) * 10_000);
    const sorted = ({ amounts }: { amounts: number[] }) => amounts.sort((a, b) => a - b);
    for (const one of given) {
      const all = amountsUpTo(one.rows);
      expect(sorted(one)).toEqual(one.isGerman ? all.filter((_, at) => german.has(at + 1)) : all);
    }
    const blocksOf = ({ rows }: { rows: number }): number => Math.ceil(rows / 16);
    expect(looks.size).toBeLessThan(given.reduce((sum, one) => sum + blocksOf(one), 0) / 2);
  });

  it('go on to the others where one wants no more', async () => {
    const opened = await openRows();
    await opened.memory.hold();
    const refused = opened.memory.fold(planQuery(GERMAN, opened.registry), createShared(), () => {
      throw new Error('too many');
    });
    const counted = count(opened, opened.memory, GERMAN);
    await expect(refused).rejects.toThrow('too many');
    expect((await counted).rows).toBe(ORDERS / 4);
  });

  it('are not held where they take too much memory', async () => {
    const opened = await openRows(2000);
    await opened.memory.hold();
    expect(opened.memory.serves(planQuery(GERMAN, opened.registry))).toBe(false);
    expect(opened.memory.bytes()).toBe(0);
  });

  it('are read as soon as somebody sees what a click filters by; not for a map, nor for a wall', async () => {
    const world = await openWorld(DEFAULT_SETTINGS, NOW_MS);
    onTestFinished(() => world.close());
    world.append(ordersFrom(1, 60));
    const held = () => world.views.stats().bytes;
    const bar = { metrics: ['revenue'], groupBy: ['channel'] };
    await world.views.open({ ...bar, groupBy: ['country'] });
    await world.views.open(bar, WALL);
    const before = held();
    await world.views.release();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(held()).toBe(before);
    await world.views.open(bar);
    await world.views.release();
    await vi.waitFor(() => expect(held()).toBeGreaterThan(before + 1000), 10_000);
  });

  it('take no more memory however many there are, and leave no file behind', async () => {
    const opened = await openRows();
    await opened.memory.hold();
    // Every column has been read once.
    await count(opened, opened.memory, GERMAN);
    const held = opened.memory.bytes();
    for (let round = 0; round < 20; round++) opened.add(100);
    expect((await count(opened, opened.memory, GERMAN)).rows).toBe((ORDERS + 2000) / 4);
    expect(opened.memory.bytes()).toBe(held);
    expect(fs.readdirSync(opened.dir).filter((name) => name.startsWith('scratch-'))).toEqual([]);
  });

  it('are looked through to the end by who began before they were let go', async () => {
    const opened = await openRows();
    await opened.memory.hold();
    const asked = count(opened, opened.memory, GERMAN);
    opened.memory.stop();
    expect((await asked).rows).toBe(ORDERS / 4);
    expect(opened.memory.serves(planQuery(GERMAN, opened.registry))).toBe(false);
  });

  it('are let go where the disk does not give them back: the archive answers then', async () => {
    const opened = await openRows();
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => told.mockRestore());
    await opened.memory.hold();
    disk.fails = true;
    onTestFinished(() => {
      disk.fails = false;
    });
    await expect(count(opened, opened.memory, GERMAN)).rejects.toThrow('EIO');
    expect(opened.memory.serves(planQuery(GERMAN, opened.registry))).toBe(false);
    expect(opened.memory.bytes()).toBe(0);
  });

  it('are let go when they grow past the memory that they may take', async () => {
    const room = await openRows();
    await room.memory.hold();
    const opened = await openRows(room.memory.bytes() + 3000);
    await opened.memory.hold();
    expect(opened.memory.serves(planQuery(GERMAN, opened.registry))).toBe(true);
    for (let round = 0; round < 10; round++) opened.add(100);
    expect(opened.memory.bytes()).toBe(0);
    expect(opened.memory.serves(planQuery(GERMAN, opened.registry))).toBe(false);
  });

  it('are read when somebody filters, and let go when nobody has for long', async () => {
    const opened = await openRows();
    const plan = planQuery(GERMAN, opened.registry);
    opened.memory.want();
    await vi.waitFor(() => expect(opened.memory.serves(plan)).toBe(true), 10_000);
    opened.memory.rest();
    expect(opened.memory.serves(plan)).toBe(true);
    const later = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 301_000);
    onTestFinished(() => later.mockRestore());
    opened.memory.rest();
    expect(opened.memory.bytes()).toBe(0);
  });

  it('are read another time where the archive could not be read', async () => {
    const opened = await openRows();
    const plan = planQuery(GERMAN, opened.registry);
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const flush = vi.spyOn(opened.archive, 'flush').mockRejectedValueOnce(new Error('busy'));
    onTestFinished(() => void [told, flush].map((spy) => spy.mockRestore()));
    opened.memory.want();
    await vi.waitFor(() => expect(told).toHaveBeenCalled(), 10_000);
    expect(opened.memory.bytes()).toBe(0);
    const later = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 31_000);
    opened.memory.want();
    later.mockRestore();
    await vi.waitFor(() => expect(opened.memory.serves(plan)).toBe(true), 10_000);
    expect((await count(opened, opened.memory, GERMAN)).rows).toBe(ORDERS / 4);
  });

  it('answer by who people are now, as the archive does', async () => {
    const world = await openWorld(DEFAULT_SETTINGS, NOW_MS);
    onTestFinished(() => world.close());
    const customers = (seq: number) => `c${(seq * seq) % 23}`;
    const sell = (seq: number, count: number): void =>
      world.append(ordersFrom(seq, count).map((event) => ({ ...event, subject: event.seq % 7 === 0 ? null : customers(event.seq) })));
    sell(1, 300);
    const questions: Query[] = [
      { metrics: ['revenue', 'events'], groupBy: ['segment:rule'] },
      { metrics: ['revenue', 'units'], groupBy: ['country', 'segment:rule'], limit: 3 },
      { metrics: ['csat', 'events'], groupBy: ['segment:rule'], where: { country: ['DE', null] } },
      { metrics: ['events'], groupBy: ['people:box:recency:0_1'], time: { from: '2001-01-01' } },
    ];
    const askAll = async () => {
      const told: string[] = [];
      for (const query of questions) {
        const { table, viewId } = await world.subscribe(query);
        expect(table.rowCount).toBeGreaterThan(0);
        told.push(JSON.stringify([table.keys, table.values.map((column) => Array.from(column.subarray(0, table.rowCount))), table.header]));
        world.views.close(viewId);
      }
      world.subscribers.clear();
      return told;
    };
    const ofArchive = await askAll();
    await world.views.holdRows();
    expect(await askAll()).toEqual(ofArchive);
    expect(world.asked()).toBe(questions.length);
    sell(301, 40);
    // Who is who must be read again first.
    const later = await askAll();
    expect(later).not.toEqual(ofArchive);
    expect(world.asked()).toBe(questions.length + 1);
  });

  it('leave an answer of more groups than may be counted to the archive', async () => {
    const world = await openWorld(DEFAULT_SETTINGS, NOW_MS, { ...CAPS, groups: 10 });
    onTestFinished(() => world.close());
    world.append(ordersFrom(1, 60).map((event) => ({ ...event, subject: `c${event.seq}` })));
    await world.views.holdRows();
    const few = { metrics: ['events'], groupBy: ['segment:rule'] };
    await world.subscribe(few);
    expect((await world.subscribe({ ...few, groupBy: ['customer', 'segment:rule'] })).table.rowCount).toBe(60);
    // Who is who is read for the first of them.
    expect(world.asked()).toBe(2);
  });

  it('do not serve hexagons and territories, whose cells are not kept', async () => {
    const opened = await openRows();
    await opened.memory.hold();
    const serves = (query: object) => opened.memory.serves(planQuery({ metrics: ['events'], ...query }, opened.registry));
    expect(serves({ groupBy: ['city'] })).toBe(true);
    expect(serves({ groupBy: ['h3:5'] })).toBe(false);
    expect(serves({ groupBy: ['territory:sales'] })).toBe(false);
    expect(serves({ where: { h3: ['8f1f1d4898cacdb'] } })).toBe(false);
    expect(serves({ where: { 'territory:sales': [null] } })).toBe(false);
  });
});
