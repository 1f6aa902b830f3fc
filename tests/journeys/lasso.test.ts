/** Places chosen by an area drawn on the map, the colours that fit them, and the view beside a panel: on the real server and page. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';
import { fingers, type Spot } from './segmentsHands.ts';
import { postWorld } from './world.ts';

let server: ServerProcess;
let browser: Browser;
let window: Window;
let page: Page;

beforeAll(async () => {
  server = await startServer({ web: true });
  browser = await launch();
  await postWorld(server);
  await postUnhappy();
  // Bubbles lie where they touch the ground.
  window = await openWindow(browser, `${server.url}/?gl=plain&at=BR&level=region&shape=bubbles&drawer=closed`);
  page = window.page;
  await untilSettled(page);
});

afterAll(async () => {
  await browser.close();
  await server.dispose();
});

/** All places are there again, the tool lies down, and nothing went wrong. */
afterEach(async () => {
  await page.mouse.up();
  if (await bar().isVisible()) await bar().getByRole('button', { name: 'Done' }).click();
  for (const chip of await page.locator('[data-filter] button:last-child').all()) await chip.click();
  await expect.poll(() => address('region'), PATIENCE).toBeNull();
  await expect.poll(async () => (await columns()).length, PATIENCE).toBe(3);
  expect(window.faults).toEqual([]);
});

/** Rio is less satisfied than the rest of a country that is not satisfied. */
async function postUnhappy(): Promise<void> {
  const answers = Array.from({ length: 60 }, (_, at) => ({
    ...{ specversion: '1.0', id: `unhappy-${at}`, source: 'desk', type: 'io.orrery.survey.answered', subject: `unhappy-${at}` },
    time: '2026-01-20T12:00:00Z',
    data: { country: 'BR', region: 'BR-RJ', city: 'Rio de Janeiro', score: 1, scale: 'csat5' },
  }));
  const { accepted } = (await (await server.post('/v1/events', answers)).json()) as { accepted: number };
  expect(accepted).toBe(answers.length);
}

interface Support {
  orrery?: {
    map?: { columns(): string[]; columnAt(id: string): { x: number; y: number; colour: number[] } | null };
  };
}

const address = (name: string) => new URL(page.url()).searchParams.get(name);
const bar = () => page.getByRole('region', { name: 'Choose places' });
const told = () => bar().locator('output').textContent();
const columns = () => page.evaluate(() => (globalThis as unknown as Support).orrery?.map?.columns() ?? []);

async function columnAt(id: string): Promise<{ x: number; y: number; colour: number[] }> {
  const at = await page.evaluate((place) => (globalThis as unknown as Support).orrery?.map?.columnAt(place) ?? null, id);
  if (at === null) throw new Error(`${id}: no column`);
  return at;
}

/** A line around the dots of these places, none farther than `reach` pixels from one. */
async function around(ids: readonly string[], reach = 9): Promise<readonly Spot[]> {
  const spots = await Promise.all(ids.map(columnAt));
  const [left, right] = [Math.min(...spots.map(({ x }) => x)) - reach, Math.max(...spots.map(({ x }) => x)) + reach];
  const [top, bottom] = [Math.min(...spots.map(({ y }) => y)) - reach, Math.max(...spots.map(({ y }) => y)) + reach];
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
}

async function drag([first, ...others]: readonly Spot[], beforeUp = async () => {}): Promise<void> {
  if (!first) throw new Error('no line');
  await page.mouse.move(first.x, first.y);
  await page.mouse.down();
  for (const { x, y } of others) await page.mouse.move(x, y, { steps: 6 });
  await beforeUp();
  await page.mouse.up();
}

async function takeTool(): Promise<void> {
  await page.getByRole('button', { name: 'Choose places: draw an area' }).click();
  await bar().waitFor(PATIENCE);
  await page.locator('.orrery-map.drawing').waitFor(PATIENCE);
}

