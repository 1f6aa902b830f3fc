/** Moving through time, comparing, rewinding and announcements, on the real server and page, in the system's Chromium. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';
import { order, postWorld } from './world.ts';

const FEBRUARY = 'from=2026-02-02T00:00:00Z&to=2026-02-16T00:00:00Z';
const ANNOUNCED = 'Free freight <b>for all</b> from today';

let server: ServerProcess;
let browser: Browser;
let window: Window;
let page: Page;

beforeAll(async () => {
  server = await startServer({ web: true });
  browser = await launch();
  await postWorld(server);
  // A place that the weeks before February do not know.
  await server.post(
    '/v1/events',
    order('new-place', { country: 'DE', region: 'DE-BE', city: 'Berlin', amount: '75.00' }, Date.parse('2026-02-10T12:00:00Z')),
  );
  window = await openWindow(browser, `${server.url}/?gl=plain`);
  page = window.page;
});

afterAll(async () => {
  await browser.close();
  await server.dispose();
});

afterEach(() => expect(window.faults.splice(0)).toEqual([]));

/** Goes to an address within the page, as back and forward do. */
async function open(search: string): Promise<void> {
  await page.evaluate((address) => {
    history.pushState(null, '', address);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `/?gl=plain&${search}`);
  await untilSettled(page);
  await chart().waitFor(PATIENCE);
}

const timeline = (): Locator => page.getByRole('region', { name: 'Timeline' });
const chart = (): Locator => page.locator('svg[data-axis]');
const button = (name: string | RegExp): Locator => timeline().getByRole('button', { name });
const field = (name: string): string | null => new URL(page.url()).searchParams.get(name);
const tile = (): Locator => page.getByLabel('Key figures').locator('[data-metric="revenue"]');

async function axis(): Promise<readonly [number, number]> {
  const [from = 0, to = 0] = ((await chart().getAttribute('data-axis')) ?? '').split(' ').map(Number);
  return [from, to];
}

async function days(): Promise<number> {
  const [from, to] = await axis();
  return (to - from) / 86_400_000;
}

async function box(): Promise<{ x: number; y: number; width: number; height: number }> {
  const found = await chart().boundingBox();
  if (found === null) throw new Error('no chart');
  return found;
}

async function revenueBetween(from: string, to: string): Promise<number> {
  return Number((await server.query({ metrics: ['revenue'], time: { from, to } })).rows[0]?.[0]);
}

/** An instant of the address, once time stands still: the address is up to a second behind. */
async function untilStood(name: string): Promise<number> {
  let last = Number.NaN;
  const isSame = () => {
    const before = last;
    last = Date.parse(field(name) ?? '');
    return last === before;
  };
  await expect.poll(isSame, { ...PATIENCE, interval: 1500 }).toBe(true);
  return last;
}

async function pick(name: string | RegExp, choice: RegExp): Promise<void> {
  await button(name).click();
  await page.getByRole('menuitem', { name: choice }).click();
}

describe('the time axis', () => {
  it('zooms by wheel and keys with the grain following, pans by dragging, and is kept in the address', async () => {
    await open('');
    const whole = await days();
    const { x, y, width, height } = await box();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.wheel(0, -900);
    await expect.poll(days, PATIENCE).toBeLessThan(whole / 4);
    await expect.poll(() => button('Size of the bars').textContent(), PATIENCE).toMatch(/Hour/);
    await expect.poll(() => field('axis'), PATIENCE).not.toBeNull();

    const [before] = await axis();
    await page.mouse.move(x + width / 2, y + height - 6);
    await page.mouse.down();
    await page.mouse.move(x + width / 4, y + height - 6, { steps: 3 });
    await page.mouse.up();
    await expect.poll(async () => (await axis())[0], PATIENCE).toBeGreaterThan(before);

    await chart().focus();
    const near = await days();
    await page.keyboard.press('-');
    await expect.poll(days, PATIENCE).toBeGreaterThan(near * 1.4);
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await expect.poll(days, PATIENCE).toBeLessThan(near * 0.9);
    await page.keyboard.press('0');
    await expect.poll(days, PATIENCE).toBeCloseTo(whole, 3);
    await expect.poll(() => field('axis'), PATIENCE).toBeNull();
  });

  it('takes a pinned grain, lets it follow again, and zooms under two fingers', async () => {
    await open('');
    await pick('Size of the bars', /^Week/);
    await expect.poll(() => field('grain'), PATIENCE).toBe('week');
    await pick('Size of the bars', /^By zoom/);
    await expect.poll(() => field('grain'), PATIENCE).toBeNull();
    const whole = await days();
    const { x, y, width } = await box();
    const touch = await page.context().newCDPSession(page);
    const at = (...shares: number[]) => shares.map((share, id) => ({ id, x: x + share * width, y: y + 40 }));
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0.45, 0.55) });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(0.35, 0.65) });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(0.2, 0.8) });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect.poll(days, PATIENCE).toBeLessThan(whole / 3);
    expect(field('from')).toBeNull();
  });
});

