/** What one live view more costs for each event, what a release costs beside the groups that did not change, and the memory of a group. */
import { setTimeout } from 'node:timers/promises';
import type { RowBatch } from '../../server/engine/rows.ts';
import type { Query } from '../../src/protocol/query.ts';
import { COUNTS, createBatches, createRandom, type FoldWorld, openFoldWorld } from './foldWorld.ts';
import { cpuTimed, median, type Row } from './row.ts';

const BATCH = 10_000;
const RUNS = 7;
const CHANGED = 1000;
const NS = 1_000_000;

export async function fold(): Promise<readonly Row[]> {
  const cycle = createBatches(createRandom(7));
  const batches = Array.from({ length: 4 }, () => cycle(BATCH));
  return [
    ...(await viewRows(batches)),
    await peerRow(batches),
    await keyedRow(cycle),
    await tickRow('all shown', 200_000, [4000, 40_000]),
    await tickRow('the first 1,000 shown', 1000, [4000, 40_000]),
    await tickRow('the first 1,000 shown', 1000, [20_000, 200_000]),
    await memoryRow(['customer'], cycle),
    await memoryRow(['customer', 'segment'], cycle),
  ];
}

/** Processor time (ns) for each event that `act` folds of the batches. */
async function nsPerEvent(batches: readonly RowBatch[], act: (batch: RowBatch) => void): Promise<number> {
  const runs = await cpuTimed(RUNS, () => batches.forEach(act));
  return (median(runs) * NS) / (batches.length * BATCH);
}

const DIMENSIONS: readonly (readonly string[])[] = [
  ['country'],
  ['region'],
  ['product', 'channel'],
  ['segment'],
  ['country', 'product'],
  ['time:hour'],
  ['region', 'product'],
  ['channel'],
  ['country', 'segment'],
  ['product'],
  ['time:hour', 'country'],
  ['category', 'segment'],
];
const METRICS: readonly (readonly string[])[] = [
  ['events'],
  ['revenue'],
  ['events', 'revenue'],
  ['csat_mean'],
  ['units'],
  ['nps'],
  ['revenue', 'refunds'],
];

/** The view of a dashboard: none, one or two filters, one or two dimensions, one to three sums. */
function dashboardQuery(view: number): Query {
  const text = (dimension: keyof typeof COUNTS, at: number) => `${dimension} ${1 + (at % COUNTS[dimension])}`;
  const ten = (dimension: keyof typeof COUNTS) => Array.from({ length: 10 }, (_, at) => text(dimension, view + 3 * at));
  const wheres: readonly NonNullable<Query['where']>[] = [
    {},
    { segment: [text('segment', view)] },
    { country: ten('country') },
    {},
    { channel: [text('channel', view)], segment: ['segment 1', 'segment 2', 'segment 3'] },
    { product: ten('product') },
    { channel: [text('channel', view), text('channel', view + 1)] },
  ];
  return {
    metrics: [...(METRICS[Math.floor(view / 12) % METRICS.length] ?? [])],
    groupBy: [...(DIMENSIONS[view % DIMENSIONS.length] ?? [])],
    where: wheres[(view + Math.floor(view / 12)) % wheres.length] ?? {},
    // Views that differ in nothing else differ in what they show.
    limit: 1000 + Math.floor(view / 84),
  };
}

async function viewRows(batches: readonly RowBatch[]): Promise<Row[]> {
  const world = await openFoldWorld();
  const ids = new Set<string>();
  const costs: number[] = [];
  for (const views of [10, 100, 400]) {
    while (ids.size < views) ids.add(await world.open(dashboardQuery(ids.size)));
    costs.push(await nsPerEvent(batches, world.views.onBatch));
  }
  if (world.views.stats().folded < 400) throw new Error('not all views are folded');
  await world.close();
  const [ten = 0, hundred = 0, all = 0] = costs;
  const [first, last] = [(hundred - ten) / 90, (all - hundred) / 300];
  return [
    {
      name: 'one live view more, of 10 to 100: per event × view',
      value: first,
      unit: 'ns',
      peer: `all 10: ${ten.toFixed(0)} ns per event`,
      goal: '≤ 12 ns',
      holds: first <= 12,
    },
    {
      name: 'one live view more, of 100 to 400: per event × view',
      value: last,
      unit: 'ns',
      peer: `all 400: ${all.toFixed(0)} ns per event`,
      goal: '≤ 12 ns',
      holds: last <= 12,
    },
  ];
}

