/** The wall as a room sees it: it plays by itself, obeys a phone and a keyboard, looks lost when it is and recovers, and shows nobody. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { RoomCommand, RoomSaid } from '../../src/protocol/room.ts';
import type { Scene } from '../../src/protocol/tours.ts';
import { type FaultProxy, openFaultProxy } from '../load/faultProxy.ts';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';
import { order, postWorld } from './world.ts';

let server: ServerProcess;
let proxy: FaultProxy;
let browser: Browser;
let wall: Window;
let page: Page;

const scene = (id: string, search: string, caption: string): Scene => ({ id, name: id, search, path: [], caption, seconds: 600 });
const SCENES = [
  scene('world', '', 'The whole of it'),
  scene('brazil', '?at=BR&selected=BR/BR-SP', 'São Paulo carries Brazil. Its <b>revenue</b> leads.'),
  scene('system', '?picture=ecosystem', 'Who buys what'),
  scene('campinas', '?picture=ecosystem&city=geonames:3467865', 'One city'),
];

beforeAll(async () => {
  server = await startServer({ web: true });
  proxy = await openFaultProxy(Number(new URL(server.url).port));
  browser = await launch();
  await postWorld(server);
  // Known for years before the first order.
  await server.post('/v1/events', { ...order('card', {}, Date.UTC(2019, 2, 1)), type: 'io.orrery.profile.updated' });
  const { id } = (await (await server.post('/v1/tours', { name: 'Board', scenes: SCENES, author: 'Ana Souza' })).json()) as { id: string };
  wall = await openWindow(browser, `${proxy.url}/wall?gl=plain&room=board&tour=${id}`);
  page = wall.page;
  await shown('world');
}, 120_000);

afterAll(async () => {
  await browser.close();
  await proxy.close();
  await server.dispose();
});

afterEach(() => expect(wall.faults.filter((fault) => !/WebSocket|ERR_|Failed to load/.test(fault))).toEqual([]));

const shown = (id: string, on: Page = page) => on.locator(`[data-scene="${id}"]`).waitFor(PATIENCE);
const say = async (command: RoomCommand) => {
  const response = await server.post('/v1/rooms/board', command);
  return ((await response.json()) as RoomSaid).room;
};

it('plays the tour of its address: picture, figures, caption, clock, freshness and a code for a phone', async () => {
  await untilSettled(page);
  const { revenue } = await total();
  await expect.poll(() => page.locator('[data-metric="revenue"]').getAttribute('data-value'), PATIENCE).toBe(String(revenue));
  expect(await page.locator('header h1').textContent()).toBe('World');
  // The time of the figures, not that of all events, which stands until that is known.
  await expect.poll(() => page.locator('header p').textContent(), PATIENCE).toMatch(/^5 Jan.* 2026/);
  expect(await page.getByText('The whole of it').count()).toBe(1);
  expect(await page.locator('time').textContent()).toMatch(/^\d\d:\d\d$/);
  expect(await page.locator('[data-connection]').getAttribute('data-connection')).toBe('live');
  expect(await page.locator('[data-address]').getAttribute('data-address')).toBe(`${proxy.url}/`);
});

async function total(): Promise<{ revenue: number }> {
  const { rows } = await server.query({ metrics: ['revenue'] });
  return { revenue: Number(rows[0]?.[0]) };
}

it('obeys a presenter at its keyboard: step, pin, leave out, pause, why', async () => {
  await page.keyboard.press('ArrowRight');
  await shown('brazil');
  // What people wrote is text, never markup.
  expect(await page.getByText('Its <b>revenue</b> leads').count()).toBe(1);
  await page.locator('[data-place="BR-SP"]').waitFor(PATIENCE);
  await page.locator('svg polyline').waitFor(PATIENCE);
  await page.keyboard.press('p');
  await expect.poll(async () => (await room()).pinned, PATIENCE).toBe(true);
  await page.getByText('Pinned').waitFor(PATIENCE);
  await page.keyboard.press('w');
  const why = page.getByRole('region', { name: 'Why' });
  await expect.poll(() => why.locator('li').count(), PATIENCE).toBeGreaterThan(1);
  await page.keyboard.press('Escape');
  await why.waitFor({ ...PATIENCE, state: 'detached' });
  await page.keyboard.press('v');
  await shown('system');
  await expect.poll(async () => (await room()).vetoed, PATIENCE).toEqual(['brazil']);
  await page.keyboard.press(' ');
  await page.getByText('Paused').waitFor(PATIENCE);
  await page.keyboard.press(' ');
  await expect.poll(async () => (await room()).heldMs, PATIENCE).toBeNull();
});

const room = async () => ((await (await fetch(`${server.url}/v1/rooms/board`)).json()) as RoomSaid).room;

it('obeys a phone, which shows the scenes and what is left out', async () => {
  const remote = await openWindow(browser, `${server.url}/wall/remote?room=board`);
  const phone = remote.page;
  await phone.setViewportSize({ width: 390, height: 844 });
  await phone.getByRole('button', { name: 'Show again' }).click(PATIENCE);
  await expect.poll(async () => (await room()).vetoed, PATIENCE).toEqual([]);
  await phone.getByRole('button', { name: 'brazil' }).click();
  await shown('brazil');
  await phone.getByRole('button', { name: 'Why' }).click();
  await page.getByRole('region', { name: 'Why' }).waitFor(PATIENCE);
  await phone.getByRole('button', { name: 'Back', exact: true }).click();
  await shown('world');
  const small = await phone.evaluate(
    () => Array.from(document.querySelectorAll('button, select')).filter((element) => element.getBoundingClientRect().height < 44).length,
  );
  expect(small).toBe(0);
  expect(await violations(phone)).toEqual([]);
  await remote.close();
});

it('looks lost within 5 s when the cable is dead, goes on by itself, and is itself again', async () => {
  await say({ kind: 'go', scene: 'brazil' });
  await shown('brazil');
  const deadMs = Date.now();
  proxy.goDead();
  await page.locator('[data-connection="lost"]').waitFor(PATIENCE);
  await expect.poll(() => page.getByText('Connection lost').count(), PATIENCE).toBe(1);
  await expect.poll(() => page.locator('[data-stale="true"]').count(), PATIENCE).toBe(1);
  // 4.5 s of silence, and what a busy machine takes to show it.
  expect(Date.now() - deadMs).toBeLessThan(6500);
  await shown('brazil');
  // Meanwhile a presenter goes on, and the wall does not hear it.
  await say({ kind: 'go', scene: 'system' });
  proxy.heal();
  proxy.cut();
  await page.locator('[data-connection="live"]').waitFor(PATIENCE);
  await shown('system');
  await expect.poll(() => page.locator('[data-stale="true"]').count(), PATIENCE).toBe(0);
});

it('is in its place again after it was loaded anew, and shows two screens of a room side by side', async () => {
  await page.reload();
  await shown('system');
  await say({ kind: 'go', scene: 'world' });
  const right = await openWindow(browser, `${server.url}/wall?gl=plain&room=board&screen=2/2`);
  await shown('world', right.page);
  await shown('world');
  await untilSettled(right.page);
  const places = await right.page.evaluate(() => {
    const wide = document.querySelector('main')?.parentElement?.parentElement?.getBoundingClientRect();
    return wide && [Math.round(wide.left), Math.round(wide.width)];
  });
  expect(places).toEqual([-1280, 2560]);
  const seam = await right.page.locator('i[data-over-map]').boundingBox();
  expect(seam && [seam.x < 0, seam.x + seam.width > 0]).toEqual([true, true]);
  expect(await right.page.evaluate(namesAcross, 0)).toEqual([]);
  const density = () =>
    right.page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas');
      return canvas && { share: Number((canvas.width / canvas.clientWidth).toFixed(2)), width: canvas.clientWidth };
    });
  const narrow = await density();
  // Wider than one screen of 4K: every pixel is still drawn.
  await right.page.setViewportSize({ width: 2200, height: 160 });
  await expect.poll(density, PATIENCE).toEqual({ share: narrow?.share, width: 4400 });
  await right.close();
});

/** Names over the map that stand on both sides of `x`. Runs in the page. */
function namesAcross(x: number): string[] {
  return Array.from(document.querySelectorAll('.label.shown')).flatMap((name) => {
    const { left, right } = name.getBoundingClientRect();
    return left < x && x < right ? [name.textContent ?? ''] : [];
  });
}

