/** The ecosystem on the real server and page: what it says is what the server answers, and what a person does in it everything follows. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, type Window } from './browser.ts';
import { order, postWorld } from './world.ts';

interface Support {
  orrery?: {
    scene?: {
      drawn(): { calls: number; triangles: number; frames: number };
      ballOf(key: string): { x: number; y: number } | null;
      sparks(): number;
    };
  };
}

let server: ServerProcess;
let browser: Browser;
let window: Window;
let page: Page;

beforeAll(async () => {
  server = await startServer({ web: true });
  browser = await launch();
  await postWorld(server);
  const unhappy = ['customer-6-02', 'customer-6-10', 'customer-6-35'].map((subject, at) => ({
    ...{ specversion: '1.0', id: `unhappy-${at}`, source: 'desk', type: 'io.orrery.survey.answered', subject },
    ...{ time: '2026-03-05T12:00:00Z', data: { score: 1, scale: 'csat5', channel: 'web', segment: 'Loyal' } },
  }));
  await server.post('/v1/events', unhappy);
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
  window = await openWindow(browser, `${server.url}/?gl=plain&picture=ecosystem${search}`);
  page = window.page;
  await label(/^Loyal/).waitFor(PATIENCE);
}

const label = (name: RegExp) => page.locator('.ecosystem-label').and(page.getByRole('button', { name }));
const scene = <T>(ask: (support: NonNullable<NonNullable<Support['orrery']>['scene']>) => T): Promise<T> =>
  page.evaluate(`(${ask.toString()})(globalThis.orrery.scene)`) as Promise<T>;

async function figure(metric: string, where: Record<string, (string | null)[]> = {}): Promise<number> {
  return Number((await server.query({ metrics: [metric], ...(Object.keys(where).length > 0 ? { where } : {}) })).rows[0]?.[0]);
}

async function untilRevenue(where: Record<string, (string | null)[]>): Promise<void> {
  const wanted = await figure('revenue', where);
  const tile = page.getByLabel('Key figures').locator('[data-metric="revenue"]');
  await expect.poll(async () => Number(await tile.getAttribute('data-value')), PATIENCE).toBeCloseTo(wanted, 6);
}

it('says what the server answers, with no label on another', async () => {
  await open();
  const risk = await figure('revenue_at_risk');
  expect(risk).toBeGreaterThan(0);
  const short = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    notation: 'compact',
    maximumSignificantDigits: 2,
  }).format(risk);
  await page.getByRole('heading', { level: 2, name: short.replace('K', 'k') }).waitFor(PATIENCE);
  for (const segment of ['Loyal', 'New', 'At risk']) {
    const csat = await figure('csat', { segment: [segment] });
    expect(await label(new RegExp(`^${segment},`)).getAttribute('aria-label')).toContain(`${Math.round(csat)} % satisfied`);
  }
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
  expect(await label(/^Loyal/).getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('button', { name: /Remove the filter.*Loyal/ }).waitFor(PATIENCE);
  await label(/^Coffee/).click({ modifiers: ['Shift'] });
  await untilRevenue({ segment: ['Loyal'], category: ['Coffee'] });
  await page.keyboard.press('Escape');
  await untilRevenue({});

  const at = await scene((support) => support.ballOf('1 segment New'));
  await page.mouse.click(Number(at?.x), Number(at?.y));
  await untilRevenue({ segment: ['New'] });
  await page.getByRole('button', { name: 'Map', exact: true }).click();
  await untilRevenue({ segment: ['New'] });
  expect(new URL(page.url()).searchParams.get('segment')).toBe('New');
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

it('lies flat on demand, keeping every name, and comes back from a link', async () => {
  await open();
  const names = await page.locator('.ecosystem-name').allTextContents();
  await page.getByRole('button', { name: 'Flat' }).click();
  await page.getByRole('button', { name: 'In space' }).waitFor(PATIENCE);
  expect(await page.locator('.ecosystem-name').allTextContents()).toEqual(names);
  await expect.poll(() => new URL(page.url()).searchParams.get('flat'), PATIENCE).toBe('1');
  await page.reload();
  await page.getByRole('button', { name: 'In space' }).waitFor(PATIENCE);
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

  await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.ecosystem canvas');
    const loss = (canvas?.getContext('webgl2') ?? null)?.getExtension('WEBGL_lose_context');
    loss?.loseContext();
    setTimeout(() => loss?.restoreContext(), 200);
  });
  const frames = (await scene((support) => support.drawn())).frames;
  await expect.poll(async () => (await scene((support) => support.drawn())).frames, PATIENCE).toBeGreaterThan(frames);

  const isResting = async () => {
    const first = (await scene((support) => support.drawn())).frames;
    await page.waitForTimeout(700);
    return (await scene((support) => support.drawn())).frames === first;
  };
  await expect.poll(isResting, PATIENCE).toBe(true);
});
