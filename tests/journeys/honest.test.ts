/** Honest 3D as a person meets it: the scale, what is hidden and the best view, looking through, the ranked list, steady small samples. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';
import { postWorld } from './world.ts';

let server: ServerProcess;
let browser: Browser;
let window: Window;
let page: Page;

interface Support {
  orrery?: { map?: { columnAt(id: string): { x: number; y: number; share: number } | null; probe(): { hidden?: number | null } } };
}

/** Along the line of the columns of Brazil's south-east, near the ground: they stand one behind the other. */
const IN_LINE = '&at=BR&drawer=closed&camera=-45,-21.5,4.6,68,80';

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
  window = await openWindow(browser, `${server.url}/?gl=plain${search}`);
  page = window.page;
  await untilSettled(page);
}

const columnAt = (id: string) => page.evaluate((place) => (globalThis as unknown as Support).orrery?.map?.columnAt(place) ?? null, id);
const hidden = () => page.evaluate(() => (globalThis as unknown as Support).orrery?.map?.probe().hidden ?? null);
const legend = () => page.getByRole('region', { name: 'Legend' });
const sight = () => page.getByRole('toolbar', { name: 'What the view hides' });
const rows = () => page.locator('.rank-rows li');

/** Revenue by country as it is answered, largest first. */
async function answered(): Promise<[id: string, revenue: number][]> {
  const { rows: all } = await server.query({ metrics: ['revenue'], groupBy: ['country'] });
  return all.flatMap(([id, revenue]) => (id === null ? [] : [[String(id), Number(revenue)] as [string, number]]));
}

describe('heights', () => {
  it('are in proportion until the square root is chosen; both are said, stand from zero, and a link keeps the choice', async () => {
    await open();
    const [[, largest] = ['', 0], [second, value] = ['', 0]] = await answered();
    await expect.poll(async () => (await columnAt(second))?.share, PATIENCE).toBeCloseTo(value / largest, 4);
    await legend().getByText('In proportion, from zero').waitFor(PATIENCE);
    await legend().getByRole('button', { name: 'Square root' }).click();
    await legend()
      .getByText(/Square root, from zero/)
      .waitFor(PATIENCE);
    await expect.poll(async () => (await columnAt(second))?.share, PATIENCE).toBeCloseTo(Math.sqrt(value / largest), 4);
    await page.waitForURL(/scale=sqrt/, PATIENCE);
    await page.goto(page.url());
    await untilSettled(page);
    await expect.poll(async () => (await columnAt(second))?.share, PATIENCE).toBeCloseTo(Math.sqrt(value / largest), 4);

    // Every other look is explained.
    for (const text of ['under 30 answers', 'no answer', 'zero', 'no value', 'withheld', 'stale'])
      await legend().getByText(text, { exact: true }).waitFor(PATIENCE);
  });
});

describe('what the camera hides', () => {
  it('is told and shines through when asked for; the best view hides less and is kept by the address', async () => {
    await open(IN_LINE);
    await expect.poll(hidden, PATIENCE).toBeGreaterThan(0.01);
    await shinesThrough();
    const before = Number(await hidden());
    await expect.poll(() => sight().getByRole('status').getAttribute('data-hidden'), PATIENCE).toBe(before.toFixed(4));
    await sight()
      .getByText(/% of value hidden/)
      .waitFor(PATIENCE);
    const camera = new URL(page.url()).searchParams.get('camera');
    await sight()
      .getByRole('button', { name: /^Best view/ })
      .click();
    await page.waitForFunction((old) => new URL(location.href).searchParams.get('camera') !== old, camera, PATIENCE);
    await untilSettled(page);
    await expect.poll(hidden, PATIENCE).toBeLessThan(before / 2);
  });

  async function shinesThrough(): Promise<void> {
    const at = await columnAt('BR-SP');
    const clip = { x: Number(at?.x) - 150, y: Number(at?.y) - 120, width: 300, height: 240 };
    const picture = async () => {
      await untilSettled(page);
      return (await page.screenshot({ clip })).toString('base64');
    };
    const before = await picture();
    expect(await picture()).toBe(before);
    await page.keyboard.press('x');
    await page.waitForURL(/xray=1/, PATIENCE);
    await expect.poll(picture, PATIENCE).not.toBe(before);
    const through = sight().getByRole('button', { name: /^See through/ });
    await expect.poll(() => through.getAttribute('aria-pressed'), PATIENCE).toBe('true');
    await page.keyboard.press('x');
    await expect.poll(picture, PATIENCE).toBe(before);
  }
});

