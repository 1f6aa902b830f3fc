/** The ecosystem on the real server and page: what it says is what the server answers, and what a person does in it everything follows. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { formatShort } from '../../src/model/format.ts';
import { type ServerProcess, startServer } from '../server/child.ts';
import { isResting, launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';
import { laterEvents, type Support, unhappyEvents } from './ecosystemWorld.ts';
import { order, postWorld } from './world.ts';

let server: ServerProcess;
let browser: Browser;
let window: Window;
let page: Page;

beforeAll(async () => {
  server = await startServer({ web: true });
  browser = await launch();
  await postWorld(server);
  await server.post('/v1/events', [...unhappyEvents(), ...laterEvents()]);
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
  window = await openWindow(browser, `${server.url}/?gl=plain&picture=ecosystem&flat=0${search}`);
  page = window.page;
  await label(/^Loyal/).waitFor(PATIENCE);
}

const label = (name: RegExp) => page.locator('.ecosystem-label').and(page.getByRole('button', { name }));
const scene = <T>(ask: (support: NonNullable<NonNullable<Support['orrery']>['scene']>) => T): Promise<T> =>
  page.evaluate(`(${ask.toString()})(globalThis.orrery.scene)`) as Promise<T>;

async function figure(metric: string, where: Record<string, (string | null)[]> = {}): Promise<number> {
  return Number((await server.query({ metrics: [metric], ...(Object.keys(where).length > 0 ? { where } : {}) })).rows[0]?.[0]);
}

const untilPressed = (name: RegExp) => expect.poll(() => label(name).getAttribute('aria-pressed'), PATIENCE).toBe('true');

async function untilRevenue(where: Record<string, (string | null)[]>): Promise<void> {
  const wanted = await figure('revenue', where);
  const tile = page.getByLabel('Key figures').locator('[data-metric="revenue"]');
  await expect.poll(async () => Number(await tile.getAttribute('data-value')), PATIENCE).toBeCloseTo(wanted, 6);
}

const framesDrawn = async () => (await scene((support) => support.drawn())).frames;

it('says what the server answers, with no label on another', async () => {
  await open();
  const risk = await figure('revenue_at_risk');
  expect(risk).toBeGreaterThan(0);
  await page.getByRole('heading', { level: 2, name: formatShort(risk, 'USD') }).waitFor(PATIENCE);
  for (const segment of ['Loyal', 'New', 'At risk']) {
    const csat = await figure('csat', { segment: [segment] });
    expect(await label(new RegExp(`^${segment},`)).getAttribute('aria-label')).toContain(`${Math.round(csat)} % satisfied`);
  }
  await expect.poll(() => scene((support) => support.isStanding()), PATIENCE).toBe(true);
  const boxes = await page.locator('.ecosystem-label:not([data-shown="0"])').evaluateAll((all) =>
    all.map((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return { left, right, top, bottom, text: one.textContent };
    }),
  );
  expect(boxes.length).toBeGreaterThan(8);
  boxes.forEach((one, at) => {
    for (const other of boxes.slice(at + 1)) {
      const isApart =
        one.right <= other.left + 1 || other.right <= one.left + 1 || one.bottom <= other.top + 1 || other.bottom <= one.top + 1;
      expect(isApart, `${one.text} and ${other.text}`).toBe(true);
    }
  });
  expect((await scene((support) => support.drawn())).calls).toBeLessThanOrEqual(14);
});

it('filters everything by a click on a name or a ball, adds with Shift, and leaves by Escape', async () => {
  await open();
  await label(/^Loyal/).click();
  await untilRevenue({ segment: ['Loyal'] });
  await untilPressed(/^Loyal/);
  // The sentence is of what is chosen, as the figures are, and says so.
  const risk = formatShort(await figure('revenue_at_risk', { segment: ['Loyal'] }), 'USD');
  await page.getByRole('heading', { level: 2, name: `“Loyal”: ${risk} at risk` }).waitFor(PATIENCE);
  await page.getByRole('button', { name: /Remove the filter.*Loyal/ }).waitFor(PATIENCE);
  await label(/^Coffee/).click({ modifiers: ['Shift'] });
  await untilRevenue({ segment: ['Loyal'], category: ['Coffee'] });
  await page.keyboard.press('Escape');
  await untilRevenue({});

  // A ball is clicked where it stands, not where it was on its way from the picture before.
  await expect.poll(() => scene((support) => support.isStanding()), PATIENCE).toBe(true);
  const at = await scene((support) => support.ballOf('1 segment New'));
  await page.mouse.click(Number(at?.x), Number(at?.y));
  await untilRevenue({ segment: ['New'] });
  await page.getByRole('button', { name: 'Map', exact: true }).click();
  await untilRevenue({ segment: ['New'] });
  await expect.poll(() => new URL(page.url()).searchParams.get('segment'), PATIENCE).toBe('New');
});

it('opens a category into its products by keys and mouse, and closes it again', async () => {
  await open();
  await label(/^Coffee/).dblclick();
  await label(/^P0/).waitFor(PATIENCE);
  await untilRevenue({ category: ['Coffee'] });
  await page.keyboard.press('Escape');
  await label(/^Coffee/).waitFor(PATIENCE);
  await label(/^Garden/).focus();
  await page.keyboard.press('Enter');
  await untilRevenue({ category: ['Garden'] });
});

it('lies flat on demand, by button and key, keeping every name, and comes back from a link', async () => {
  await open();
  const names = await page.locator('.ecosystem-name').allTextContents();
  await page.getByRole('button', { name: 'Flat' }).click();
  await page.getByRole('button', { name: 'In space' }).waitFor(PATIENCE);
  await expect.poll(() => page.locator('.ecosystem-name').allTextContents(), PATIENCE).toEqual(names);
  await expect.poll(() => new URL(page.url()).searchParams.get('flat'), PATIENCE).toBe('1');
  await page.reload();
  await page.getByRole('button', { name: 'In space' }).waitFor(PATIENCE);
  await page.keyboard.press('f');
  await page.getByRole('button', { name: 'Flat' }).waitFor(PATIENCE);
});

it('tells what is pointed at with its interval, and of what is chosen who, how satisfied and why', async () => {
  await open();
  await label(/^Loyal/).hover();
  const csat = await server.query({ metrics: ['csat'], where: { segment: ['Loyal'] } });
  const [value, n, low, high] = (csat.rows[0] ?? []).map((each) => Math.round(Number(each)));
  const tip = page.getByRole('tooltip');
  await expect.poll(() => tip.textContent(), PATIENCE).toContain(`${value} % satisfied (${low}–${high}), n = ${n}`);

  await label(/^Call/).click();
  const drawer = page.getByRole('complementary', { name: 'Details of the ecosystem' });
  await drawer.getByRole('heading', { name: 'Call' }).waitFor(PATIENCE);
  const contacts = await figure('contacts', { channel: ['call'] });
  await expect.poll(() => drawer.textContent(), PATIENCE).toContain(`of ${contacts} contacts`);
  // The reasons are asked for by themselves.
  await expect.poll(() => drawer.textContent(), PATIENCE).toContain('Delivery100 %');
  await label(/^Web/).click();
  await drawer.getByRole('heading', { name: 'Web' }).waitFor(PATIENCE);
  // What is beyond the segments is attributed, and it says so.
  await drawer.getByText('attributed by share').waitFor(PATIENCE);
  await drawer.getByRole('button', { name: 'Loyal' }).click();
  await untilRevenue({ channel: ['web'], segment: ['Loyal'] });
  await drawer.getByRole('heading', { name: 'Web → Loyal' }).waitFor(PATIENCE);
  await drawer.getByRole('button', { name: 'Close the details' }).click();
  await drawer.waitFor({ ...PATIENCE, state: 'detached' });
  await untilRevenue({ channel: ['web'], segment: ['Loyal'] });
});

it('shows what changed between two windows, in a list and on the picture', async () => {
  await open('&from=2026-02-03T00:00:00Z&to=2026-03-06T00:00:00Z&compare=previous');
  const drawer = page.getByRole('complementary', { name: 'Details of the ecosystem' });
  await drawer.getByRole('heading', { name: 'What changed' }).waitFor(PATIENCE);
  await drawer.getByRole('listitem').filter({ hasText: 'At home' }).filter({ hasText: 'new' }).first().waitFor(PATIENCE);
  await expect.poll(() => page.locator('.ecosystem-chip:not([hidden])').count(), PATIENCE).toBeGreaterThan(0);
  await drawer
    .getByRole('button', { name: /^new\s*At home/ })
    .first()
    .click();
  await untilPressed(/^At home/);
});

it('is a table with the same names, order and colours, what is wrong first; also where nothing can be drawn', async () => {
  await open('&from=2026-02-03T00:00:00Z&to=2026-03-06T00:00:00Z');
  await page.keyboard.press('t');
  const table = page.getByRole('region', { name: 'Table of the ecosystem' });
  const names = await page.locator('.ecosystem-name').allTextContents();
  const ranks = table.locator('tbody:not([data-rank="wrong"], [data-rank="links"]) [data-key] button');
  await expect.poll(() => ranks.allTextContents(), PATIENCE).toEqual(names);
  await table.locator('[data-rank="links"] button').filter({ hasText: ' → ' }).first().waitFor(PATIENCE);
  await table.locator('[data-rank="wrong"]').getByText('satisfaction falls').first().waitFor(PATIENCE);
  await table.locator('tbody[data-rank="1"]').getByRole('button', { name: 'New', exact: true }).click();
  await untilPressed(/^New/);
  await page.addInitScript(() => {
    const whole = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...more: unknown[]) {
      return kind.startsWith('webgl') ? null : (whole as (...all: unknown[]) => unknown).call(this, kind, ...more);
    } as typeof whole;
  });
  await page.goto(`${server.url}/?picture=ecosystem`);
  await page.getByText('This browser draws no 3D pictures').waitFor(PATIENCE);
  await table.getByRole('button', { name: 'Loyal' }).click();
  await untilRevenue({ segment: ['Loyal'] });
});

it('opens a channel into its reasons with its sources behind, a segment into its life cycle with its regions in front', async () => {
  await open();
  await label(/^Call/).dblclick();
  await label(/^Delivery/).waitFor(PATIENCE);
  await label(/^desk/).waitFor(PATIENCE);
  await expect.poll(() => label(/^desk/).getAttribute('aria-label'), PATIENCE).toMatch(/no rhythm|complete|on time/);
  await page.keyboard.press('Escape');
  await label(/^Call/).waitFor(PATIENCE);
  await label(/^Loyal/).dblclick();
  await label(/^Brazil/).waitFor(PATIENCE);
  await untilRevenue({ segment: ['Loyal'] });
  await expect.poll(() => new URL(page.url()).searchParams.get('ranks'), PATIENCE).toBe('channel,segment:rule,country');
  await page.keyboard.press('Escape');
  await label(/^Coffee/).waitFor(PATIENCE);
});

it('is one space with the map: the chosen flies there and back, also when interrupted; the other sleeps; keys, palette and thumb reach every picture', async () => {
  await open();
  await label(/^Loyal/).click();
  await untilRevenue({ segment: ['Loyal'] });
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes)
          if (node instanceof HTMLElement && node.className === 'flight-disc') seen.push(node.dataset.id ?? '');
    }).observe(document.body, { childList: true, subtree: true });
  });
  const seen = () => page.evaluate(() => [...(globalThis as unknown as { seen: string[] }).seen]);
  await page.keyboard.press('1');
  await expect.poll(() => new URL(page.url()).searchParams.get('picture'), PATIENCE).toBeNull();
  await expect.poll(async () => (await seen()).filter((id) => id === 'segment Loyal').length, PATIENCE).toBeGreaterThan(1);
  await untilRevenue({ segment: ['Loyal'] });
  await page.keyboard.press('2');
  await page.keyboard.press('1');
  await page.keyboard.press('2');
  await expect.poll(() => page.locator('.flight-disc').count(), PATIENCE).toBe(0);
  await untilPressed(/^Loyal/);

  // Behind the map it sleeps, whatever happens; a graphics context that either loses meanwhile is repaired.
  await page.keyboard.press('1');
  await expect.poll(() => new URL(page.url()).searchParams.get('picture'), PATIENCE).toBeNull();
  await untilSettled(page);
  await expect.poll(() => page.locator('.flight-disc').count(), PATIENCE).toBe(0);
  await expect.poll(() => isResting(page, framesDrawn), PATIENCE).toBe(true);
  const { frames } = await scene((support) => support.drawn());
  await server.post('/v1/events', [
    order('asleep-1', { amount: '10.00', channel: 'web', segment: 'Loyal', category: 'Coffee', country: 'BR' }, Date.UTC(2026, 2, 6)),
  ]);
  await untilRevenue({ segment: ['Loyal'] });
  await page.waitForTimeout(500);
  expect((await scene((support) => support.drawn())).frames).toBe(frames);
  await page.evaluate(() => {
    for (const canvas of document.querySelectorAll<HTMLCanvasElement>('.ecosystem canvas, .orrery-map canvas')) {
      const loss = (canvas.getContext('webgl2') ?? null)?.getExtension('WEBGL_lose_context');
      loss?.loseContext();
      setTimeout(() => loss?.restoreContext(), 200);
    }
  });
  await page.waitForTimeout(400);
  await page.keyboard.press('2');
  await untilPressed(/^Loyal/);
  await expect.poll(async () => (await scene((support) => support.drawn())).calls, PATIENCE).toBeGreaterThan(5);
  await expect.poll(() => page.locator('.ecosystem canvas').count(), PATIENCE).toBe(1);

  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('Map');
  await page.getByRole('option', { name: /^Map/ }).first().click();
  await expect.poll(() => new URL(page.url()).searchParams.get('picture'), PATIENCE).toBeNull();
  await untilSettled(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Ecosystem' }).click();
  await untilPressed(/^Loyal/);
  const bar = await page.getByRole('navigation', { name: 'Views' }).boundingBox();
  expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBeGreaterThan(840);
});

it('follows events as they arrive, rests when nothing does, and survives a lost graphics context', async () => {
  await open();
  const before = await figure('events', { channel: ['web'] });
  const orders = Array.from({ length: 40 }, (_, at) =>
    order(`live-${at}`, { amount: '10.00', channel: 'web', segment: 'Loyal', category: 'Coffee', country: 'BR' }, Date.UTC(2026, 2, 6)),
  );
  await server.post('/v1/events', orders);
  const wanted = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 }).format(before + 40);
  await expect.poll(() => label(/^Web/).getAttribute('aria-label'), PATIENCE).toContain(`${wanted} events`);

  // Counted as it is lost: asked for later, it may be back and drawn already.
  const frames = await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.ecosystem canvas');
    const loss = (canvas?.getContext('webgl2') ?? null)?.getExtension('WEBGL_lose_context');
    loss?.loseContext();
    setTimeout(() => loss?.restoreContext(), 200);
    return (globalThis as Support).orrery?.scene?.drawn().frames ?? Number.NaN;
  });
  await expect.poll(async () => (await scene((support) => support.drawn())).frames, PATIENCE).toBeGreaterThan(frames);
  await expect.poll(() => isResting(page, framesDrawn), PATIENCE).toBe(true);
});
