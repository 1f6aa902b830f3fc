/** A wall is never black between two scenes: the next picture is drawn behind the present one, which is held for it, but never for long. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Scene } from '../../src/protocol/tours.ts';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE } from './browser.ts';
import { postWorld } from './world.ts';

let server: ServerProcess;
let browser: Browser;
let tour: string;

const scene = (id: string, search: string): Scene => ({ id, name: id, search, path: [], caption: id, seconds: 600 });
const SCENES = [scene('world', ''), scene('system', '?picture=ecosystem'), scene('people', '?picture=segments')];

beforeAll(async () => {
  server = await startServer({ web: true });
  browser = await launch();
  await postWorld(server);
  tour = ((await (await server.post('/v1/tours', { name: 'Board', scenes: SCENES, author: 'Ana' })).json()) as { id: string }).id;
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.dispose();
});

const open = (room: string) => openWindow(browser, `${server.url}/wall?gl=plain&room=${room}&tour=${tour}`);
const shown = (page: Page, id: string) => page.locator(`[data-scene="${id}"]`).waitFor(PATIENCE);
const go = (room: string, id: string) => server.post(`/v1/rooms/${room}`, { kind: 'go', scene: id });

interface OnPage {
  readonly orrery?: Partial<Record<'scene' | 'landscape', { drawn(): { frames: number; calls: number } }>>;
}
const callsOf = (page: Page, picture: 'scene' | 'landscape') =>
  page.evaluate((name) => (globalThis as OnPage).orrery?.[name]?.drawn().calls ?? 0, picture);

it('draws the next picture behind the present one, and goes on to it when it stands', async () => {
  const wall = await open('ahead');
  const { page } = wall;
  await shown(page, 'world');
  await expect.poll(() => callsOf(page, 'scene'), PATIENCE).toBeGreaterThan(0);
  expect(await page.locator('[data-picture="ecosystem"]').getAttribute('data-asleep')).toBe('true');
  await go('ahead', 'system');
  await shown(page, 'system');
  expect(await callsOf(page, 'scene')).toBeGreaterThan(0);
  // What matters stands over it in words, and goes with it.
  await page.locator('[data-sentence]').getByRole('heading', { level: 2 }).waitFor(PATIENCE);
  // Not made ready, for it is no neighbour: the scene before is held until it has been drawn.
  await go('ahead', 'people');
  await shown(page, 'people');
  await page.locator('[data-sentence]').waitFor({ ...PATIENCE, state: 'detached' });
  expect(await page.getByText('The picture is being drawn').count()).toBe(0);
  expect(wall.faults).toEqual([]);
  await wall.close();
});

it('holds a scene for one that does not come, but not for ever, and says what it waits for', async () => {
  const slow = await browser.newPage();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await slow.route(/EcosystemView-.*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  await slow.goto(`${server.url}/wall?gl=plain&room=slow&tour=${tour}`);
  await shown(slow, 'world');
  await go('slow', 'system');
  await slow.waitForTimeout(1000);
  expect(await slow.locator('[data-scene]').getAttribute('data-scene')).toBe('world');
  await shown(slow, 'system');
  await slow.getByText('The picture is being drawn').waitFor(PATIENCE);
  release();
  await slow.getByText('The picture is being drawn').waitFor({ ...PATIENCE, state: 'detached' });
  await expect.poll(() => callsOf(slow, 'scene'), PATIENCE).toBeGreaterThan(0);
  await slow.close();
});
