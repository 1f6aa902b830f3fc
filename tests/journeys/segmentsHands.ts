/** Fingers on the page, and a watch on the discs that fly between two pictures. */

import type { Page } from 'playwright-core';
import { paintOf } from './paint.ts';

/** CSS pixels of the page. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface Fingers {
  /** One finger along these places; `held` rests on the first one first. */
  drag(path: readonly Spot[], how?: { readonly held: boolean }): Promise<void>;
  /** Two fingers from two places to two others. */
  pinch(from: readonly [Spot, Spot], to: readonly [Spot, Spot]): Promise<void>;
  tap(at: Spot): Promise<void>;
}

/** Longer than a finger must rest to draw, ms. */
const HELD_MS = 550;
/** Places between two corners of a path. */
const BETWEEN = 4;

/** Real touches, as the browser gets them from a screen. */
export async function fingers(page: Page): Promise<Fingers> {
  const session = await page.context().newCDPSession(page);
  // Without it the browser makes no click of a tap.
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...spots: readonly Spot[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: spots.map((spot, id) => ({ ...spot, id })) });
  return {
    async drag([first, ...others], how) {
      if (!first) throw new Error('fingers: no path');
      await send('touchStart', first);
      // By the clocks of the page: when it is busy, its own come late.
      if (how?.held) await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), HELD_MS);
      let before = first;
      for (const next of others) {
        for (let step = 1; step <= BETWEEN; step++) await send('touchMove', between(before, next, step / BETWEEN));
        before = next;
      }
      await send('touchEnd');
    },
    async pinch(from, to) {
      await send('touchStart', ...from);
      await send('touchMove', ...to);
      await send('touchEnd');
    },
    async tap(at) {
      await send('touchStart', at);
      await send('touchEnd');
    },
  };
}

function between(from: Spot, to: Spot, share: number): Spot {
  return { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
}

/** Keeps where the flight of each disc of that thing ends, once it has come to its end. */
export async function recordLandings(page: Page, id: string): Promise<void> {
  await page.evaluate((wanted) => {
    const landed: { x: number; y: number }[] = [];
    Object.assign(globalThis, { landed });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes)
          if (node instanceof HTMLElement && node.className === 'flight-disc' && node.dataset.id === wanted)
            for (const flight of node.getAnimations())
              flight.finished.then(
                () => {
                  const { transform } = (flight.effect as KeyframeEffect).getKeyframes().at(-1) as { transform?: string };
                  const [x = 0, y = 0] =
                    /translate\((.+)px, (.+)px\)/
                      .exec(transform ?? '')
                      ?.slice(1)
                      .map(Number) ?? [];
                  // It grows and shrinks about its middle.
                  landed.push({ x: x + Number.parseFloat(node.style.width) / 2, y: y + Number.parseFloat(node.style.height) / 2 });
                },
                () => undefined,
              );
    }).observe(document.body, { childList: true, subtree: true });
  }, id);
}

export function landedDiscs(page: Page): Promise<readonly Spot[]> {
  return page.evaluate(() => [...(globalThis as unknown as { landed: { x: number; y: number }[] }).landed]);
}

/** How many colours the canvas of the land has on the screen, without all that lies over it. */
export async function coloursOfLand(page: Page): Promise<number> {
  const style = '.landscape-labels, .landscape ~ *, [class*="desk"], nav { visibility: hidden !important; }';
  const picture = await page.locator('.landscape canvas').screenshot({ style });
  return (await paintOf(page, picture)).colours;
}
