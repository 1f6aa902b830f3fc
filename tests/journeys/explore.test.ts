/** Filtering by breakdowns and taking steps back, on the real server and page, in the system's Chromium. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';
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

async function open(): Promise<void> {
  window = await openWindow(browser, `${server.url}/?gl=plain&side=explore`);
  page = window.page;
  await untilSettled(page);
  await bars('category').first().waitFor(PATIENCE);
}

const bars = (dimension: string): Locator => page.locator(`[data-breakdown="${dimension}"] [data-value]`);
const bar = (dimension: string, value: string): Locator => page.locator(`[data-breakdown="${dimension}"] [data-value="${value}"]`);

async function revenue(where: Record<string, (string | null)[]>): Promise<number> {
  return Number((await server.query({ metrics: ['revenue'], ...(Object.keys(where).length > 0 ? { where } : {}) })).rows[0]?.[0]);
}

async function untilRevenue(where: Record<string, (string | null)[]>): Promise<void> {
  const wanted = await revenue(where);
  const tile = page.getByLabel('Key figures').locator('[data-metric="revenue"]');
  await expect.poll(async () => Number(await tile.getAttribute('data-value')), PATIENCE).toBeCloseTo(wanted, 6);
}

describe('breakdowns', () => {
  it('filter everything by a click, by Shift and a click, and by drawing over bars', async () => {
    await open();
    await bar('category', 'Coffee').click();
    await untilRevenue({ category: ['Coffee'] });
    await page.getByRole('button', { name: /Remove the filter.*Coffee/ }).waitFor(PATIENCE);
    await bar('category', 'Garden').click({ modifiers: ['Shift'] });
    await untilRevenue({ category: ['Coffee', 'Garden'] });

    await expect.poll(() => page.locator('[data-breakdown] [data-state="loading"]').count(), PATIENCE).toBe(0);
    await bar('channel', 'web').scrollIntoViewIfNeeded();
    const channels = await bars('channel').evaluateAll((found) => found.map((one) => one.getAttribute('data-value') ?? ''));
    const [first, second] = [await bars('channel').nth(0).boundingBox(), await bars('channel').nth(1).boundingBox()];
    await page.mouse.move(Number(first?.x) + 60, Number(first?.y) + 8);
    await page.mouse.down();
    await page.mouse.move(Number(second?.x) + 60, Number(second?.y) + 8, { steps: 4 });
    await page.mouse.up();
    await untilRevenue({ category: ['Coffee', 'Garden'], channel: channels.slice(0, 2) });
  });

  it('take every step back by key, and do it again', async () => {
    await open();
    await bar('segment', 'Loyal').click();
    await untilRevenue({ segment: ['Loyal'] });
    await bar('category', 'Kitchen').click();
    await untilRevenue({ segment: ['Loyal'], category: ['Kitchen'] });
    await page.keyboard.press('Control+z');
    await untilRevenue({ segment: ['Loyal'] });
    await page.keyboard.press('Control+z');
    await untilRevenue({});
    await page.keyboard.press('Control+Shift+z');
    await untilRevenue({ segment: ['Loyal'] });
    await page.getByRole('button', { name: 'Undo' }).click();
    await untilRevenue({});
  });

  it('offer no bar that matches nothing', async () => {
    await open();
    await page.locator('[data-breakdown="score"] [data-score]').first().waitFor(PATIENCE);
    await expect.poll(() => page.locator('[data-breakdown] [data-state="loading"]').count(), PATIENCE).toBe(0);
    const offered = await page
      .locator('[data-breakdown]')
      .evaluateAll((parts) =>
        parts.flatMap((part) =>
          Array.from(part.querySelectorAll('[data-value]'), (one) => [
            part.getAttribute('data-breakdown') ?? '',
            one.getAttribute('data-value') ?? '',
          ]),
        ),
      );
    expect(offered.length).toBeGreaterThan(12);
    for (const [dimension = '', value = ''] of offered) {
      const { rows } = await server.query({ metrics: ['events'], where: { [dimension]: [value === '' ? null : value] } });
      expect([dimension, value, Number(rows[0]?.[0]) > 0]).toEqual([dimension, value, true]);
    }
  });
});

describe('the command palette', () => {
  it('flies to a place by any of its names, filters by a value, and does what is said', async () => {
    await open();
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: /Find a place/ });
    await field.fill('brasil');
    await page.getByRole('option', { name: /^Brazil/ }).waitFor(PATIENCE);
    await page.keyboard.press('Enter');
    await page.waitForURL(/at=BR/, PATIENCE);
    await untilRevenue({ country: ['BR'] });

    await page.keyboard.press('Control+k');
    await field.fill('garden');
    await page.getByRole('option', { name: /Garden\s*Category/ }).click();
    await untilRevenue({ country: ['BR'], category: ['Garden'] });

    await page.getByRole('button', { name: /Find anything/ }).click();
    await field.fill('no such thing');
    await page.getByRole('dialog').getByRole('status').getByText('Nothing of that name').waitFor(PATIENCE);
    await field.fill('clear');
    await page.getByRole('option', { name: /Clear filters/ }).waitFor(PATIENCE);
    await page.keyboard.press('Enter');
    await untilRevenue({ country: ['BR'] });
  });

  it('closes by Escape without leaving the place', async () => {
    window = await openWindow(browser, `${server.url}/?gl=plain&at=BR`);
    page = window.page;
    await untilSettled(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Find anything' }).waitFor(PATIENCE);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Find anything' }).waitFor({ ...PATIENCE, state: 'detached' });
    expect(page.url()).toContain('at=BR');
  });
});
