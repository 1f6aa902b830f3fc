/** Down to the events behind a figure and to one customer, by mouse, keys and on a phone, on the real server and page. */
import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { landX, landZ, toGround } from '../../src/model/landscape/land.ts';
import { decodeLandscape } from '../../src/protocol/landscape.ts';
import type { CustomerAnswer, RecordsAnswer } from '../../src/protocol/records.ts';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';
import { landOnPage } from './landOnPage.ts';
import { order, postWorld } from './world.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 0, 6, 9);
const NASTY = '<img src=x onerror="document.title=\'owned\'"> late again';
const ANA = 'ana@example.com';

let server: ServerProcess;
let browser: Browser;
let window: Window;
let page: Page;

/** A customer with a history: orders, a late parcel, a call, a low score, a silence, an order again. */
function history(): Record<string, unknown>[] {
  const place = { country: 'BR', region: 'BR-SP', city: 'Campinas' };
  const at = (day: number, id: string, noun: string, data: Record<string, unknown>) => ({
    ...order(id, { ...place, ...data }, START_MS + day * DAY_MS),
    ...{ subject: ANA, type: `io.orrery.${noun}` },
  });
  return [
    at(0, 'ana-1', 'order.completed', { order: 'A1', amount: '120.50', currency: 'USD', product: 'Kettle' }),
    at(0, 'ana-2', 'order.completed', { order: 'A1', amount: '9.25', currency: 'USD', product: 'Filter' }),
    at(4, 'ana-3', 'order.delivered', { order: 'A1', delivery: 'late' }),
    at(5, 'ana-4', 'contact.opened', { reason: 'Late delivery', channel: 'call' }),
    at(6, 'ana-5', 'survey.answered', { score: 2, scale: 'csat5', text: NASTY }),
    at(50, 'ana-6', 'order.completed', { order: 'A2', amount: '30.00', currency: 'USD', product: '=SUM(1)' }),
  ];
}

