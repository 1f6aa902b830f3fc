import { expect, it } from 'vitest';
import { freshTime } from '../../../../src/model/records/freshTime.ts';

it('events are new from where the list begins to where its question ends by now, and no plan of what is to come is one', () => {
  const listed = { from: '2026-01-01T00:00:00Z', to: '2026-01-31T00:00:00Z' };
  const { from } = listed;
  expect(freshTime({ last: 'P30D' }, listed, Date.parse('2026-01-31T00:05:00Z'))).toEqual({ from, to: '2026-01-31T00:05:00Z' });
  expect(freshTime({ last: 'P30D' }, listed, null)).toEqual(listed);
  expect(freshTime({ from, to: '2026-02-01T00:00:00Z' }, listed, 0)).toEqual({ from, to: '2026-02-01T00:00:00Z' });
  expect(freshTime(undefined, { from: null, to: null }, 0)).toEqual({ from: null, to: null });
});
