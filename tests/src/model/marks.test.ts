/** What an announcement says on the axis of time. */
import { expect, it } from 'vitest';
import { toMoment } from '../../../src/model/marks.ts';
import type { KnownRecord } from '../../../src/protocol/records.ts';

const announced = (about: Partial<KnownRecord>) => {
  const nothing = { text: null, product: null, category: null, reason: null, place: { name: 'Brazil' } };
  return toMoment({ seq: 7, time: '2026-03-01T10:00:00Z', ...nothing, ...about } as KnownRecord, 'Announced');
};

it('is told in its words, else by what it is about: one without words is marked, too', () => {
  expect(announced({ text: 'Prices rise', product: 'Plan' })).toEqual({
    ...{ id: '7', ms: Date.UTC(2026, 2, 1, 10), text: 'Prices rise', place: 'Brazil', author: null },
  });
  expect(announced({ product: 'Plan', category: 'Plans', reason: 'price' }).text).toBe('Plan · price');
  expect(announced({ category: 'Plans' }).text).toBe('Plans');
  expect(announced({}).text).toBe('Announced');
});