beforeAll(async () => {
  server = await startServer({ web: true });
  browser = await launch();
  await postWorld(server);
  await server.post('/v1/events', history());
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

async function open(search: string): Promise<void> {
  window = await openWindow(browser, `${server.url}/?gl=plain&${search}`);
  page = window.page;
}
const ask = async <Answer>(path: string, body: unknown) => (await (await server.post(path, body)).json()) as Answer;
const records = (asked: object) => ask<RecordsAnswer>('/v1/records', asked);
const panel = () => page.getByRole('region', { name: 'Records' });
const person = () => page.getByRole('complementary', { name: 'Customer' });
const rows = () => panel().locator('[data-seq]');
const told = (element: Locator) => expect.poll(() => element.count(), PATIENCE);
const seqs = () => rows().evaluateAll((all) => all.map((row) => Number(row.getAttribute('data-seq'))));

describe('records', () => {
  it('of a filtered place are as many as its figure says, the same as the server lists, and all of them can be scrolled to', async () => {
    await open('at=BR&category=Coffee');
    await untilSettled(page);
    const where = { country: ['BR'], category: ['Coffee'] };
    const { rows: figures } = await server.query({ metrics: ['events'], where });
    const count = Number(figures[0]?.[0]);
    await page.getByRole('button', { name: `All ${count} events` }).click(PATIENCE);
    await expect.poll(() => panel().getAttribute('data-total'), PATIENCE).toBe(String(count));
    const { records: listed } = await records({ where, limit: 1000 });
    await expect.poll(async () => (await seqs()).slice(0, 5), PATIENCE).toEqual(listed.slice(0, 5).map(({ seq }) => seq));
    // Few rows stand in the page, however many there are.
    expect(await rows().count()).toBeLessThan(60);
    const end = async () => {
      await panel()
        .locator('table')
        .locator('..')
        .evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
      return (await seqs()).at(-1);
    };
    await expect.poll(end, PATIENCE).toBe(listed.at(-1)?.seq);
    // Those of one figure: as many as its n.
    await panel()
      .getByRole('button', { name: /Events of/ })
      .click();
    await page.getByRole('menuitem', { name: 'Satisfied', exact: true }).click();
    const { rows: rate, columns } = await server.query({ metrics: ['csat'], where });
    const n = columns.findIndex(({ name }) => name === 'csat.n');
    await expect.poll(() => panel().getAttribute('data-total'), PATIENCE).toBe(String(rate[0]?.[n]));
    await page.waitForURL(/of=csat/, PATIENCE);
  });

  it('say what was sent, as text, and are saved as CSV that no spreadsheet runs', async () => {
    const { records: own } = await records({ where: { customer: [ANA] } });
    const survey = own.find(({ type }) => type.endsWith('survey.answered'));
    await open('at=BR&from=2026-01-06T00:00:00Z&to=2026-02-27T00:00:00Z&side=records&product=%3DSUM(1)');
    await expect.poll(() => panel().getAttribute('data-total'), PATIENCE).toBe('1');
    expect(await rows().textContent()).toContain('$30.00');
    const saving = page.waitForEvent('download', PATIENCE);
    await panel().getByRole('button', { name: 'Save as CSV' }).click();
    const csv = readFileSync(await (await saving).path(), 'utf8');
    expect(csv).toContain(',30.00,USD,30,');
    expect(csv).toContain(",'=SUM(1),");
    await page.goto(`${server.url}/?gl=plain&side=records&from=2026-01-12T00:00:00Z&to=2026-01-12T10:00:00Z`);
    const row = panel().locator(`[data-seq="${survey?.seq}"]`);
    await row.getByRole('button', { name: /everything that was sent/ }).click(PATIENCE);
    await row.getByText('<img src=x').first().waitFor(PATIENCE);
    expect(await row.locator('img').count()).toBe(0);
    expect(await page.title()).not.toBe('owned');
  });

  it('stay where they are while events come, and say how many are new; of a moment they are those of that moment', async () => {
    await open('side=records&at=PT');
    await expect.poll(() => panel().getAttribute('data-total'), PATIENCE).toBe('0');
    await server.post('/v1/events', [order('pt-1', { country: 'PT', amount: '1.00' }), order('pt-2', { country: 'PT', amount: '2.00' })]);
    await page.goto(`${server.url}/?gl=plain&side=records&at=PT`);
    await told(rows()).toBe(2);
    const { asOf } = await records({});
    await server.post('/v1/events', [order('pt-3', { country: 'PT', amount: '3.00' })]);
    await panel().getByRole('button', { name: '1 new' }).waitFor(PATIENCE);
    expect(await rows().count()).toBe(2);
    await panel().getByRole('button', { name: '1 new' }).click();
    await told(rows()).toBe(3);
    await page.goto(`${server.url}/?gl=plain&side=records&at=PT&asof=${asOf.epoch},${asOf.seq},2026-03-01T00:00:00Z`);
    await told(rows()).toBe(2);
  });
});

describe('a customer', () => {
  it('opens from a record, tells the whole history and what came before, and closes to where one was', async () => {
    await open('selected=BR/BR-SP&side=records&of=csat&from=2026-01-10T00:00:00Z&to=2026-01-13T00:00:00Z');
    const parts = () => [...new URL(page.url()).searchParams].map(String).sort();
    const before = parts();
    await panel()
      .getByRole('button', { name: `History of ${ANA}` })
      .first()
      .click(PATIENCE);
    await person().waitFor(PATIENCE);
    const head = await ask<CustomerAnswer>('/v1/customer', { customer: ANA });
    for (const metric of ['revenue', 'orders', 'contacts'] as const) {
      const figure = person().locator(`[data-metric="${metric}"]`);
      expect(Number(await figure.getAttribute('data-value'))).toBe(head[metric]);
    }
    await person().getByText('below target (up to 3)').waitFor(PATIENCE);
    // The lines of one order are one entry.
    await person().locator('ol').getByText('$129.75').waitFor(PATIENCE);
    await told(person().locator('[data-type="io.orrery.order.completed"]')).toBe(2);
    expect(await person().locator('[data-gap="50"]').textContent()).toContain('50 days without an order');
    const low = person().locator('[data-low="true"]');
    expect(await low.textContent()).toContain('<img src=x');
    expect(await low.locator('[data-before]').textContent()).toMatch(/Contact · Late delivery.*Delivered · delivery late/s);
    await page.waitForURL(/customer=ana%40example\.com/, PATIENCE);
    // Where it happened, and back from there.
    await person().getByRole('button', { name: 'Go to Campinas' }).click();
    await page.waitForURL(/at=BR\/BR-SP&selected=BR\/BR-SP\/geonames:\d+/, PATIENCE);
    await person().waitFor(PATIENCE);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Escape');
    await told(person()).toBe(0);
    await page.getByLabel('Details').waitFor(PATIENCE);
    await expect.poll(parts, PATIENCE).toEqual(before);
  });

  it('is found by the exact key alone, with the keyboard; nobody is said to be nobody', async () => {
    await open('');
    await untilSettled(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor(PATIENCE);
    await page.keyboard.type('ana@example.co');
    await page.getByText('Nothing of that name').waitFor(PATIENCE);
    await page.keyboard.type('m');
    await page.getByRole('option', { name: ANA }).waitFor(PATIENCE);
    await page.keyboard.press('Enter');
    await person().getByText('History', { exact: true }).waitFor(PATIENCE);
    await page.keyboard.press('Escape');
    await told(person()).toBe(0);
    await page.goto(`${server.url}/?gl=plain&customer=nobody`);
    await person().getByText('Nothing is known of anybody by this key').waitFor(PATIENCE);
    // The browser itself tells of the 404.
    window.faults.splice(0, window.faults.length, ...window.faults.filter((fault) => !fault.includes('404')));
  });

  it('opens from a point of the segments', async () => {
    await open('picture=segments');
    const land = landOnPage(page);
    await land.until('figures().points > 0');
    // The land rises under them when its heights are worked out.
    await land.until('figures().highest > 0');
    await land.untilResting();
    const response = await server.post('/v1/landscape', { x: { measure: 'lateness' }, z: { measure: 'frequency' } });
    const { header, x, z } = decodeLandscape(await response.arrayBuffer());
    const ground = toGround(header.x, header.z);
    const places = Array.from(x, (at, point) => [landX(ground, at), landZ(ground, z[point] as number)] as const);
    // One that no other stands near.
    const apart = (one: (typeof places)[number]) =>
      Math.min(...places.map((other) => (one === other ? 9 : Math.hypot(one[0] - other[0], one[1] - other[1]))));
    const [lonely] = [...places].sort((one, other) => apart(other) - apart(one));
    const { x: left, y: top } = await land.pixelOf(...(lonely as readonly [number, number]));
    await page.mouse.click(left, top);
    await person().waitFor(PATIENCE);
    await page.waitForURL(/customer=/, PATIENCE);
  });

  it('and the records are read on a phone; a frame shows neither', async () => {
    await open('side=records');
    await page.setViewportSize({ width: 390, height: 844 });
    await told(rows().first()).toBe(1);
    await page.goto(`${server.url}/?gl=plain&customer=${encodeURIComponent(ANA)}`);
    await person().locator('ol').getByText('$129.75').waitFor(PATIENCE);
    const box = await person().boundingBox();
    expect(Number(box?.width)).toBeLessThanOrEqual(390);
    // The map that is left beside the drawer still says what its heights and colours mean.
    await page.getByRole('region', { name: 'Legend' }).getByRole('button', { expanded: false }).click(PATIENCE);
    await page.getByRole('region', { name: 'Legend' }).getByText('In proportion, from zero').waitFor(PATIENCE);
    // All that is known of the customer, and from there back to what is shown.
    await person().getByRole('button', { name: 'All records' }).click();
    const { total } = await records({ where: { customer: [ANA] } });
    await expect.poll(() => panel().getAttribute('data-total'), PATIENCE).toBe(String(total));
    await page.waitForURL(/by=ana%40example\.com/, PATIENCE);
    await panel().getByRole('button', { name: 'Records of what is shown' }).click();
    await expect.poll(() => panel().getAttribute('data-total'), PATIENCE).toBe(String((await records({})).total));
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${server.url}/?gl=plain&embed=1&side=records&customer=${encodeURIComponent(ANA)}`);
    await untilSettled(page);
    expect([await person().count(), await panel().count()]).toEqual([0, 0]);
    expect(asked.filter((url) => /\/v1\/(records|customer)/.test(url))).toEqual([]);
  });
});
