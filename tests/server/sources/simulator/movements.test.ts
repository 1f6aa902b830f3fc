/** What moves slowly in the simulated company, so that one window differs from the next. */
import { describe, expect, it } from 'vitest';
import { campaignAt, carrierTrouble, courtship, deskTrouble, isSilent } from '../../../../server/sources/simulator/movements.ts';
import { simulate, simulateWatched } from '../../../../server/sources/simulator/simulate.ts';
import { CYCLE_MS, DAY_MS } from '../../../../server/sources/simulator/stories.ts';
import type { SimulatedEvent } from '../../../../server/sources/simulator/telling.ts';

const HOUR_MS = 3_600_000;
// A whole cycle, so that everything is told once.
const FROM = Date.UTC(2026, 0, 5) + 3 * CYCLE_MS;
const cycle = [...simulate({ fromMs: FROM, toMs: FROM + CYCLE_MS })];
const orders = cycle.filter((event) => event.type.endsWith('order.completed'));

describe('what moves slowly', () => {
  it('an advertised category is bought about twice as much as otherwise', () => {
    const { category } = campaignAt(FROM + 30 * DAY_MS);
    const [on, off] = [share(category, true), share(category, false)];
    expect(on).toBeGreaterThan(1.7 * off);
  });

  it('a courted country buys more', () => {
    const perDay = (isOn: boolean) => {
      const days = Array.from({ length: CYCLE_MS / DAY_MS }, (_, day) => FROM + (day + 0.5) * DAY_MS).filter(
        (atMs) => courtship('US', atMs) > 0.5 === isOn,
      ).length;
      return orders.filter((event) => event.data.country === 'US' && courtship('US', timeOf(event)) > 0.5 === isOn).length / days;
    };
    expect(perDay(true)).toBeGreaterThan(1.25 * perDay(false));
  });

  it('parcels of a carrier in trouble arrive damaged, and an overworked desk settles less', () => {
    const delivered = cycle.filter((event) => event.type.endsWith('order.delivered') && event.data.delivered_late === false);
    const damaged = delivered.filter((event) => event.data.delivered_damaged === true);
    expect(damaged.length).toBeGreaterThan(30);
    expect(new Set(damaged.map((event) => event.data.country))).toEqual(new Set(['US', 'GB', 'DE']));
    const settled = (isOn: boolean) => {
      const own = cycle.filter(
        (event) =>
          event.type.endsWith('contact.closed') && event.data.channel === 'call' && deskTrouble('call', timeOf(event)) > 0.9 === isOn,
      );
      return own.filter((event) => event.data.resolved === true).length / own.length;
    };
    expect(settled(true)).toBeLessThan(settled(false) - 0.2);
  });

  it('a feed falls silent now and then: all of its events of that time are missing, and of no other', () => {
    const silentFrom = Math.ceil(FROM / (31 * HOUR_MS)) * 31 * HOUR_MS;
    const around = [...simulateWatched({ fromMs: silentFrom - 2 * HOUR_MS, toMs: silentFrom + 4 * HOUR_MS })];
    const [quiet, loud] = [true, false].map((isQuiet) =>
      around.filter((event) => isSilent('/simulated/social', timeOf(event)) === isQuiet),
    );
    const posts = (events: readonly SimulatedEvent[] = []) => events.filter(({ source }) => source === '/simulated/social').length;
    expect(quiet?.length).toBeGreaterThan(1000);
    expect(posts(quiet)).toBe(0);
    expect(posts(loud)).toBeGreaterThan(50);
    expect(isSilent('/simulated/shop', silentFrom + 1)).toBe(false);
  });

  it('is a function of time alone that comes and goes by ramps, and there is always some of it', () => {
    for (let atMs = FROM + HOUR_MS; atMs < FROM + 2 * CYCLE_MS; atMs += 6 * HOUR_MS) {
      const strengths = [courtship('US', atMs), carrierTrouble('GB', atMs), deskTrouble('chat', atMs), campaignAt(atMs).strength];
      for (const strength of strengths) expect(strength).toBeGreaterThanOrEqual(0);
      for (const strength of strengths) expect(strength).toBeLessThanOrEqual(1);
      expect(courtship('US', atMs + HOUR_MS)).toBeCloseTo(courtship('US', atMs), 1);
      expect(courtship('US', atMs)).toBe(courtship('US', atMs + CYCLE_MS));
      const courted = ['US', 'GB', 'JP', 'FR', 'BR', 'DE'].filter((country) => courtship(country, atMs) > 0);
      expect(courted.length).toBeGreaterThan(0);
    }
    expect(courtship('NZ', FROM)).toBe(0);
  });
});

function timeOf(event: SimulatedEvent): number {
  return Date.parse(event.time);
}

/** Of what is bought while the category is, or is not, advertised, its part. */
function share(category: string, isAdvertised: boolean): number {
  const own = orders.filter((event) => {
    const { category: told, strength } = campaignAt(timeOf(event));
    return isAdvertised ? told === category && strength > 0.9 : told !== category;
  });
  return own.filter((event) => event.data.category === category).length / own.length;
}
