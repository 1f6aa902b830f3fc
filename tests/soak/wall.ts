/** A wall at work for an hour or a day: live data, cut cables, killed servers, silent feeds and lost graphics contexts, and after each of them it must be itself again. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { positionAt, type Room, type RoomSaid } from '../../src/protocol/room.ts';
import type { Scene } from '../../src/protocol/tours.ts';
import { postWorld } from '../journeys/world.ts';
import { type FaultProxy, openFaultProxy } from '../load/faultProxy.ts';
import { newDataDir, type ServerProcess, startServer } from '../server/child.ts';
import { type Sample, slopeAnHour } from './slope.ts';
import { startWallEvents, type WallEvents } from './wallEvents.ts';
import { seeded } from './world.ts';

const ROOM = 'soak';
const FLAGS = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--no-sandbox',
  '--disable-background-networking',
  '--no-first-run',
];
/** From one fault to the next, ms; the first comes when the page has settled. */
const FAULT_EVERY_MS = 75_000;
const HEAP_EVERY_MS = 30_000;
/** The first part of the time makes the heaps, the caches and the compiled code. */
const WARM_MS = 10 * 60_000;
/** A page that shows another scene than the room for so long is stuck, ms. */
const STUCK_MS = 6000;
/** What is lost must look lost within so long, and be itself again within so long after it is mended, ms. */
const LOST_WITHIN_MS = 5500;
const MENDED_WITHIN_MS = 30_000;

const FAULTS = ['reset', 'dead', 'kill', 'graphics', 'feed'] as const;
type Fault = (typeof FAULTS)[number];

export interface WallReport {
  readonly minutes: number;
  readonly scenes: number;
  readonly runs: number;
  readonly reloads: readonly string[];
  /** How often each fault was made, and the longest times until it was seen and until all was well again, ms. */
  readonly faults: Readonly<Record<Fault, { count: number; seenMs: number; mendedMs: number }>>;
  readonly heapMb: readonly [first: number, last: number];
  readonly mbAnHour: number;
  readonly wrong: readonly string[];
}

/** Runs it. `onNote` is told what happens. */
export async function wallSoak(minutes: number, seed: number, onNote: (words: string) => void = () => {}): Promise<WallReport> {
  const world = await openWorld(seed);
  const watch = createWatch(world, onNote);
  const endMs = Date.now() + minutes * 60_000;
  const faults = Object.fromEntries(FAULTS.map((fault) => [fault, { count: 0, seenMs: 0, mendedMs: 0 }])) as WallReport['faults'];
  const random = seeded(seed);
  try {
    await watch.settled(120_000);
    onNote('the wall plays');
    let next = Date.now() + 20_000;
    let at = Math.floor(random() * FAULTS.length);
    while (Date.now() < endMs) {
      await watch.look();
      if (Date.now() >= next) {
        const fault = FAULTS[at++ % FAULTS.length] as Fault;
        const { seenMs, mendedMs } = await makeFault(fault, world, watch, onNote);
        const told = faults[fault];
        told.count++;
        told.seenMs = Math.max(told.seenMs, seenMs);
        told.mendedMs = Math.max(told.mendedMs, mendedMs);
        next = Date.now() + FAULT_EVERY_MS;
      }
      await wait(1000);
    }
    return watch.report(minutes, faults);
  } finally {
    await world.close();
  }
}

interface World {
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly proxy: FaultProxy;
  readonly events: WallEvents;
  /** What the page said went wrong by itself. */
  readonly complaints: string[];
  server(): ServerProcess;
  restart(): Promise<void>;
  close(): Promise<void>;
}

