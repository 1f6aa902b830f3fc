/**
 * What living costs the page beside kepler.gl, globe.gl and echarts-gl, in one run: processor time of the main thread for the same things done
 * to the same rows, and bytes sent to the graphics card. Ours is the real page of the built server: its panels, its socket and its store are
 * all there; the rows of hexagons are given to the server's publisher by the bench, because no level shows more than 20,000. Movement is off
 * on all sides. An operation is over two frames after it was asked for.
 */
import type { Browser } from 'playwright-core';
import { launch } from '../../journeys/browser.ts';
import type { Row } from '../row.ts';
import { type Measured, measure } from './measure.ts';
import { findPeers, type Peer } from './peerPages.ts';
import { makeRows } from './rows.ts';
import { ACTS, type Act, openOurs, openPeer, type Side } from './sides.ts';

const SIZE = { width: 640, height: 360 };
/** Most rows that a peer is asked to draw: beyond, it takes minutes. */
const MOST: Readonly<Record<string, number>> = { 'globe.gl': 20_000 };
type Count = 5000 | 20_000 | 100_000;
const ROUNDS: Readonly<Record<Count, number>> = { 5000: 5, 20000: 5, 100000: 3 };

type Table = ReadonlyMap<string, ReadonlyMap<Act, Measured>>;

export async function* liveMap(): AsyncGenerator<Row> {
  const { peers, left } = findPeers();
  for (const why of left) console.error(`peer left out: ${why}`);
  const chromium = await launch();
  try {
    const small = await tableOf(chromium, peers, 5000);
    yield uploaded(small, 5000);
    const middle = await tableOf(chromium, peers, 20_000);
    yield ratios('live update of all 20,000 columns', middle, 'update', { 'kepler.gl': 20, 'globe.gl': 20, 'echarts-gl': 8 });
    yield uploaded(middle, 20_000);
    const large = await tableOf(chromium, peers, 100_000);
    yield ratios('live update of all 100,000 columns', large, 'update', { 'kepler.gl': 60, 'echarts-gl': 20 });
    yield flatness(small, large);
    yield uploaded(large, 100_000);
    yield ratios('another metric as colour at 100,000, asked of the server', large, 'recolour', { 'kepler.gl': 4 });
    yield ratios('another filter at 100,000, asked of the server', large, 'filter', { 'kepler.gl': 6 });
  } finally {
    await chromium.close();
  }
}

/** One page at a time: some peers draw for ever, and a page behind another makes no frames. A peer that fails is left out, ours is not. */
async function tableOf(chromium: Browser, peers: readonly Peer[], count: Count): Promise<Table> {
  const opening = { rows: makeRows(count), size: SIZE, skipsDrawing: true };
  const acts = count === 100_000 ? ACTS : (['update'] as const);
  const table = new Map<string, ReadonlyMap<Act, Measured>>();
  const take = async (open: () => Promise<Side>) => {
    const side = await open();
    table.set(side.name, await measure(side, acts, ROUNDS[count]));
    await side.close();
  };
  await take(() => openOurs(chromium, opening));
  for (const peer of peers.filter(({ name }) => count <= (MOST[name] ?? count)))
    await take(() => openPeer(chromium, peer, opening)).catch((error: unknown) =>
      console.error(`${peer.name} left out at ${count}: ${String(error).split('\n')[0]}`),
    );
  return table;
}

/** Ours in the middle of its rounds, beside each peer, all goals together. */
function ratios(name: string, table: Table, act: Act, goals: Readonly<Record<string, number>>): Row {
  const ours = table.get('ours')?.get(act);
  if (ours === undefined) throw new Error(`${name}: ours was not measured`);
  const beside = Object.keys(goals).flatMap((peer) => {
    const theirs = table.get(peer)?.get(act);
    return theirs === undefined ? [] : [{ peer, ms: theirs.ms, times: theirs.ms / ours.ms, goal: goals[peer] as number }];
  });
  const told = beside.map(({ peer, ms, times }) => `${peer} ${ms.toFixed(ms < 100 ? 1 : 0)} ms (1/${times.toFixed(1)})`);
  return {
    name: `browser: ${name}, main CPU`,
    value: ours.ms,
    unit: 'ms',
    peer: told.join(', ') || 'peers left out',
    goal: `≤ ${Object.entries(goals)
      .map(([peer, times]) => `1/${times} of ${peer}`)
      .join(', ')}`,
    holds: beside.length < Object.keys(goals).length ? null : beside.every(({ times, goal }) => times >= goal),
  };
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