describe('the window', () => {
  it('is drawn with the mouse, and moved and resized with keys', async () => {
    await open('');
    const { x, y, width } = await box();
    await page.mouse.move(x + width * 0.3, y + 45);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.5, y + 45, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => field('from'), PATIENCE).not.toBeNull();
    const [from, to] = [Date.parse(field('from') ?? ''), Date.parse(field('to') ?? '')];

    await page.getByRole('slider', { name: 'End of the window' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => Date.parse(field('to') ?? ''), PATIENCE).toBe(to + 86_400_000);
    await page.getByRole('slider', { name: 'The window', exact: true }).focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => Date.parse(field('from') ?? ''), PATIENCE).toBe(from - 86_400_000);
    const wanted = await revenueBetween(field('from') ?? '', field('to') ?? '');
    await expect.poll(async () => Number(await tile().getAttribute('data-value')), PATIENCE).toBeCloseTo(wanted, 6);
  });

  it('plays at the chosen speed, in a circle when asked to, and steps one by one', async () => {
    await open('from=2026-02-25T00:00:00Z&to=2026-03-04T00:00:00Z');
    await pick(/^Speed/, /^8×/);
    await button('Play again from the start at the end').click();
    await button('Play the window forward').click();
    await expect.poll(() => Date.parse(field('from') ?? ''), PATIENCE).toBeLessThan(Date.parse('2026-01-20'));
    await button('Pause').click();
    await button('Play the window forward').waitFor(PATIENCE);
    const paused = await untilStood('from');
    await button('One step forward').click();
    await expect.poll(() => Date.parse(field('from') ?? ''), PATIENCE).toBeGreaterThan(paused);
  });
});

describe('a comparison', () => {
  it('colours the map by change, tells before and change, marks what is new, and is chosen from the timeline', async () => {
    await open(`${FEBRUARY}&compare=previous`);
    const legend = page.getByRole('region', { name: 'Legend' });
    await legend.getByText('Change of Revenue against the').waitFor(PATIENCE);
    await legend.getByText('height before').waitFor(PATIENCE);
    const before = await revenueBetween('2026-01-19T00:00:00Z', '2026-02-02T00:00:00Z');
    await expect.poll(async () => Number(await tile().getAttribute('data-before')), PATIENCE).toBeCloseTo(before, 6);
    await tile()
      .locator('path[data-before]')
      .waitFor({ ...PATIENCE, state: 'attached' });
    await chart()
      .locator('path[data-before]')
      .waitFor({ ...PATIENCE, state: 'attached' });

    const told = async (country: string) => {
      const at = await page.evaluate(
        (id) =>
          (globalThis as { orrery?: { map?: { columnAt(id: string): { x: number; y: number } | null } } }).orrery?.map?.columnAt(id) ??
          null,
        country,
      );
      if (at === null) throw new Error(`${country}: stands nowhere`);
      await page.mouse.move(at.x - 2, at.y);
      await page.mouse.move(at.x, at.y);
      return page.locator('.tooltip').textContent();
    };
    await expect.poll(() => told('BR'), PATIENCE).toMatch(/before[\s\S]*change/);
    await expect.poll(() => told('DE'), PATIENCE).toMatch(/new/);
    await page.keyboard.press('t');
    const change = (row: string) => page.locator(`[data-row="${row}"] [data-metric="change"]`);
    const now = await revenueBetween('2026-02-02T00:00:00Z', '2026-02-16T00:00:00Z');
    await expect.poll(async () => Number(await tile().getAttribute('data-value')), PATIENCE).toBeCloseTo(now, 6);
    await expect
      .poll(async () => Number(await change('total').getAttribute('data-value')), PATIENCE)
      .toBeCloseTo((100 * (now - before)) / before, 6);
    await expect.poll(() => change('BR').textContent(), PATIENCE).toMatch(/^[+−]\d/);
    await page.keyboard.press('t');
    await pick('Compare with another time', /^Year before/);
    await expect.poll(() => field('compare'), PATIENCE).toBe('year');
    await pick('Compare with another time', /^No comparison/);
    await expect.poll(() => field('compare'), PATIENCE).toBeNull();
    await page
      .getByRole('region', { name: 'Legend' })
      .getByText('Change of Revenue against the')
      .waitFor({ ...PATIENCE, state: 'detached' });
  });
});

