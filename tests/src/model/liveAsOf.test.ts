/** A live window in a view of an earlier moment: it ends there, and following the newest events leads out. */
import { expect, it } from 'vitest';
import { actionCommands } from '../../../src/model/commands.ts';
import { followNewest } from '../../../src/model/rewind.ts';
import { anchorWindow, liveEnd } from '../../../src/model/timeWindow.ts';
import { DEFAULT_VIEW, type ViewState } from '../../../src/model/viewState.ts';

const asOf = { epoch: 'e', seq: 12, at: '2026-03-01T10:00:00Z' };
const then: ViewState = { ...DEFAULT_VIEW, asOf, window: { kind: 'last', duration: 'PT1H' } };
const at = Date.parse(asOf.at);
const monthLater = at + 30 * 86_400_000;

it('is the hour before that moment, however long ago that is: not the last hour, of which nothing was known', () => {
  expect(anchorWindow(then, liveEnd(then, monthLater, 5000)).window).toEqual({
    kind: 'between',
    from: '2026-03-01T09:00:00Z',
    to: '2026-03-01T10:00:00Z',
  });
  expect(liveEnd(then, null, null)).toBe(at);
  // Of data that had ended before, the end of these.
  expect(liveEnd(then, at - 86_400_000 * 400, monthLater)).toBeLessThan(at - 86_400_000 * 399);
});

it('follows the present beside the moment, and everything else has no such end', () => {
  expect(liveEnd({ ...then, tense: 'now' }, monthLater, 5000)).toBeNull();
  expect(liveEnd({ ...then, asOf: null }, monthLater, 5000)).toBeNull();
  expect(liveEnd({ ...then, window: { kind: 'all' } }, monthLater, 5000)).toBeNull();
});

it('is left by whoever follows the newest events, by the button and by the command', () => {
  const still: ViewState = { ...then, window: { kind: 'all' }, axis: { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' } };
  expect(followNewest(still, 'P7D')).toMatchObject({ asOf: null, axis: null, until: null, window: { kind: 'last', duration: 'P7D' } });
  expect(followNewest({ ...still, tense: 'now' }, 'P7D')).toMatchObject({ asOf, tense: 'now' });
  const live = actionCommands((view) => view).find(({ id }) => id === 'action live');
  expect(live?.apply(still)).toMatchObject({ asOf: null, window: { kind: 'last', duration: 'PT1H' } });
});
