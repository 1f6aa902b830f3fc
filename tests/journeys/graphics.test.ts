/** What the graphics of the map must bear: lost contexts, the far side of the globe, rest. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../server/child.ts';
import { isResting, launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';
import { paintOf } from './paint.ts';
import { postWorld } from './world.ts';

interface ColumnOnPage {
  readonly x: number;
  readonly y: number;
  readonly isNear: boolean;
}
interface Support {
  orrery?: { map?: { columns(): string[]; idle(): boolean; columnAt(id: string): ColumnOnPage | null } };
  drawCalls: number;
}

let server: ServerProcess;
let browser: Browser;
let window: Window;
let page: Page;

beforeAll(async () => {
  server = await startServer({ web: true });
  browser = await launch();
  await postWorld(server);
});

afterAll(async () => {
  await browser.close();
  await server.dispose();
});

beforeEach(async () => {
  window = await openWindow(browser, `${server.url}/?gl=plain`);
  page = window.page;
  await untilSettled(page);
  return async () => {
    const faults = [...window.faults];
    await window.close();
    expect(faults).toEqual([]);
  };
});

async function frames(count: number): Promise<void> {
  await page.evaluate(async (wanted) => {
    for (let frame = 0; frame < wanted; frame++) await new Promise(requestAnimationFrame);
  }, count);
}

async function columnAt(id: string): Promise<ColumnOnPage> {
  const at = await page.evaluate((place) => (globalThis as unknown as Support).orrery?.map?.columnAt(place) ?? null, id);
  if (at === null) throw new Error(`${id}: stands nowhere`);
  return at;
}

/** The brightest part, 0-255, of the screen in a few pixels around a point: land and ocean are dark, columns are not. */
async function brightness(x: number, y: number): Promise<number> {
  const picture = await page.screenshot({ clip: { x: x - 2, y: y - 2, width: 4, height: 4 } });
  return (await paintOf(page, picture)).brightest;
}

/** Takes the graphics context of a canvas away; gives it back when the page itself would. */
async function lose(canvas: string, isGivenBack: boolean): Promise<void> {
  await page.evaluate(
    ([selector, back]) => {
      const context = document.querySelector<HTMLCanvasElement>(selector)?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
      context?.loseContext();
      if (back) setTimeout(() => context?.restoreContext(), 200);
    },
    [canvas, isGivenBack] as const,
  );
}

it('brings the columns and the earth back after a lost graphics context', async () => {
  const { x, y } = await columnAt('BR');
  await page.mouse.move(5, 5);
  await expect.poll(() => brightness(x, y), PATIENCE).toBeGreaterThan(110);
  const lost = await page.waitForSelector('#deckgl-overlay', PATIENCE);
  const elements = () => page.locator('.maplibregl-map *').count();
  const before = await elements();
  await lose('#deckgl-overlay', false);
  await expect.poll(() => lost.evaluate((canvas) => canvas.isConnected), PATIENCE).toBe(false);
  await lose('.maplibregl-canvas', true);
  await expect.poll(() => brightness(x, y), PATIENCE).toBeGreaterThan(110);
  await untilSettled(page);
  // A wall loses contexts for weeks: nothing of the old ones stays.
  await expect.poll(elements, PATIENCE).toBe(before);
  await page.mouse.move(x, y);
  await page.locator('.tooltip.shown').getByText('Brazil').waitFor(PATIENCE);
});

/** Programs of graphics contexts that something in the page still holds. */
async function heldPrograms(): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const { result } = await session.send('Runtime.evaluate', { expression: 'WebGLProgram.prototype' });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId ?? '' });
  const { result: count } = await session.send('Runtime.callFunctionOn', {
    ...{ objectId: objects.objectId ?? '', functionDeclaration: 'function () { return this.length; }', returnByValue: true },
  });
  await session.detach();
  return Number(count.value);
}

it.each(['ecosystem', 'segments'])('holds nothing of the lost contexts of the scene: %s', async (picture) => {
  const canvas = picture === 'segments' ? '.landscape canvas' : '.ecosystem canvas';
  const frames = () =>
    page.evaluate(`globalThis.orrery?.${picture === 'segments' ? 'landscape' : 'scene'}?.drawn().frames ?? 0`) as Promise<number>;
  await page.goto(`${server.url}/?gl=plain&picture=${picture}&flat=0`);
  await expect.poll(frames, PATIENCE).toBeGreaterThan(0);
  const loseOnce = async () => {
    const before = await frames();
    await lose(canvas, true);
    await expect.poll(frames, PATIENCE).toBeGreaterThan(before);
  };
  await expect.poll(() => isResting(page, frames), PATIENCE).toBe(true);
  const held = await heldPrograms();
  for (let loss = 0; loss < 3; loss++) await loseOnce();
  await expect.poll(() => isResting(page, frames), PATIENCE).toBe(true);
  expect(await heldPrograms()).toBe(held);
});

it('never points at what stands on the far side of the globe', async () => {
  const { x, y, isNear } = await columnAt('JP');
  expect(isNear).toBe(false);
  await page.mouse.move(x, y);
  await frames(4);
  const { x: nearX, y: nearY } = await columnAt('BR');
  expect(await page.locator('.tooltip').textContent()).not.toContain('Japan');
  await page.mouse.move(nearX, nearY);
  await page.locator('.tooltip.shown').getByText('Brazil').waitFor(PATIENCE);
});

it('puts no name under a panel that grows while nothing moves', async () => {
  /** How many names are shown, and how many of them lie under the panel; at once after it has grown over the first of them, if it is to. */
  const under = (grows = false) =>
    page.evaluate((isGrown) => {
      const panel = document.querySelector<HTMLElement>('[role="toolbar"][data-over-map]');
      const [name] = document.querySelectorAll('.orrery-map .label.shown');
      if (!panel || !name) throw new Error('no name or no panel over the map');
      if (isGrown) {
        const { left, top, width, height } = name.getBoundingClientRect();
        panel.style.cssText = `position: fixed; left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px`;
      }
      const over = panel.getBoundingClientRect();
      const names = [...document.querySelectorAll('.orrery-map .label.shown')].map((one) => one.getBoundingClientRect());
      const hidden = names.filter(
        ({ left, right, top, bottom }) => left < over.right && right > over.left && top < over.bottom && bottom > over.top,
      );
      return { shown: names.length, hidden: hidden.length };
    }, grows);
  await expect.poll(() => under(), PATIENCE).toMatchObject({ hidden: 0 });
  expect((await under()).shown).toBeGreaterThan(1);
  expect((await under(true)).hidden).toBeGreaterThan(0);
  await expect.poll(() => under(), PATIENCE).toMatchObject({ hidden: 0 });
});

it('draws nothing while nothing changes', async () => {
  await page.evaluate(() => {
    const counted = globalThis as unknown as Support;
    counted.drawCalls = 0;
    for (const name of ['drawElements', 'drawArrays', 'drawElementsInstanced', 'drawArraysInstanced'] as const) {
      const draw = WebGL2RenderingContext.prototype[name] as (...args: number[]) => void;
      WebGL2RenderingContext.prototype[name] = function (this: WebGL2RenderingContext, ...args: number[]) {
        counted.drawCalls++;
        draw.apply(this, args);
      } as never;
    }
  });
  const drawCalls = () => page.evaluate(() => (globalThis as unknown as Support).drawCalls);
  await frames(30);
  const before = await drawCalls();
  await frames(60);
  expect(await drawCalls()).toBe(before);
  const { x, y } = await columnAt('BR');
  await page.mouse.move(x, y);
  await expect.poll(drawCalls, PATIENCE).toBeGreaterThan(before);
});
