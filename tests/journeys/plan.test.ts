/** The plan as glass: targets come as events and as a file, stand around columns and docks, are moved by the what-if, and are told everywhere. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppendResult } from '../../src/protocol/event.ts';
import type { PlanAnswer } from '../../src/protocol/plan.ts';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';
import { untilStanding } from './untilStanding.ts';
import { postWorld } from './world.ts';

let server: ServerProcess;
let browser: Browser;
let window: Window;
let page: Page;

let sent = 0;
const plan = (data: Record<string, unknown>, kind = 'target') => ({
  ...{ specversion: '1.0', source: 'planning', id: `plan-${sent++}`, type: `io.orrery.${kind}.set` },
  data: { metric: 'revenue', ...data },
});
/** The sales of the world begin on 5 January and end on 5 March 2026. */
const WHOLE = { period_from: '2026-01-05', period_to: '2026-03-06' };
/** Up to the newest event, at 13:07 of the last day. */
const TOLD_DAYS = 59 + (13 + 7 / 60) / 24;
const PLANS = [
  plan({ ...WHOLE, country: 'BR', value: '20000' }),
  plan({ ...WHOLE, country: 'US', region: 'US-CA', value: 3000 }),
  plan({ ...WHOLE, country: 'US', region: 'US-NY', value: 2000 }),
  plan({ ...WHOLE, country: 'FR', value: 1000 }),
  plan({ ...WHOLE, category: 'Coffee', value: 9000 }),
  plan({ ...WHOLE, country: 'BR', value: 'much' }),
];

beforeAll(async () => {
  server = await startServer({ web: true });
  await postWorld(server);
  const response = await server.post('/v1/events', PLANS.map((event) => JSON.stringify(event)).join('\n'), 'application/x-ndjson');
  const { accepted, rejected } = (await response.json()) as AppendResult;
  expect([accepted, rejected.map(({ index, field }) => [index, field])]).toEqual([5, [[5, 'data.value']]]);
  browser = await launch();
  window = await openWindow(browser, `${server.url}/?gl=plain`);
  page = window.page;
  await untilSettled(page);
});

afterAll(async () => {
  await window?.close();
  await browser?.close();
  await server?.dispose();
});

interface Probe {
  readonly ids: readonly string[];
  readonly plans: readonly number[];
  readonly fills: readonly number[];
}

/** Heights of glass and column of a place as shares of the tallest; null without glass. */
const glassOf = (id: string) =>
  page.evaluate((place) => {
    const { orrery } = globalThis as unknown as { orrery: { map: { probe(): { glass: Probe } } } };
    const { ids, plans, fills } = orrery.map.probe().glass;
    const at = ids.indexOf(place);
    return at < 0 ? null : { plan: plans[at] as number, fill: fills[at] as number };
  }, id);
const untilGlass = (id: string, ratio: number) =>
  expect
    .poll(async () => {
      const glass = await glassOf(id);
      return glass === null ? null : Math.round((1000 * glass.fill) / glass.plan) / 1000;
    }, PATIENCE)
    .toBe(Math.round(1000 * ratio) / 1000);

const figure = async (country: string) =>
  Number((await server.query({ metrics: ['revenue'], where: { country: [country] } })).rows[0]?.[0]);
const planned = async (groupBy: readonly string[], kind = 'target'): Promise<PlanAnswer> =>
  (await server.post('/v1/plan', { metric: 'revenue', kind, groupBy })).json() as Promise<PlanAnswer>;
/** The plan up to the newest event. */
const soFar = async (id: string, dimension = 'country', kind = 'target') =>
  (await planned([dimension], kind)).groups.find(({ ids }) => ids[0] === id)?.soFar ?? Number.NaN;
const search = () => new URL(page.url()).searchParams;
const panel = () => page.getByRole('region', { name: 'Plan', exact: true });
const tile = () => page.getByLabel('Key figures').locator('[data-metric="revenue"]');

async function command(text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(text);
  await page.keyboard.press('Enter');
}