describe('a live map', () => {
  it('is paused, stepped back, played through its past, and becomes live again by itself', async () => {
    await open('last=P1D');
    await button('Pause').click();
    await expect.poll(() => field('until'), PATIENCE).not.toBeNull();
    await button('One step back').click();
    await button('One step back').click();
    await button(/behind: back to live/).waitFor(PATIENCE);
    // The address follows the view a moment later.
    const difference = async () => {
      const until = Date.parse(field('until') ?? '');
      const wanted = await revenueBetween(new Date(until - 86_400_000).toISOString(), new Date(until).toISOString());
      return Math.abs(Number(await tile().getAttribute('data-value')) - wanted);
    };
    await expect.poll(difference, PATIENCE).toBeLessThan(1e-6);

    await pick(/^Speed/, /^3600×/);
    await button('Play on from here').click();
    await expect.poll(() => field('until'), PATIENCE).toBeNull();
    await button('Pause').waitFor(PATIENCE);
    expect(field('last')).toBe('P1D');

    await button('Pause').click();
    await button('One step back').click();
    await button(/behind: back to live/).click();
    await expect.poll(() => field('until'), PATIENCE).toBeNull();
  });

  it('offers to filter by what its window holds, where that follows events of the past', async () => {
    await open('last=P1D');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page
      .getByRole('tabpanel')
      .getByRole('checkbox', { name: /^Coffee/ })
      .waitFor(PATIENCE);
    await page.keyboard.press('Escape');
  });
});

describe('announcements', () => {
  it('are marked where they were made as soon as they arrive, and told as text', async () => {
    await open('');
    const announce = (id: string, hour: number) =>
      server.post('/v1/events', {
        specversion: '1.0',
        id,
        source: 'crm',
        type: 'io.orrery.change.announced',
        time: `2026-02-01T${hour}:00:00Z`,
        data: { country: 'BR', change: 'price', text: ANNOUNCED },
      });
    await announce('change-1', 10);
    const mark = timeline().getByRole('button', { name: ANNOUNCED });
    await mark.waitFor(PATIENCE);
    await announce('change-2', 11);
    await expect.poll(() => mark.getAttribute('data-moments'), PATIENCE).toBe('2');
    await mark.focus();
    await page.keyboard.press('Enter');
    const card = page.getByRole('dialog', { name: '2 at this time' });
    await card.waitFor(PATIENCE);
    expect(await card.textContent()).toContain(ANNOUNCED);
    await expect.poll(() => card.textContent(), PATIENCE).toContain('Brazil');
    expect(await card.locator('p b').count()).toBe(0);
    // On a phone all of it is seen, wherever on the axis it stands.
    await page.setViewportSize({ width: 390, height: 844 });
    const isWithin = async () => {
      const found = await card.boundingBox();
      return found !== null && found.x >= 0 && found.x + found.width <= 390;
    };
    await expect.poll(isWithin, PATIENCE).toBe(true);
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.keyboard.press('Escape');
    await card.waitFor({ ...PATIENCE, state: 'detached' });
    await mark.press('Enter');
    await card.getByRole('button', { name: 'Close' }).press('Enter', PATIENCE);
    await card.waitFor({ ...PATIENCE, state: 'detached' });
    await expect.poll(() => mark.evaluate((element) => element === document.activeElement), PATIENCE).toBe(true);
  });
});
