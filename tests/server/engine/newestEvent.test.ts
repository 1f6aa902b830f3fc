/** How new the newest event is, folded as events come and read back after a restart. */
import { expect, it } from 'vitest';
import { createNewest, readNewest } from '../../../server/engine/newestEvent.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import { openTestArchive } from './openArchive.ts';

const START_MS = Date.UTC(2026, 2, 1);
const DAY_MS = 86_400_000;

const event = (seq: number, receivedMs: number, timeMs: number, type = 'io.orrery.order.completed'): ResolvedEvent => ({
  ...{ seq, source: 'shop', id: `e${seq}`, type, subject: null, timeMs, receivedMs, data: {}, country: null, region: null },
  ...{ city: null, cell: null, amount: null, unconverted: false, segment: null },
});

/** The newest event after each of these came, and after a restart at the end. */
async function told(events: readonly ResolvedEvent[]): Promise<{ folded: (number | null)[]; readBack: number[] }> {
  const { archive, append, close } = await openTestArchive(DEFAULT_SETTINGS);
  try {
    let nowMs = START_MS;
    const newest = createNewest(() => nowMs);
    const folded = events.map((one) => {
      nowMs = one.receivedMs + 3;
      newest.noteRows(append([one]));
      return newest.timeMs();
    });
    await archive.flush();
    const again = createNewest(() => nowMs);
    again.note(await readNewest(archive, nowMs));
    return { folded, readBack: [again.timeMs() ?? -1] };
  } finally {
    await close();
  }
}

it('of a sender whose clock is ahead is when it came, so that windows go on following the clock', async () => {
  const [first, second, third] = [START_MS, START_MS + 60_000, START_MS + 120_000];
  const ahead = [event(1, first, first - 5000), event(2, second, second + 2000), event(3, third, third + 7_200_000)];
  expect(await told(ahead)).toEqual({ folded: [first - 5000, second, third], readBack: [third] });
});

it('is none of the far future, none of a plan, and none where nothing came', async () => {
  const future = [event(1, START_MS, START_MS + 3 * DAY_MS), event(2, START_MS, START_MS - 9, 'io.orrery.target.set')];
  expect(await told(future)).toEqual({ folded: [null, null], readBack: [-1] });
  expect(await told([])).toEqual({ folded: [], readBack: [-1] });
  const past = [...future, event(3, START_MS, START_MS - DAY_MS), event(4, START_MS, START_MS - 2 * DAY_MS)];
  expect((await told(past)).folded).toEqual([null, null, START_MS - DAY_MS, START_MS - DAY_MS]);
});
