/**
 * What the page costs the browser beside kepler.gl, globe.gl and echarts-gl, in one run: processor time of the main thread for the same
 * things done to the same rows, bytes sent to the graphics card, the first view, memory, rest. Ours is the real page of the built server:
 * its panels, its socket and its store are all there; the rows of hexagons are given to the server's publisher by the bench, because no
 * level shows more than 20,000. Movement is off on all sides. An operation is over two frames after it was asked for.
 */
import type { Browser } from 'playwright-core';
import { launch } from '../journeys/browser.ts';
import { firstViews } from './front/firstViews.ts';
import { type Measured, measure } from './front/measure.ts';
import { findPeers, type Peer } from './front/peerPages.ts';
import { makeRows } from './front/rows.ts';
import { ACTS, type Act, openOurs, openPeer, type Side } from './front/sides.ts';
import { hoverRow, idleRows, steadyRows } from './front/still.ts';
import type { Row } from './row.ts';

const SIZE = { width: 640, height: 360 };
/** Most rows that a peer is asked to draw: beyond, it takes minutes. */
const MOST: Readonly<Record<string, number>> = { 'globe.gl': 20_000 };
const COUNTS = [5000, 20_000, 100_000] as const;
const ROUNDS: Readonly<Record<(typeof COUNTS)[number], number>> = { 5000: 5, 20000: 5, 100000: 3 };

type Table = ReadonlyMap<string, ReadonlyMap<Act, Measured>>;

export async function browser(): Promise<readonly Row[]> {
  const { peers, left } = findPeers();
  for (const why of left) console.error(`peer left out: ${why}`);
  const chromium = await launch();
  try {
    const rows: Row[] = await firstViews(chromium, peers);
    const tables = new Map<number, Table>();
    for (const count of COUNTS) tables.set(count, await tableOf(chromium, peers, count));
    const at = (count: number) => tables.get(count) as Table;
    rows.push(
      ...ratios('live update of all 20,000 columns', at(20_000), 'update', { 'kepler.gl': 20, 'globe.gl': 20, 'echarts-gl': 8 }),
      ...ratios('live update of all 100,000 columns', at(100_000), 'update', { 'kepler.gl': 60, 'echarts-gl': 20 }),
      flatness(at(5000), at(100_000)),
      ...COUNTS.map((count) => uploaded(at(count), count)),
      ...ratios('another metric as colour at 100,000, asked of the server', at(100_000), 'recolour', { 'kepler.gl': 4 }),
      ...ratios('another filter at 100,000, asked of the server', at(100_000), 'filter', { 'kepler.gl': 6 }),
      ...(await hoverRow(chromium, peers)),
      ...(await idleRows(chromium)),
      ...(await steadyRows(chromium)),
    );
    return rows;
  } finally {
    await chromium.close();
  }
}

/** One page at a time: some peers draw for ever, and a page behind another makes no frames. */
async function tableOf(chromium: Browser, peers: readonly Peer[], count: (typeof COUNTS)[number]): Promise<Table> {
  const opening = { rows: makeRows(count), size: SIZE, skipsDrawing: true };
  const opens: (() => Promise<Side>)[] = [() => openOurs(chromium, opening)];
  for (const peer of peers) if (count <= (MOST[peer.name] ?? count)) opens.push(() => openPeer(chromium, peer, opening));
  const table = new Map<string, ReadonlyMap<Act, Measured>>();
  for (const open of opens) {
    const side = await open();
    table.set(side.name, await measure(side, count === 100_000 ? ACTS : ['update'], ROUNDS[count]));
    await side.close();
  }
  return table;
}

/** One row: ours in the middle of its rounds, beside each peer, all goals together. */
function ratios(name: string, table: Table, act: Act, goals: Readonly<Record<string, number>>): Row[] {
  const ours = table.get('ours')?.get(act);
  if (ours === undefined) throw new Error(`${name}: ours was not measured`);
  const beside = Object.keys(goals).flatMap((peer) => {
    const theirs = table.get(peer)?.get(act);
    return theirs === undefined ? [] : [{ peer, ms: theirs.ms, times: theirs.ms / ours.ms, goal: goals[peer] as number }];
  });
  const told = beside.map(({ peer, ms, times }) => `${peer} ${ms.toFixed(ms < 100 ? 1 : 0)} ms (1/${times.toFixed(1)})`);
  return [
    {
      name: `browser: ${name}, main CPU`,
      value: ours.ms,
      unit: 'ms',
      peer: told.join(', ') || 'peers left out',
      goal: `≤ ${Object.entries(goals)
        .map(([peer, times]) => `1/${times} of ${peer}`)
        .join(', ')}`,
      holds: beside.length < Object.keys(goals).length ? null : beside.every(({ times, goal }) => times >= goal),
    },
  ];
}

function flatness(small: Table, large: Table): Row {
  const [few, many] = [small, large].map((table) => table.get('ours')?.get('update')?.ms ?? Number.NaN) as [number, number];
  return {
    name: 'browser: live update, 100,000 columns beside 5,000, main CPU',
    value: many / few,
    unit: '×',
    peer: `5,000: ${few.toFixed(1)} ms`,
    goal: '≤ 3',
    holds: many <= 3 * few,
  };
}

function uploaded(table: Table, count: number): Row {
  const ours = table.get('ours')?.get('update')?.bytes ?? Number.NaN;
  const theirs = [...table].flatMap(([name, acts]) =>
    name === 'ours' ? [] : [`${name} ${((acts.get('update')?.bytes ?? Number.NaN) / count).toFixed(1)} B`],
  );
  return {
    name: `browser: uploaded a changed row, live update of ${count.toLocaleString('en')}`,
    value: ours / count,
    unit: 'B',
    peer: theirs.join(', '),
    goal: '≤ 8.8',
    holds: ours / count <= 8.8,
  };
}
