import { describe, expect, it } from 'vitest';
import { decodeEvent } from '../../../server/sources/decode.ts';
import { DecodeFault } from '../../../server/sources/decodeFault.ts';
import { parsePeriod } from '../../../src/protocol/plan.ts';

const plan = (data: Record<string, unknown>, envelope: Record<string, unknown> = {}) =>
  decodeEvent({ specversion: '1.0', source: 'planning', id: '1', type: 'io.orrery.target.set', data, ...envelope });
const GOOD = { metric: 'revenue', value: '125000.50', period: '2026-11', country: 'BR' };
const day = (text: string) => Date.parse(text) / 86_400_000;

describe('an event that plans', () => {
  it('is taken with any of the periods, and kept as sent', () => {
    for (const period of ['2026', '2026-Q4', '2026-11', '2026-W47', '2026-11-22', 2026]) {
      expect(plan({ ...GOOD, period })).toMatchObject({ data: { ...GOOD, period } });
    }
    const { period: _, ...open } = GOOD;
    expect(plan({ ...open, period_from: '2026-11-01', period_to: '2026-11-15' })).not.toBeInstanceOf(DecodeFault);
  });

  it.each([
    [{ ...GOOD, metric: undefined }, 'data.metric'],
    [{ ...GOOD, value: undefined }, 'data.value'],
    [{ ...GOOD, value: '12,5' }, 'data.value'],
    [{ ...GOOD, period: undefined }, 'data.period'],
    [{ ...GOOD, period: '2026-13' }, 'data.period'],
    [{ ...GOOD, period: '2026-02-29' }, 'data.period'],
    [{ ...GOOD, period: '2025-W53' }, 'data.period'],
    [{ ...GOOD, period_from: '2026-11-01' }, 'data.period'],
    [{ metric: 'revenue', value: 1, period_from: '2026-11-01' }, 'data.period_to'],
    [{ metric: 'revenue', value: 1, period_from: '2026-11-01', period_to: '2026-11-01' }, 'data.period_to'],
    [{ ...GOOD, amount: 5 }, 'data.amount'],
    [{ ...GOOD, currency: 'EUR' }, 'data.currency'],
    [{ ...GOOD, text: 'a wish' }, 'data.text'],
    [{ ...GOOD, brand: 'Illy' }, 'data.brand'],
  ])('is refused by the field: %j', (data, field) => {
    const fault = plan(data);
    expect(fault).toBeInstanceOf(DecodeFault);
    expect((fault as DecodeFault).field).toBe(field);
    expect((fault as DecodeFault).reason).toContain(field);
  });

  it('of a product may say its brand', () => {
    expect(plan({ ...GOOD, product: 'Espresso', brand: 'Illy' })).not.toBeInstanceOf(DecodeFault);
  });

  it('belongs to no customer', () => {
    expect(plan(GOOD, { subject: 'customer-1' })).toMatchObject({ field: 'subject' });
  });

  it('is no rule for events of other types', () => {
    expect(plan({ value: 'anything' }, { type: 'io.orrery.page.viewed', subject: 'c' })).not.toBeInstanceOf(DecodeFault);
  });
});

describe('a period', () => {
  it('is whole local dates', () => {
    expect(parsePeriod('2024')).toEqual({ fromDay: day('2024-01-01'), toDay: day('2025-01-01') });
    expect(parsePeriod('2024-q1')).toEqual({ fromDay: day('2024-01-01'), toDay: day('2024-04-01') });
    expect(parsePeriod('2024-02')).toEqual({ fromDay: day('2024-02-01'), toDay: day('2024-03-01') });
    expect(parsePeriod('2026-W01')).toEqual({ fromDay: day('2025-12-29'), toDay: day('2026-01-05') });
    expect(parsePeriod('2026-W53')).toEqual({ fromDay: day('2026-12-28'), toDay: day('2027-01-04') });
    expect(parsePeriod('2024-02-29')).toEqual({ fromDay: day('2024-02-29'), toDay: day('2024-03-01') });
  });
});
