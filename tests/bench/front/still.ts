/** A map under a hand, at rest, and after very many changes. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { median, type Row } from '../row.ts';
import { twoFrames } from './meter.ts';
import type { Peer } from './peerPages.ts';
import { makeRows } from './rows.ts';
import { HEXAGONS, openOurs, openPeer, type Side } from './sides.ts';

const SIZE = { width: 640, height: 360 };
const MOVES = 8;
const REST_MS = 4000;
/** What still runs after a page has come to rest: figures of the view, notes, freshness. */
const SETTLE_MS = 6000;
const CHANGES = 10_000;
/** Rows that change each time; the fewer, the more changes a minute. */
const FEW = 200;

/** Main CPU of one move of the mouse over 5,000 columns, drawn for real. */
export async function hoverRow(browser: Browser, peers: readonly Peer[]): Promise<Row[]> {
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

export async function idleRows(browser: Browser): Promise<Row[]> {
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

/** Memory after very many live updates, beside that after the first hundredth of them. */
export async function steadyRows(browser: Browser): Promise<Row[]> {
  const side = await openOurs(browser, { rows: makeRows(FEW), size: SIZE, skipsDrawing: true }, HEXAGONS);
  const update = async (from: number, to: number) => {
    for (let turn = from; turn < to; turn++) {
      side.server.change(turn);
      // The page takes what has come once a frame; a pause now and then lets it draw.
      if (turn % 10 === 0) await side.meter.page.evaluate(twoFrames);
    }
    await wait(500);
  };
  await update(1, CHANGES / 10);
  const early = await side.meter.heapMb();
  await update(CHANGES / 10, CHANGES);
  const late = await side.meter.heapMb();
  await side.close();
  return [
    {
      name: `browser: heap after ${CHANGES.toLocaleString('en')} live updates`,
      value: late,
      unit: 'MB',
      peer: `after ${(CHANGES / 10).toLocaleString('en')} ${early.toFixed(1)} MB`,
      goal: 'within 1 MB',
      holds: late - early <= 1,
    },
  ];
}
