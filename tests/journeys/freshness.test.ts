/** Two feeds, one of which stops: the page says which, for how long, and greys exactly what rests on it; all is well again when it goes on. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDataDir, type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';

/** Feeds send this often, and are declared to send at least every two seconds: late after six. */
const SEND_EVERY_MS = 500;
const SOURCES = [
  { source: 'north', every: 'PT2S' },
  { source: 'south', every: 'PT2S' },
];

let server: ServerProcess;
let browser: Browser;
let window: Window;
let page: Page;
const stops: (() => void)[] = [];

interface Spot {
  readonly country: string;
  readonly region: string;
}

/** Sends an order and a score from each spot, again and again. Returns its end. */
function startFeed(source: string, spots: readonly Spot[]): () => void {
  let sent = 0;
  const send = () => {
    const time = new Date().toISOString();
    const events = spots.flatMap((place) => {
      const id = `${Date.now()}-${sent++}`;
      const common = { specversion: '1.0', source, subject: `customer-${sent % 50}`, time };
      return [
        { ...common, id, type: 'io.orrery.order.completed', data: { ...place, amount: '10.00', currency: 'USD' } },
        { ...common, id: `${id}s`, type: 'io.orrery.survey.answered', data: { ...place, score: 5, scale: 'csat5' } },
      ];
    });
    server.post('/v1/events', events).catch(() => undefined);
  };
  const timer = setInterval(send, SEND_EVERY_MS);
  send();
  const stop = () => clearInterval(timer);
  stops.push(stop);
  return stop;
}

const BRAZIL = { country: 'BR', region: 'BR-SP' };
const AMERICA = { country: 'US', region: 'US-CA' };
const FRANCE = { country: 'FR', region: 'FR-IDF' };

beforeAll(async () => {
  const dataDir = newDataDir();
  writeFileSync(join(dataDir, 'orrery.json'), JSON.stringify({ sources: SOURCES }));
  server = await startServer({ web: true, dataDir });
  browser = await launch();
});

afterAll(async () => {
  for (const stop of stops) stop();
  await window?.close();
  await browser.close();
  await server.dispose();
});

const column = (id: string) =>
  page.evaluate((place) => {
    const { map } =
      (globalThis as { orrery?: { map?: { columnAt(id: string): { stale: number; colour: number[] } | null } } }).orrery ?? {};
    return map?.columnAt(place) ?? null;
  }, id);

const staleOf = async (id: string) => Math.round(100 * ((await column(id))?.stale ?? Number.NaN));
const chip = () => page.locator('[data-lagging]');
const tile = (metric: string) => page.getByLabel('Key figures').locator(`[data-metric="${metric}"]`);
/** How far apart the largest and the smallest part of a colour are: grey has none. */
const chromaOf = async (id: string) => {
  const parts = (await column(id))?.colour ?? [];
  return Math.max(...parts) - Math.min(...parts);
};

const label = (name: RegExp) => page.locator('.ecosystem-label').and(page.getByRole('button', { name }));
const drawnAs = () =>
  page.evaluate(() => {
    const { scene } =
      (globalThis as { orrery?: { scene?: { drawnAs(): { colours: Record<string, string>; dashed: string[] } } } }).orrery ?? {};
    return scene?.drawnAs() ?? { colours: {}, dashed: [] };
  });
/** What the feed from the south gives to Brazil alone, and on to its region; France hears of the north, too. */
const SILENT_LINKS = ['0 source south\u0001country BR', '0 source south\u0001country FR', '1 country BR\u0001region BR-SP'];
const chromaIn = (colour = '') => {
  const parts = (colour.match(/\d+/g) ?? []).map(Number);
  return Math.max(...parts) - Math.min(...parts);
};

