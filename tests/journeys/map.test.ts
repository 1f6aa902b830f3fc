/** What a person does with the map, on the real server and page, in the system's Chromium. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Query } from '../../src/protocol/query.ts';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';
import { untilStanding } from './untilStanding.ts';
import { order, postWorld } from './world.ts';

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

async function open(search = ''): Promise<void> {
  window = await openWindow(browser, `${server.url}/?gl=plain${search}`);
  page = window.page;
  await untilSettled(page);
}

interface Support {
  orrery?: {
    map?: {
      columns(): string[];
      idle(): boolean;
      level(): string | null;
      columnAt(id: string): { x: number; y: number; share: number } | null;
    };
  };
}

const columns = () => page.evaluate(() => (globalThis as unknown as Support).orrery?.map?.columns() ?? []);
const columnAt = (id: string) => page.evaluate((place) => (globalThis as unknown as Support).orrery?.map?.columnAt(place) ?? null, id);
const kpi = async (metric: string) =>
  Number(await page.getByLabel('Key figures').locator(`[data-metric="${metric}"]`).getAttribute('data-value'));
const untilKpi = (metric: string, value: number) =>
  page.waitForFunction(
    ([id, wanted]) => {
      const tile = document.querySelector(`section[aria-label="Key figures"] [data-metric="${id}"]`);
      return Math.abs(Number(tile?.getAttribute('data-value')) - Number(wanted)) < 1e-6;
    },
    [metric, value] as const,
    PATIENCE,
  );
const figure = async (query: Query) => Number((await server.query(query)).rows[0]?.[0]);

/** Clicks the column of a place where it stands. */
async function clickColumn(id: string): Promise<void> {
  const { x, y } = await untilStanding(page, id);
  await page.mouse.move(x, y);
  await page.mouse.click(x, y);
}

/** Revenue by row of the table twin, with `unplaced` and `total`, which is asked for by itself and may come after the rows. */
async function tableRows(): Promise<Record<string, number>> {
  await page.locator('[data-row="total"] [data-metric="revenue"]:not([data-value="NaN"])').waitFor(PATIENCE);
  return page.evaluate(() =>
    Object.fromEntries(
      Array.from(document.querySelectorAll('[data-row]'), (row) => [
        row.getAttribute('data-row') ?? '',
        Number(row.querySelector('[data-metric="revenue"]')?.getAttribute('data-value')),
      ]),
    ),
  );
}

function sumOfChildren(rows: Record<string, number>): number {
  const cents = Object.entries(rows).map(([id, value]) => (id === 'total' ? 0 : Math.round(value * 10_000)));
  return cents.reduce((a, b) => a + b, 0) / 10_000;
}

afterEach(async () => {
  const faults = [...window.faults];
  await window.close();
  expect(faults).toEqual([]);
});