const chosen = () => address('region')?.split(',').sort() ?? null;
const revenue = async (where: Record<string, string[]>) => Number((await server.query({ metrics: ['revenue'], where })).rows[0]?.[0]);

/** The strip tells what the server answers for these places. */
async function untilFollowed(where: Record<string, string[]>): Promise<void> {
  const wanted = await revenue({ country: ['BR'], ...where });
  const tile = page.getByLabel('Key figures').locator('[data-metric="revenue"]');
  await expect.poll(async () => Number(await tile.getAttribute('data-value')), PATIENCE).toBeCloseTo(wanted, 4);
}

it('by mouse: a lasso chooses what lies in it, Shift adds, Alt takes away, a click does both; every picture follows, and every step can be taken back', async () => {
  await takeTool();
  await drag(await around(['BR-SP', 'BR-RJ']), async () => expect.poll(told, PATIENCE).toMatch(/^2 of 3 Regions/));
  await expect.poll(chosen, PATIENCE).toEqual(['BR-RJ', 'BR-SP']);
  await untilFollowed({ region: ['BR-SP', 'BR-RJ'] });
  // Those beside the chosen ones stay on the map while the tool is at hand.
  expect((await columns()).length).toBe(3);
  await page.keyboard.down('Alt');
  await drag(await around(['BR-RJ']));
  await page.keyboard.up('Alt');
  await expect.poll(chosen, PATIENCE).toEqual(['BR-SP']);
  await page.keyboard.down('Shift');
  await drag(await around(['BR-MG']));
  await page.keyboard.up('Shift');
  await expect.poll(chosen, PATIENCE).toEqual(['BR-MG', 'BR-SP']);
  const { x, y } = await columnAt('BR-MG');
  await page.mouse.click(x, y);
  await expect.poll(chosen, PATIENCE).toEqual(['BR-SP']);
  await bar().getByRole('button', { name: 'Done' }).click();
  await expect.poll(columns, PATIENCE).toEqual(['BR-SP']);
  // A change of the picture is a step of its own.
  await page.keyboard.press('Control+z');
  await expect.poll(chosen, PATIENCE).not.toEqual(['BR-SP']);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(chosen, PATIENCE).toEqual(['BR-SP']);
  for (const picture of ['2', '3', '1']) {
    await page.keyboard.press(picture);
    await page.locator('[data-filter="region"]').getByText('São Paulo').waitFor(PATIENCE);
    await untilFollowed({ region: ['BR-SP'] });
  }
});

it('by keys alone: a rectangle is sized and moved, or the place that the arrows travelled to is added', async () => {
  await page.keyboard.press('m');
  await page.keyboard.press('l');
  await bar().waitFor(PATIENCE);
  await page.locator('.orrery-map.drawing').waitFor(PATIENCE);
  await page.keyboard.press('Home');
  await expect.poll(() => address('selected'), PATIENCE).toBe('BR/BR-SP');
  await page.keyboard.press('Space');
  await expect.poll(chosen, PATIENCE).toEqual(['BR-SP']);
  await bar().getByRole('button', { name: 'Rectangle' }).press('Enter');
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowLeft');
  for (let press = 0; press < 14; press++) for (const key of ['ArrowLeft', 'ArrowUp']) await page.keyboard.press(key);
  for (let press = 0; press < 40; press++) for (const key of ['Shift+ArrowRight', 'Shift+ArrowDown']) await page.keyboard.press(key);
  await expect.poll(told, PATIENCE).toMatch(/^3 of 3 Regions/);
  await page.keyboard.press('Enter');
  await expect.poll(chosen, PATIENCE).toEqual(['BR-MG', 'BR-RJ', 'BR-SP']);
  await page.keyboard.press('Escape');
  await bar().waitFor({ state: 'detached', ...PATIENCE });
  await page.keyboard.press('Escape');
});

