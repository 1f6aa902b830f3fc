/** How often a view that cannot be folded is asked afresh. */

import { describe, expect, it } from 'vitest';
import { createRefreshedSource, LONGEST_PAUSE_MS, REFRESH_EVERY_MS } from '../../../../server/engine/views/refreshedSource.ts';
import type { QueryAnswer } from '../../../../src/protocol/query.ts';
import { WHOLE } from '../../../wholeAnswer.ts';

const ANSWER: QueryAnswer = {
  ...WHOLE,
  columns: [],
  rows: [],
  live: false,
};

/** A source whose first answer took so long; the clock stands at its end. */
async function refreshedIn(tookMs: number) {
  const clock = { ms: 1_000_000 };
  const ask = async () => {
    clock.ms += tookMs;
    return ANSWER;
  };
  const source = createRefreshedSource({ ask, now: () => clock.ms, isFrozen: false, slides: false });
  await source.refresh();
  return { source, endedMs: clock.ms };
}

describe('a refreshed view', () => {
  it('is not due while nothing arrives', async () => {
    const { source, endedMs } = await refreshedIn(5);
    expect(source.isDue(endedMs + 1_000_000)).toBe(false);
  });

  it('is due at once by a clock that was set back, and keeps its pace by that clock', async () => {
    const clock = { ms: 10_000_000 };
    const source = createRefreshedSource({ ask: async () => ANSWER, now: () => clock.ms, isFrozen: false, slides: false });
    await source.refresh();
    source.note();
    clock.ms -= 3_600_000;
    expect(source.isDue(clock.ms)).toBe(true);
    await source.refresh();
    source.note();
    expect(source.isDue(clock.ms + REFRESH_EVERY_MS - 1)).toBe(false);
    expect(source.isDue(clock.ms + REFRESH_EVERY_MS)).toBe(true);
  });

  it.each([
    ['a quick answer', 5, REFRESH_EVERY_MS],
    ['a slow answer, in proportion', 500, 4500],
    ['one that waited long for its turn, still within seconds', 30_000, LONGEST_PAUSE_MS],
  ])('is due again after %s', async (_name, tookMs, pauseMs) => {
    const { source, endedMs } = await refreshedIn(tookMs);
    source.note();
    expect(source.isDue(endedMs + pauseMs - 1)).toBe(false);
    expect(source.isDue(endedMs + pauseMs)).toBe(true);
  });
});