describe('the map', () => {
  it('shows the first picture: columns by revenue, figures equal to the answers over HTTP', async () => {
    await open();
    const answer = await server.query({ metrics: ['revenue'], groupBy: ['country'] });
    expect(await columns()).toEqual(answer.rows.map(([country]) => country).filter((country) => country !== null));
    for (const metric of ['revenue', 'orders', 'customers', 'csat', 'nps', 'contacts']) {
      expect(await kpi(metric)).toBeCloseTo(await figure({ metrics: [metric] }), 9);
    }
    await expect.poll(() => page.locator('[data-connection]').getAttribute('data-connection'), PATIENCE).toBe('live');
  });

  it('drills from the world to a country, a region, a city and back, and the children sum to their parent at every level', async () => {
    await open('&table=1');
    const world = await tableRows();
    expect(world.total).toBe(await figure({ metrics: ['revenue'] }));
    expect(world.unplaced).toBe(30);
    expect(sumOfChildren(world)).toBe(world.total);

    await clickColumn('BR');
    await page.waitForURL(/at=BR/, PATIENCE);
    await untilSettled(page);
    await untilKpi('revenue', await figure({ metrics: ['revenue'], where: { country: ['BR'] } }));
    await expect.poll(async () => Object.keys(await tableRows()), PATIENCE).toContain('BR-SP');
    // The total of the world stands until that of Brazil has come.
    await expect.poll(async () => (await tableRows()).total, PATIENCE).toBe(world.BR);
    const brazil = await tableRows();
    expect(sumOfChildren(brazil)).toBe(brazil.total);

    await expect.poll(async () => (await columns())[0], PATIENCE).toBe('BR-SP');
    await untilSettled(page);
    await clickColumn('BR-SP');
    await page.waitForURL(/at=BR\/BR-SP/, PATIENCE);
    await untilKpi('revenue', await figure({ metrics: ['revenue'], where: { region: ['BR-SP'] } }));
    await expect.poll(async () => sumOfChildren(await tableRows()), PATIENCE).toBe(brazil['BR-SP']);
    await expect.poll(async () => (await columns())[0], PATIENCE).toMatch(/^geonames:\d+$/);
    await untilSettled(page);
    const [city] = await columns();
    await clickColumn(String(city));
    await untilKpi('revenue', await figure({ metrics: ['revenue'], where: { city: [String(city)] } }));

    await page.getByLabel('Place').getByRole('button', { name: 'Brazil' }).click();
    await untilKpi('revenue', Number(world.BR));
    for (let step = 0; step < 4 && page.url().includes('at='); step++) await page.keyboard.press('Escape');
    await untilKpi('revenue', Number(world.total));
    await expect.poll(() => page.url(), PATIENCE).not.toContain('at=');
  });

  it('tells name, values, n and interval of what the pointer rests on', async () => {
    await open();
    const { x, y } = await untilStanding(page, 'BR');
    await page.mouse.move(x, y);
    const tip = page.locator('.tooltip.shown');
    await tip.waitFor(PATIENCE);
    const text = await tip.textContent();
    expect(text).toContain('Brazil');
    expect(text).toMatch(/\$\d/);
    expect(text).toMatch(/n\s*=?\s*\d+/);
  });

  it('changes the right column and figure when an event is posted, and the camera stays', async () => {
    await open('&table=1');
    const [before, camera] = [await tableRows(), page.url()];
    const share = (await columnAt('JP'))?.share ?? Number.NaN;
    const sent = performance.now();
    const response = await server.post('/v1/events', order(`posted-${Date.now()}`, { country: 'JP', city: 'Tokyo', amount: '5000.25' }));
    expect(await response.json()).toMatchObject({ accepted: 1 });
    await untilKpi('revenue', Number((Number(before.total) + 5000.25).toFixed(4)));
    console.log(`event to figure: ${Math.round(performance.now() - sent)} ms`);
    await expect.poll(async () => (await tableRows()).JP, PATIENCE).toBeCloseTo(Number(before.JP) + 5000.25, 6);
    expect((await tableRows()).BR).toBe(before.BR);
    await expect.poll(async () => (await columnAt('JP'))?.share, PATIENCE).toBeGreaterThan(share);
    expect(page.url()).toBe(camera);
  });

  it('filters everything on screen, keeps the state in the address, and comes back from it', async () => {
    await open();
    await page.getByRole('button', { name: /^Filter/ }).click();
    await page.getByRole('tab', { name: /^Segment at the time/ }).click();
    await page.getByRole('tabpanel').getByLabel(/Loyal/).check();
    await page.keyboard.press('Escape');
    const loyal = await figure({ metrics: ['revenue'], where: { segment: ['Loyal'] } });
    await untilKpi('revenue', loyal);
    await page.waitForURL(/segment=Loyal/, PATIENCE);
    const address = page.url();
    await window.close();

    window = await openWindow(browser, address);
    page = window.page;
    await untilSettled(page);
    await untilKpi('revenue', loyal);
    await page.getByRole('button', { name: /Remove the filter.*Loyal/ }).click();
    await untilKpi('revenue', await figure({ metrics: ['revenue'] }));
  });

  it('chooses a window with the brush, and every figure is of that window', async () => {
    await open();
    const start = page.getByRole('slider', { name: 'Start of the window' });
    await start.focus();
    for (let step = 0; step < 3; step++) {
      const before = page.url();
      await page.keyboard.press('ArrowRight');
      await page.waitForURL(({ href }) => href !== before && href.includes('from='), PATIENCE);
    }
    const from = new URL(page.url()).searchParams.get('from');
    const to = new URL(page.url()).searchParams.get('to');
    const expected = await figure({ metrics: ['orders'], time: { from: String(from), to: String(to) } });
    expect(expected).toBeLessThan(await figure({ metrics: ['orders'] }));
    await untilKpi('orders', expected);
  });

  it('shows text from events as text', async () => {
    await open('&table=1');
    const nasty = '<img src=x onerror="document.title=1">';
    await server.post('/v1/events', order(`nasty-${Date.now()}`, { country: 'FR', amount: 1, segment: nasty, category: nasty }));
    await page.getByRole('button', { name: /^Filter/ }).click();
    await page.getByRole('tab', { name: /^Segment at the time/ }).click();
    await page.getByText(nasty).first().waitFor(PATIENCE);
    expect(await page.locator('img[src="x"]').count()).toBe(0);
  });
});

describe('a lost connection', () => {
  it('is told, greys the data, and comes back with the exact numbers', async () => {
    await open();
    const before = await kpi('revenue');
    const { port } = new URL(server.url);
    await server.kill();
    await page.locator('[data-connection="lost"]').waitFor(PATIENCE);
    expect(await kpi('revenue')).toBe(before);
    // What is asked for now, and was never loaded, comes with the connection; the page stays meanwhile.
    await page.keyboard.press('?');

    server = await startServer({ dataDir: server.dataDir, port: Number(port), web: true });
    await server.post('/v1/events', order(`after-${Date.now()}`, { country: 'FR', amount: '77.77' }));
    await page.locator('[data-connection="live"]').waitFor(PATIENCE);
    await untilKpi('revenue', await figure({ metrics: ['revenue'] }));
    expect(await kpi('revenue')).toBeCloseTo(before + 77.77, 4);
    await page.getByRole('dialog', { name: 'Keys' }).waitFor(PATIENCE);
    // With its style.
    const styles = page.locator('link[rel="stylesheet"]');
    const bare = () => styles.evaluateAll((links) => links.filter((link) => (link as HTMLLinkElement).sheet === null).length);
    await expect.poll(bare, PATIENCE).toBe(0);
    await page.keyboard.press('Escape');
    window.faults.splice(
      0,
      window.faults.length,
      ...window.faults.filter((fault) => !/ERR_CONNECTION_(REFUSED|RESET)|WebSocket connection/.test(fault)),
    );
  });
});
