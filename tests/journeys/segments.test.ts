/** The segments on the real server and page, in one window: regions are what the server answers, and whom a person chooses everything follows. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';
import { type LandOnPage, landOnPage } from './landOnPage.ts';
import { coloursOfLand, fingers, landedDiscs, recordLandings, type Spot } from './segmentsHands.ts';
import { order, postWorld } from './world.ts';

let server: ServerProcess;
let browser: Browser;
let window: Window;
let page: Page;
let land: LandOnPage;

beforeAll(async () => {
  server = await startServer({ web: true });
  browser = await launch();
  await postWorld(server);
  window = await openWindow(browser, `${server.url}/?gl=plain&picture=segments&flat=0&side=table`);
  page = window.page;
  land = landOnPage(page);
});

afterAll(async () => {
  await browser.close();
  await server.dispose();
});

/** Everybody is let in again, and nothing went wrong. */
afterEach(async () => {
  if (address('picture') !== 'segments') await page.keyboard.press('3');
  if (chosen() !== null) await page.keyboard.press('Escape');
  await expect.poll(chosen, PATIENCE).toBeNull();
  await drawer().waitFor({ state: 'detached', ...PATIENCE });
  await land.untilResting();
  expect(window.faults).toEqual([]);
});

const address = (name: string) => new URL(page.url()).searchParams.get(name);
const chosen = () => address('people');
const drawer = () => page.getByRole('complementary', { name: 'Chosen people' });
/** That of a region whose label is seen. */
const firstRule = async () => (await land.labels().first().getAttribute('data-rule')) ?? '';
const ecosystemLabel = (name: string) => page.locator('.ecosystem-label').and(page.getByRole('button', { name: new RegExp(`^${name},`) }));

async function people(rule: string | null): Promise<number> {
  const where = rule === null ? {} : { where: { 'segment:rule': [rule] } };
  return Number((await server.query({ metrics: ['customers'], ...where })).rows[0]?.[0]);
}

/** The drawer and the lights tell as many people as the server does. */
async function untilTold(rule: string | null): Promise<number> {
  const count = await people(rule);
  await drawer()
    .getByRole('heading', { name: `${count} people` })
    .waitFor(PATIENCE);
  await land.until(`figures().lit === ${count}`);
  return count;
}

async function untilPicture(picture: string | null): Promise<void> {
  await expect.poll(() => address('picture'), PATIENCE).toBe(picture);
}

/** Money as the labels write it. */
const short = (money: number) =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', notation: 'compact', maximumSignificantDigits: 2 })
    .format(money)
    .replace('K', 'k');

const LEFT_SIDE = [
  [-10.5, -5.5],
  [-10.5, 6],
  [2, 6],
  [2, -5.5],
  [-10.4, -5.6],
] as const;

it('shows every customer who ordered, in regions that are what the server answers', async () => {
  await land.until('figures().points > 0');
  const { points, lit } = await land.figures();
  const buyers = (await server.query({ metrics: ['customers'], groupBy: ['segment:rule'] })).rows.filter(([id]) => id !== null);
  expect(points).toBe(buyers.reduce((sum, [, count]) => sum + Number(count), 0));
  expect(lit).toBe(points);
  // The land rises when its heights are worked out.
  await expect.poll(async () => (await land.figures()).highest, PATIENCE).toBeCloseTo(4.4, 1);
  expect(await land.drawCalls()).toBeLessThanOrEqual(12);
  for (const [id, count] of buyers)
    await page.locator(`tr[data-rule="${id}"] td:nth-of-type(2)`, { hasText: String(count) }).waitFor(PATIENCE);
  await page.getByRole('button', { name: 'Close the table' }).click();
});