describe('the ranked list', () => {
  it('lays the same columns down in order by one key, is walked and entered by keys and mouse, and stands up again', async () => {
    await open();
    const order = await answered();
    await page.keyboard.press('r');
    await page.waitForURL(/ranked=1/, PATIENCE);
    await expect.poll(() => rows().count(), PATIENCE).toBe(order.length);
    for (const [at, [id, revenue]] of order.entries()) {
      const row = page.locator(`.rank-rows li[data-place="${id}"]`);
      expect(await row.getByRole('button').getAttribute('data-rank')).toBe(String(at + 1));
      const share = await row.locator('.rank-bar').evaluate((bar) => Number.parseFloat((bar as HTMLElement).style.width) / 100);
      expect(share).toBeCloseTo(revenue / Number(order[0]?.[1]), 3);
    }
    expect(await page.locator('.rank-rows li').first().textContent()).toMatch(/\$.*n \d+/);

    await page.locator('.rank-rows button').first().focus();
    await page.keyboard.press('ArrowDown');
    const second = String(order[1]?.[0]);
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('li')?.dataset.place), PATIENCE).toBe(second);
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`at=${second}`), PATIENCE);
    await expect.poll(async () => (await rows().first().getAttribute('data-place'))?.startsWith(`${second}-`), PATIENCE).toBe(true);

    await page.keyboard.press('r');
    await page.waitForURL((url) => !url.search.includes('ranked'), PATIENCE);
    await expect.poll(() => rows().count(), PATIENCE).toBe(0);
    await untilSettled(page);
    await sight()
      .getByRole('button', { name: /^Ranked list/ })
      .click();
    await expect.poll(() => rows().count(), PATIENCE).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await expect.poll(() => rows().count(), PATIENCE).toBe(0);
  });
});

describe('a rate', () => {
  it('ranks by the lower end of its interval; is drawn toward the whole when asked to, which legend and tooltip say, and stays in the table as answered', async () => {
    await open('&height=csat&ranked=1');
    const { rows: all } = await server.query({ metrics: ['csat'], groupBy: ['country'] });
    const byLow = all.filter(([id, value]) => id !== null && value !== null).sort((one, other) => Number(other[3]) - Number(one[3]));
    await page.getByText(/by the lower end of the 95 % interval/).waitFor(PATIENCE);
    const best = Number(byLow[0]?.[3]);
    const first = await rows().first().getAttribute('data-place');
    expect(Number(byLow.find(([id]) => id === first)?.[3])).toBe(best);
    expect(await rows().first().textContent()).toMatch(/\[.+\] · n \d+/);

    await page.keyboard.press('r');
    await expect.poll(() => rows().count(), PATIENCE).toBe(0);
    await legend().getByLabel('Steady small samples').check();
    await legend()
      .getByText(/empirical Bayes/)
      .waitFor(PATIENCE);
    await page.waitForURL(/shrink=1/, PATIENCE);
    await untilSettled(page);
    const at = await columnAt('BR');
    await page.mouse.move(Number(at?.x), Number(at?.y));
    const tip = page.locator('.tooltip.shown');
    await expect.poll(() => tip.textContent(), PATIENCE).toMatch(/Answered [\d.]+\s%, drawn \d+\s% of the way to/);
    expect(await tip.textContent()).toMatch(/n \d+/);
    await page.keyboard.press('t');
    const answeredRate = Number(all.find(([id]) => id === 'GB')?.[1]);
    const cell = page.locator('[data-row="GB"] [data-metric="csat"]');
    await expect.poll(async () => Number(await cell.getAttribute('data-value')), PATIENCE).toBeCloseTo(answeredRate, 9);
  });
});
