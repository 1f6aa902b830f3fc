/** Flows between places, and a company's own territories, as a person meets them: on the real server and page, in the system's Chromium. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';
import { order } from './world.ts';

let server: ServerProcess;
let browser: Browser;
let window: Window;
let page: Page;

const BRAZIL = { country: 'BR', region: 'BR-SP', city: 'São Paulo' };
const FRANCE = { country: 'FR', region: 'FR-IDF', city: 'Paris' };
const CHINA = { origin_country: 'CN', origin_region: 'CN-GD', origin_city: 'Shenzhen' };
const STATES = { origin_country: 'US', origin_region: 'US-CA', origin_city: 'Los Angeles' };

const box = (name: string, west: number, south: number, east: number, north: number) => ({
  type: 'Feature',
  properties: { name },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  },
});
const SALES = { type: 'FeatureCollection', features: [box('Americas', -100, -50, -30, 40), box('Europe', -10, 36, 40, 65)] };

beforeAll(async () => {
  server = await startServer({ web: true });
  browser = await launch();
  await server.post('/v1/events', [
    order('a1', { ...BRAZIL, ...CHINA, amount: 400, category: 'Coffee' }),
    order('a2', { ...BRAZIL, ...STATES, amount: 200, category: 'Coffee' }),
    order('a3', { ...FRANCE, ...CHINA, amount: 100, category: 'Garden' }),
    order('a4', { ...FRANCE, origin_country: 'FR', amount: 50, category: 'Garden' }),
    order('a5', { ...BRAZIL, amount: 30, category: 'Garden' }),
    order('a6', { amount: 7, category: 'Garden' }),
  ]);
  await server.post('/v1/territories', { name: 'Sales', geojson: SALES });
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

async function open(search: string): Promise<void> {
  window = await openWindow(browser, `${server.url}/?gl=plain${search}`);
  page = window.page;
  await untilSettled(page);
}

interface Arc {
  readonly from: string;
  readonly to: string;
  readonly x: number;
  readonly y: number;
}

const arcs = () =>
  page.evaluate(() => {
    const { map } = (globalThis as unknown as { orrery: { map: { probe(): { flows: Arc[] } } } }).orrery;
    return map.probe().flows;
  });
const drawn = async () => (await arcs()).map(({ from, to }) => `${from} ${to}`).sort();
const figure = (metric: string) => page.getByLabel('Key figures').locator(`[data-metric="${metric}"]`);
const revenue = async () => Number(await figure('revenue').getAttribute('data-value'));

describe('flows', () => {
  it('are switched on in the legend, drawn as arcs, and say what is not drawn; new events join at once', async () => {
    await open('');
    expect(await drawn()).toEqual([]);
    await page.getByRole('switch', { name: 'Flows' }).click();
    await expect.poll(drawn, PATIENCE).toEqual(['CN BR', 'CN FR', 'US BR']);
    const legend = page.getByLabel('Legend');
    await legend.getByText('All 3 flows').waitFor(PATIENCE);
    await legend.getByText(/\$50 stays within its place/).waitFor(PATIENCE);
    await legend.getByText(/\$37 of unknown origin/).waitFor(PATIENCE);
    await page.waitForURL(/flows=1/, PATIENCE);

    await server.post('/v1/events', [order('b1', { ...FRANCE, ...STATES, amount: 60 })]);
    await expect.poll(drawn, PATIENCE).toEqual(['CN BR', 'CN FR', 'US BR', 'US FR']);
  });

  it('tell their ends under the pointer, and are left alone by a click and by the keyboard', async () => {
    await open('&flows=1');
    await expect.poll(drawn, PATIENCE).toHaveLength(4);
    await untilSettled(page);
    const arc = (await arcs()).find(({ from, to }) => from === 'US' && to === 'BR') as Arc;
    await page.mouse.move(arc.x, arc.y);
    await page.locator('.tooltip.shown', { hasText: 'United States → Brazil' }).waitFor(PATIENCE);
    await page.mouse.click(arc.x, arc.y);
    await expect.poll(revenue, PATIENCE).toBe(200);
    await page.getByRole('button', { name: /Remove the filter.*United States/ }).click();
    await expect.poll(drawn, PATIENCE).toHaveLength(4);

    const strongest = page.getByRole('list', { name: 'Strongest flows' }).getByRole('button').first();
    await strongest.focus();
    await page.keyboard.press('Enter');
    await expect.poll(drawn, PATIENCE).toEqual(['CN BR', 'CN FR']);
    await expect.poll(() => strongest.getAttribute('aria-pressed'), PATIENCE).toBe('true');
    await expect.poll(revenue, PATIENCE).toBe(400);
  });
});

describe('own territories', () => {
  it('are picked as a level, stand on the map with sums that agree, and are gone into', async () => {
    await open('');
    await page.getByRole('button', { name: /^Level/ }).click();
    await page.getByRole('menuitem', { name: 'Sales' }).click();
    await untilSettled(page);
    const columns = () => page.evaluate(() => (globalThis as unknown as { orrery: { map: { columns(): string[] } } }).orrery.map.columns());
    await expect.poll(columns, PATIENCE).toEqual(['Americas', 'Europe']);
    await expect.poll(() => page.url(), PATIENCE).toContain('level=territory:sales');
    await untilSettled(page);
    const at = await page.evaluate(() =>
      (globalThis as unknown as { orrery: { map: { columnAt(id: string): { x: number; y: number } } } }).orrery.map.columnAt('Americas'),
    );
    await page.mouse.click(at.x, at.y);
    await expect.poll(revenue, PATIENCE).toBe(630);
    await expect.poll(() => page.url(), PATIENCE).toContain('at=territory:sales/Americas');

    // Drawn anew while somebody looks: the same page tells the figures of the new outline.
    const wider = { ...SALES, features: [box('Americas', -100, -50, 40, 65)] };
    expect((await server.post('/v1/territories', { name: 'Sales', geojson: wider })).status).toBe(200);
    await expect.poll(revenue, PATIENCE).toBe(840);
  });
});