describe('the plan as glass', () => {
  it('stands around the columns by a command: behind, ahead, and as the sum of what is set within', async () => {
    expect(await glassOf('BR')).toBeNull();
    await command('Plan: target');
    await expect.poll(() => search().get('plan'), PATIENCE).toBe('target');
    for (const country of ['BR', 'US', 'FR']) await untilGlass(country, (await figure(country)) / (await soFar(country)));
    expect(await soFar('US')).toBeCloseTo((5000 * TOLD_DAYS) / 60, 0);
    expect(await glassOf('JP')).toBeNull();
    const { groups } = await planned(['country']);
    expect(groups.map(({ ids, toEnd, from, parts }) => [ids[0], toEnd, from, parts])).toEqual([
      ['BR', 20000, 'own', 1],
      ['US', 5000, 'children', 2],
      ['FR', 1000, 'own', 1],
    ]);
    await page.locator('[data-plan-key]').getByText('empty: behind').waitFor(PATIENCE);
  });

  it('is told in the panel, the tooltip and the drawer', async () => {
    await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Plan: targets and forecasts' }).click();
    const behind = panel().getByRole('region', { name: 'Farthest behind' });
    const share = Math.round((100 * (await figure('BR'))) / (await soFar('BR')));
    await behind.getByText(`${share} %`).waitFor(PATIENCE);
    expect(await panel().getByRole('region', { name: 'Farthest ahead' }).locator('[data-place="FR"]').count()).toBe(1);
    await behind.locator('[data-place="BR"]').click();
    await expect.poll(() => search().get('selected'), PATIENCE).toBe('BR');
    await panel().getByRole('button', { name: 'Close the plan' }).click();
    await page.locator('[data-plan-section]').getByText(`${share} %`).waitFor(PATIENCE);
    await untilSettled(page);
    // The map takes the room that the panel leaves.
    const { x, y } = await untilStanding(page, 'BR');
    await page.mouse.move(x, y);
    await page.locator('.tooltip.shown').getByText('planned up to now').waitFor(PATIENCE);
    await page
      .locator('.tooltip.shown')
      .getByText(/\$19\.8/)
      .first()
      .waitFor(PATIENCE);
  });

  it('stands in the table and around the bars of the ranked list', async () => {
    const share = (await figure('FR')) / (await soFar('FR'));
    await page.keyboard.press('t');
    const table = page.getByRole('region', { name: 'Table of the map' });
    const cell = (place: string, metric: string) => table.locator(`[data-row="${place}"] [data-metric="${metric}"]`);
    await expect.poll(async () => Number(await cell('FR', 'attained').getAttribute('data-value')), PATIENCE).toBeCloseTo(100 * share, 6);
    expect(Number(await cell('FR', 'plan').getAttribute('data-value'))).toBeCloseTo(await soFar('FR'), 6);
    expect(await cell('JP', 'attained').getAttribute('data-value')).toBe('NaN');
    await table.getByRole('button', { name: '% of target' }).click();
    await expect.poll(() => table.locator('tbody [data-row]').first().getAttribute('data-row'), PATIENCE).toBe('FR');
    await page.keyboard.press('t');
    await page.keyboard.press('r');
    const bar = (place: string, part: string) =>
      page
        .locator(`.rank-rows [data-place="${place}"] .rank-${part}`)
        .evaluate((one) => Number.parseFloat((one as HTMLElement).style.width));
    await page.locator('.rank-rows [data-place="BR"] .rank-glass').waitFor(PATIENCE);
    const filled = (await figure('BR')) / (await soFar('BR'));
    expect((await bar('BR', 'bar')) / (await bar('BR', 'glass'))).toBeCloseTo(filled, 2);
    expect(await page.locator('.rank-rows [data-place="JP"] .rank-glass').isVisible()).toBe(false);
    await page.keyboard.press('r');
    await untilGlass('BR', filled);
  });

  it('is moved by what-if sliders, the data is not, and the address brings it back', async () => {
    await command('Plan targets');
    const before = await tile().getAttribute('data-value');
    const filled = (await figure('BR')) / (await soFar('BR'));
    const french = (await figure('FR')) / (await soFar('FR'));
    await panel().getByRole('slider', { name: 'The whole plan' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await untilGlass('BR', filled / 1.1);
    await untilGlass('FR', french / 1.1);
    await panel().getByText('what if', { exact: true }).first().waitFor(PATIENCE);
    await panel().getByRole('slider', { name: 'Brazil and all within it' }).fill('-50');
    await untilGlass('BR', filled / 0.5);
    await untilGlass('FR', french / 1.1);
    expect(await tile().getAttribute('data-value')).toBe(before);
    await expect.poll(() => search().get('whatif'), PATIENCE).toBe('10~revenue,-50~revenue~BR');
    await page.reload();
    await untilSettled(page);
    await untilGlass('BR', filled / 0.5);
    await panel().getByRole('button', { name: 'Back to the plan' }).click(PATIENCE);
    await untilGlass('BR', filled);
    await expect.poll(() => search().get('whatif'), PATIENCE).toBeNull();
  });

  it('follows a plan that is set again, while it is looked at', async () => {
    await server.post('/v1/events', plan({ ...WHOLE, country: 'BR', value: 10_000 }));
    expect(await soFar('BR')).toBeCloseTo((10_000 * TOLD_DAYS) / 60, 0);
    await untilGlass('BR', (await figure('BR')) / (await soFar('BR')));
  });

  it('has another form where values are areas, and says where it has none', async () => {
    await page.goto(`${server.url}/?gl=plain&plan=target&shape=bubbles`);
    await page.locator('[data-plan-key]').getByText('ring: the plan').waitFor(PATIENCE);
    await page.goto(`${server.url}/?gl=plain&plan=target&level=hexagon`);
    await page.locator('[data-plan-key]').getByText('Hexagons have no plan of their own.').waitFor(PATIENCE);
  });

  it('stands around the docks of the ecosystem', async () => {
    await page.goto(`${server.url}/?gl=plain&plan=target&picture=ecosystem&flat=0`);
    const shells = () =>
      page.evaluate(
        () =>
          (globalThis as { orrery?: { scene?: { glass(): { key: string; plan: number; filled: number }[] } } }).orrery?.scene?.glass() ??
          [],
      );
    const { rows } = await server.query({ metrics: ['revenue'], where: { category: ['Coffee'] } });
    await expect.poll(async () => (await shells()).map(({ key }) => key), PATIENCE).toEqual(['2 category Coffee']);
    await expect
      .poll(async () => {
        const [coffee] = await shells();
        return coffee && Math.round((100 * coffee.filled) / coffee.plan);
      }, PATIENCE)
      .toBe(Math.round((100 * Number(rows[0]?.[0])) / (await soFar('Coffee', 'category'))));
  });

  it('can be brought as a file: without one the panel gives an example, and the file becomes glass', async () => {
    await page.goto(`${server.url}/?gl=plain&plan=forecast&side=plan`);
    await panel().getByText('No forecast is set for Revenue.').waitFor(PATIENCE);
    const [example] = await Promise.all([
      page.waitForEvent('download', PATIENCE),
      panel().getByRole('button', { name: 'Example as CSV' }).click(),
    ]);
    expect(readFileSync(await example.path(), 'utf8').split('\n')[0]).toBe('type,metric,period,value,country,region,category');
    await panel().getByRole('button', { name: 'Bring a plan' }).click();
    const sheet = page.getByRole('dialog', { name: 'Bring data' });
    const csv = 'metric,period_from,period_to,value,country\nrevenue,2026-01-05,2026-03-06,8000,BR\nrevenue,2026-01-05,soon,8000,GB\n';
    await sheet.locator('input[type=file]').setInputFiles({ name: 'forecast.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await sheet.getByLabel('What value means').waitFor(PATIENCE);
    expect(await sheet.getByLabel('Every row is').inputValue()).toBe('io.orrery.target.set');
    await sheet.getByLabel('Every row is').selectOption('io.orrery.forecast.set');
    await sheet.getByRole('button', { name: 'Bring these rows' }).click(PATIENCE);
    await sheet.getByText('The file is in.').waitFor(PATIENCE);
    await page.keyboard.press('Escape');
    await untilGlass('BR', (await figure('BR')) / (await soFar('BR', 'country', 'forecast')));
    expect(await glassOf('GB')).toBeNull();
    expect(window.faults).toEqual([]);
  });
});
