import { describe, expect, it } from 'vitest';
import { decodeEvent } from '../../../../server/sources/decode.ts';
import { DecodeFault } from '../../../../server/sources/decodeFault.ts';
import { opening, simulate, simulateWatched } from '../../../../server/sources/simulator/simulate.ts';
import { DAY_MS } from '../../../../server/sources/simulator/stories.ts';
import type { SimulatedEvent } from '../../../../server/sources/simulator/telling.ts';

const FROM = Date.UTC(2026, 5, 1, 10, 17);
const month = [...simulate({ fromMs: FROM, toMs: FROM + 30 * DAY_MS })];
const hour = [...simulateWatched({ fromMs: FROM, toMs: FROM + 3_600_000 })];

describe('the simulated company', () => {
  it('gives the same events for the same seed and range, and others for another seed', () => {
    const days = { fromMs: FROM, toMs: FROM + 2 * DAY_MS };
    expect([...simulate({ seed: 7, ...days })]).toEqual([...simulate({ seed: 7, ...days })]);
    expect([...simulate({ seed: 8, ...days })]).not.toEqual([...simulate({ seed: 7, ...days })]);
  });

  it('gives the same events in parts as at once', () => {
    const cuts = [0, 3.37, 11, 11.5, 30].map((days) => FROM + days * DAY_MS);
    const parts = cuts.slice(1).flatMap((toMs, at) => [...simulate({ fromMs: cuts[at] ?? 0, toMs })]);
    expect(parts).toEqual(month);
    const watched = [0, 0.4, 1].map((part) => FROM + part * 3_600_000);
    expect(watched.slice(1).flatMap((toMs, at) => [...simulateWatched({ fromMs: watched[at] ?? 0, toMs })])).toEqual(hour);
  });

  it('keeps to its range, in time order', () => {
    const times = month.map((event) => Date.parse(event.time));
    expect(times.every((time, at) => time >= (times[at - 1] ?? FROM) && time < FROM + 30 * DAY_MS)).toBe(true);
  });

  it('never uses a (source, id) twice, in whatever layer', () => {
    const all = [...opening(4400, FROM), ...month, ...hour];
    expect(new Set(all.map((event) => `${event.source} ${event.id}`)).size).toBe(all.length);
  });

  it('speaks the contract: every event decodes', () => {
    const faults = [...opening(4400, FROM), ...month, ...hour]
      .map((event) => decodeEvent(event))
      .filter((event) => event instanceof DecodeFault);
    expect(faults).toEqual([]);
  });

  it('gives about 300 events a day, and about two a second while watched', () => {
    expect(month.length / 30).toBeGreaterThan(200);
    expect(month.length / 30).toBeLessThan(450);
    expect(hour.length / 3600).toBeGreaterThan(1);
    expect(hour.length / 3600).toBeLessThan(4);
  });

  it('is at home in more than forty countries of every continent, each with customers who order', () => {
    const countries = new Set(month.filter(isOrder).map((event) => event.data.country));
    expect(countries.size).toBeGreaterThan(40);
    for (const country of ['US', 'BR', 'DE', 'NG', 'IN', 'AU']) expect(countries).toContain(country);
  });

  it('knows every customer it speaks of: a profile with a segment came before', () => {
    const known = new Set<string | undefined>();
    const strangers = [...opening(4400, FROM), ...month].filter((event) => {
      if (event.data.segment !== undefined) known.add(event.subject);
      return event.subject !== undefined && !known.has(event.subject) && Date.parse(event.time) >= FROM;
    });
    expect(known.size).toBeGreaterThan(2_000);
    expect(strangers).toEqual([]);
  });

  it('sleeps at night: orders in São Paulo come by day', () => {
    const hours = month.filter((event) => isOrder(event) && event.data.region === 'BR-SP').map((event) => localHour(event, -3));
    const night = hours.filter((at) => at < 7).length;
    const evening = hours.filter((at) => at >= 16 && at < 23).length;
    expect(hours.length).toBeGreaterThan(30);
    expect(evening).toBeGreaterThan(night * 3);
  });

  it('uses several currencies, all three scales and orders of several lines', () => {
    const of = (name: string) => new Set(month.map((event) => event.data[name]).filter((value) => value !== undefined));
    expect([...of('currency')].sort()).toEqual(['BRL', 'EUR', 'GBP', 'JPY', 'USD']);
    expect([...of('scale')].sort()).toEqual(['ces7', 'csat5', 'nps']);
    const lines = month.filter(isOrder);
    expect(lines.length / new Set(lines.map((event) => event.data.order)).size).toBeGreaterThan(1.3);
  });
});

function isOrder(event: SimulatedEvent): boolean {
  return event.type === 'io.orrery.order.completed';
}

function localHour(event: SimulatedEvent, offset: number): number {
  return (new Date(event.time).getUTCHours() + offset + 24) % 24;
}
