/** How far a source has come, in words. */
import { expect, it } from 'vitest';
import type { FreshnessState, SourceFreshness } from '../../../../src/protocol/freshness.ts';
import { reachText } from '../../../../src/ui/freshness/freshnessTexts.ts';

const NOW = Date.UTC(2026, 2, 5, 12);

const source = (state: FreshnessState): SourceFreshness => ({
  ...{ source: 'till', state, rhythm: 'none', everyMs: null, events: 7 },
  newestEventMs: Date.UTC(2018, 7, 31, 23, 59),
  newestArrivalMs: NOW - 10 * 3_600_000,
});

it('is when it was last heard while it may go on, and up to which day its data go once it has ended', () => {
  for (const state of ['onTime', 'late', 'lost', 'unknown'] as const) expect(reachText(source(state), NOW)).toBe('newest 10 h ago');
  expect(reachText(source('complete'), NOW)).toBe('up to 31 Aug 2018');
});