/** The same folds with a Map of text keys, and the same totals. */
async function peerRow(batches: readonly RowBatch[]): Promise<Row> {
  const world = await openFoldWorld();
  const queries = Array.from(
    { length: 6 },
    (_, view): Query => ({ ...dashboardQuery(2 * view), metrics: ['events', 'revenue'], limit: 100_000 }),
  );
  const ids: string[] = [];
  for (const query of queries) ids.push(await world.open(query));
  const ours = await nsPerEvent(batches, world.views.onBatch);
  await world.views.release();
  const maps = queries.map((query) => mapFold(query, world));
  const peer = await nsPerEvent(batches, (batch) => {
    for (const { take } of maps) take(batch);
  });
  for (const [at, { groups }] of maps.entries()) {
    const table = await world.tableOf(ids[at] as string);
    const [events, revenue] = table.values;
    if (table.rowCount !== groups.size || groups.size === 0)
      throw new Error(`${ids[at]}: ${table.rowCount} rows, the Map has ${groups.size}`);
    for (let row = 0; row < table.rowCount; row++) {
      const group = groups.get(table.keys.map((texts) => texts[row]).join('|'));
      if (group?.events !== events?.[row] || (group?.revenue ?? 0) / 10_000 !== revenue?.[row])
        throw new Error(`${ids[at]}: row ${row} differs`);
    }
  }
  await world.close();
  const [value, perView] = [ours / queries.length, peer / queries.length];
  return {
    name: 'the same beside a Map of text keys, 6 views: per event × view',
    value,
    unit: 'ns',
    peer: `Map ${perView.toFixed(0)} ns (× ${(perView / value).toFixed(1)})`,
    goal: '≥ × 2',
    holds: perView >= 2 * value,
  };
}

function mapFold({ groupBy = [], where = {} }: Query, { idOf }: FoldWorld) {
  const groups = new Map<string, { events: number; revenue: number }>();
  const filters = Object.entries(where).map(([dimension, texts]) => [dimension, new Set(texts)] as const);
  const textAt = ({ codes, timeMs }: RowBatch, dimension: string, row: number): string | null => {
    if (dimension !== 'time:hour') return idOf(dimension, codes[dimension]?.[row] as number);
    return new Date(Math.floor((timeMs[row] as number) / 3_600_000) * 3_600_000).toISOString().replace('.000', '');
  };
  return {
    groups,
    take(batch: RowBatch): void {
      for (let row = 0; row < batch.count; row++) {
        if (!filters.every(([dimension, texts]) => texts.has(textAt(batch, dimension, row)))) continue;
        const key =
          groupBy.length === 1
            ? (textAt(batch, groupBy[0] as string, row) ?? '')
            : groupBy.map((dimension) => textAt(batch, dimension, row)).join('|');
        let group = groups.get(key);
        if (!group) {
          group = { events: 0, revenue: 0 };
          groups.set(key, group);
        }
        group.events++;
        if (batch.codes.type?.[row] === 1) group.revenue += batch.numbers.amount?.[row] ?? 0;
      }
    },
  };
}

