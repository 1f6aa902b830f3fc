/** Memory of the page after very many live updates, and while a window of time plays in a circle; the hours of both belong to `npm run soak`. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { launch } from '../../journeys/browser.ts';
import type { Row } from '../row.ts';
import { twoFrames } from './meter.ts';
import { makeRows } from './rows.ts';
import { HEXAGONS, openOurs, PATIENCE } from './sides.ts';

const SIZE = { width: 640, height: 360 };
/** The timeline shows all that it can be asked for. */
const DESK = { width: 1280, height: 720 };
const CHANGES = 10_000;
/** Rows that change each time; the fewer, the more changes a minute. */
const FEW = 200;
/** Changes that come at once, between two pairs of frames. */
const BURST = 10;
/** Two days of the fortnight that the bench's server knows. */
const TWO_DAYS = 'from=2026-09-02T00:00:00Z&to=2026-09-04T00:00:00Z&';
const PLAY_MS = 15_000;
const PLAYS = 4;

export async function* steady(): AsyncGenerator<Row> {
  const chromium = await launch();
  try {
    yield await updatesRow(chromium);
    yield await playRow(chromium);
  } finally {
    await chromium.close();
  }
}

/** Memory after all changes, beside that after the first tenth of them. */
async function updatesRow(chromium: Browser): Promise<Row> {
  const side = await openOurs(chromium, { rows: makeRows(FEW), size: SIZE, skipsDrawing: true }, HEXAGONS);
  const update = async (from: number, to: number) => {
    for (let turn = from; turn < to; turn++) {
      side.server.change(turn);
      // The page takes what has come once a frame; a pause now and then lets it draw.
      if (turn % BURST === 0) await side.meter.page.evaluate(twoFrames);
    }
    await wait(500);
  };
  await update(1, CHANGES / 10);
  const early = await side.meter.heapMb();
  await update(CHANGES / 10, CHANGES);
  const late = await side.meter.heapMb();
  await side.close();
  return {
    name: `browser: heap after ${CHANGES.toLocaleString('en')} live updates`,
    value: late,
    unit: 'MB',
    peer: `after ${(CHANGES / 10).toLocaleString('en')} ${early.toFixed(1)} MB`,
    goal: 'within 1 MB',
    holds: late - early <= 1,
  };
}

/** Memory in the last part of the play, beside that after the first, when every answer of the circle has been seen. */
async function playRow(chromium: Browser): Promise<Row> {
  const side = await openOurs(chromium, { rows: makeRows(0), size: DESK, skipsDrawing: true }, TWO_DAYS);
  const { page, heapMb } = side.meter;
  await startPlaying(page);
  const heaps: number[] = [];
  for (let part = 0; part < PLAYS; part++) {
    await wait(PLAY_MS);
    heaps.push(await heapMb());
  }
  const isPlaying = await page.getByRole('button', { name: 'Pause' }).isVisible();
  await side.close();
  if (!isPlaying) throw new Error('the window stopped playing');
  const [early = Number.NaN, late = Number.NaN] = [heaps[0], heaps.at(-1)];
  return {
    name: `browser: heap after ${(PLAYS * PLAY_MS) / 1000} s of playing at 8×, in a circle`,
    value: late,
    unit: 'MB',
    peer: `after ${PLAY_MS / 1000} s ${early.toFixed(1)} MB`,
    goal: 'within 1 MB',
    holds: late - early <= 1,
  };
}

async function startPlaying(page: Page): Promise<void> {
  const press = (name: RegExp | string) => page.getByRole('button', { name }).click(PATIENCE);
  await press(/^Speed/);
  await page.getByRole('menuitem', { name: /^8×/ }).click(PATIENCE);
  await press('Play again from the start at the end');
  await press('Play the window forward');
  await page.getByRole('button', { name: 'Pause' }).waitFor(PATIENCE);
}
