/** Tours as a person makes, plays and gives them away; and the one that composes itself. */
import { readFile } from 'node:fs/promises';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { durationOf } from '../../src/model/tour/webm.ts';
import { fromSearch } from '../../src/model/viewSearch.ts';
import type { QueryAnswer } from '../../src/protocol/query.ts';
import type { ProgrammesAnswer, Tour } from '../../src/protocol/tours.ts';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, untilSettled, type Window } from './browser.ts';
import { order, postWorld } from './world.ts';

let server: ServerProcess;
let browser: Browser;
let window: Window;
let page: Page;

beforeAll(async () => {
  server = await startServer({ web: true });
  browser = await launch();
  await postWorld(server);
  await server.post('/v1/events', rush());
  window = await openWindow(browser, `${server.url}/?gl=plain`);
  page = window.page;
  await untilSettled(page);
});

afterAll(async () => {
  await browser.close();
  await server.dispose();
});

/** Tokyo buys coffee as never before in the last week of the world, and in the other places nothing changes. */
function rush(): Record<string, unknown>[] {
  const tokyo = { country: 'JP', region: 'JP-13', city: 'Tokyo', category: 'Coffee', channel: 'app', segment: 'Loyal' };
  return Array.from({ length: 240 }, (_, n) =>
    order(`rush-${String(n).padStart(3, '0')}`, { ...tokyo, amount: '30.00' }, Date.UTC(2026, 2, 1, 0, n)),
  );
}

const panel = () => page.getByRole('region', { name: 'Tours' });
const rows = () => panel().locator('[data-scene]');
const titles = () =>
  panel()
    .getByLabel('Title')
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
const rehearse = () => panel().getByRole('button', { name: /Rehearse/ });
const player = () => page.getByRole('region', { name: /^Tour: / });
const bytesOf = async (download: Download) => new Uint8Array(await readFile(await download.path()));
const keptTours = async () => ((await (await fetch(`${server.url}/v1/tours`)).json()) as ProgrammesAnswer<'tours'>).tours;
const kept = async (): Promise<Tour> => (await keptTours())[0] ?? Promise.reject(new Error('no tour is kept'));

