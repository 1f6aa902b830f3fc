/** Frames as they go over the wire beside the same rows as named JSON: bytes, processor time of both ends, memory; and what a tick costs the publisher. */
import { createPublisher } from '../../server/engine/views/publisher.ts';
import { createFrameReader } from '../../src/live/frameReader.ts';
import { createSubscription } from '../../src/live/liveAnswer.ts';
import type { WireNews } from '../../src/live/wire.ts';
import { encodeDelta, encodeSnapshot, numberIds, type TableChange, type TableState } from '../../src/protocol/encodeFrame.ts';
import { applyFrame, createFrameTable, type FrameHeader } from '../../src/protocol/frame.ts';
import { netInterval, shareInterval } from '../../src/protocol/interval.ts';
import type { Column } from '../../src/protocol/query.ts';
import { cpuTimed, median, type Row } from './row.ts';

const HEADER: FrameHeader = { fromMs: null, toMs: null, suppressed: 0, unconverted: 0, truncated: false, live: true };
const SAMPLES = 25;
/** Rows that one sample handles, so that it takes long enough to be timed; by then the compiler has seen both ends, as it has after a minute of a server. */
const ROWS_PER_SAMPLE = 40_000;
const SNAPSHOT_ROWS = 20_000;

/** Columns of an answer and what they hold in a group. */
interface Mix {
  readonly name: string;
  readonly columns: readonly Column[];
  figures(group: number): number[];
}

const money: Column = { name: 'revenue', unit: 'USD' };
const orders: Column = { name: 'orders', unit: 'count' };
const rate = (name: string, unit: string): Column[] => [
  { name, unit },
  { name: `${name}.n`, unit: 'count' },
  { name: `${name}.low`, unit },
  { name: `${name}.high`, unit },
];
const revenueOf = (group: number) => (1000 + ((group * 7919) % 900_000)) / 100;
const ordersOf = (group: number) => 1 + ((group * 31) % 400);

const MIXES: readonly Mix[] = [
  {
    name: '3 metrics',
    columns: [{ name: 'region', unit: null }, money, orders, { name: 'csat_mean', unit: 'score' }],
    figures: (group) => [revenueOf(group), ordersOf(group), 1 + ((group * 13) % 40) / 10],
  },
  {
    name: "the map's 4 metrics",
    columns: [{ name: 'region', unit: null }, money, orders, ...rate('csat', '%'), ...rate('nps', 'points')],
    figures: (group) => {
      const n = (group * 17) % 90;
      const promoters = (group * 7) % (n + 1);
      const rates = [shareInterval(promoters, n), netInterval(promoters, Math.min(n - promoters, (group * 5) % (n + 1)), n)];
      return [
        revenueOf(group),
        ordersOf(group),
        ...rates.flatMap(({ value, n: answers, low, high }) => [value, answers, low, high].map((figure) => figure ?? Number.NaN)),
      ];
    },
  },
];

export async function frames(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const mix of MIXES) for (const changed of [1000, 10_000]) rows.push(...(await deltaRows(mix, changed)));
  rows.push(...(await snapshotRows(MIXES[1] as Mix)), await publisherRow(MIXES[1] as Mix), await browserRow(MIXES[1] as Mix));
  return rows;
}

/** A quarter of the groups change, all their columns. */
async function deltaRows(mix: Mix, changed: number): Promise<Row[]> {
  const table = tableOf(mix, 4 * changed);
  const change = everyNth(table, 4);
  const held = createFrameTable();
  applyFrame(held, encodeSnapshot(table, unnamed));
  const delta = encodeDelta(table, change, unnamed);
  const named = namedRows(table, change.changed);
  const text = JSON.stringify(named);
  const times = Math.ceil(ROWS_PER_SAMPLE / changed);
  const ours = await millis(times, () => applyFrame(held, encodeDelta(table, change, unnamed)));
  const peer = await millis(times, () => JSON.parse(JSON.stringify(named)));
  const name = `delta of ${changed.toLocaleString('en')} of ${(4 * changed).toLocaleString('en')} groups, ${mix.name}`;
  return [
    {
      name: `${name}: bytes`,
      value: delta.length,
      unit: 'B',
      peer: `named JSON ${text.length.toLocaleString('en')} B (1/${(text.length / delta.length).toFixed(1)})`,
      goal: '≤ 1/8',
      holds: delta.length * 8 <= text.length,
    },
    ratio(`${name}: encode, decode, apply (CPU)`, ours, peer),
  ];
}

