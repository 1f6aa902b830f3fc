/** Saying and sharing on the real server and page: notes, saved views, as-of links, files, a frame in another page. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import Papa from 'papaparse';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AsOf } from '../../src/protocol/query.ts';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';
import { order, postWorld } from './world.ts';

let server: ServerProcess;
let browser: Browser;
const windows: Window[] = [];
/** Somebody who looks on from the first test to the last. */
let onlooker: Page;

beforeAll(async () => {
  server = await startServer({ web: true });
  browser = await launch();
  await postWorld(server);
  onlooker = await open('');
});

afterAll(async () => {
  await browser.close();
  await server.dispose();
});

afterEach(async () => {
  const faults = windows.flatMap((window) => window.faults.splice(0));
  for (const window of windows.splice(1)) await window.close();
  expect(faults).toEqual([]);
});

async function open(search: string): Promise<Page> {
  const window = await openWindow(browser, `${server.url}/?gl=plain${search}`);
  windows.push(window);
  await window.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await untilSettled(window.page);
  return window.page;
}

const tile = (page: Page) => page.getByLabel('Key figures').locator('[data-metric="revenue"]');
const shownRevenue = async (page: Page) => Number(await tile(page).getAttribute('data-value'));
const revenue = async (asOf?: AsOf) => Number((await server.query({ metrics: ['revenue'], ...(asOf ? { asOf } : {}) })).rows[0]?.[0]);
/** The clipboard, once it has what was copied: that may be after the click. */
async function copied(page: Page, wanted: RegExp): Promise<string> {
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read, PATIENCE).toMatch(wanted);
  return read();
}

async function share(page: Page, what: string): Promise<void> {
  await page.getByRole('button', { name: 'Share' }).click();
  await page.locator(`[data-share="${what}"]`).click();
}

async function file(page: Page, what: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download', PATIENCE), share(page, what)]);
  return readFileSync(await download.path());
}

describe('notes', () => {
  it('are pinned by a key, seen by everyone at once, answered, resolved and deleted', async () => {
    const [mine, theirs] = [await open('&at=BR'), onlooker];
    await mine.locator('canvas').first().focus();
    await mine.keyboard.press('n');
    await mine.getByRole('textbox', { name: 'What should others know?' }).fill('Port <b>closed</b> & late');
    await mine.getByRole('textbox', { name: 'Your name' }).fill('Ana');
    await mine.getByRole('button', { name: 'Pin it' }).click();

    const pin = theirs.getByRole('button', { name: '1 note about Brazil' });
    await pin.waitFor(PATIENCE);
    await pin.click();
    const thread = theirs.locator('[data-note][data-open="true"]');
    await thread.getByText('Port <b>closed</b> & late', { exact: true }).waitFor(PATIENCE);
    await thread.getByRole('button', { name: 'Reply' }).click();
    await theirs.getByRole('textbox', { name: 'Your reply' }).fill('Open again');
    await theirs.getByRole('textbox', { name: 'Your name' }).fill('Ben');
    await theirs.getByRole('button', { name: 'Send' }).click();

    await mine.getByText('Open again').waitFor(PATIENCE);
    await mine.getByRole('button', { name: 'Resolve', exact: true }).click();
    await pin.waitFor({ ...PATIENCE, state: 'detached' });
    const first = mine.locator('[data-note]').first();
    await first.getByRole('button', { name: 'Delete' }).first().click();
    await first.getByRole('button', { name: 'Delete for everyone?' }).click();
    await thread.waitFor({ ...PATIENCE, state: 'detached' });
    await mine.getByText(/No notes yet/).waitFor(PATIENCE);
  });

  it('keep what is written while another place is looked at, and what somebody else has changed during an edit', async () => {
    const [mine, theirs] = [await open('&at=BR&side=notes'), await open('&at=BR&side=notes')];
    const text = (page: Page) => page.getByRole('textbox', { name: 'What should others know?' });
    await mine.getByRole('button', { name: /Add a note about/ }).click(PATIENCE);
    await text(mine).fill('Half a thought');
    await mine.getByRole('button', { name: 'Close the notes' }).click();
    await mine.keyboard.press('n');
    expect(await text(mine).inputValue()).toBe('Half a thought');
    await mine.getByRole('textbox', { name: 'Your name' }).fill('Ana');
    await mine.getByRole('button', { name: 'Pin it' }).click();

    for (const page of [mine, theirs]) {
      await page.locator('[data-note]').first().waitFor(PATIENCE);
      await page.locator('[data-note]').first().getByRole('button', { name: 'Edit' }).first().click();
    }
    await text(theirs).fill('Theirs');
    await theirs.getByRole('button', { name: 'Save', exact: true }).click();
    await theirs.locator('[data-note]').getByText('Theirs', { exact: true }).first().waitFor(PATIENCE);
    await text(mine).fill('Mine');
    await mine.getByRole('button', { name: 'Save', exact: true }).click();
    await mine.getByText(/somebody has changed it meanwhile/).waitFor(PATIENCE);
    // The browser tells of the refusal, too.
    const { faults } = windows.find(({ page }) => page === mine) as Window;
    await expect.poll(() => faults, PATIENCE).toEqual([expect.stringMatching(/status of 409/)]);
    faults.splice(0);
    await mine.getByRole('button', { name: 'Cancel' }).click();
    await mine.locator('[data-note]').getByText('Theirs', { exact: true }).first().waitFor(PATIENCE);
    const { notes } = (await (await fetch(`${server.url}/v1/notes`)).json()) as { notes: readonly { id: string }[] };
    for (const { id } of notes) await fetch(`${server.url}/v1/notes/${id}`, { method: 'DELETE' });
  });
});