async function show(search: string): Promise<void> {
  await page.evaluate((address) => {
    history.replaceState(null, '', address);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `?gl=plain${search}`);
}

async function given(act: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download', PATIENCE), act()]);
  return download;
}

describe('a tour', () => {
  it('is made by bookmarking what is seen, also in another picture', async () => {
    await page.keyboard.press('b');
    await panel().getByLabel('Your name').fill('Ana');
    await panel().getByRole('button', { name: 'Create' }).click();
    await expect.poll(() => rows().count(), PATIENCE).toBe(1);
    await show('&at=BR&category=Coffee');
    await page.keyboard.press('b');
    await expect.poll(() => rows().count(), PATIENCE).toBe(2);
    await show('&picture=ecosystem');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('add this view to');
    await page.getByRole('option', { name: /Add this view to a tour/ }).click();
    await expect.poll(() => rows().count(), PATIENCE).toBe(3);
    const searches = async () => (await kept()).scenes.map(({ search }) => search);
    await expect.poll(searches, PATIENCE).toEqual(['', '?at=BR&category=Coffee', '?picture=ecosystem']);
    await expect.poll(titles, PATIENCE).toEqual(['World · Revenue', 'Brazil · Revenue', 'World · Revenue']);
    const { id } = await kept();
    await expect.poll(() => new URL(page.url()).searchParams.get('tour'), PATIENCE).toBe(id);
  });

  it('is put in order with keys and by dragging, and has its captions and times', async () => {
    const order = async () => (await kept()).scenes.map(({ search }) => search);
    await rows().nth(2).getByRole('button', { name: /^Move/ }).press('ArrowUp');
    await expect.poll(order, PATIENCE).toEqual(['', '?picture=ecosystem', '?at=BR&category=Coffee']);
    const handle = (at: number) => rows().nth(at).getByRole('button', { name: /^Move/ });
    await handle(0).scrollIntoViewIfNeeded();
    const [from, to] = [await handle(0).boundingBox(), await rows().nth(1).boundingBox()];
    if (from === null || to === null) throw new Error('the scenes are not seen');
    await page.mouse.move(from.x + 10, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(from.x + 10, to.y + to.height - 4, { steps: 5 });
    await page.mouse.up();
    await expect.poll(order, PATIENCE).toEqual(['?picture=ecosystem', '', '?at=BR&category=Coffee']);
    await rows().nth(0).getByLabel('Caption').fill('Everything, as a system');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await kept()).scenes[0]?.caption, PATIENCE).toBe('Everything, as a system');
    for (const at of [0, 1, 2]) {
      await rows().nth(at).getByLabel('Seconds').fill('3');
      await page.keyboard.press('Enter');
      await expect.poll(async () => (await kept()).scenes[at]?.seconds, PATIENCE).toBe(3);
    }
    // Escape takes back what was typed, and leads nowhere.
    await rows().nth(0).getByLabel('Seconds').fill('9');
    await page.keyboard.press('Escape');
    expect(await rows().nth(0).getByLabel('Seconds').inputValue()).toBe('3');
  });

  it('leaves as a file and comes back from it', async () => {
    const before = await kept();
    const file = await given(() => panel().getByRole('button', { name: 'Export as JSON' }).click());
    expect(file.suggestedFilename()).toBe('orrery-my-tour.json');
    await panel().getByRole('button', { name: 'Delete', exact: true }).click();
    await panel().getByRole('button', { name: 'Delete for everyone?' }).click();
    await expect.poll(async () => (await keptTours()).length, PATIENCE).toBe(0);
    await panel()
      .locator('[data-tour-file]')
      .setInputFiles({
        name: 'x.json',
        mimeType: 'application/json',
        buffer: Buffer.from('{"orrery":"tour","format":1,"name":"x","scenes":[{"id":"a"}]}'),
      });
    await expect.poll(() => panel().getByRole('alert').textContent(), PATIENCE).toContain('scenes.0.search');
    const path = await file.path();
    await panel().locator('[data-tour-file]').setInputFiles(path);
    await expect.poll(() => rows().count(), PATIENCE).toBe(3);
    await expect.poll(async () => (await kept()).scenes, PATIENCE).toEqual(before.scenes);
  });

  it('is rehearsed with its captions in the page, by keys, and gives the page back', async () => {
    await show(`&side=tours&tour=${(await kept()).id}&at=US`);
    await rehearse().click(PATIENCE);
    await player().waitFor(PATIENCE);
    await page.keyboard.press(' ');
    await player().getByRole('button', { name: 'Play on' }).waitFor(PATIENCE);
    // It may have gone on before it heard of it.
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => player().getAttribute('data-index'), PATIENCE).toBe('0');
    expect(await player().textContent()).toContain('Everything, as a system');
    await expect.poll(() => page.url(), PATIENCE).toContain('picture=ecosystem');
    // As the wall will: its figures, its legend, where it is, and its clock.
    await page.locator('[data-figures] [data-metric="revenue"]').waitFor(PATIENCE);
    await page.getByText('Ball: revenue').waitFor(PATIENCE);
    await expect.poll(() => page.getByRole('heading', { name: 'Ecosystem' }).count(), PATIENCE).toBe(1);
    expect(await page.locator('time:visible').last().textContent()).toMatch(/^\d\d:\d\d$/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.url(), PATIENCE).toContain('at=BR');
    expect(page.url()).toContain('category=Coffee');
    await expect.poll(() => player().textContent(), PATIENCE).toContain('3 of 3');
    await page.keyboard.press('Escape');
    await expect.poll(() => player().count(), PATIENCE).toBe(0);
    await expect.poll(() => page.url(), PATIENCE).toContain('at=US');
    await expect.poll(() => panel().count(), PATIENCE).toBe(1);
  });

  it('becomes a video that says how long it is and plays', async () => {
    const video = await bytesOf(await given(() => panel().getByRole('button', { name: 'Record a video' }).click()));
    expect([...video.subarray(0, 4)]).toEqual([0x1a, 0x45, 0xdf, 0xa3]);
    expect(video.length).toBeGreaterThan(5000);
    expect(durationOf(video)).toBeGreaterThanOrEqual(8900);
    expect(durationOf(video)).toBeLessThan(60_000);
    const cinema = await browser.newPage();
    const played = await cinema.evaluate(async (base64) => {
      const film = document.createElement('video');
      film.src = URL.createObjectURL(new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: 'video/webm' }));
      await new Promise((resolve, reject) => {
        film.onloadeddata = resolve;
        film.onerror = () => reject(new Error(film.error?.message));
      });
      return { seconds: film.duration, width: film.videoWidth, height: film.videoHeight };
    }, Buffer.from(video).toString('base64'));
    await cinema.close();
    expect(played).toMatchObject({ width: 1280, height: 720 });
    expect(played.seconds).toBeCloseTo((durationOf(video) ?? 0) / 1000, 1);
  });

  it('is printed with a scene a page, its words as text', async () => {
    const file = await given(() => panel().getByRole('button', { name: 'Print as PDF' }).click());
    const pdf = Buffer.from(await bytesOf(file)).toString('latin1');
    expect(pdf).toMatch(/^%PDF-1\.4/);
    expect(pdf.match(/\/Type \/Page /g)).toHaveLength(3);
    const texts = [...pdf.matchAll(/<([0-9A-F]+)> Tj/g)].map(([, units = '']) => Buffer.from(units, 'hex').swap16().toString('utf16le'));
    expect(texts).toEqual(expect.arrayContaining(['World · Revenue', 'Everything, as a system', 'Brazil · Revenue', '1 of 3', '3 of 3']));
    expect(pdf).toContain(`/URI (${server.url}/?at=BR&category=Coffee)`);
    await expect.poll(() => player().count(), PATIENCE).toBe(0);
  });
});

