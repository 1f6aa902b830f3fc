/** A filter by a bucket of time reads its beginning as a window reads its ends: in the workspace's time zone, never in that of the machine. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { filterQuestions } from '../../../server/access/filterGuard.ts';
import { WALL } from '../../../server/access/scope.ts';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import { openTestArchive } from './openArchive.ts';

let archive: Awaited<ReturnType<typeof openTestArchive>>;
beforeAll(async () => {
  archive = await openTestArchive({ ...DEFAULT_SETTINGS, timezone: 'America/Sao_Paulo' });
  const timeMs = Date.UTC(2026, 2, 1, 12);
  const event = { source: 'shop', type: 'io.orrery.page.viewed', subject: null, receivedMs: timeMs, timeMs, data: {}, amount: null };
  const nowhere = { country: null, region: null, city: null, cell: null, segment: null, unconverted: false };
  archive.append([{ seq: 1, id: '1', ...event, ...nowhere }]);
});
afterAll(() => archive.close());

it.each([
  ['2026-03-01T03:00:00Z', 1],
  ['2026-03-01T03:00:00.000Z', 1],
  ['2026-03-01T00:00:00-03:00', 1],
  ['2026-03-01T00:00:00', 1],
  ['2026-03-01', 1],
  ['2026-03-01T00:00:00Z', 0],
  ['2026-02-29T03:00:00Z', 0],
  ['March 1, 2026', 0],
  ['2026', 0],
])('the day that begins at %s has %i', async (day, events) => {
  expect((await archive.ask({ metrics: ['events'], where: { 'time:day': [day] } })).rows).toEqual([[events]]);
});

it.each([['2026-03-01T03:00:00Z'], ['2026-03-01T00:00:00'], ['2026-03-01']])('is judged by that same day for a wall: %s', (day) => {
  const [question] = filterQuestions({ metrics: ['events'], where: { 'time:day': [day] } }, WALL, archive.registry);
  expect(question?.takes(['2026-03-01T03:00:00Z'])).toBe(true);
  expect(question?.takes(['2026-02-28T03:00:00Z'])).toBe(false);
});
