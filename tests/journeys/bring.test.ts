/** Bringing files on the real server and page: a CSV with good and bad rows, the same again, Parquet, events, territories. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';
import { order, postWorld } from './world.ts';

const CSV = [
  'Order Date,Order ID,Customer ID,City,Country,Product,Sales,Comment',
  '2026-02-01 10:00,A-1,c1,Campinas,Brazil,Mug,"$1,200.10",fine',
  '2026-02-01 11:00,A-2,c2,Berlin,Germany,Cup,0.20,"<img src=x onerror=alert(1)>"',
  '2026-02-01 11:00,A-2,c2,Berlin,Germany,Cup,0.20,"<img src=x onerror=alert(1)>"',
  'soon,A-3,c3,Berlin,Germany,Cup,5.00,',
  '2026-02-02,A-4,c4,Nowhereville,Germany,Cup,much,=1+1',
  '2026-02-02,A-5,c5,Nowhereville,Germany,Cup,7.05,ok',
  '2026-02-02,A-6,c6,Paris,France,Cup,1.00,a,b',
  '',
].join('\r\n');
const TAKEN = 1200.1 + 0.2 + 0.2 + 7.05;

let server: ServerProcess;
let browser: Browser;
let windows: Window[] = [];

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
  const faults = windows.flatMap((window) => window.faults);
  for (const window of windows) await window.close();
  windows = [];
  expect(faults).toEqual([]);
});

async function open(): Promise<Page> {
  const window = await openWindow(browser, `${server.url}/?gl=plain&window=all`);
  windows.push(window);
  await untilSettled(window.page);
  return window.page;
}

async function drop(page: Page, name: string, content: Buffer | string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([bytes, fileName]) => {
      const held = new DataTransfer();
      held.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], fileName));
      return held;
    },
    [Buffer.from(content).toString('base64'), name] as const,
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

const sheet = (page: Page) => page.getByRole('dialog', { name: 'Bring data' });
const count = async (page: Page, what: string) => Number(await sheet(page).locator(`[data-count="${what}"]`).getAttribute('data-value'));
const counts = async (page: Page) => Promise.all(['accepted', 'duplicates', 'rejected'].map((what) => count(page, what)));
const revenue = async (source: string) => Number((await server.query({ metrics: ['revenue'], where: { source: [source] } })).rows[0]?.[0]);

async function send(page: Page, action = 'Bring these rows'): Promise<void> {
  await sheet(page).getByRole('button', { name: action }).click(PATIENCE);
  await sheet(page).getByText('The file is in.').waitFor(PATIENCE);
}

describe('a CSV', () => {
  it('is guessed, corrected, sent, summed up; dropped again it changes nothing', async () => {
    const page = await open();
    await drop(page, 'orders.csv', CSV);
    const select = (name: string) => sheet(page).getByLabel(`What ${name} means`);
    await select('Sales').waitFor(PATIENCE);
    const meanings = ['Order Date', 'Order ID', 'Customer ID', 'City', 'Country', 'Product', 'Sales', 'Comment'];
    expect(await Promise.all(meanings.map((name) => select(name).inputValue()))).toEqual([
      'time',
      'order',
      'customer',
      'city',
      'country',
      'product',
      'amount',
      'text',
    ]);
    await sheet(page).getByText('6 of the first 6 rows have a place').waitFor(PATIENCE);
    await sheet(page).getByText('Campinas, São Paulo, Brazil').waitFor();
    await select('Comment').selectOption('own');
    await sheet(page).getByLabel('Amounts are in').fill('USD');
    await send(page);

    expect(await counts(page)).toEqual([4, 0, 3]);
    const rows = await sheet(page).locator('tbody tr').allInnerTexts();
    expect(rows.map((row) => row.split('\t').slice(0, 2))).toEqual([
      ['5', 'Order Date'],
      ['6', 'Sales'],
      ['8', 'the whole row'],
    ]);
    const [report] = await Promise.all([
      page.waitForEvent('download', PATIENCE),
      sheet(page)
        .getByRole('button', { name: /as CSV/ })
        .click(),
    ]);
    expect(readFileSync(await report.path(), 'utf8').split('\r\n')).toHaveLength(5);
    expect(await revenue('/import/orders.csv')).toBe(TAKEN);

    await sheet(page).getByRole('button', { name: 'Another file' }).click();
    await drop(page, 'orders.csv', CSV);
    await sheet(page).getByLabel('Amounts are in').fill('USD', PATIENCE);
    await select('Comment').selectOption('own');
    await send(page);
    expect(await counts(page)).toEqual([0, 4, 3]);
    expect(await revenue('/import/orders.csv')).toBe(TAKEN);
    await sheet(page).getByRole('button', { name: 'To the map' }).click();
    await sheet(page).waitFor({ ...PATIENCE, state: 'detached' });
  });
});

it('what cannot be read is said, and the sheet opens by keys alone', async () => {
  const page = await open();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('bring data');
  await page.keyboard.press('Enter');
  await sheet(page).getByText('Drop a file here, or choose one.').waitFor(PATIENCE);
  await page.keyboard.press('Escape');
  await sheet(page).waitFor({ state: 'detached' });
  await drop(page, 'photo.png', 'x');
  await sheet(page).getByText('photo.png cannot be read here').waitFor(PATIENCE);
});

/** What the page tells of its map. */
interface MapProbe {
  readonly orrery?: { readonly map?: { columns(): readonly string[] } };
}