describe('the tour that composes itself', () => {
  it('stops at what moved, and its figures are the answers of the server', async () => {
    await show('&side=tours&tour=self');
    await expect.poll(() => panel().locator('[data-figure]').count(), PATIENCE).toBeGreaterThan(2);
    const captions = await panel().locator('[data-scene] p').allTextContents();
    const at = captions.findIndex((caption) => caption.startsWith('Tokyo: revenue +'));
    expect(at).toBeGreaterThan(0);
    const figure = panel().locator('[data-scene]').nth(at).locator('[data-figure]').first();
    const view = fromSearch(new URL((await figure.getAttribute('href')) ?? '', server.url).search);
    const { window, asOf } = view;
    if (window.kind !== 'between' || asOf === null) throw new Error('the figure is of no moment');
    const [from, to] = [Date.parse(window.from), Date.parse(window.to)];
    const revenue = async (begin: number, end: number) => {
      const time = { from: new Date(begin).toISOString(), to: new Date(end).toISOString() };
      const query = {
        metrics: ['revenue'],
        where: { country: ['JP'], region: ['JP-13'] },
        time,
        asOf: { epoch: asOf.epoch, seq: asOf.seq },
      };
      return Number(((await (await server.post('/v1/query', query)).json()) as QueryAnswer).rows[0]?.[0]);
    };
    const [now, before] = [await revenue(from, to), await revenue(2 * from - to, from)];
    // A figure does not part from its unit at the end of a line.
    expect(await figure.textContent()).toBe(`+${Math.round((100 * (now - before)) / before)}\u00a0%`);
    await figure.click();
    await expect.poll(() => page.url(), PATIENCE).toContain('selected=JP/JP-13');
    expect(page.url()).toContain('asof=');
  });

  it('plays, and can be kept as a tour of its own', async () => {
    await show('&side=tours&tour=self');
    await rehearse().click(PATIENCE);
    await expect.poll(() => player().textContent(), PATIENCE).toMatch(/1 of \d/);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => player().getAttribute('data-index'), PATIENCE).toBe('1');
    await page.keyboard.press('Escape');
    await panel().getByRole('button', { name: 'Keep as a tour' }).click({ timeout: PATIENCE.timeout });
    await panel().getByLabel('Name of the tour').fill('What moved');
    await panel().getByRole('button', { name: 'Create' }).click();
    await expect.poll(async () => (await keptTours()).map(({ name }) => name), PATIENCE).toEqual(['My tour', 'What moved']);
    const tour = (await keptTours())[1];
    expect(tour?.scenes.some(({ caption }) => caption.startsWith('Tokyo: revenue +'))).toBe(true);
    // The page opens what it has kept when the server's answer is there.
    await panel().getByRole('heading', { name: 'What moved' }).waitFor(PATIENCE);
  });
});

