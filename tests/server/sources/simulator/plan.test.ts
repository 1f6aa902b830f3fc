import { describe, expect, it } from 'vitest';
import { decodeEvent } from '../../../../server/sources/decode.ts';
import { DecodeFault } from '../../../../server/sources/decodeFault.ts';
import { CURRENCY_RATES } from '../../../../server/sources/simulator/currencies.ts';
import { planEvents } from '../../../../server/sources/simulator/plan.ts';
import { simulate } from '../../../../server/sources/simulator/simulate.ts';

const SEED = 7;
const RANGE = { fromMs: Date.UTC(2026, 4, 24, 9), nowMs: Date.UTC(2026, 5, 10) };

describe('what the simulated company plans', async () => {
  const events = await planEvents(SEED, RANGE);
  const of = (id: string) => events.find((event) => event.id === id)?.data;

  it('is plans that decode, each once, the same for the same months', async () => {
    expect(events.map((event) => decodeEvent(event)).filter((event) => event instanceof DecodeFault)).toEqual([]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(await planEvents(SEED, { ...RANGE, nowMs: Date.UTC(2026, 5, 20) })).toEqual(events);
  });

  it('asks for a twentieth more than was sold in the month before, to two figures', () => {
    let sold = 0;
    for (const { type, data } of simulate({ seed: SEED, fromMs: Date.UTC(2026, 4, 1), toMs: Date.UTC(2026, 5, 1) })) {
      if (type !== 'io.orrery.order.completed' || data.category !== 'Electronics') continue;
      sold += Number(data.amount) * (CURRENCY_RATES[data.currency ?? ''] ?? Number.NaN);
    }
    const { value, ...about } = of('target 2026-06 2026-05 Electronics') ?? {};
    expect(about).toEqual({ metric: 'revenue', period: '2026-06', category: 'Electronics' });
    expect(Math.abs(Number(value) - 1.05 * sold)).toBeLessThanOrEqual(sold / 20);
    expect(String(value)).toMatch(/^\d\d?0*$/);
  });

  it('is not made to its end where nobody wants it any more', async () => {
    await expect(planEvents(SEED, { ...RANGE, signal: AbortSignal.abort() })).rejects.toThrow('aborted');
  });

  it('begins on the first day of the history and reaches two months ahead', () => {
    expect(of('target 2026-05-24 2026-04 Electronics')).toMatchObject({ period_from: '2026-05-24', period_to: '2026-06-01' });
    expect(of('forecast 2026-08 2026-05 Electronics')).toMatchObject({ period: '2026-08' });
    expect(of('target 2026-09 2026-05 Electronics')).toBeUndefined();
  });
});
