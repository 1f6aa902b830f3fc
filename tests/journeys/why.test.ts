/** What moved a figure, as a person asks: by palette and section, told, taken apart once more, filtered by, linked, on a phone, and as events come. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';
import { order } from './world.ts';

let server: ServerProcess;
let browser: Browser;
let window: Window;
let page: Page;

const START_MS = Date.UTC(2026, 0, 5, 12);
const DAY_MS = 86_400_000;
const WEEK = 'from=2026-01-12T00:00:00Z&to=2026-01-19T00:00:00Z';
const PLACES = [
  { country: 'BR', region: 'BR-SP', city: 'São Paulo' },
  { country: 'BR', region: 'BR-RJ', city: 'Rio de Janeiro' },
  { country: 'BR', region: 'BR-MG', city: 'Belo Horizonte' },
];

function score(id: string, category: string, isGood: boolean, timeMs: number): Record<string, unknown> {
  const data = { country: 'BR', category, score: isGood ? 5 : 1, scale: 'csat5' };
  return { ...order(id, {}, timeMs), type: 'io.orrery.survey.answered', data };
}

/** Two weeks: coffee falls to a fifth. Of those who answer, kitchens and gardens please more people than before, and all together please fewer. */
function events(): Record<string, unknown>[] {
  const all: Record<string, unknown>[] = [];
  for (let day = 0; day < 14; day++) {
    for (const category of ['Coffee', 'Kitchen', 'Garden']) {
      const count = category === 'Coffee' && day >= 7 ? 2 : 10;
      for (let at = 0; at < count; at++) {
        const kind = { ...PLACES[at % 3], category, channel: at % 2 ? 'web' : 'app', amount: '10.00' };
        all.push(order(`o-${day}-${category}-${at}`, kind, START_MS + day * DAY_MS + at * 1000));
      }
    }
  }
  const answers = [
    ['Kitchen', 60, 54, 0],
    ['Garden', 20, 8, 0],
    ['Kitchen', 20, 19, 7],
    ['Garden', 80, 36, 7],
  ] as const;
  for (const [category, count, good, day] of answers)
    for (let at = 0; at < count; at++)
      all.push(score(`s-${day}-${category}-${at}`, category, at < good, START_MS + day * DAY_MS + at * 1000));
  return all;
}

beforeAll(async () => {
  server = await startServer({ web: true });
  browser = await launch();
  await server.post('/v1/events', events());
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
const sentence = () => drawer().locator('[data-sentence]').first();
/** A space before a unit does not break: any space will do. */
const spaced = (words: RegExp) => new RegExp(words.source.replaceAll(' ', '\\s'));
const said = (words: RegExp) =>
  drawer()
    .locator('[data-sentence]')
    .filter({ hasText: spaced(words) })
    .first()
    .waitFor(PATIENCE);
const bars = () => drawer().locator('[data-dimension]').first();

/** The parts of the outer bars. */
const parts = () =>
  bars().evaluate((list) =>
    [...list.children].flatMap((bar) => (bar instanceof HTMLElement && bar.dataset.part ? [Number(bar.dataset.part)] : [])),
  );
const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0);

describe('what moved it', () => {
  it('is asked for when it is opened, tells the change in a sentence and in bars that add up, by each dimension', async () => {
    await open(`${WEEK}&drawer=open`);
    const asked: string[] = [];
    page.on('request', (request) => {
      const body = request.url().endsWith('/v1/query') ? (request.postData() ?? '') : '';
      if (body.includes('revenue.n')) asked.push(body);
    });
    await drawer().getByRole('button', { name: 'What moved it' }).waitFor(PATIENCE);
    expect(asked).toEqual([]);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor(PATIENCE);
    await page.keyboard.type('what moved');
    await page.keyboard.press('Enter');
    await page.waitForURL(/why=height(&|$)/, PATIENCE);
    await said(/^Revenue −27 % on the week before: by category, 100 % of it Coffee$/);
    expect(asked.length).toBeLessThanOrEqual(16);
    expect(sum(await parts())).toBe(-560);
    await drawer().getByRole('group', { name: 'Told by' }).getByRole('button', { name: 'Channel' }).click();
    await page.waitForURL(/why=height,channel/, PATIENCE);
    // Both channels fell alike.
    await said(/no single part of it moved more than chance$/);
    expect(sum(await parts())).toBe(-560);
  });

  it('goes one level deeper, filters by a value, and links each figure to its moment and query', async () => {
    await open(`${WEEK}&at=BR&why=height,category`);
    await said(/100 % of it Coffee/);
    await drawer().getByRole('button', { name: 'What moved Coffee' }).click();
    await page.waitForURL(/why=height,category,Coffee/, PATIENCE);
    await said(/^Revenue −80 % on the week before/);
    await page.goto(page.url());
    await said(/^Revenue −80 % on the week before/);

    const href = await bars().locator('[data-driver] a[data-figure]').first().getAttribute('href');
    expect(href).toMatch(/category=Coffee.*asof=/);

    // The bar itself filters by its value.
    await drawer().locator('[data-driver] button').first().click();
    await page.waitForURL(/category=Coffee/, PATIENCE);
    await said(/^Revenue −80 % on the week before/);
    await sentence().locator('a[data-figure]').first().click();
    await page.waitForURL(/asof=/, PATIENCE);
  });

  it('of a rate tells its mix from itself: every category rose, and the whole fell', async () => {
    await open(`${WEEK}&drawer=open&why=height`);
    await drawer().getByRole('group', { name: 'Metric' }).getByRole('button', { name: 'Satisfied' }).click();
    await page.waitForURL(/why=colour/, PATIENCE);
    await said(/^Satisfied −22\.5 pt on the week before.*; by category every part rose, yet the whole fell: its mix moved it$/);
    expect(sum(await parts())).toBeCloseTo(-22.5, 6);
    await bars()
      .getByText(spaced(/90 % → 95 %.* · n 20 · itself \+.* pt · weight [−+]/))
      .waitFor(PATIENCE);
  });

  it('says what is missing where no time lies before, and what a window offers', async () => {
    await open('drawer=open&why=height');
    await drawer().getByText('All of time has nothing before it').waitFor(PATIENCE);
    await drawer().getByRole('button', { name: 'last day' }).click();
    await page.waitForURL(/last=P1D/, PATIENCE);
    await sentence().waitFor(PATIENCE);
    await page.goto(`${server.url}/?gl=plain&drawer=open&why=height&last=P30D`);
    await drawer()
      .getByText(/^The events begin on 5 Jan 2026/)
      .waitFor(PATIENCE);
  });

  it('follows the events without letting the bars jump, and opens on a phone', async () => {
    await open(`${WEEK}&drawer=open`);
    await page.setViewportSize({ width: 390, height: 844 });
    await drawer().getByRole('button', { name: 'What moved it' }).click();
    await said(/100 % of it Coffee/);
    const names = () =>
      bars()
        .locator('[data-driver]')
        .evaluateAll((all) => all.map((bar) => bar.getAttribute('data-driver')));
    const before = await names();
    const late = Array.from({ length: 3 }, (_, at) =>
      order(`late-${at}`, { ...PLACES[0], category: 'Garden', channel: 'web', amount: '10.00' }, START_MS + 8 * DAY_MS),
    );
    await server.post('/v1/events', late);
    await expect.poll(async () => sum(await parts()), PATIENCE).toBe(-530);
    expect(await names()).toEqual(before);
  });
});