/** Distinct customers by country beside a Set of the pairs as numbers: a look-up for each row among hundreds of thousands of keys. */
async function keyedRow(next: (count: number) => RowBatch): Promise<Row> {
  const world = await openFoldWorld();
  const viewId = await world.open({ metrics: ['customers'], groupBy: ['country'] });
  const batches = Array.from({ length: 4 * (RUNS + 1) }, () => next(BATCH));
  const keys = new Set<number>();
  const takeKeys = ({ codes, count }: RowBatch): void => {
    for (let row = 0; row < count; row++) keys.add((codes.country?.[row] as number) * 2 ** 32 + (codes.customer?.[row] as number));
  };
  const ns = (runs: readonly number[]): number => (median(runs) * NS) / (4 * BATCH);
  const ours = batches.slice();
  const value = ns(await cpuTimed(RUNS, () => ours.splice(0, 4).forEach(world.views.onBatch)));
  const peer = ns(await cpuTimed(RUNS, () => batches.splice(0, 4).forEach(takeKeys)));
  await world.views.release();
  const [customers] = (await world.tableOf(viewId)).values;
  if (customers?.reduce((sum, count) => sum + count, 0) !== keys.size) throw new Error('the Set has other keys');
  await world.close();
  return {
    name: 'distinct customers by country: per event',
    value,
    unit: 'ns',
    peer: `Set of numbers ${peer.toFixed(0)} ns (× ${(peer / value).toFixed(1)})`,
    goal: '≥ × 1.5',
    holds: peer >= 1.5 * value,
  };
}

/** A release after so many groups changed, of few groups and of ten times as many. */
async function tickRow(shown: string, limit: number, sizes: readonly [number, number]): Promise<Row> {
  const costs: number[] = [];
  for (const groups of sizes) {
    const world = await openFoldWorld(groups);
    const next = createBatches(createRandom(11));
    await world.open({ metrics: ['events', 'revenue'], groupBy: ['customer'], limit });
    for (let at = 0; at < groups; at += BATCH) world.views.onBatch(next(Math.min(BATCH, groups - at), (row) => 1 + at + row));
    await world.views.release();
    const stride = Math.floor(groups / CHANGED);
    const ms: number[] = [];
    for (let run = 0; run < 60; run++) {
      world.views.onBatch(next(CHANGED, (row) => 1 + ((row * stride + run * 7) % groups)));
      const before = process.cpuUsage();
      await world.views.release();
      const { user, system } = process.cpuUsage(before);
      if (run >= 20) ms.push((user + system) / 1000);
    }
    if (world.views.stats().folded < 1) throw new Error('the view outgrew its caps');
    await world.close();
    costs.push(median(ms));
  }
  const [few = 0, many = 0] = costs;
  const [from, to] = sizes.map((groups) => groups.toLocaleString('en'));
  return {
    name: `release of ${CHANGED.toLocaleString('en')} changed groups, ${shown}: ${to} groups for ${from}`,
    value: many / few,
    unit: '×',
    peer: `${few.toFixed(2)} ms, ${many.toFixed(2)} ms`,
    goal: '< × 2',
    holds: many < 2 * few,
  };
}

const MEMORY_GROUPS = 150_000;
/** Customers up to 150,000 have 18 bits. */
const MEMORY_CELLS = 2 ** 18;

/** Memory of a view's groups, before any is shown. */
async function memoryRow(groupBy: string[], next: ReturnType<typeof createBatches>): Promise<Row> {
  const world = await openFoldWorld();
  const query: Query = { metrics: ['events', 'revenue'], groupBy };
  // What all views share of a batch is there before, and not counted.
  await world.open({ ...query, where: { country: ['country 1'] } });
  world.views.onBatch(next(BATCH, (row) => 1 + row));
  const before = await usedBytes();
  await world.open(query);
  for (let at = 0; at < MEMORY_GROUPS; at += BATCH) world.views.onBatch(next(BATCH, (row) => 1 + at + row));
  const bytes = (await usedBytes()) - before;
  if (world.views.stats().folded < 2) throw new Error('the view outgrew its caps');
  await world.close();
  const [of, most, count] =
    groupBy.length === 1 ? ['cell, groups found by cell', 32, MEMORY_CELLS] : ['group, found by hash', 80, MEMORY_GROUPS];
  const value = bytes / Number(count);
  return {
    name: `memory of two sums by ${groupBy.join(' and ')}: per ${of}`,
    value,
    unit: 'B',
    peer: `${MEMORY_GROUPS.toLocaleString('en')} groups, ${(bytes / 2 ** 20).toFixed(1)} MB`,
    goal: `≤ ${most} B`,
    holds: value <= Number(most),
  };
}

async function usedBytes(): Promise<number> {
  for (let pass = 0; pass < 3; pass++) {
    globalThis.gc?.();
    // Memory of arrays is given back after the collection, by another thread.
    await setTimeout(100);
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
