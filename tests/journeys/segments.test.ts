/** The segments on the real server and page: regions are what the server answers, and whom a person draws around everything follows. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, type Window } from './browser.ts';
import { order, postWorld } from './world.ts';

interface Support {
  drawn(): { calls: number; frames: number };
  figures(): { points: number; lit: number; highest: number };
  pixelOf(x: number, z: number): { x: number; y: number };
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

afterEach(async () => {
  const faults = [...window.faults];
  await window.close();
  expect(faults).toEqual([]);
});

async function open(search = ''): Promise<void> {
  window = await openWindow(browser, `${server.url}/?gl=plain&picture=segments&flat=0${search}`);
  page = window.page;
  await until('figures().points > 0');
}

const landscape = <T>(expression: string): Promise<T> => page.evaluate(`globalThis.orrery.landscape.${expression}`) as Promise<T>;
const until = (condition: string) =>
  expect.poll(() => page.evaluate(`Boolean(globalThis.orrery?.landscape?.${condition})`), PATIENCE).toBe(true);
const chosen = () => new URL(page.url()).searchParams.get('people');
const drawer = () => page.getByRole('complementary', { name: 'Chosen people' });

async function people(rule: string | null): Promise<number> {
  const where = rule === null ? {} : { where: { 'segment:rule': [rule] } };
  return Number((await server.query({ metrics: ['customers'], ...where })).rows[0]?.[0]);
}

async function drag(places: readonly (readonly [number, number])[]): Promise<void> {
  const pixels: Awaited<ReturnType<Support['pixelOf']>>[] = [];
  for (const [x, z] of places) pixels.push(await landscape(`pixelOf(${x}, ${z})`));
  const [first, ...others] = pixels;
  if (!first) throw new Error('drag: no places');
  await page.mouse.move(first.x, first.y);
  await page.mouse.down();
  for (const { x, y } of others) await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.up();
}

it('shows every customer who ordered, in regions that are what the server answers', async () => {
  await open('&side=table');
  const { points, lit } = await landscape<ReturnType<Support['figures']>>('figures()');
  const buyers = (await server.query({ metrics: ['customers'], groupBy: ['segment:rule'] })).rows.filter(([id]) => id !== null);
  expect(points).toBe(buyers.reduce((sum, [, count]) => sum + Number(count), 0));
  expect(lit).toBe(points);
  // The land rises when its heights are worked out.
  await expect.poll(async () => (await landscape<ReturnType<Support['figures']>>('figures()')).highest, PATIENCE).toBeCloseTo(4.4, 1);
  expect((await landscape<ReturnType<Support['drawn']>>('drawn()')).calls).toBeLessThanOrEqual(12);
  for (const [id, count] of buyers)
    await page.locator(`tr[data-rule="${id}"] td:nth-of-type(2)`, { hasText: String(count) }).waitFor(PATIENCE);
});

it('a click on a region filters everything; Escape lets everybody in again', async () => {
  await open();
  const label = page.locator('.landscape-label:not([data-shown="0"])').first();
  const rule = (await label.getAttribute('data-rule')) ?? '';
  await label.click();
  const count = await people(rule);
  await drawer()
    .getByRole('heading', { name: `${count} people` })
    .waitFor(PATIENCE);
  await until(`figures().lit === ${count}`);
  expect(chosen()).toBe(rule);
  await page.locator('[data-filter="segment:rule"]').waitFor(PATIENCE);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.url(), PATIENCE).not.toContain('people=');
  await drawer().waitFor({ state: 'detached', ...PATIENCE });
});

it('a line drawn around people chooses them, and is kept as a segment for everybody', async () => {
  await open();
  await drag([
    [-10.5, -5.5],
    [-10.5, 6],
    [2, 6],
    [2, -5.5],
    [-10.4, -5.6],
  ]);
  await expect.poll(() => page.url(), PATIENCE).toContain('people=lasso');
  const rule = chosen() ?? '';
  const count = await people(rule);
  await drawer()
    .getByRole('heading', { name: `${count} people` })
    .waitFor(PATIENCE);
  await until(`figures().lit === ${count}`);
  await drawer().getByRole('button', { name: 'Save as segment' }).click();
  await page.getByRole('textbox', { name: 'Name of the segment' }).fill('Left side');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.locator('.landscape-name', { hasText: 'Left side' }).waitFor({ state: 'attached', ...PATIENCE });
  const { segments } = (await (await fetch(`${server.url}/v1/segments`)).json()) as { segments: { name: string; rule: string }[] };
  expect(segments).toMatchObject([{ name: 'Left side', rule }]);
  const split = await server.query({ metrics: ['customers'], groupBy: [`people:${rule}`] });
  expect(split.rows.find(([id]) => id === 'in')?.[1]).toBe(count);
  await page.getByRole('button', { name: 'Show on map' }).click();
  await expect.poll(() => page.url(), PATIENCE).not.toContain('picture=segments');
  await expect.poll(() => page.url(), PATIENCE).toContain('people=lasso');
});

it('Alt draws a rectangle of thresholds, and two other measures can be chosen', async () => {
  await open();
  await page.keyboard.down('Alt');
  await drag([
    [-6, -4],
    [8, 5],
  ]);
  await page.keyboard.up('Alt');
  await expect.poll(() => page.url(), PATIENCE).toContain('people=box');
  const count = await people(chosen());
  await drawer()
    .getByRole('heading', { name: `${count} people` })
    .waitFor(PATIENCE);
  await page.getByRole('button', { name: /Left to right/ }).click();
  await page.getByRole('menuitem', { name: 'Revenue', exact: true }).click();
  await expect.poll(() => page.url(), PATIENCE).toContain('axes=revenue');
  // Whom the rule takes is known although these axes do not show it.
  await until(`figures().lit === ${count}`);
});

it('follows the events: who comes is a point more', async () => {
  await open();
  const { points } = await landscape<ReturnType<Support['figures']>>('figures()');
  await server.post('/v1/events', [order('brand-new-1', { amount: '10.00', category: 'Coffee' }, Date.UTC(2026, 2, 5, 12))]);
  await until(`figures().points === ${points + 1}`);
});