describe('an as-of link', () => {
  it('brings the same numbers back to the digit, compares them with those of now, and tells when they are of another log', async () => {
    const page = await open('');
    await share(page, 'as-of');
    const link = await copied(page, /asof=/);
    const [epoch = '', seq = ''] = (new URL(link).searchParams.get('asof') ?? '').split(',');
    const then = await revenue({ epoch, seq: Number(seq) });
    await expect.poll(() => shownRevenue(page), PATIENCE).toBe(then);
    await server.post('/v1/events', [order('later-1', { country: 'BR', amount: '1234.56' })]);
    await expect.poll(() => shownRevenue(page), PATIENCE).toBe(await revenue());

    const later = await open(`&${link.split('?')[1]}`);
    await later.getByText(/The numbers are those of/).waitFor(PATIENCE);
    expect(await shownRevenue(later)).toBe(then);
    await later.getByRole('button', { name: 'Now', exact: true }).click();
    await expect.poll(() => shownRevenue(later), PATIENCE).toBe(await revenue());
    await later.getByRole('button', { name: 'Then', exact: true }).click();
    await expect.poll(() => shownRevenue(later), PATIENCE).toBe(then);
    await later.getByRole('button', { name: 'Back to live' }).click();
    await expect.poll(() => shownRevenue(later), PATIENCE).toBe(await revenue());

    // One of another log says what that means, and leads back.
    await later.goto(`${server.url}/?gl=plain&asof=elsewhere,1,2026-01-01T00:00:00Z`);
    await later.getByText(/cannot be brought back: they were of another log/).waitFor(PATIENCE);
    await later.getByRole('button', { name: 'Back to live' }).click();
    await expect.poll(() => shownRevenue(later), PATIENCE).toBe(await revenue());
  });
});