describe('a feed that stops', () => {
  it('is named with its age, greys what rests on it and nothing else, and is forgotten when it goes on', async () => {
    startFeed('north', [AMERICA, FRANCE]);
    const stopSouth = startFeed('south', [BRAZIL, FRANCE]);
    await expect.poll(async () => (await server.query({ metrics: ['events'], groupBy: ['source'] })).rows.length, PATIENCE).toBe(2);
    window = await openWindow(browser, `${server.url}/?gl=plain&drawer=open&selected=BR`);
    page = window.page;
    await untilSettled(page);
    await expect.poll(() => chromaOf('BR'), PATIENCE).toBeGreaterThan(60);
    expect(await chip().count()).toBe(0);
    expect(await tile('revenue').getAttribute('data-resting')).toBeNull();

    stopSouth();
    await chip().waitFor(PATIENCE);
    await expect.poll(() => chip().getAttribute('data-lagging'), PATIENCE).toBe('south');
    expect(await chip().textContent()).toMatch(/^south \d+ s$/);
    await expect.poll(() => staleOf('BR'), PATIENCE).toBe(100);
    expect(await staleOf('US')).toBe(0);
    const france = await staleOf('FR');
    expect(france).toBeGreaterThan(0);
    expect(france).toBeLessThan(70);
    await expect.poll(() => chromaOf('BR'), PATIENCE).toBeLessThan(30);
    await expect.poll(() => chromaOf('US'), PATIENCE).toBeGreaterThan(60);

    // Figures of the place, and its sources in the drawer.
    await expect.poll(() => tile('revenue').getAttribute('data-resting'), PATIENCE).toBe('1');
    await expect.poll(() => tile('revenue').getAttribute('title'), PATIENCE).toContain('100 % rests on south');
    const source = page.getByLabel('Details').locator('[data-source="south"]');
    await source.scrollIntoViewIfNeeded();
    await expect.poll(() => source.getAttribute('data-state'), PATIENCE).toMatch(/late|lost/);

    // What is hurt, listed.
    await chip().click();
    const hurt = page.getByRole('dialog', { name: 'Sources behind' }).locator('[data-place]');
    await hurt.first().waitFor(PATIENCE);
    const places = () => hurt.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-place')));
    await expect.poll(places, PATIENCE).toEqual(['BR', 'FR']);
    await page.keyboard.press('Escape');

    // In the ecosystem, whose ranks hold what these data have: there are no channels, but sources.
    await page.keyboard.press('2');
    await expect.poll(() => new URL(page.url()).searchParams.get('home'), PATIENCE).toMatch(/^source,/);
    await page.goto(`${server.url}/?gl=plain&picture=ecosystem&flat=0&home=source,country,region`);
    await label(/^south/).waitFor(PATIENCE);
    await expect.poll(() => label(/^south/).getAttribute('aria-label'), PATIENCE).toMatch(/silent \d+ (s|min)/);
    await expect.poll(async () => (await drawnAs()).dashed.toSorted(), PATIENCE).toEqual(SILENT_LINKS);
    const chromaNow = async (source: string) => chromaIn((await drawnAs()).colours[`0 source ${source}`]);
    await expect.poll(() => chromaNow('south'), PATIENCE).toBeLessThan(60);
    await expect.poll(() => chromaNow('north'), PATIENCE).toBeGreaterThan(100);
    await page.getByLabel('Legend of the ecosystem').getByText('feed silent').waitFor(PATIENCE);

    startFeed('south', [BRAZIL, FRANCE]);
    await expect.poll(async () => (await drawnAs()).dashed, PATIENCE).toEqual([]);
    await expect.poll(() => label(/^south/).getAttribute('aria-label'), PATIENCE).not.toContain('silent');
    await page.keyboard.press('1');
    await chip().waitFor({ ...PATIENCE, state: 'detached' });
    await expect.poll(() => staleOf('BR'), PATIENCE).toBe(0);
    expect(window.faults).toEqual([]);
  });

  it('that was never declared and told of the past is complete, not late', async () => {
    const old = Date.UTC(2020, 0, 1);
    for (let at = 0; at < 3; at++) {
      const order = { specversion: '1.0', source: 'archive-of-2020', id: `old-${at}`, type: 'io.orrery.order.completed', subject: 'x' };
      await server.post('/v1/events', {
        ...order,
        time: new Date(old + at * 60_000).toISOString(),
        data: { ...BRAZIL, amount: '1', currency: 'USD' },
      });
    }
    // What is acknowledged is on disk; it is counted a moment later.
    const stateOf = async () => {
      const answer = (await (await fetch(`${server.url}/v1/freshness`)).json()) as { sources: { source: string; state: string }[] };
      return answer.sources.find(({ source }) => source === 'archive-of-2020')?.state;
    };
    await expect.poll(stateOf, PATIENCE).toBeDefined();
    expect(['onTime', 'complete']).toContain(await stateOf());
  });
});