it('says the place that a scene is filtered by with its name, which no picture of it has told', async () => {
  await say({ kind: 'go', scene: 'campinas' });
  await shown('campinas');
  await expect.poll(() => page.locator('header p').textContent(), PATIENCE).toContain('Campinas');
});

it('composes a tour by itself where none is named, with figures that a wall may tell', async () => {
  const own = await openWindow(browser, `${server.url}/wall?gl=plain&room=itself`);
  await shown('self', own.page);
  await own.page
    .locator('main')
    .getByText(/Revenue/)
    .first()
    .waitFor(PATIENCE);
  const said = (await (await fetch(`${server.url}/v1/rooms/itself`)).json()) as RoomSaid;
  expect(said.room.act).toEqual({ kind: 'self' });
  expect(said.room.scenes[0]?.caption).toMatch(/\d/);
  expect(own.faults).toEqual([]);
  await own.close();
});

it('shows nobody: no customer, no agent, no words that customers wrote, and asks for none of it', async () => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
  await say({ kind: 'go', scene: 'brazil' });
  // From its first question on.
  await page.reload();
  await shown('brazil');
  await untilSettled(page);
  expect(await page.evaluate(() => document.querySelector('main')?.textContent)).not.toMatch(/customer-|Ana Souza|@/);
  const questions = asked.filter((request) => request.includes('/v1/'));
  // Every page's HTML asks for the catalog at once, before it is known to be a wall's.
  expect(questions.filter((request) => !/[?&]as=wall|\/v1\/catalog $/.test(request))).toEqual([]);
  expect(questions.filter((request) => /verbatims|\/v1\/(records|customer)|"customer"/.test(request))).toEqual([]);
});

it('can be read from eight metres on 4K, and has no fault of access', async () => {
  await page.setViewportSize({ width: 3840, height: 2160 });
  for (const id of ['brazil', 'system'] as const) {
    await say({ kind: 'go', scene: id });
    await shown(id);
    await page.waitForTimeout(500);
    // Texts are fitted to the screen once they stand on it.
    await expect.poll(smallTexts, PATIENCE).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 720 });
  expect(await violations(page)).toEqual([]);
});

/** Texts smaller than 56 of a wall's pixels that can be seen. */
async function smallTexts(): Promise<string[]> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const small: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement as HTMLElement;
      const text = node.textContent?.trim() ?? '';
      const isSeen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      const isUnseen = element.closest('.unseen, script, style') !== null;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (text !== '' && isSeen && !isUnseen && size < 55.9) small.push(`${size.toFixed(1)} ${text}`);
    }
    return small;
  });
}

async function violations(on: Page): Promise<string[]> {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await on.evaluate(source);
  return on.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  });
}