describe('playlists and schedules', () => {
  it('say what plays one after another, and what plays now', async () => {
    await show('&side=tours');
    await panel().getByRole('button', { name: 'Playlists' }).click();
    await panel().getByRole('button', { name: 'New playlist' }).click();
    await panel().getByRole('button', { name: 'Create' }).click();
    await panel().getByLabel('Add to the playlist').selectOption({ label: 'My tour' });
    const [{ id }] = (await keptTours()) as [Tour];
    const acts = async () =>
      ((await (await fetch(`${server.url}/v1/playlists`)).json()) as ProgrammesAnswer<'playlists'>).playlists[0]?.acts;
    await expect.poll(acts, PATIENCE).toEqual([{ kind: 'self' }, { kind: 'tour', id }]);
    // Clicks that come before the answer to the one before lose nothing, and tell of no conflict.
    const tour = { kind: 'tour', id };
    await panel().getByRole('button', { name: 'My tour earlier' }).click();
    await panel().getByLabel('Add to the playlist').selectOption({ label: 'My tour' });
    await panel().getByLabel('Add to the playlist').selectOption({ label: 'Composes itself' });
    await expect.poll(acts, PATIENCE).toEqual([tour, { kind: 'self' }, tour, { kind: 'self' }]);
    expect(await panel().getByRole('alert').count()).toBe(0);
    await panel().getByRole('button', { name: 'Schedules' }).click();
    await panel().getByRole('button', { name: 'New schedule' }).click();
    await panel().getByRole('button', { name: 'Create' }).click();
    await panel().getByLabel('Otherwise').selectOption({ label: 'My tour' });
    await expect.poll(() => panel().getByLabel('Otherwise').inputValue(), PATIENCE).toBe(`tour ${id}`);
    const slots = async () =>
      ((await (await fetch(`${server.url}/v1/schedules`)).json()) as ProgrammesAnswer<'schedules'>).schedules[0]?.slots;
    await panel()
      .locator('[data-schedule]')
      .evaluate((row) => {
        for (const day of ['Monday', 'Saturday', 'Tuesday', 'Sunday']) row.querySelector<HTMLElement>(`[aria-label="${day}"]`)?.click();
      });
    await expect.poll(async () => (await slots())?.[0]?.days.toSorted(), PATIENCE).toEqual([3, 4, 5, 6, 7]);
    expect(await panel().getByRole('alert').count()).toBe(0);
    await panel().getByRole('button', { name: 'Take this time out' }).click();
    await expect.poll(() => panel().locator('[data-schedule] [role=status]').textContent(), PATIENCE).toBe('Plays now: My tour');
  });
});

it('does all of this on a phone, within its width and without a fault', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await show(`&side=tours&tour=${(await kept()).id}`);
  await expect.poll(() => rows().count(), PATIENCE).toBe(3);
  const isWithin = (box: { x: number; width: number } | null) => box !== null && box.x >= 0 && box.x + box.width <= 390;
  await expect.poll(async () => isWithin(await panel().boundingBox()), PATIENCE).toBe(true);
  await rehearse().click(PATIENCE);
  await expect.poll(() => player().count(), PATIENCE).toBe(1);
  const isSeen = async (name: string) => isWithin(await player().getByRole('button', { name }).boundingBox());
  await expect.poll(() => isSeen('Pause'), PATIENCE).toBe(true);
  // Else it would be over by itself.
  await player().getByRole('button', { name: 'Pause' }).click();
  for (const name of ['Scene before', 'Play on', 'Next scene', 'End the tour']) await expect.poll(() => isSeen(name), PATIENCE).toBe(true);
  await player().getByRole('button', { name: 'End the tour' }).click();
  await expect.poll(() => panel().count(), PATIENCE).toBe(1);
  expect(window.faults).toEqual([]);
});