it('by touch: a finger draws, a tap takes away; what is drawn can be kept as a territory, which everything follows', async () => {
  await takeTool();
  const hand = await fingers(page);
  await bar().getByRole('button', { name: 'Lasso' }).click();
  await hand.drag(await around(['BR-SP', 'BR-MG']));
  await expect.poll(async () => chosen()?.includes('BR-SP') && chosen()?.includes('BR-MG'), PATIENCE).toBe(true);
  const drawn = chosen() ?? [];
  await bar().getByRole('button', { name: 'Keep as territory' }).click();
  // Escape gives up the name, not what was drawn.
  await bar().getByRole('textbox', { name: 'Name of the territory' }).press('Escape');
  await bar().getByRole('button', { name: 'Keep as territory' }).click();
  await bar().getByRole('textbox', { name: 'Name of the territory' }).fill('Inland');
  await bar().getByRole('button', { name: 'Keep', exact: true }).click();
  await expect.poll(() => address('territory'), PATIENCE).toBe('inland/Inland');
  expect(chosen()).toBeNull();
  await untilFollowed({ 'territory:inland': ['Inland'] });
  // Its outline holds the anchors of all that was chosen by it.
  const held = await server.query({ metrics: ['orders'], groupBy: ['region'], where: { 'territory:inland': ['Inland'] } });
  expect(drawn).toEqual(expect.arrayContaining(held.rows.map(([region]) => region)));
  await page.locator('[data-filter="territory"] button:last-child').click();
  await expect.poll(columns, PATIENCE).toContain('BR-RJ');
  await untilSettled(page);
  const { x, y } = await columnAt('BR-RJ');
  await hand.tap({ x, y });
  await expect.poll(chosen, PATIENCE).toEqual(['BR-RJ']);
});

it('colours fit what is shown: around the whole where the fixed range tells nothing apart, as chosen and as the address says', async () => {
  const legend = page.getByRole('region', { name: 'Legend' });
  await legend.getByText(/^whole \d/).waitFor(PATIENCE);
  await untilSettled(page);
  const colours = async () => (await Promise.all(['BR-SP', 'BR-RJ', 'BR-MG'].map(columnAt))).map(({ colour }) => colour.join());
  const fittedOnes = await colours();
  expect(new Set(fittedOnes).size).toBeGreaterThan(1);
  await legend.getByRole('button', { name: /Scale of colours/ }).click();
  await page.getByRole('menuitem', { name: 'Fixed range' }).click();
  await legend.getByText('target 75').waitFor(PATIENCE);
  await expect.poll(() => address('fit'), PATIENCE).toBe('fixed');
  await expect.poll(colours, PATIENCE).not.toEqual(fittedOnes);
  await page.keyboard.press('Control+z');
  await expect.poll(colours, PATIENCE).toEqual(fittedOnes);
});

it('fits the place anew beside a panel that opens, as long as nobody moved the camera; else what was looked at stays in the middle', async () => {
  const apart = async () => {
    const [one, other] = await Promise.all(['BR-SP', 'BR-MG'].map(columnAt));
    return Math.hypot((one?.x ?? 0) - (other?.x ?? 0), (one?.y ?? 0) - (other?.y ?? 0));
  };
  await untilSettled(page);
  const wide = await apart();
  await page.keyboard.press('t');
  await expect.poll(apart, PATIENCE).toBeLessThan(wide * 0.9);
  await untilSettled(page);
  await page.keyboard.press('t');
  await expect.poll(apart, PATIENCE).toBeGreaterThan(wide * 0.98);
  await untilSettled(page);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(apart, PATIENCE).toBeGreaterThan(wide * 1.5);
  await untilSettled(page);
  const [near, { x }] = [await apart(), await columnAt('BR-SP')];
  await page.keyboard.press('t');
  await expect.poll(async () => (await columnAt('BR-SP')).x - x, PATIENCE).toBeGreaterThan(100);
  await untilSettled(page);
  expect((await apart()) / near).toBeCloseTo(1, 1);
  await page.keyboard.press('t');
});