it('a Parquet file of the server is read; events are sent as they are; GeoJSON becomes territories', async () => {
  const page = await open();
  const query = { metrics: ['revenue'], groupBy: ['city', 'time:day'], where: { country: ['GB'] } };
  const answer = await fetch(`${server.url}/v1/query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/vnd.apache.parquet' },
    body: JSON.stringify(query),
  });
  await drop(page, 'london.parquet', Buffer.from(await answer.arrayBuffer()));
  await sheet(page).getByLabel('What revenue means').waitFor(PATIENCE);
  expect(await sheet(page).getByLabel('What revenue means').inputValue()).toBe('amount');
  await sheet(page).getByLabel('Amounts are in').fill('USD');
  await send(page);
  expect(await counts(page)).toEqual([60, 0, 0]);
  const { rows } = await server.query({ metrics: ['revenue'], where: { country: ['GB'], source: ['shop'] } });
  expect(await revenue('/import/london.parquet')).toBe(rows[0]?.[0]);

  await sheet(page).getByRole('button', { name: 'Another file' }).click();
  const events = [order('e1', { amount: '3.00' }), order('e2', { amount: 'x' }), order('e1', { amount: '3.00' })];
  await drop(page, 'events.ndjson', events.map((event) => JSON.stringify({ ...event, source: 'lines' })).join('\n'));
  await send(page, 'Send these events');
  expect(await counts(page)).toEqual([1, 1, 1]);

  await sheet(page).getByRole('button', { name: 'Another file' }).click();
  const ring = [
    [-50, -26],
    [-44, -26],
    [-44, -20],
    [-50, -20],
    [-50, -26],
  ];
  const area = { type: 'Feature', properties: { name: 'South' }, geometry: { type: 'Polygon', coordinates: [ring] } };
  await drop(page, 'sales.geojson', JSON.stringify({ type: 'FeatureCollection', features: [area] }));
  await sheet(page).getByRole('button', { name: 'Keep the territories' }).click(PATIENCE);
  await sheet(page).getByRole('status').getByText('Areas: 1').waitFor(PATIENCE);
  const { territories } = (await (await fetch(`${server.url}/v1/territories`)).json()) as { territories: readonly { label: string }[] };
  expect(territories).toHaveLength(1);
  await sheet(page).getByRole('button', { name: 'Show on the map' }).click();
  await page.waitForFunction(() => (globalThis as MapProbe).orrery?.map?.columns().includes('South'), undefined, PATIENCE);
  const east = ring.map(([longitude = 0, latitude = 0]) => [longitude + 6, latitude]);
  const areas = [area, { ...area, properties: { name: 'East' }, geometry: { type: 'Polygon', coordinates: [east] } }];
  await drop(page, 'sales.geojson', JSON.stringify({ type: 'FeatureCollection', features: areas }));
  await sheet(page).getByRole('button', { name: 'Keep the territories' }).click(PATIENCE);
  await sheet(page).getByRole('status').getByText('Areas: 2').waitFor(PATIENCE);
  await sheet(page).getByRole('button', { name: 'Show on the map' }).click();
  await page.waitForFunction(() => (globalThis as MapProbe).orrery?.map?.columns().includes('East'), undefined, PATIENCE);

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('east');
  await page.getByRole('option', { name: 'East sales' }).click(PATIENCE);
  await page.waitForFunction(() => new URLSearchParams(location.search).get('at')?.startsWith('territory:'), undefined, PATIENCE);
});

const sample = (page: Page) =>
  page.evaluate(
    () =>
      (globalThis as { orrery?: { map?: { probe(): { sample?: { longitude: number; rows: number }[] } } } }).orrery?.map?.probe().sample ??
      [],
  );
const past = (page: Page) => sheet(page).locator('[data-import]');
const total = async () => Number((await server.query({ metrics: ['revenue'] })).rows[0]?.[0]);

describe('before it is kept', () => {
  it('a sample is tried out and stands on the map, and nothing of it stays', async () => {
    const page = await open();
    const held = await total();
    const rows = Array.from({ length: 30 }, (_, at) => ({
      day: '2026-02-03',
      who: `c${at}`,
      country: 'Brazil',
      ...(at % 3 === 0 ? { city: 'Campinas' } : at % 3 === 1 ? { region: 'BR-RJ' } : { lat: -15.8, lon: -47.9 }),
      amount: at === 7 ? 'much' : '2.00',
    }));
    await drop(page, 'rows.json', JSON.stringify(rows, null, 2));
    await sheet(page).getByText('29 of the first 30 rows would be taken · 1 not taken').waitFor(PATIENCE);
    await page.waitForFunction(
      () => (globalThis as { orrery?: { map?: { probe(): { sample?: unknown[] } } } }).orrery?.map?.probe().sample?.length === 3,
      undefined,
      PATIENCE,
    );
    expect((await sample(page)).map(({ rows: count }) => count).sort()).toEqual([10, 10, 9].sort());
    expect(await total()).toBe(held);
    await page.keyboard.press('Escape');
    await sheet(page).waitFor({ state: 'detached' });
    await page.waitForFunction(
      () => (globalThis as { orrery?: { map?: { probe(): { sample?: unknown[] } } } }).orrery?.map?.probe().sample?.length === 0,
      undefined,
      PATIENCE,
    );
  });
});

describe('undo', () => {
  it('of a whole import right after it, from the list by somebody else, and back again', async () => {
    const [page, other] = [await open(), await open()];
    const held = await total();
    await drop(
      page,
      'undone.ndjson',
      [order('u1', { amount: '5.00' }), order('u2', { amount: '6.00' })].map((event) => JSON.stringify(event)).join('\n'),
    );
    await send(page, 'Send these events');
    expect(await total()).toBeCloseTo(held + 11, 2);
    await sheet(page).getByRole('button', { name: 'Undo undone.ndjson' }).click();
    await sheet(page).getByText('Undone. The 2 rows count no more').waitFor(PATIENCE);
    expect(await total()).toBeCloseTo(held, 2);

    await other.keyboard.press('Control+k');
    await other.getByRole('combobox').fill('bring data');
    await other.keyboard.press('Enter');
    const row = past(other).filter({ hasText: 'undone.ndjson' });
    await row.getByText('undone', { exact: true }).waitFor(PATIENCE);
    await row.getByRole('button', { name: 'Redo undone.ndjson' }).click();
    await row.getByRole('button', { name: 'Undo undone.ndjson' }).waitFor(PATIENCE);
    expect(await total()).toBeCloseTo(held + 11, 2);

    await sheet(page).getByRole('button', { name: 'Another file' }).click();
    const own = past(page).filter({ hasText: 'undone.ndjson' });
    await own.getByRole('button', { name: 'Undo undone.ndjson' }).waitFor(PATIENCE);
    await row.getByRole('button', { name: 'Undo undone.ndjson' }).click();
    await own.getByRole('button', { name: 'Redo undone.ndjson' }).waitFor(PATIENCE);
    expect(await total()).toBeCloseTo(held, 2);
  });
});

it('closing while a file is sent asks first, and what was stopped can be undone', async () => {
  const page = await open();
  const held = await total();
  // The first lines are answered, the next ones never: there is time to close.
  let sent = 0;
  await page.route(/\/v1\/events\?import=/, (route) => (++sent === 1 ? route.continue() : undefined));
  const lines = Array.from({ length: 40_000 }, (_, at) => JSON.stringify(order(`many${at}`, { amount: '1.00' })));
  await drop(page, 'many.ndjson', lines.join('\n'));
  await sheet(page).getByRole('button', { name: 'Send these events' }).click(PATIENCE);
  await page.waitForFunction(
    () => Number(document.querySelector('[data-count="accepted"]')?.getAttribute('data-value')) > 0,
    undefined,
    PATIENCE,
  );
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').getByText('still being sent').waitFor(PATIENCE);
  await page.getByRole('button', { name: 'Go on sending' }).click();
  await page.getByRole('alertdialog').waitFor({ ...PATIENCE, state: 'detached' });
  expect(await sheet(page).getByText('of the file is sent').count()).toBe(1);
  await sheet(page).getByRole('button', { name: 'Close' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop here' }).click();
  await sheet(page).waitFor({ state: 'detached' });

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('bring data');
  await page.keyboard.press('Enter');
  await past(page).filter({ hasText: 'many.ndjson' }).getByRole('button', { name: 'Undo many.ndjson' }).click(PATIENCE);
  await past(page).filter({ hasText: 'many.ndjson' }).getByText('undone', { exact: true }).waitFor(PATIENCE);
  expect(await total()).toBeCloseTo(held, 2);
});
