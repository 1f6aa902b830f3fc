/** The page for everyone: three languages, the keyboard alone, a screen reader, small screens, and panels that say what is the matter. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';
import { postWorld } from './world.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let server: ServerProcess;
let browser: Browser;
let window: Window;
let page: Page;

beforeAll(async () => {
  server = await startServer({ web: true });
  browser = await launch();
  await postWorld(server);
  window = await openWindow(browser, `${server.url}/?gl=plain`);
  page = window.page;
  await untilSettled(page);
});

afterAll(async () => {
  await browser.close();
  await server.dispose();
});

/** Goes to another view as the browser's own back and forward do: the page stays. */
async function show(search: string): Promise<void> {
  await page.evaluate((address) => {
    history.replaceState(null, '', address);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `?gl=plain${search}`);
}

const search = async (name: string) => new URL(page.url()).searchParams.get(name);
const untilSearch = (name: string, value: string | null) => expect.poll(() => search(name), PATIENCE).toBe(value);
const tile = (metric: string) => page.locator(`[data-metric="${metric}"]`).first();
const announced = () => page.locator('[data-announcer]').textContent();

interface Fault {
  readonly id: string;
  readonly impact: string | null;
  readonly where: string;
}

/** What axe finds that keeps people out. */
async function faultsFound(): Promise<readonly Fault[]> {
  return page.evaluate(async (source) => {
    const scope = globalThis as unknown as {
      axe?: { run(): Promise<{ violations: { id: string; impact: string | null; nodes: { html: string }[] }[] }> };
    };
    if (scope.axe === undefined) new Function(source)();
    const { violations } = (await scope.axe?.run()) ?? { violations: [] };
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    return grave.flatMap(({ id, impact, nodes }) => nodes.map(({ html }) => ({ id, impact, where: html.slice(0, 160) })));
  }, AXE);
}

/** Moves everything that large and clipped boxes hold, as a focus or a search in the page does, and says which boxes gave way. */
async function movedOut(): Promise<readonly string[]> {
  return page.evaluate(() => {
    const large = [...document.querySelectorAll('*')].filter(({ clientWidth, clientHeight }) => clientWidth > 700 && clientHeight > 400);
    return large.flatMap((one) => {
      const { overflowX, overflowY } = getComputedStyle(one);
      if (overflowX === 'auto' || overflowY === 'auto' || overflowY === 'scroll') return [];
      one.scrollTo({ left: 300, top: 300, behavior: 'instant' });
      const { scrollLeft, scrollTop } = one;
      one.scrollTo({ left: 0, top: 0, behavior: 'instant' });
      return scrollLeft === 0 && scrollTop === 0 ? [] : [`${one.tagName} ${one.className} ${scrollLeft}, ${scrollTop}`];
    });
  });
}

describe('by keyboard', () => {
  it('travels from place to place, goes in and comes out, and says aloud where it is', async () => {
    await page.keyboard.press('m');
    await page.keyboard.press('Home');
    await untilSearch('selected', 'BR');
    await expect.poll(announced, PATIENCE).toMatch(/^Brazil\. Revenue \$.*rank 1 of 5.*Satisfied/);
    await page.keyboard.press('ArrowUp');
    await untilSearch('selected', 'US');
    await expect.poll(announced, PATIENCE).toMatch(/^United States\. Revenue .*rank 2 of 5/);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => search('selected'), PATIENCE).toMatch(/^(GB|FR)$/);
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await untilSearch('at', 'BR');
    await expect.poll(announced, PATIENCE).toMatch(/^Brazil: 3 Regions shown/);
    await page.keyboard.press('Escape');
    await untilSearch('at', null);
  });

  it('comes to the map from another picture, too', async () => {
    await page.keyboard.press('2');
    await untilSearch('picture', 'ecosystem');
    await page.keyboard.press('m');
    await untilSearch('picture', null);
    await page.keyboard.press('Home');
    await untilSearch('selected', 'BR');
    await page.keyboard.press('Escape');
    await untilSearch('selected', null);
  });

  it('is back at the button that opened a panel when that is closed', async () => {
    const button = page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: /^Explore/ });
    await button.press('Enter');
    await page.getByRole('button', { name: 'Close the breakdowns' }).press('Enter', PATIENCE);
    await untilSearch('side', null);
    await expect.poll(() => button.evaluate((element) => element === document.activeElement), PATIENCE).toBe(true);
  });

  it('has the table and a sheet of all keys one key away', async () => {
    await page.keyboard.press('t');
    await page.getByRole('region', { name: 'Table of the map' }).waitFor(PATIENCE);
    await page.keyboard.press('t');
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await sheet.waitFor(PATIENCE);
    expect(await sheet.textContent()).toContain('to the next place in that direction');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached', ...PATIENCE });
  });

  it('goes on where it was when the palette is closed by the key that opened it', async () => {
    const button = page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: /^Explore/ });
    await button.focus();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor(PATIENCE);
    await page.keyboard.press('Control+k');
    await page.locator('#palette-list').waitFor({ state: 'detached', ...PATIENCE });
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe('the page', () => {
  it('names a button under the pointer until it is pressed: what it opens is not covered', async () => {
    const button = page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: /^Explore/ });
    const name = page.getByRole('tooltip').filter({ hasText: /^Explore/ });
    await button.hover();
    await name.waitFor(PATIENCE);
    await button.click();
    await untilSearch('side', 'explore');
    await name.waitFor({ state: 'detached', ...PATIENCE });
    await page.mouse.move(400, 300);
    await button.hover();
    await name.waitFor(PATIENCE);
    await button.click();
    await page.mouse.move(400, 300);
    await untilSearch('side', null);
  });

  it.each(['', '&side=explore&at=BR', '&picture=ecosystem'])('stays where it is, whatever is focused in it: %s', async (address) => {
    await show(address);
    await page.waitForTimeout(1500);
    expect(await movedOut()).toEqual([]);
  });
});