describe('files', () => {
  it('hold what is shown: a picture of either fineness, a safe table, and Parquet with the same numbers', async () => {
    await server.post('/v1/events', [order('formula', { country: 'DE', city: 'Berlin', amount: '7.00', category: '=cmd()' })]);
    const page = onlooker;
    const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];
    const [once, twice] = [await file(page, 'png'), await file(page, 'png2')];
    expect(once.subarray(1, 4).toString()).toBe('PNG');
    expect(sizeOf(twice)).toEqual(sizeOf(once).map((side) => 2 * side));
    expect(await coloursIn(page, once)).toBeGreaterThan(500);

    const { rows } = await server.query({ metrics: ['revenue', 'csat'], groupBy: ['country'] });
    const byId = (one: readonly unknown[], other: readonly unknown[]) => String(one[0]).localeCompare(String(other[0]));
    const wanted = rows.map(([id, value]) => [id ?? '', value]).sort(byId);
    const csv = async () =>
      Papa.parse<Record<string, string>>((await file(page, 'csv')).toString('utf8'), { header: true, skipEmptyLines: true }).data;
    // The page may hear of the event later than the server answers for it.
    await expect.poll(async () => (await csv()).map((row) => [row.country, Number(row.revenue)]).sort(byId), PATIENCE).toEqual(wanted);
    expect((await csv()).find((row) => row.country === 'BR')).toMatchObject({ country_name: 'Brazil' });
    const parquet = await file(page, 'parquet');
    const buffer = parquet.buffer.slice(parquet.byteOffset, parquet.byteOffset + parquet.byteLength) as ArrayBuffer;
    const read = await parquetReadObjects({ file: buffer, compressors });
    expect(read.map((row) => [row.country ?? '', row.revenue]).sort(byId)).toEqual(wanted);
  });
});

/** How many colours a picture has: one that could not be read is of one. */
function coloursIn(page: Page, png: Buffer): Promise<number> {
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const { data = new Uint8ClampedArray() } = context?.getImageData(0, 0, image.width, image.height) ?? {};
    return new Set(new Uint32Array(data.buffer)).size;
  }, png.toString('base64'));
}

describe('saved views', () => {
  it('are saved with a question, found in the palette, renamed, shared and deleted', async () => {
    const page = await open('&at=US&height=orders');
    await share(page, 'save');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('States by orders');
    await page.getByRole('textbox', { name: /question/ }).fill('Which states carry us?');
    await page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const row = page.locator('[data-view]');
    await row.waitFor(PATIENCE);
    await row.getByRole('button', { name: 'Copy its link' }).click();
    expect(await copied(page, /height=orders/)).toBe(`${server.url}/?at=US&height=orders`);
    await row.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Orders by state');
    await page.getByRole('button', { name: 'Save', exact: true }).click();

    await onlooker.keyboard.press('Control+k');
    await onlooker.getByRole('combobox').fill('carry us');
    await onlooker.getByRole('option', { name: /Orders by state/ }).click();
    await onlooker.waitForURL(/at=US&height=orders/, PATIENCE);

    await row.getByRole('button', { name: 'Delete' }).click();
    await row.getByRole('button', { name: 'Delete for everyone?' }).click();
    await page.getByText(/No saved views yet/).waitFor(PATIENCE);
  });
});

describe('a frame in another page', () => {
  let host: Server;
  let html = '';
  beforeAll(async () => {
    host = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(html));
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => host.close(resolve)));

  it('shows the view to look at, without anything that edits, and leads to the whole', async () => {
    await share(onlooker, 'embed');
    html = await copied(onlooker, /^<iframe/);
    expect(html).toMatch(/^<iframe src="http:[^"]*embed=1" title="Orrery: United States"/);
    const outer = await browser.newPage();
    try {
      await outer.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}`);
      const frame = outer.frameLocator('iframe');
      const full = frame.getByRole('link', { name: 'Open the full view' });
      await full.waitFor(PATIENCE);
      expect(await full.getAttribute('href')).toContain('at=US');
      await frame.getByLabel('Key figures').locator('[data-metric="revenue"][data-value]').waitFor(PATIENCE);
      for (const name of ['Views']) expect(await frame.getByRole('navigation', { name }).count()).toBe(0);
      for (const name of ['Share', 'Notes', 'Saved views']) expect(await frame.getByRole('button', { name }).count()).toBe(0);
    } finally {
      await outer.close();
    }
  });

  it('is allowed for that form alone', async () => {
    const policy = async (path: string) => (await fetch(server.url + path)).headers.get('content-security-policy') ?? '';
    expect(await policy('/')).toContain("frame-ancestors 'none'");
    expect(await policy('/?at=BR')).toContain("frame-ancestors 'none'");
    expect(await policy('/?at=BR&embed=1')).toContain("frame-ancestors 'self' http://localhost:*");
  });
});
