import { expect, it } from 'vitest';
import { timeTicks } from '../../../src/model/ticks.ts';

const labels = (from: string, to: string, most: number) =>
  timeTicks({ fromMs: Date.parse(from), toMs: Date.parse(to) }, most, 'Europe/Berlin').map(({ label }) => label);

it('marks every midnight by its day, also after the clocks were changed', () => {
  const spring = labels('2026-03-28T00:00:00+01:00', '2026-03-31T00:00:00+02:00', 12);
  expect(spring).toEqual(['00:00', '06:00', '12:00', '18:00', '29 Mar', '07:00', '13:00', '19:00', '30 Mar', '06:00', '12:00', '18:00']);
  const autumn = labels('2026-10-24T00:00:00+02:00', '2026-10-27T00:00:00+01:00', 13);
  expect(autumn).toEqual(['00:00', '06:00', '12:00', '18:00', '25 Oct', '05:00', '11:00', '17:00', '26 Oct', '06:00', '12:00', '18:00']);
  expect(labels('2026-10-25T00:00:00+02:00', '2026-10-26T06:00:00+01:00', 12)).toEqual([
    ...['00:00', '02:00', '05:00', '08:00', '11:00', '14:00', '17:00', '20:00', '26 Oct', '03:00'],
  ]);
});

it('marks hours as they pass where each of them has its mark', () => {
  expect(labels('2026-10-25T01:00:00+02:00', '2026-10-25T04:00:00+01:00', 6)).toEqual(['01:00', '02:00', '02:00', '03:00']);
});