async function snapshotRows(mix: Mix): Promise<Row[]> {
  const table = tableOf(mix, SNAPSHOT_ROWS);
  const named = namedRows(table, rowNumbers(SNAPSHOT_ROWS));
  const text = JSON.stringify(named);
  const frame = encodeSnapshot(table, unnamed);
  const name = `snapshot of ${SNAPSHOT_ROWS.toLocaleString('en')} groups, ${mix.name}`;
  const read = () => {
    const held = createFrameTable();
    applyFrame(held, frame);
    return held;
  };
  const encoding = await millis(2, () => encodeSnapshot(table, unnamed));
  const decoding = await millis(2, read);
  const jsonEncoding = await millis(2, () => JSON.stringify(named));
  const jsonDecoding = await millis(2, () => JSON.parse(text));
  const ourBytes = bytesHeld(read);
  const jsonBytes = bytesHeld(() => JSON.parse(text));
  return [
    ratio(`${name}: encode, decode, apply (CPU)`, encoding + decoding, jsonEncoding + jsonDecoding),
    ratio(`${name}: of it the browser's end (CPU)`, decoding, jsonDecoding),
    {
      name: `${name}: memory a row`,
      value: ourBytes / SNAPSHOT_ROWS,
      unit: 'B',
      peer: `parsed JSON ${(jsonBytes / SNAPSHOT_ROWS).toFixed(0)} B`,
      goal: 'less',
      holds: ourBytes < jsonBytes,
    },
  ];
}

/** What a tick costs must not depend on how many groups do not change. */
async function publisherRow(mix: Mix): Promise<Row> {
  const changed = 1000;
  const small = await tickMillis(mix, 4 * changed, changed);
  const large = await tickMillis(mix, 40 * changed, changed);
  return {
    name: `publisher, 1,000 of 40,000 groups changed: a changed row (CPU)`,
    value: (1e6 * large) / changed,
    unit: 'ns',
    peer: `of ${4 * changed} groups ${((1e6 * small) / changed).toFixed(0)} ns (× ${(large / small).toFixed(2)})`,
    goal: '10 × groups < × 2',
    holds: large < 2 * small,
  };
}

/** Nor what a delta costs the browser, from its receipt to the answer that readers see. */
async function browserRow(mix: Mix): Promise<Row> {
  const changed = 1000;
  const small = await receiptMillis(mix, 4 * changed, changed);
  const large = await receiptMillis(mix, 40 * changed, changed);
  return {
    name: 'browser, 1,000 of 40,000 groups changed: a changed row (CPU)',
    value: (1e6 * large) / changed,
    unit: 'ns',
    peer: `of ${4 * changed} groups ${((1e6 * small) / changed).toFixed(0)} ns (× ${(large / small).toFixed(2)})`,
    goal: '10 × groups < × 2',
    holds: large < 2 * small,
  };
}

async function receiptMillis(mix: Mix, groups: number, changed: number): Promise<number> {
  const table = tableOf(mix, groups);
  const delta = encodeDelta(table, everyNth(table, groups / changed), unnamed);
  const reader = createFrameReader();
  const subscription = createSubscription(1, { metrics: ['revenue'] });
  const at = { view: 'v', epoch: 'e' };
  reader.expect(subscription.toSubscribe(at.epoch));
  const take = (news: WireNews | undefined) => {
    if (news?.kind !== 'snapshot' && news?.kind !== 'delta') throw new Error('a frame was not read');
    const position = news.kind === 'snapshot' ? subscription.snapshot(news.message) : subscription.delta(news.message);
    if (position) subscription.apply(position, news.news.change, null);
    if (!subscription.release()) throw new Error('a delta changed nothing');
  };
  take(reader.snapshot({ ...at, id: 1, version: 1, seq: 1 }, encodeSnapshot(table, unnamed)));
  let version = 1;
  return millis(40, () => take(reader.delta({ view: at.view, prev: version, version: ++version, seq: version }, delta)[0]));
}

