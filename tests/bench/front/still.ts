/** A map under a hand, and at rest. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { launch } from '../../journeys/browser.ts';
import { median, type Row } from '../row.ts';
import { twoFrames } from './meter.ts';
import { findPeers, type Peer } from './peerPages.ts';
import { makeRows } from './rows.ts';
import { HEXAGONS, openOurs, openPeer, type Side } from './sides.ts';

const SIZE = { width: 640, height: 360 };
const MOVES = 8;
const REST_MS = 4000;
/** What still runs after a page has come to rest: figures of the view, notes, freshness. */
const SETTLE_MS = 6000;

export async function* rest(): AsyncGenerator<Row> {
  const chromium = await launch();
  try {
    yield* await hoverRow(chromium, findPeers().peers);
    yield* await idleRows(chromium);
  } finally {
    await chromium.close();
  }
}

/** Main CPU of one move of the mouse over 5,000 columns, drawn for real. */
async function hoverRow(browser: Browser, peers: readonly Peer[]): Promise<Row[]> {
  const opening = { rows: makeRows(5000), size: SIZE, skipsDrawing: false };
  const kepler = peers.find(({ name }) => name === 'kepler.gl');
  const ours = await hover(await openOurs(browser, opening, HEXAGONS));
  const theirs = kepler ? await hover(await openPeer(browser, kepler, opening)) : Number.NaN;
  return [
    {
      name: 'browser: a move of the mouse over 5,000 columns, main CPU',
      value: ours,
      unit: 'ms',
      peer: kepler ? `kepler.gl ${theirs.toFixed(1)} ms (1/${(theirs / ours).toFixed(1)})` : 'kepler.gl left out',
      goal: '≤ 1/2 of kepler.gl',
      holds: kepler ? ours * 2 <= theirs : null,
    },
  ];
}

async function hover(side: Side): Promise<number> {
  const { page, threadMs } = side.meter;
  const costs: number[] = [];
  for (let move = 0; move <= MOVES; move++) {
    await page.evaluate(twoFrames);
    const before = await threadMs();
    await page.mouse.move(250 + 17 * move, 150 + 7 * move);
    await page.evaluate(twoFrames);
    if (move > 0) costs.push((await threadMs()) - before);
  }
  await side.close();
  return median(costs);
}

async function idleRows(browser: Browser): Promise<Row[]> {
  const side = await openOurs(browser, { rows: makeRows(5000), size: SIZE, skipsDrawing: false }, HEXAGONS);
  const { threadMs, counters } = side.meter;
  await wait(SETTLE_MS);
  const [beforeMs, before, start] = [await threadMs(), await counters(), performance.now()];
  await wait(REST_MS);
  const seconds = (performance.now() - start) / 1000;
  const cpu = ((await threadMs()) - beforeMs) / seconds;
  const draws = (await counters()).draws - before.draws;
  await side.close();
  return [
    { name: 'browser: at rest, main CPU a second', value: cpu, unit: 'ms', peer: '', goal: '≤ 60', holds: cpu <= 60 },
    { name: 'browser: at rest, calls that draw', value: draws, unit: '', peer: '', goal: '0', holds: draws === 0 },
  ];
}
