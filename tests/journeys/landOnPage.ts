/** The land of the segments as a test meets it on the page: what it shows, where its places are, a mouse over it. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { twoFrames } from '../bench/front/meter.ts';
import { PATIENCE } from './browser.ts';
import type { Spot } from './segmentsHands.ts';

interface Figures {
  readonly points: number;
  readonly lit: number;
  readonly highest: number;
}

/** World x and z of places of the land. */
type Places = readonly (readonly [number, number])[];

export type LandOnPage = ReturnType<typeof landOnPage>;

export function landOnPage(page: Page) {
  const ask = <T>(expression: string): Promise<T> => page.evaluate(`globalThis.orrery.landscape.${expression}`) as Promise<T>;
  const pixelOf = (x: number, z: number) => ask<Spot>(`pixelOf(${x}, ${z})`);

  async function pixels(places: Places): Promise<Spot[]> {
    const found: Spot[] = [];
    for (const [x, z] of places) found.push(await pixelOf(x, z));
    return found;
  }

  return {
    figures: () => ask<Figures>('figures()'),
    drawCalls: async () => (await ask<{ calls: number }>('drawn()')).calls,
    pixelOf,
    pixels,
    /** Labels of regions that found room. */
    labels: () => page.locator('.landscape-label:not([data-shown="0"])'),
    label: (rule: string) => page.locator(`.landscape-label[data-rule="${rule}"]`),
    until: (condition: string) =>
      expect.poll(() => page.evaluate(`Boolean(globalThis.orrery?.landscape?.${condition})`), PATIENCE).toBe(true),
    /** Until the land stands still on the page, from frame to frame however slowly they come. */
    async untilResting(): Promise<void> {
      let last = '';
      const isResting = async () => {
        await page.waitForTimeout(150);
        await page.evaluate(twoFrames);
        const now = JSON.stringify(await pixelOf(11, 6));
        const before = last;
        last = now;
        return now === before;
      };
      await expect.poll(isResting, PATIENCE).toBe(true);
    },
    /** With the mouse from place to place. */
    async drag(places: Places): Promise<void> {
      const [first, ...others] = await pixels(places);
      if (!first) throw new Error('drag: no places');
      await page.mouse.move(first.x, first.y);
      await page.mouse.down();
      for (const { x, y } of others) await page.mouse.move(x, y, { steps: 3 });
      await page.mouse.up();
    },
    /** Pairs of texts that stand on one another. */
    overlaps: (): Promise<readonly string[]> =>
      page.evaluate(() => {
        const written = '.landscape-tick:not([data-shown="0"]), .landscape-label:not([data-shown="0"]), header h2';
        const boxes = [...document.querySelectorAll(written)]
          .map((text) => ({ name: text.textContent, box: text.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 0);
        const isApart = (a: DOMRect, b: DOMRect) =>
          a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
        return boxes.flatMap((one, at) =>
          boxes
            .slice(at + 1)
            .filter((other) => !isApart(one.box, other.box))
            .map((other) => `${one.name} / ${other.name}`),
        );
      }),
  };
}