async function tickMillis(mix: Mix, groups: number, changed: number): Promise<number> {
  const publisher = createPublisher(mix.columns, () => null);
  const known = Array.from({ length: groups + 1 }, (_, group) => mix.figures(group));
  const still = { removed: [], added: [], header: HEADER, ids: [numberIds([])] };
  const figuresFrom = (shift: number) => (handles: Int32Array, into: readonly Float64Array[]) => {
    for (let at = 0; at < handles.length; at++) {
      const figures = known[(handles[at] as number) + shift] as number[];
      for (let column = 0; column < into.length; column++) (into[column] as Float64Array)[at] = figures[column] as number;
    }
  };
  publisher.publish({
    ...still,
    touched: [],
    added: rowNumbers(groups),
    ids: [numberIds(Array.from(rowNumbers(groups), regionOf))],
    figuresOf: figuresFrom(0),
  });
  const touched = rowNumbers(changed).map((at) => at * (groups / changed));
  let tick = 0;
  return millis(20, () => {
    const shift = ++tick % 2;
    publisher.publish({ ...still, touched, figuresOf: figuresFrom(shift) });
  });
}

function ratio(name: string, ours: number, peer: number): Row {
  const times = ours / peer;
  return {
    name,
    value: ours,
    unit: 'ms',
    peer: `JSON ${peer.toFixed(2)} ms (× ${times.toFixed(2)})`,
    goal: '≤ × 0.3',
    holds: times <= 0.3,
  };
}

/** Median processor time of one `act`, ms, of samples of `times` each. */
async function millis(times: number, act: () => unknown): Promise<number> {
  const sample = () => {
    for (let run = 0; run < times; run++) act();
  };
  return median(await cpuTimed(SAMPLES, sample)) / times;
}

/** Bytes on and off the heap that the result of `make` holds. */
function bytesHeld(make: () => unknown): number {
  const held = () => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = held();
  const made = make();
  const bytes = held() - before;
  if (made === undefined) throw new Error('nothing was made');
  return bytes;
}

const unnamed = () => null;
const regionOf = (group: number) => `XX-${String(group).padStart(4, '0')}`;
const rowNumbers = (count: number) => Int32Array.from({ length: count }, (_, row) => row);

function tableOf({ columns, figures }: Mix, groups: number): TableState {
  const values = columns.slice(1).map(() => new Float64Array(groups));
  for (let group = 0; group < groups; group++)
    for (const [at, figure] of figures(group).entries()) (values[at] as Float64Array)[group] = figure;
  return { header: HEADER, columns, rowCount: groups, keys: [Array.from(rowNumbers(groups), regionOf)], values };
}

function everyNth({ rowCount, values }: TableState, n: number): TableChange {
  const changed = rowNumbers(rowCount / n).map((at) => at * n);
  const differs = values.map(() => new Uint8Array(Math.ceil(changed.length / 8)).fill(255));
  return { removed: new Int32Array(0), changed, differs, firstAdded: rowCount };
}

function namedRows({ columns, keys, values }: TableState, rows: Int32Array): Record<string, string | number | null>[] {
  return Array.from(rows, (row) =>
    Object.fromEntries(
      columns.map(({ name }, at) => {
        const figure = values[at - 1]?.[row] ?? Number.NaN;
        return [name, at === 0 ? (keys[0]?.[row] ?? null) : Number.isNaN(figure) ? null : figure];
      }),
    ),
  );
}
