/** Asking again: at once, then with pauses, never twice for one moment. */
import { expect, it } from 'vitest';
import { createSubscription } from '../../src/live/liveAnswer.ts';
import { createRepeats } from '../../src/live/repeats.ts';

function createWorld() {
  let nowMs = 0;
  const timers: { readonly atMs: number; readonly run: () => void }[] = [];
  const asked: number[] = [];
  const wanted = new Set([1, 2]);
  const repeats = createRepeats(
    {
      now: () => nowMs,
      onFrame: () => () => {},
      after: (ms, run) => {
        const timer = { atMs: nowMs + ms, run };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
    },
    ({ id }) => wanted.has(id),
    ({ id }) => asked.push(id),
  );
  return {
    repeats,
    asked,
    wanted,
    pass(ms: number) {
      nowMs += ms;
      for (const timer of timers.filter(({ atMs }) => atMs <= nowMs)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.run();
      }
    },
  };
}

const one = createSubscription(1, { metrics: ['orders'] });
const other = createSubscription(2, { metrics: ['events'] });

it('asks at once, and what fails again and again only once a pause', () => {
  const { repeats, asked, pass } = createWorld();
  for (let turn = 0; turn < 100; turn++) {
    repeats.now(one);
    pass(100);
  }
  expect(asked.length).toBeGreaterThan(2);
  expect(asked.length).toBeLessThanOrEqual(6);
});

it('asks once for what was refused many times, and not for what nobody reads any more', () => {
  const { repeats, asked, wanted, pass } = createWorld();
  for (let turn = 0; turn < 5; turn++) repeats.later(one);
  repeats.later(other);
  wanted.delete(2);
  pass(2000);
  expect(asked).toEqual([1]);
  repeats.later(one);
  repeats.close();
  pass(5000);
  expect(asked).toEqual([1]);
});
