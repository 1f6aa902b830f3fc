/**
 * How soon everything on screen follows a click in a breakdown, over a million events of the simulated company: from the click to the last
 * change of the page or of what is on the graphics card. The real server, the real page, its explore panel open; drawing itself, which is the
 * graphics card's, is left out, and so is movement.
 */
import type { Page } from 'playwright-core';
import { simulateWatched } from '../../../server/sources/simulator/simulate.ts';
import { launch } from '../../journeys/browser.ts';
import { type ServerProcess, startServer } from '../../server/child.ts';
import { unlessTaken, watchOthers } from '../machine.ts';
import { median, type Row } from '../row.ts';
import { openMeter } from './meter.ts';
import { PATIENCE } from './sides.ts';

const EVENTS = 1_000_000;
const GOAL_MS = 100;
const FIRST_MS = Date.UTC(2026, 8, 1);
const BODY_EVENTS = 2000;
/** Bodies on their way at once. */
const SENDERS = 4;
const SIZE = { width: 1280, height: 720 };
/** Clicked one after the other; each is another filter, and no answer of an earlier one is still known. */
const BARS = ['category', 'channel'].flatMap((dimension) => [0, 1, 2, 3].map((at) => ({ dimension, at })));
/** Nothing has changed for so long: all has followed. */
const STILL_MS = 1500;

export async function* followed(): AsyncGenerator<Row> {
  const server = await startServer({ web: true });
  const browser = await launch();
  try {
    await fill(server);
    const { page } = await openMeter(browser, `${server.url}/?gl=plain&side=explore`, SIZE, true);
    await page.locator('[data-breakdown="channel"] [data-value]').first().waitFor(PATIENCE);
    const others = watchOthers();
    const took: number[] = [];
    for (const bar of BARS) took.push(await follow(page, bar));
    yield unlessTaken(others(), rowOf(took));
  } finally {
    await browser.close();
    await server.dispose();
  }
}

function rowOf(took: readonly number[]): Row {
  const value = median(took);
  return {
    name: 'browser: everything follows a click in a breakdown, 1M events (wall)',
    value,
    unit: 'ms',
    peer: `${took.length} clicks, ${Math.min(...took).toFixed(0)} to ${Math.max(...took).toFixed(0)} ms`,
    goal: `≤ ${GOAL_MS} ms`,
    holds: value <= GOAL_MS,
  };
}

async function fill({ post, query }: ServerProcess): Promise<void> {
  const events = simulateWatched({ fromMs: FIRST_MS, toMs: Number.POSITIVE_INFINITY });
  let left = EVENTS;
  const nextBody = (): string | null => {
    const lines: string[] = [];
    for (; left > 0 && lines.length < BODY_EVENTS; left--) lines.push(JSON.stringify({ specversion: '1.0', ...events.next().value }));
    return lines.length > 0 ? lines.join('\n') : null;
  };
  const send = async (): Promise<void> => {
    for (let body = nextBody(); body !== null; body = nextBody()) {
      const answer = await post('/v1/events', body, 'application/x-ndjson');
      if (!answer.ok) throw new Error(`followed: ${answer.status} ${await answer.text()}`);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
  const { rows } = await query({ metrics: ['events'] });
  if (rows[0]?.[0] !== EVENTS) throw new Error(`followed: ${rows[0]?.[0]} of ${EVENTS} events are there`);
}

/** Clicks a bar and answers how long (ms) things went on changing; then takes the filter back. */
async function follow(page: Page, { dimension, at }: { readonly dimension: string; readonly at: number }): Promise<number> {
  const bar = page.locator(`[data-breakdown="${dimension}"] [data-value]`).nth(at);
  await bar.scrollIntoViewIfNeeded();
  await page.evaluate(watchChanges, STILL_MS);
  await bar.click(PATIENCE);
  const took = await page.evaluate(() => window.followed);
  if (took === undefined || (await bar.getAttribute('aria-pressed')) !== 'true')
    throw new Error(`followed: ${dimension} ${at} was not chosen`);
  await page.evaluate(watchChanges, STILL_MS);
  await bar.click(PATIENCE);
  await page.evaluate(() => window.followed);
  return took;
}

declare global {
  interface Window {
    followed?: Promise<number>;
  }
}

/** Runs in the page: from the next click to the last change before a rest, ms. */
function watchChanges(stillMs: number): void {
  window.followed = new Promise((resolve) => {
    const start = (click: Event): void => {
      removeEventListener('pointerdown', start, true);
      let lastMs = click.timeStamp;
      let bytes = window.counters.bytes;
      const changed = (): void => {
        lastMs = performance.now();
      };
      const observer = new MutationObserver(changed);
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
      const look = (): void => {
        if (window.counters.bytes !== bytes) changed();
        bytes = window.counters.bytes;
        if (performance.now() - lastMs < stillMs) {
          requestAnimationFrame(look);
          return;
        }
        observer.disconnect();
        resolve(lastMs - click.timeStamp);
      };
      requestAnimationFrame(look);
    };
    addEventListener('pointerdown', start, true);
  });
}
