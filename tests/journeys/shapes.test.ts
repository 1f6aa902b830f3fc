/** Levels down to hexagons and customers, and the shapes in which values stand, on the real page. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';
import { untilStanding } from './untilStanding.ts';
import { postWorld } from './world.ts';

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

afterEach(async () => {
  const faults = [...window.faults];
  await window.close();
  expect(faults).toEqual([]);
});

interface Support {
  orrery?: { map?: { columns(): string[]; level(): string | null; columnAt(id: string): { x: number; y: number } | null } };
}

async function open(search: string): Promise<void> {
  window = await openWindow(browser, `${server.url}/?gl=plain${search}`);
  page = window.page;
  await untilSettled(page);
}

const columns = () => page.evaluate(() => (globalThis as unknown as Support).orrery?.map?.columns() ?? []);
const level = () => page.evaluate(() => (globalThis as unknown as Support).orrery?.map?.level() ?? null);
const columnAt = (id: string) => page.evaluate((place) => (globalThis as unknown as Support).orrery?.map?.columnAt(place) ?? null, id);
const kpi = async (metric: string) =>
  Number(await page.getByLabel('Key figures').locator(`[data-metric="${metric}"]`).getAttribute('data-value'));

async function pick(menu: string, item: RegExp): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${menu}: `) }).click(PATIENCE);
  await page.getByRole('menuitem', { name: item }).click(PATIENCE);
}

describe('hexagons', () => {
  it('are chosen as a level, stand as the answer says, and are selected, filtered and gone into as any place', async () => {
    await open('&at=BR/BR-SP');
    await pick('Level', /Hexagons/);
    await expect.poll(level, PATIENCE).toBe('hexagon');
    await untilSettled(page);
    const query = { metrics: ['revenue'], groupBy: ['h3:5'], where: { country: ['BR'], region: ['BR-SP'] } };
    const rows = (await server.query(query)).rows.filter(([cell]) => cell !== null);
    await expect.poll(columns, PATIENCE).toEqual(rows.map(([cell]) => cell));

    const [cell, revenue] = rows[0] as [string, number];
    const { x, y } = await untilStanding(page, cell);
    await page.mouse.click(x, y);
    await page.waitForURL(new RegExp(`selected=BR/BR-SP//${cell}`), PATIENCE);
    await expect.poll(() => kpi('revenue'), PATIENCE).toBeCloseTo(revenue, 4);
    await expect.poll(() => page.getByLabel('Details').locator('h2').textContent(), PATIENCE).not.toContain(cell);

    await page.getByRole('button', { name: 'Go into this place' }).click();
    await page.waitForURL(new RegExp(`at=BR/BR-SP//${cell}`), PATIENCE);
    await expect.poll(level, PATIENCE).toBe('customer');
    await untilSettled(page);
    const customers = (await server.query({ metrics: ['customers'], where: { region: ['BR-SP'], 'h3:5': [cell] } })).rows[0]?.[0];
    await expect.poll(async () => new Set(await columns()).size, PATIENCE).toBe(customers);
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.search.includes(cell), PATIENCE);
  });

  it('seen from near are asked for where the camera looks, and anew where it goes', async () => {
    await open('&level=hexagon&camera=-46.63,-23.55,9,50,-16');
    const cellsOf = async (place: Record<string, string[]>) => {
      const resolution = Number.parseInt((await columns())[0]?.charAt(1) ?? '', 16);
      return (await server.query({ metrics: ['revenue'], groupBy: [`h3:${resolution}`], where: place })).rows.map(([cell]) => cell);
    };
    const [near, far] = [await cellsOf({ region: ['BR-SP'] }), await cellsOf({ country: ['GB', 'JP', 'US'] })];
    expect(near.length).toBeGreaterThan(0);
    await expect.poll(columns, PATIENCE).toEqual(expect.arrayContaining(near));
    expect((await columns()).filter((cell) => far.includes(cell))).toEqual([]);
    await page.goto(`${server.url}/?gl=plain&level=hexagon&camera=-0.12,51.5,9,50,-16`);
    await untilSettled(page);
    await expect.poll(columns, PATIENCE).toEqual(await cellsOf({ country: ['GB'] }));
  });

  it('get finer as one comes nearer', async () => {
    await open('&level=hexagon&camera=-46.63,-23.55,3,0,0');
    const resolution = async () => Number.parseInt((await columns())[0]?.charAt(1) ?? '', 16);
    const far = await resolution();
    const at = await columnAt((await columns())[0] ?? '');
    await page.mouse.move(Number(at?.x), Number(at?.y));
    await expect
      .poll(async () => {
        await page.mouse.wheel(0, -400);
        // Further in than the answer has come, there is nothing to see.
        await untilSettled(page);
        return resolution();
      }, PATIENCE)
      .toBeGreaterThan(far);
  });
});

describe('shapes', () => {
  it('are offered as the level can draw them, stand in the address and keep the figures; the globe fits a window made smaller', async () => {
    await open('&at=BR');
    const before = await columns();
    for (const [name, shape] of [
      [/Raised areas/, 'regions'],
      [/Bubbles/, 'bubbles'],
      [/Flat/, 'flat'],
    ] as const) {
      await pick('Shape', name);
      await page.waitForURL(new RegExp(`shape=${shape}`), PATIENCE);
      await untilSettled(page);
      expect(await columns()).toEqual(before);
      const { x, y } = await untilStanding(page, 'BR-SP');
      await page.mouse.move(x + 1, y);
      await page.mouse.move(x, y);
      await expect.poll(() => page.locator('.tooltip.shown').textContent(), PATIENCE).toContain('São Paulo');
    }
    await pick('Shape', /Columns/);
    await page.waitForURL((url) => !url.search.includes('shape='), PATIENCE);

    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.search.includes('at='), PATIENCE);
    await untilSettled(page);
    const width = () =>
      page.evaluate(() => {
        const limb = document.querySelector('.orrery-map .limb');
        return limb ? limb.getBoundingClientRect().width : 0;
      });
    await page.setViewportSize({ width: 1920, height: 1080 });
    await expect.poll(width, PATIENCE).toBeGreaterThan(0);
    await page.setViewportSize({ width: 1280, height: 720 });
    await untilSettled(page);
    const fits = async () => {
      const globe = await width();
      return globe > 200 && globe < 720;
    };
    await expect.poll(fits, PATIENCE).toBe(true);
  });
});