it('a click on a region filters everything: the map and the ecosystem follow, and the way there and back carries the choice', async () => {
  // All three are made first: what flies is awaited only so long.
  await page.keyboard.press('2');
  await ecosystemLabel('Loyal').waitFor(PATIENCE);
  await page.keyboard.press('1');
  await untilSettled(page);
  await page.keyboard.press('3');
  await untilPicture('segments');
  await land.untilResting();
  const rule = await firstRule();
  await land.label(rule).click();
  await untilTold(rule);
  // The address follows the view a moment later.
  await expect.poll(chosen, PATIENCE).toBe(rule);
  const where = { 'segment:rule': [rule] };

  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await recordLandings(page, `segment:rule ${rule}`);
  await page.keyboard.press('1');
  await untilPicture(null);
  await untilSettled(page);
  const { rows } = await server.query({ metrics: ['revenue'], groupBy: ['country'], where });
  const tallest = Number(rows[0]?.[1]);
  for (const [country, revenue] of rows.filter(([id]) => id !== null)) {
    const share = () => page.evaluate(`globalThis.orrery.map.columnAt('${country}')?.share`);
    await expect.poll(share, PATIENCE).toBeCloseTo(Number(revenue) / tallest, 2);
  }
  await expect.poll(() => landedDiscs(page), PATIENCE).toHaveLength(1);

  await page.keyboard.press('3');
  await untilPicture('segments');
  await expect.poll(() => landedDiscs(page), PATIENCE).toHaveLength(2);
  await untilTold(rule);
  await land.untilResting();
  const label = await land.label(rule).boundingBox();
  const landing = (await landedDiscs(page))[1] as Spot;
  expect(Math.abs(landing.x - (Number(label?.x) + Number(label?.width) / 2))).toBeLessThan(8);
  expect(Math.abs(landing.y - (Number(label?.y) + Number(label?.height) / 2))).toBeLessThan(8);

  await page.keyboard.press('2');
  await untilPicture('ecosystem');
  await expect.poll(() => landedDiscs(page), PATIENCE).toHaveLength(3);
  for (const segment of ['Loyal', 'New']) {
    const revenue = (await server.query({ metrics: ['revenue'], where: { ...where, segment: [segment] } })).rows[0]?.[0];
    await expect.poll(() => ecosystemLabel(segment).getAttribute('aria-label'), PATIENCE).toContain(short(Number(revenue)));
  }
  await page.keyboard.press('1');
  await untilPicture(null);
  await page.keyboard.press('3');
  await untilPicture('segments');
  // All have landed and are gone.
  await expect.poll(() => page.locator('.flight-disc').count(), PATIENCE).toBe(0);
  await untilTold(rule);
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

it('a line drawn around people chooses them, and is kept as a segment for everybody', async () => {
  await land.drag(LEFT_SIDE);
  await expect.poll(chosen, PATIENCE).toMatch(/^lasso/);
  const rule = chosen() ?? '';
  const count = await untilTold(rule);
  await drawer().getByRole('button', { name: 'Save as segment' }).click();
  await page.getByRole('textbox', { name: 'Name of the segment' }).fill('Left side');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.locator('.landscape-name', { hasText: 'Left side' }).waitFor({ state: 'attached', ...PATIENCE });
  const { segments } = (await (await fetch(`${server.url}/v1/segments`)).json()) as { segments: { name: string; rule: string }[] };
  expect(segments).toMatchObject([{ name: 'Left side', rule }]);
  const split = await server.query({ metrics: ['customers'], groupBy: [`people:${rule}`] });
  expect(split.rows.find(([id]) => id === 'in')?.[1]).toBe(count);
  await page.getByRole('button', { name: 'Show on map' }).click();
  await untilPicture(null);
  expect(chosen()).toBe(rule);
  await page.keyboard.press('3');
  await untilPicture('segments');
});

it('Alt draws a rectangle of thresholds, and two other measures can be chosen', async () => {
  await page.keyboard.down('Alt');
  await land.drag([
    [-6, -4],
    [8, 5],
  ]);
  await page.keyboard.up('Alt');
  await expect.poll(chosen, PATIENCE).toMatch(/^box/);
  const count = await untilTold(chosen());
  const pick = async (measure: string) => {
    await page.getByRole('button', { name: /Left to right/ }).click();
    await page.getByRole('menuitem', { name: measure, exact: true }).click();
  };
  await pick('Revenue');
  await expect.poll(() => address('axes'), PATIENCE).toContain('revenue');
  // Whom the rule takes is known although these axes do not show it.
  await land.until(`figures().lit === ${count}`);
  await pick('Lateness');
  await expect.poll(() => address('axes') ?? '', PATIENCE).not.toContain('revenue');
});

it('seen from above it lies flat, and people are drawn around there too', async () => {
  const before = await land.pixelOf(0, -6);
  await page.getByRole('button', { name: 'From above' }).click();
  // The edges of the land are as long behind as in front.
  await expect
    .poll(async () => {
      const [a, b, c, d] = (await land.pixels([
        [-11, -6],
        [11, -6],
        [-11, 6],
        [11, 6],
      ])) as [Spot, Spot, Spot, Spot];
      return Math.abs(a.y - b.y) + Math.abs(b.x - a.x - (d.x - c.x));
    }, PATIENCE)
    .toBeLessThan(2);
  expect((await land.pixelOf(0, -6)).y).not.toBeCloseTo(before.y, 0);
  await land.drag(LEFT_SIDE);
  await expect.poll(chosen, PATIENCE).toMatch(/^lasso/);
  await untilTold(chosen());
  await page.getByRole('button', { name: 'In space' }).click();
  await expect.poll(async () => Math.round((await land.pixelOf(0, -6)).x), PATIENCE).not.toBe(Math.round((await land.pixelOf(0, 6)).x));
});

it('by keys alone: a region by Tab and Enter, a segment by the palette, everybody by Escape', async () => {
  const rule = await firstRule();
  const label = land.label(rule);
  await label.focus();
  await page.keyboard.press('Enter');
  await expect.poll(chosen, PATIENCE).toBe(rule);
  await untilTold(rule);
  await expect.poll(() => label.getAttribute('aria-pressed'), PATIENCE).toBe('true');
  await page.keyboard.press('Escape');
  await expect.poll(chosen, PATIENCE).toBeNull();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('Left side');
  await page
    .getByRole('option', { name: /Left side/ })
    .first()
    .waitFor(PATIENCE);
  await page.keyboard.press('Enter');
  await expect.poll(chosen, PATIENCE).toMatch(/^lasso/);
  await untilTold(chosen());
});

it('by touch: one finger turns, two zoom, a held one draws, a tap chooses a region', async () => {
  const hand = await fingers(page);
  const [corner, middle] = [await land.pixelOf(9, 4), await land.pixelOf(0, 0)];
  await hand.drag([middle, { x: middle.x + 40, y: middle.y }, { x: middle.x + 120, y: middle.y }]);
  await expect.poll(async () => Math.abs((await land.pixelOf(9, 4)).x - corner.x), PATIENCE).toBeGreaterThan(3);
  expect(chosen()).toBeNull();
  await land.untilResting();
  const wide = async () => (await land.pixelOf(5, 0)).x - (await land.pixelOf(-5, 0)).x;
  const before = await wide();
  const [left, right] = [await land.pixelOf(-5, 0), await land.pixelOf(5, 0)];
  const apart = [left, right].map(({ x, y }, side) => ({ x: x + (side === 0 ? -60 : 60), y })) as [Spot, Spot];
  await hand.pinch([left, right], apart);
  await expect.poll(wide, PATIENCE).toBeGreaterThan(before + 40);
  await page.locator('.landscape canvas').dispatchEvent('dblclick');
  await expect.poll(async () => Math.round((await land.pixelOf(9, 4)).x), PATIENCE).toBe(Math.round(corner.x));
  await land.untilResting();
  await hand.drag(await land.pixels(LEFT_SIDE), { held: true });
  await expect.poll(chosen, PATIENCE).toMatch(/^lasso/);
  await untilTold(chosen());
  await page.keyboard.press('Escape');
  await expect.poll(chosen, PATIENCE).toBeNull();
  await drawer().waitFor({ state: 'detached', ...PATIENCE });
  await land.untilResting();
  const box = await land.labels().first().boundingBox();
  await hand.tap({ x: Number(box?.x) + Number(box?.width) / 2, y: Number(box?.y) + Number(box?.height) / 2 });
  await expect.poll(chosen, PATIENCE).not.toBeNull();
  await untilTold(chosen());
});

it('repairs itself after a lost graphics context, with the same people chosen, and follows the events', async () => {
  await land.labels().first().click();
  await expect.poll(chosen, PATIENCE).not.toBeNull();
  const rule = chosen();
  await untilTold(rule);
  const { points } = await land.figures();
  const colours = () => coloursOfLand(page);
  const drawn = await colours();
  await page.evaluate(`(() => {
    globalThis.loss = document.querySelector('.landscape canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
    globalThis.loss.loseContext();
  })()`);
  await expect.poll(colours, PATIENCE).toBeLessThan(drawn / 10);
  await page.evaluate('globalThis.loss.restoreContext()');
  await expect.poll(colours, PATIENCE).toBeGreaterThan(drawn / 2);
  expect(chosen()).toBe(rule);
  await untilTold(rule);
  expect(await page.locator('.landscape canvas').count()).toBe(1);
  // Who comes is a point more.
  await server.post('/v1/events', [order('brand-new-1', { amount: '10.00', category: 'Coffee' }, Date.UTC(2026, 2, 5, 12))]);
  await land.until(`figures().points === ${points + 1}`);
  await untilTold(rule);
});

it.each([
  [390, 844],
  [1280, 720],
])('no text stands on another at %i x %i, and both axes are named', async (width, height) => {
  await page.setViewportSize({ width, height });
  await expect.poll(async () => (await land.pixelOf(11, 0)).x < width && (await land.pixelOf(11, 0)).x > width * 0.6, PATIENCE).toBe(true);
  await land.untilResting();
  for (const name of ['titleX', 'titleZ', 'top'])
    await expect.poll(() => page.locator(`.landscape-tick-${name}:not([data-shown="0"])`).count(), PATIENCE).toBe(1);
  await expect.poll(land.overlaps, PATIENCE).toEqual([]);
});
