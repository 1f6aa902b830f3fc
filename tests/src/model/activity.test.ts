import { expect, it } from 'vitest';
import { extentAsOf } from '../../../src/model/activity.ts';

const extent = { from: '2026-01-05T00:00:00Z', to: '2026-11-23T15:00:00Z' };
const until = (at: string | null) => extentAsOf(extent, at === null ? null : { at }).to;

it('all of time ends at the moment whose numbers are shown, not with what came later', () => {
  expect(until('2026-10-01T12:00:00Z')).toBe('2026-10-01T12:00:00Z');
  expect(until('2026-12-01T00:00:00Z')).toBe(extent.to);
  expect(until(null)).toBe(extent.to);
  expect(until('2020-01-01T00:00:00Z')).toBe(extent.from);
  expect(extentAsOf({ from: null, to: null }, { at: '2026-10-01T12:00:00Z' })).toEqual({ from: null, to: null });
});
