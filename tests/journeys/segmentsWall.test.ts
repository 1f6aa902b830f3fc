/** The segments on a wall, where nobody stands on the land who could carry a colour: the ground carries that of its segments, in space and laid flat. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../server/child.ts';
import { launch, openWindow, PATIENCE, type Window } from './browser.ts';
import { landOnPage } from './landOnPage.ts';
import { order } from './world.ts';

/** People of two segments, and what all of a segment think. */
const EACH = 12;
const CROWDS = [
  { name: 'late', daysAgo: 200, score: 1 },
  { name: 'fresh', daysAgo: 1, score: 5 },
] as const;
const END_MS = Date.UTC(2026, 2, 1, 12);
const DAY_MS = 86_400_000;

let server: ServerProcess;
let browser: Browser;
let wall: Window;
let page: Page;

beforeAll(async () => {
  server = await startServer({ web: true });
  browser = await launch();
  const events = CROWDS.flatMap((crowd) => Array.from({ length: EACH }, (_, at) => eventsOf(crowd, at)).flat());
  const said = (await (await server.post('/v1/events', events)).json()) as { accepted: number };
  expect(said.accepted).toBe(events.length);
  const scene = { id: 'people', name: 'People', search: '?picture=segments', path: [], caption: 'Who is late', seconds: 600 };
  const { id } = (await (await server.post('/v1/tours', { name: 'Board', scenes: [scene], author: 'Board' })).json()) as { id: string };
  wall = await openWindow(browser, `${server.url}/wall?gl=plain&room=segments&tour=${id}`);
  page = wall.page;
  await page.locator('[data-scene="people"]').waitFor(PATIENCE);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.dispose();
});

/** Two orders ten days apart, the latest so long ago, and a score. */
function eventsOf({ name, daysAgo, score }: (typeof CROWDS)[number], at: number): Record<string, unknown>[] {
  const subject = `${name}-${at}`;
  const lastMs = END_MS - daysAgo * DAY_MS + at * 60_000;
  const data = { amount: '50.00', category: 'Coffee' };
  return [
    { ...order(`${subject}-1`, data, lastMs - 10 * DAY_MS), subject },
    { ...order(`${subject}-2`, data, lastMs), subject },
    { ...order(`${subject}-3`, { score, scale: 'csat5' }, lastMs), type: 'io.orrery.survey.answered', subject },
  ];
}

/** World places on the land in the segments of both crowds, far from its lines. */
const LATE = [-8, 4.4] as const;
const FRESH = [8, 4.4] as const;

/** By how much red outshines blue there. */
async function warmthAt(place: readonly [number, number]): Promise<number> {
  const { x, y } = await landOnPage(page).pixelOf(...place);
  const style = '.landscape-labels, .landscape ~ *, header, main > :not([data-picture]) { visibility: hidden !important; }';
  const picture = await page.screenshot({ style });
  return page.evaluate(
    async ([source, left, top]) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width, image.height];
      const context = canvas.getContext('2d') as CanvasRenderingContext2D;
      context.drawImage(image, 0, 0);
      const scale = image.width / window.innerWidth;
      const { data } = context.getImageData(left * scale - 3, top * scale - 3, 6, 6);
      let warmth = 0;
      for (let at = 0; at < data.length; at += 4) warmth += (data[at] as number) - (data[at + 2] as number);
      return warmth / (data.length / 4);
    },
    [`data:image/png;base64,${picture.toString('base64')}`, x, y] as const,
  );
}

it.each(['reduce', 'no-preference'] as const)(
  'with prefers-reduced-motion: %s the ground is warm where people are unhappy, cold where they are happy',
  async (reducedMotion) => {
    await page.emulateMedia({ reducedMotion });
    await page.reload();
    const land = landOnPage(page);
    await land.until('figures().highest > 4.3');
    await land.untilResting();
    await expect.poll(() => warmthAt(LATE), PATIENCE).toBeGreaterThan(12);
    await expect.poll(() => warmthAt(FRESH), PATIENCE).toBeLessThan(-20);
    expect((await land.figures()).points).toBe(0);
    expect(wall.faults).toEqual([]);
  },
);

it('seen from above has the name of the axis below its ticks, off the land, on a small screen too', async () => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.reload();
  await landOnPage(page).untilResting();
  // Both of one frame: they are laid anew with each.
  const isBelow = () =>
    page.evaluate(() => {
      const boxes = (kind: string) =>
        Array.from(document.querySelectorAll(`.landscape-tick-${kind}:not([data-shown="0"])`), (one) => one.getBoundingClientRect());
      const [names, ticks] = [boxes('titleX'), boxes('x')];
      const lowest = Math.max(...ticks.map(({ bottom }) => bottom));
      return names.length === 1 && ticks.length > 0 && Number(names[0]?.top) >= lowest - 1;
    });
  await expect.poll(isBelow, PATIENCE).toBe(true);
});
