/** Reading again while there is news. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { repeat } from '../../../src/ui/repeat.ts';

const EVERY_MS = 2000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A read that takes its time, however much comes meanwhile. */
function slow(takesMs: number, answers: () => boolean = () => true) {
  const told = { begun: 0, ended: 0, aborted: 0 };
  const read = (signal: AbortSignal) => {
    told.begun++;
    return new Promise<boolean>((resolve) => {
      setTimeout(() => {
        if (signal.aborted) told.aborted++;
        else told.ended++;
        resolve(answers());
      }, takesMs);
    });
  };
  return { told, read };
}

it('reads a slow answer to its end while news keeps coming, and then again', async () => {
  let news = 0;
  const { told, read } = slow(5000);
  const stop = repeat({ newsOf: () => news, read, everyMs: EVERY_MS });
  for (let tick = 0; tick < 80; tick++) {
    await vi.advanceTimersByTimeAsync(250);
    news++;
  }
  expect(told).toEqual({ begun: 3, ended: 3, aborted: 0 });
  stop();
});

it('reads once while there is no news, and what is fixed never again', async () => {
  let news = 0;
  const [open, fixed] = [slow(10), slow(10)];
  const stops = [
    repeat({ newsOf: () => news, read: open.read, everyMs: EVERY_MS }),
    repeat({ newsOf: () => news, read: fixed.read, everyMs: EVERY_MS, isFixed: true }),
  ];
  await vi.advanceTimersByTimeAsync(20_000);
  expect([open.told.ended, fixed.told.ended]).toEqual([1, 1]);
  news++;
  await vi.advanceTimersByTimeAsync(20_000);
  expect([open.told.ended, fixed.told.ended]).toEqual([2, 1]);
  for (const stop of stops) stop();
});

it('tries again what failed without waiting for news, and nothing after its end', async () => {
  let isBroken = true;
  const { told, read } = slow(10, () => !isBroken);
  const stop = repeat({ newsOf: () => 1, read, everyMs: EVERY_MS });
  await vi.advanceTimersByTimeAsync(3 * EVERY_MS);
  expect(told.ended).toBe(3);
  isBroken = false;
  await vi.advanceTimersByTimeAsync(10 * EVERY_MS);
  expect(told.ended).toBe(4);
  stop();
  await vi.advanceTimersByTimeAsync(10 * EVERY_MS);
  expect(told).toEqual({ begun: 4, ended: 4, aborted: 0 });
});

it('gives up a read that never ends, and reads again', async () => {
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const late = new AbortController();
    setTimeout(() => late.abort(), ms);
    return late.signal;
  });
  let begun = 0;
  const read = (signal: AbortSignal) =>
    new Promise<boolean>((resolve) => {
      begun++;
      signal.addEventListener('abort', () => resolve(false));
    });
  const stop = repeat({ newsOf: () => 1, read, everyMs: EVERY_MS });
  await vi.advanceTimersByTimeAsync(50_000);
  expect(begun).toBe(1);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(begun).toBe(2);
  stop();
  await vi.advanceTimersByTimeAsync(200_000);
  expect(begun).toBe(2);
});

it('reads at once in a tab that nobody sees, but what is new only when somebody looks again', async () => {
  const page = { visibilityState: 'hidden' };
  vi.stubGlobal('document', page);
  let news = 0;
  const { told, read } = slow(10);
  const stop = repeat({ newsOf: () => news, read, everyMs: EVERY_MS });
  for (let tick = 0; tick < 20; tick++) {
    await vi.advanceTimersByTimeAsync(EVERY_MS);
    news++;
  }
  expect(told.ended).toBe(1);
  page.visibilityState = 'visible';
  await vi.advanceTimersByTimeAsync(2 * EVERY_MS);
  expect(told.ended).toBe(2);
  stop();
});
