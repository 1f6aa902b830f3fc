/** The drawer of a place and of the world, and the breakdown by score, on the real server and page. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';
import { postWorld } from './world.ts';

const NASTY = '<img src=x onerror="document.title=\'owned\'"> não chegou';

let server: ServerProcess;
let browser: Browser;
let window: Window;
let page: Page;

function review(id: string, text: string, timeMs: number, score = 1): Record<string, unknown> {
  const data = {
    country: 'BR',
    region: 'BR-RJ',
    city: 'Rio de Janeiro',
    channel: 'web',
    reason: 'Late delivery',
    score,
    scale: 'csat5',
    text,
  };
  const type = 'io.orrery.review.published';
  return { specversion: '1.0', id, source: 'reviews', type, subject: `reader-${id}`, time: new Date(timeMs).toISOString(), data };
}

/** 20 reviews of one, 20 of five, nothing between: two camps. */
const LAST_MS = Date.UTC(2026, 2, 4, 12);
const REVIEWS = Array.from({ length: 40 }, (_, at) =>
  review(`r${at}`, at === 39 ? NASTY : `Written ${at}`, LAST_MS - (39 - at) * 60_000, at % 2 ? 5 : 1),
);

beforeAll(async () => {
  server = await startServer({ web: true });
  browser = await launch();
  await postWorld(server);
  await server.post('/v1/events', REVIEWS);
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
  window = await openWindow(browser, `${server.url}/?gl=plain&${search}`);
  page = window.page;
  await untilSettled(page);
}

const drawer = () => page.getByLabel('Details');
const figure = (metric: string) => drawer().locator(`[data-metric="${metric}"]`);

describe('the drawer', () => {
  it('of the world has figures with intervals and changes, a trend beside the time before, mixes and sources', async () => {
    await open('drawer=open&from=2026-02-01T00:00:00Z&to=2026-03-01T00:00:00Z');
    await drawer().getByRole('heading', { name: 'World' }).waitFor(PATIENCE);
    const time = { from: '2026-02-01', to: '2026-03-01' };
    const { rows } = await server.query({ metrics: ['revenue', 'csat'], time });
    await expect
      .poll(async () => Number(await figure('revenue').getAttribute('data-value')), PATIENCE)
      .toBeCloseTo(Number(rows[0]?.[0]), 6);
    await expect.poll(() => figure('csat').textContent(), PATIENCE).toMatch(/\d–\d.*n\s\d+/s);
    await expect.poll(() => figure('revenue').locator('[data-news]').count(), PATIENCE).toBe(1);
    await drawer()
      .locator('path[data-before]')
      .waitFor({ ...PATIENCE, state: 'attached' });
    for (const name of ['Countries', 'Categories', 'Segments', 'Channels', 'Scores', 'Sources']) {
      await drawer().getByRole('heading', { name, exact: true }).waitFor(PATIENCE);
    }
    await expect.poll(() => drawer().locator('[data-source]').count(), PATIENCE).toBe(2);
    await drawer().locator('section', { hasText: 'Channels' }).getByRole('button', { name: /web/ }).click();
    await page.waitForURL(/channel=web/, PATIENCE);
  });

  it('tells two camps apart from a mean, and lets a score be chosen', async () => {
    await open('selected=BR/BR-RJ&source=reviews');
    const spread = drawer().locator('[data-scale="csat5"]');
    await spread.scrollIntoViewIfNeeded(PATIENCE);
    await expect.poll(() => spread.getAttribute('data-polarised'), PATIENCE).toBe('true');
    expect(await spread.textContent()).toMatch(/Two camps: 50 % at the low end, 50 % at the high end/);
    expect(await spread.locator('[data-score="3"]').isDisabled()).toBe(true);
    await spread.locator('[data-score="1"]').click();
    await page.waitForURL(/score-scale=csat5&score=1/, PATIENCE);
    await page.getByRole('button', { name: /Remove the filter Score: 1/ }).waitFor(PATIENCE);
  });

  it('shows what was written as text, newest first, page by page, as it comes, and goes to where it was', async () => {
    await open('selected=BR');
    const written = drawer().locator('[data-seq]');
    await written.first().scrollIntoViewIfNeeded(PATIENCE);
    await expect.poll(() => written.count(), PATIENCE).toBe(8);
    expect(await written.first().textContent()).toContain(NASTY);
    expect(await page.title()).not.toBe('owned');
    expect(await written.first().locator('img').count()).toBe(0);
    await drawer().getByRole('button', { name: 'Show earlier ones' }).click();
    await expect.poll(() => written.count(), PATIENCE).toBe(16);
    const texts = await written.evaluateAll((all) => all.map((one) => one.querySelector('p')?.textContent ?? ''));
    expect(texts.slice(1)).toEqual(Array.from({ length: 15 }, (_, at) => `Written ${38 - at}`));

    await server.post('/v1/events', [review('newest', 'Just now', LAST_MS + 60_000, 5)]);
    await expect.poll(() => written.first().textContent(), PATIENCE).toContain('Just now');
    await expect.poll(() => written.count(), PATIENCE).toBe(17);
    await written
      .first()
      .getByRole('button', { name: /^Go to/ })
      .click();
    await page.waitForURL(/at=BR\/BR-RJ\/geonames:\d+/, PATIENCE);
    // The address alone names nothing: whoever is sent it is told the names all the same.
    await page.reload();
    const way = page.getByLabel('Place').getByRole('button');
    await expect.poll(() => way.allTextContents(), PATIENCE).toEqual(['World', 'Brazil', 'Rio de Janeiro', 'Rio de Janeiro']);
    await drawer().getByRole('heading', { name: 'Rio de Janeiro', level: 2 }).waitFor(PATIENCE);
  });
});

describe('the breakdown by score', () => {
  it('filters by scores of one scale, and offers none that matches nothing', async () => {
    await open('side=explore');
    const bars = page.locator('[data-breakdown="score"] [data-score]:enabled');
    await bars.first().waitFor(PATIENCE);
    const offered = await bars.evaluateAll((all) =>
      all.map((one) => [one.getAttribute('data-scale') ?? '', one.getAttribute('data-score') ?? '']),
    );
    expect(new Set(offered.map(([scale]) => scale))).toEqual(new Set(['csat5', 'nps']));
    for (const [scale = '', score = ''] of offered) {
      const { rows } = await server.query({ metrics: ['events', 'responses'], where: { scale: [scale], score: [score] } });
      expect([scale, score, Number(rows[0]?.[0]) > 0, Number(rows[0]?.[1]) > 0]).toEqual([scale, score, true, true]);
    }
    const bar = (score: string) => page.locator(`[data-breakdown="score"] [data-scale="csat5"][data-score="${score}"]`);
    await bar('5').click();
    await bar('4').click({ modifiers: ['Shift'] });
    await page.waitForURL(/score-scale=csat5&score=5,4/, PATIENCE);
    const wanted = await server.query({ metrics: ['customers'], where: { scale: ['csat5'], score: ['5', '4'] } });
    const tile = page.getByLabel('Key figures').locator('[data-metric="customers"]');
    await expect.poll(async () => Number(await tile.getAttribute('data-value')), PATIENCE).toBe(Number(wanted.rows[0]?.[0]));
    await bar('5').click();
    await bar('5').click();
    await expect.poll(() => page.url(), PATIENCE).not.toContain('score');
  });
});