async function openWorld(seed: number): Promise<World> {
  const dataDir = newDataDir();
  writeFileSync(
    join(dataDir, 'orrery.json'),
    JSON.stringify({
      sources: [
        { source: 'till', every: 'PT5S' },
        { source: 'desk', every: 'PT5S' },
      ],
    }),
  );
  let server = await startServer({ dataDir, web: true });
  const port = Number(new URL(server.url).port);
  await postWorld(server);
  await playTour(server);
  const proxy = await openFaultProxy(port);
  const events = startWallEvents(() => server.url, seed);
  const browser: Browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
  const context = await browser.newContext({ viewport: { width: 960, height: 540 }, deviceScaleFactor: 0.75, locale: 'en-US' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('crash', () => complaints.push('the page crashed'));
  await page.goto(`${proxy.url}/wall?gl=plain&room=${ROOM}`);
  const cdp = await context.newCDPSession(page);
  return {
    page,
    cdp,
    proxy,
    events,
    complaints,
    server: () => server,
    async restart() {
      server = await startServer({ dataDir, port, web: true });
    },
    async close() {
      await events.stop();
      await browser.close();
      await proxy.close();
      await server.dispose();
    },
  };
}

/** A tour that people made, and after it the one that composes itself. */
async function playTour(server: ServerProcess): Promise<void> {
  const stop = (longitude: number, zoom: number) => ({ longitude, latitude: -15, zoom, pitch: 30, bearing: 0 });
  const scene = (id: string, search: string, path: Scene['path'] = []): Scene => ({
    id,
    name: id,
    search,
    path,
    caption: `${id} of the soak`,
    seconds: 7,
  });
  const scenes = [
    scene('world', ''),
    scene('brazil', '?at=BR&selected=region:BR-SP:BR'),
    scene('system', '?picture=ecosystem'),
    scene('flight', '?camera=-50,-15,3,0,0', [stop(-60, 3.5), stop(-40, 3)]),
    scene('month', '?window=P30D&compare=previous'),
  ];
  const tour = (await (await server.post('/v1/tours', { name: 'Soak', scenes, author: 'Soak' })).json()) as { id: string };
  const acts = [{ kind: 'tour', id: tour.id }, { kind: 'self' }];
  const playlist = (await (await server.post('/v1/playlists', { name: 'Soak', acts, author: 'Soak' })).json()) as { id: string };
  const said = await server.post(`/v1/rooms/${ROOM}`, { kind: 'play', programme: { kind: 'playlist', id: playlist.id } });
  if (!said.ok) throw new Error(`room: ${await said.text()}`);
}

interface Shown {
  readonly run: number;
  readonly index: number;
  readonly id: string;
}

interface OnPage {
  readonly orreryWall?: {
    scene(): Shown | null;
    connection(): string;
    lostAfterMs(): number | null;
    reloaded(): { reason: string; at: string } | null;
  };
  readonly orrery?: { map?: { columns(): string[]; idle(): boolean } };
}

/** Looks at the page and at the room, and notes where they differ. */
function createWatch({ page, cdp, server, complaints }: World, onNote: (words: string) => void) {
  const seen = new Map<number, Set<number>>();
  const rooms = new Map<number, Room>();
  const heap: Sample[] = [];
  const reloads: string[] = [];
  const wrong: string[] = [];
  const startMs = Date.now();
  let room: Room | null = null;
  let aheadMs = 0;
  let differsSinceMs: number | null = null;
  let heapMs = 0;
  let scenes = 0;
  let last = '';
  let lives = 0;

  async function readRoom(): Promise<void> {
    const said = await fetch(`${server().url}/v1/rooms/${ROOM}`, { signal: AbortSignal.timeout(3000) })
      .then((response) => response.json() as Promise<RoomSaid>)
      .catch(() => null);
    if (said === null) return;
    room = said.room;
    aheadMs = said.nowMs - Date.now();
    rooms.set(room.run, room);
  }

  /** Null while the page is being loaded. */
  async function onPage<Result>(read: () => Result): Promise<Result | null> {
    return page.evaluate(read).catch(() => null);
  }

  async function look(): Promise<void> {
    await readRoom();
    const shown = await onPage(() => (globalThis as OnPage).orreryWall?.scene() ?? null);
    const reload = await onPage(() => (globalThis as OnPage).orreryWall?.reloaded() ?? null);
    if (reload && reloads.at(-1) !== `${reload.reason} ${reload.at}`) {
      reloads.push(`${reload.reason} ${reload.at}`);
      lives++;
      onNote(`loaded again: ${reload.reason}`);
    }
    if (shown) {
      seen.set(shown.run, (seen.get(shown.run) ?? new Set()).add(shown.index));
      if (last !== `${shown.run} ${shown.index}`) scenes++;
      last = `${shown.run} ${shown.index}`;
    }
    const wanted = room && positionAt(room, Date.now() + aheadMs);
    const isSame = shown !== null && room !== null && wanted !== null && shown.run === room.run && shown.index === wanted.index;
    differsSinceMs = isSame ? null : (differsSinceMs ?? Date.now());
    if (differsSinceMs !== null && Date.now() - differsSinceMs > STUCK_MS + MENDED_WITHIN_MS) {
      wrong.push(`stuck at ${JSON.stringify(shown)} instead of scene ${wanted?.index} of act ${room?.run}`);
      differsSinceMs = Date.now();
    }
    if (Date.now() - heapMs > HEAP_EVERY_MS) await readHeap();
    while (complaints.length > 0) wrong.push(`the page failed: ${complaints.shift()}`);
  }

  async function readHeap(): Promise<void> {
    heapMs = Date.now();
    const usage = await cdp
      .send('HeapProfiler.collectGarbage')
      .then(() => cdp.send('Runtime.getHeapUsage'))
      .catch(() => null);
    if (usage === null) return;
    const mb = usage.usedSize / 1024 / 1024;
    heap.push({ hours: (Date.now() - startMs) / 3_600_000, mb, life: lives });
    if (heap.length % 10 === 1) onNote(`${scenes} scenes, heap ${mb.toFixed(1)} MB`);
  }

  /** Waits until something holds on the page; answers after how many ms, Infinity when it does not come. */
  async function until(holds: () => boolean, withinMs: number): Promise<number> {
    const fromMs = Date.now();
    while (Date.now() - fromMs < withinMs) {
      if (await onPage(holds)) return Date.now() - fromMs;
      await wait(100);
    }
    return Number.POSITIVE_INFINITY;
  }

  function missed(): string[] {
    const whole = Array.from(rooms.values()).filter(({ run }) => rooms.has(run + 1) && seen.has(run));
    return whole.flatMap(({ run, scenes: all, sinceMs }) => {
      // The act in which the page came, or was loaded again, is not seen whole.
      const isWhole = sinceMs - aheadMs > startMs + 60_000;
      const unseen = all.filter((_, index) => !seen.get(run)?.has(index));
      return isWhole && unseen.length > 0 ? [`act ${run}: never showed ${unseen.map(({ id }) => id).join(', ')}`] : [];
    });
  }

  /** How long nothing was heard until the page showed it, by the page's own clock: a busy machine looks late. */
  async function lost(): Promise<number> {
    const tookMs = await until(isLost, 20_000);
    return (await onPage(() => (globalThis as OnPage).orreryWall?.lostAfterMs() ?? null)) ?? tookMs;
  }

  return {
    look,
    until,
    lost,
    wrong,
    settled: (withinMs: number) =>
      until(
        () => (globalThis as OnPage).orreryWall?.scene() !== null && (globalThis as OnPage).orreryWall?.connection() === 'live',
        withinMs,
      ),
    report(minutes: number, faults: WallReport['faults']): WallReport {
      const warmMs = Math.min(WARM_MS, (minutes * 60_000) / 3);
      const warm = heap.filter(({ hours }) => hours * 3_600_000 > warmMs);
      const mbAnHour = slopeAnHour(warm);
      const mb = warm.map((sample) => Math.round(sample.mb * 10) / 10);
      return {
        minutes,
        scenes,
        runs: seen.size,
        reloads,
        faults,
        heapMb: [mb[0] ?? 0, mb.at(-1) ?? 0],
        mbAnHour,
        wrong: [...wrong, ...missed()],
      };
    },
  };
}

type Watch = ReturnType<typeof createWatch>;

const isLost = () => (globalThis as OnPage).orreryWall?.connection() !== 'live';
const isLive = () => (globalThis as OnPage).orreryWall?.connection() === 'live' && (globalThis as OnPage).orreryWall?.scene() !== null;
const isSilent = () => document.querySelector('[data-lagging]') !== null;
const isHeard = () => document.querySelector('[data-lagging]') === null;
const isDrawn = () => {
  const map = (globalThis as OnPage).orrery?.map;
  const lost = Array.from(document.querySelectorAll('canvas')).some((canvas) => canvas.getContext('webgl2')?.isContextLost() === true);
  return !lost && map !== undefined && map.columns().length > 0;
};

/** Breaks something, waits until the page shows it, mends it, and waits until all is well. */
async function makeFault(
  fault: Fault,
  world: World,
  watch: Watch,
  onNote: (words: string) => void,
): Promise<{ seenMs: number; mendedMs: number }> {
  const { proxy, events, page } = world;
  let seenMs = 0;
  let mendedMs = 0;
  switch (fault) {
    case 'reset':
      for (const cable of proxy.cables()) cable.reset();
      proxy.goDead();
      seenMs = await watch.lost();
      await wait(4000);
      proxy.cut();
      proxy.heal();
      mendedMs = await watch.until(isLive, 60_000);
      break;
    case 'dead':
      proxy.goDead();
      seenMs = await watch.lost();
      await wait(4000);
      proxy.heal();
      proxy.cut();
      mendedMs = await watch.until(isLive, 60_000);
      break;
    case 'kill': {
      const gone = once(world.server().child, 'exit');
      world.server().child.kill('SIGKILL');
      await gone;
      seenMs = await watch.lost();
      await wait(3000);
      await world.restart();
      mendedMs = await watch.until(isLive, 60_000);
      break;
    }
    case 'graphics':
      await page.evaluate(() => {
        for (const canvas of document.querySelectorAll('canvas')) {
          const lose = canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
          lose?.loseContext();
          setTimeout(() => lose?.restoreContext(), 500);
        }
      });
      mendedMs = await watch.until(isDrawn, 60_000);
      break;
    case 'feed':
      events.silence('desk');
      seenMs = Math.max(0, (await watch.until(isSilent, 60_000)) - 15_000);
      events.speak('desk');
      mendedMs = await watch.until(isHeard, 60_000);
      break;
  }
  onNote(`${fault}: seen after ${seenMs} ms, well after ${mendedMs} ms`);
  if (seenMs > LOST_WITHIN_MS) watch.wrong.push(`${fault}: did not look lost within 5 s (${seenMs} ms)`);
  if (mendedMs > MENDED_WITHIN_MS) watch.wrong.push(`${fault}: not itself again within 30 s (${mendedMs} ms)`);
  return { seenMs, mendedMs };
}
