import { expect, it } from 'vitest';
import type { HeardSource } from '../../../../src/protocol/freshness.ts';
import { silentBy } from '../../../../src/ui/freshness/useLagging.ts';

it('figures of an earlier moment lack nothing of a source that fell silent later', () => {
  const shop = { source: 'shop', newestEventMs: Date.parse('2026-11-23T14:00:00Z') } as HeardSource;
  expect(silentBy([shop], null)).toEqual([shop]);
  expect(silentBy([shop], { at: '2026-11-23T14:30:00Z' })).toEqual([shop]);
  expect(silentBy([shop], { at: '2026-10-01T00:00:00Z' })).toEqual([]);
});