describe('nothing that axe calls serious or critical', () => {
  it.each([
    ['the world, dark', ''],
    ['the table', '&side=table&at=BR'],
    ['breakdowns', '&side=explore&category=Coffee'],
    ['details, light', '&at=BR&drawer=open&theme=light'],
    ['breakdowns, light', '&side=explore&theme=light'],
  ])('is in %s', async (_name, address) => {
    await show(address);
    await page.waitForTimeout(1500);
    expect(await faultsFound()).toEqual([]);
  });

  it('is in the palette, the keys and the settings', async () => {
    await show('');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('br');
    await page.getByRole('option').first().waitFor(PATIENCE);
    expect(await faultsFound()).toEqual([]);
    await page.keyboard.press('Escape');
    // What is typed before the palette has gone is typed into it, closed or not.
    await page.locator('#palette-list').waitFor({ state: 'detached', ...PATIENCE });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor(PATIENCE);
    expect(await faultsFound()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Settings' }).first().click();
    await page.getByRole('menuitem', { name: 'Deutsch' }).waitFor(PATIENCE);
    expect(await faultsFound()).toEqual([]);
  });
});

describe('in the reader’s way', () => {
  it('marks colours with signs, where that is wanted', async () => {
    await page.getByRole('menuitem', { name: /Signs beside colour/ }).click();
    await page.locator('[data-signs]').waitFor(PATIENCE);
    await expect.poll(() => page.locator('.orrery-map .labels').textContent(), PATIENCE).toMatch(/[▲▼●]/);
    await show('&side=table');
    await expect.poll(() => page.getByRole('region', { name: 'Table of the map' }).textContent(), PATIENCE).toMatch(/[▲▼●]/);
  });

  it('speaks another language at once, keeps the view and remembers the choice', async () => {
    await show('&at=BR');
    await untilSettled(page);
    await page.getByRole('button', { name: 'Settings' }).first().click();
    await page.getByRole('menuitem', { name: 'Deutsch' }).click();
    await expect.poll(() => tile('revenue').textContent(), PATIENCE).toMatch(/^Umsatz[\d,]+\sTsd\.\s\$/);
    expect([await search('at'), await page.evaluate(() => document.documentElement.lang)]).toEqual(['BR', 'de']);
    await expect.poll(() => page.title(), PATIENCE).toBe('Brasilien · Orrery');
    await page.goto(`${server.url}/?gl=plain&at=BR&lang=pt`);
    await expect.poll(() => tile('revenue').textContent(), PATIENCE).toMatch(/^Receita/);
    await page.goto(`${server.url}/?gl=plain`);
    await expect.poll(() => tile('revenue').textContent(), PATIENCE).toMatch(/^Umsatz/);
    await untilSettled(page);
  });

  it('is large enough for thumbs on a phone, and passes axe there', async () => {
    await page.evaluate(() => localStorage.clear());
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${server.url}/?gl=plain&at=BR`);
    await untilSettled(page);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('header button, nav button, [data-announcer] ~ * button, .orrery-map-controls button')]
        .filter((one) => one.checkVisibility())
        .map((one) => [one.getBoundingClientRect(), one.textContent] as const)
        .filter(([{ width, height }]) => width < 44 || height < 44)
        .map(([, text]) => text),
    );
    expect(small).toEqual([]);
    expect(await faultsFound()).toEqual([]);
    await show('&at=BR&selected=BR/BR-SP');
    const chosen = page.getByRole('navigation', { name: 'Place' }).getByText('São Paulo');
    await chosen.waitFor(PATIENCE);
    expect(await chosen.evaluate((one) => one.scrollWidth <= one.clientWidth && one.clientWidth > 40)).toBe(true);
    // A figure is told whole in every language: of "US$ 12,3 mil" without its end would be a thousand times as much.
    await page.goto(`${server.url}/?gl=plain&at=BR&lang=pt`);
    await expect.poll(() => tile('revenue').textContent(), PATIENCE).toMatch(/^Receita.*mil/);
    const cut = await page
      .locator('[data-metric] [data-long]')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth));
    expect(cut).toHaveLength(0);
    await page.goto(`${server.url}/?gl=plain`);
    await expect.poll(() => tile('revenue').textContent(), PATIENCE).toMatch(/^Revenue/);
    expect(window.faults).toEqual([]);
  });
});

describe('a panel with nothing to show', () => {
  it('says so and offers what would fill it', async () => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await show('&side=table&category=Nothing+of+that+kind');
    const table = page.getByRole('region', { name: 'Table of the map' });
    await table.locator('[data-state="empty"]').getByRole('button', { name: 'Clear the filters' }).click(PATIENCE);
    await table.locator('[data-row="BR"]').waitFor(PATIENCE);
  });

  it('says why it was refused, and asks again', async () => {
    await show('&side=table&asof=another-log,5,2026-01-05T12:00:00Z&tense=then');
    const refused = page.locator('[data-state="error"]').filter({ hasText: 'another-log' });
    await refused.first().getByRole('button', { name: 'Ask again' }).click(PATIENCE);
    await show('&side=table');
    await page.locator('[data-row="BR"]').waitFor(PATIENCE);
    await expect.poll(() => refused.count(), PATIENCE).toBe(0);
  });

  it('says that the server is not heard, and is filled when it is back', async () => {
    const port = Number(new URL(server.url).port);
    await server.kill();
    await page.locator('[data-connection="lost"]').waitFor(PATIENCE);
    await show('&side=explore&at=US');
    const loading = page.locator('[data-breakdown="channel"] [data-state="loading"]');
    await loading.getByText('The server is not heard').waitFor(PATIENCE);
    const { dataDir } = server;
    server = await startServer({ web: true, dataDir, port });
    await page.locator('[data-breakdown="channel"] [data-value="web"]').waitFor(PATIENCE);
  });
});
