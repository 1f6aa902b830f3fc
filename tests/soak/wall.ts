/** A wall at work for an hour or a day: live data, cut cables, killed servers, silent feeds and lost graphics contexts, and after each of them it must be itself again. */
import { setTimeout as wait } from 'node:timers/promises';
import { createWatch, FAULTS, type Fault, MENDED_WITHIN_MS, type OnPage, type WallReport, type Watch } from './wallWatch.ts';
import { openWorld, ROOM, type World } from './wallWorld.ts';
import { seeded } from './world.ts';

/** From one fault to the next, ms; the first comes when the page has settled. */
const FAULT_EVERY_MS = 75_000;
/**
 * Before the clock runs: scenes and faults as fast as they can be told apart. What V8 compiles depends on how often it has run, not on
 * how long ago, so that minutes of this stand for hours at a wall's pace.
 */
const WARM_MS = 10 * 60_000;
const WARM_STEP_EVERY_MS = 1500;
const WARM_FAULT_EVERY_MS = 8000;
/** Graphics are lost once: a page that loses them more often loads itself again, and all would be new. */
const WARM_FAULTS = FAULTS.filter((fault) => fault !== 'graphics');
/** What is lost must look lost within so long, and be itself again within so long after it is mended, ms. */
const LOST_WITHIN_MS = 5500;

/** Runs it: a warm-up of a third of the time, at most ten minutes, and then `minutes` at a wall's pace. `onNote` is told what happens. */
export async function wallSoak(minutes: number, seed: number, onNote: (words: string) => void = () => {}): Promise<WallReport> {
  const world = await openWorld(seed);
  try {
    const wrong = await warmUp(world, Math.min(WARM_MS, (minutes * 60_000) / 3), onNote);
    const report = await runWall(world, minutes, seed, onNote);
    return { ...report, wrong: [...wrong, ...report.wrong] };
  } finally {
    await world.close();
  }
}

/** Plays briskly and breaks things briskly; answers what was not mended. */
async function warmUp(world: World, forMs: number, onNote: (words: string) => void): Promise<readonly string[]> {
  const endMs = Date.now() + forMs;
  const watch = createWatch(world, () => {});
  await watch.settled(120_000);
  onNote('the wall plays, briskly');
  const ended = new AbortController();
  const stepping = stepOn(world, ended.signal);
  try {
    for (let at = 0; Date.now() < endMs; at++) {
      const fault = at === 0 ? 'graphics' : (WARM_FAULTS[at % WARM_FAULTS.length] as Fault);
      await makeFault(fault, world, watch, () => {});
      await wait(WARM_FAULT_EVERY_MS);
    }
  } finally {
    ended.abort();
    await stepping;
  }
  return watch.wrong;
}

/** To the next scene and, after the last one, the next act. */
async function stepOn({ server }: World, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await server()
      .post(`/v1/rooms/${ROOM}`, { kind: 'step', by: 1 })
      .catch(() => null);
    await wait(WARM_STEP_EVERY_MS);
  }
}

async function runWall(world: World, minutes: number, seed: number, onNote: (words: string) => void): Promise<WallReport> {
  const watch = createWatch(world, onNote);
  const endMs = Date.now() + minutes * 60_000;
  const faults = Object.fromEntries(FAULTS.map((fault) => [fault, { count: 0, seenMs: 0, mendedMs: 0 }])) as WallReport['faults'];
  const random = seeded(seed);
  const ended = new AbortController();
  let looking = Promise.resolve();
  try {
    await watch.settled(120_000);
    onNote('the wall plays');
    looking = watch.keepLooking(ended.signal);
    await wait(20_000);
    for (let at = Math.floor(random() * FAULTS.length); Date.now() < endMs; at++) {
      const fault = FAULTS[at % FAULTS.length] as Fault;
      const { seenMs, mendedMs } = await makeFault(fault, world, watch, onNote);
      const told = faults[fault];
      told.count++;
      told.seenMs = Math.max(told.seenMs, seenMs);
      told.mendedMs = Math.max(told.mendedMs, mendedMs);
      await wait(Math.max(0, Math.min(FAULT_EVERY_MS, endMs - Date.now())));
    }
    ended.abort();
    await looking;
    return watch.report(minutes, faults);
  } finally {
    ended.abort();
    await looking;
  }
}

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
    case 'kill':
      await world.kill();
      seenMs = await watch.lost();
      await wait(3000);
      await world.restart();
      mendedMs = await watch.until(isLive, 60_000);
      break;
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
