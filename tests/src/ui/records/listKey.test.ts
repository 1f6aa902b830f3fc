/** Which lists of records are one and the same. */
import { expect, it } from 'vitest';
import { listKey } from '../../../../src/ui/records/useRecords.ts';

const LAST_HOUR = { window: { kind: 'last', duration: 'PT1H' }, until: null } as const;
const asked = (to: string) => ({ where: { country: ['PT'] }, time: { from: '2026-03-01T00:00:00Z', to } });

it('keeps the list while its window moves with time', () => {
  const [one, other] = ['2026-03-01T01:00:00Z', '2026-03-01T02:00:00Z'].map((to) => listKey(asked(to), LAST_HOUR, 'demonstration'));
  expect(one).toBe(other);
});

it('lists anew when another log answers: the first real event ends the demonstration', () => {
  const to = '2026-03-01T01:00:00Z';
  expect(listKey(asked(to), LAST_HOUR, 'demonstration')).not.toBe(listKey(asked(to), LAST_HOUR, 'own'));
});

it('keeps the list of an earlier moment, which names its log itself', () => {
  const then = { ...asked('2026-03-01T01:00:00Z'), asOf: { epoch: 'own', seq: 7 } };
  expect(listKey(then, LAST_HOUR, 'own')).toBe(listKey(then, LAST_HOUR, 'other'));
});
