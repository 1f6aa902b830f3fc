import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import { barsBefore, bucketBefore, comparedView, comparedWindow, shiftFor, shiftOf, spanBefore } from '../../../src/model/compare.ts';
import { comparedViews } from '../../../src/model/drivers/driverQueries.ts';
import { durationMs, floorBucket, GRAINS, shiftBucket } from '../../../src/model/timeBuckets.ts';
import { during, windowEnds } from '../../../src/model/timeWindow.ts';
import { beforeBarsQuery } from '../../../src/model/viewQueries.ts';
import { DEFAULT_VIEW, type TimeWindow } from '../../../src/model/viewState.ts';
import type { Query } from '../../../src/protocol/query.ts';
import { toTable } from '../../../src/protocol/table.ts';
import { answer } from '../../oracle/oracle.ts';
import { order } from '../../server/hub/hubWorld.ts';

const BERLIN = 'Europe/Berlin';
const HOUR = 3_600_000;
const utc = (text: string) => Date.parse(text);
const span = (from: string, to: string) => ({ fromMs: utc(from), toMs: utc(to) });

describe('the period before', () => {
  it('of whole months is as many months, however long they are', () => {
    expect(spanBefore(span('2024-03-01', '2024-04-01'), 'previous', 'UTC')).toEqual(span('2024-02-01', '2024-03-01'));
    expect(spanBefore(span('2026-01-01', '2026-07-01'), 'previous', 'UTC')).toEqual(span('2025-07-01', '2026-01-01'));
  });

  it('of whole days is as many days of the wall clock, also where one has 23 or 25 hours', () => {
    const day = (text: string) => ({
      fromMs: floorBucket(utc(text), 'day', BERLIN),
      toMs: shiftBucket(utc(text), 1, 'day', BERLIN),
    });
    const monday = day('2026-03-30T12:00:00Z');
    const sunday = spanBefore(monday, 'previous', BERLIN);
    expect(sunday).toEqual(day('2026-03-29T12:00:00Z'));
    expect((sunday?.toMs ?? 0) - (sunday?.fromMs ?? 0)).toBe(23 * HOUR);
    const autumn = spanBefore(day('2026-10-26T12:00:00Z'), 'previous', BERLIN);
    expect((autumn?.toMs ?? 0) - (autumn?.fromMs ?? 0)).toBe(25 * HOUR);
  });

  it('of any other time is as long and ends where it begins', () => {
    const now = span('2026-03-29T00:30:00Z', '2026-03-29T04:45:00Z');
    expect(spanBefore(now, 'previous', BERLIN)).toEqual(span('2026-03-28T20:15:00Z', '2026-03-29T00:30:00Z'));
  });

  it('meets its window, for days and longer in every zone', () => {
    const zones = fc.constantFrom('UTC', BERLIN, 'America/Sao_Paulo', 'Australia/Lord_Howe', 'America/Havana', 'Africa/Cairo');
    const grains = fc.constantFrom('day', 'week', 'month', 'quarter', 'year' as const);
    fc.assert(
      fc.property(fc.integer({ min: utc('2012-01-01'), max: utc('2030-01-01') }), zones, grains, fc.nat(9), (ms, zone, grain, more) => {
        const now = { fromMs: floorBucket(ms, grain, zone), toMs: shiftBucket(ms, 1 + more, grain, zone) };
        const before = spanBefore(now, 'previous', zone);
        expect(before?.toMs).toBe(now.fromMs);
        expect(floorBucket(before?.fromMs ?? 0, 'day', zone)).toBe(before?.fromMs);
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});

describe('the year before', () => {
  it('keeps the calendar, through leap years', () => {
    expect(spanBefore(span('2024-02-01', '2024-03-01'), 'year', 'UTC')).toEqual(span('2023-02-01', '2023-03-01'));
    expect(spanBefore(span('2025-02-01', '2025-03-01'), 'year', 'UTC')).toEqual(span('2024-02-01', '2024-03-01'));
    expect(spanBefore(span('2024-02-20', '2024-03-02'), 'year', 'UTC')).toEqual(span('2023-02-20', '2023-03-02'));
  });

  it('keeps the wall clock where the offset was another', () => {
    const now = span('2026-03-29T10:00:00Z', '2026-03-29T12:00:00Z');
    expect(spanBefore(now, 'year', BERLIN)).toEqual(span('2025-03-29T11:00:00Z', '2025-03-29T13:00:00Z'));
  });

  it('of ISO weeks is the weeks of the same numbers', () => {
    const week = (monday: string) => ({ fromMs: utc(monday), toMs: utc(monday) + 7 * 24 * HOUR });
    expect(spanBefore(week('2026-11-16'), 'year', 'UTC')).toEqual(week('2025-11-17'));
    // Week 1 of 2021 follows week 53 of 2020; week 53 of 2020 has none before it.
    expect(spanBefore(week('2021-01-04'), 'year', 'UTC')).toEqual(week('2019-12-30'));
    expect(spanBefore(week('2020-12-28'), 'year', 'UTC')).toEqual(week('2019-12-23'));
  });

  it('of what ends on a 29 February, by a bucket or by the clock, ends with the 28th', () => {
    expect(spanBefore(span('2024-02-28', '2024-02-29'), 'year', 'UTC')).toEqual(span('2023-02-28', '2023-03-01'));
    expect(spanBefore(span('2024-02-29', '2024-03-01'), 'year', 'UTC')).toEqual(span('2023-02-28', '2023-03-01'));
    expect(spanBefore(span('2024-02-01', '2024-02-29'), 'year', 'UTC')).toEqual(span('2023-02-01', '2023-03-01'));
    expect(spanBefore(span('2028-02-28T23:30Z', '2028-02-29T00:30Z'), 'year', 'UTC')).toEqual(span('2027-02-28T23:30Z', '2027-03-01'));
    expect(spanBefore(span('2028-02-29T06:00Z', '2028-02-29T12:00Z'), 'year', 'UTC')).toEqual(
      span('2027-02-28T06:00Z', '2027-02-28T12:00Z'),
    );
  });

  it('is a time that can be asked about, or none, whatever the window, zone and year', () => {
    const zones = fc.constantFrom('UTC', BERLIN, 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Cairo');
    const starts = fc.oneof(
      fc.integer({ min: utc('2011-12-20'), max: utc('2030-01-01') }),
      fc.integer({ min: utc('2024-02-27'), max: utc('2024-03-02') }),
      fc.integer({ min: utc('2027-03-27'), max: utc('2027-03-30') }),
    );
    const lengths = fc.oneof(fc.integer({ min: 1000, max: 48 * HOUR }), fc.constantFrom(HOUR, 24 * HOUR, 7 * 24 * HOUR));
    fc.assert(
      fc.property(starts, lengths, zones, fc.constantFrom('previous', 'year' as const), (fromMs, lengthMs, zone, compare) => {
        const before = spanBefore({ fromMs, toMs: fromMs + lengthMs }, compare, zone);
        if (before === null) return;
        expect(before.fromMs).toBeLessThan(before.toMs);
        expect(before.toMs).toBeLessThanOrEqual(compare === 'previous' ? fromMs : fromMs + lengthMs - 300 * 24 * HOUR);
      }),
      { seed: 12, numRuns: 2000 },
    );
    // The clocks of Berlin left this half hour out in 2026.
    const half = span('2027-03-29T00:10Z', '2027-03-29T00:40Z');
    expect([spanBefore(half, 'year', BERLIN), spanBefore(half, 'year', 'UTC') === null]).toEqual([null, false]);
  });

  it('of a week within months is the nearest week, also of one that begins on a 29 February', () => {
    const months = { by: 'months', count: 12 } as const;
    expect(bucketBefore(utc('2026-03-02'), months, 'week', 'UTC')).toBe(utc('2025-03-03'));
    expect(bucketBefore(utc('2016-02-29'), months, 'week', 'UTC')).toBe(utc('2015-03-02'));
    expect(bucketBefore(utc('2026-03-30'), { by: 'months', count: 1 }, 'week', 'UTC')).toBe(utc('2026-03-02'));
  });

  it('of a month within so many days is the nearest month: none stands under two, and none is left out', () => {
    const window = span('2026-03-31T22:00Z', '2026-09-29T22:00Z');
    const shift = shiftFor(window, 'previous', BERLIN);
    const starts = (from: string) =>
      Array.from({ length: 6 }, (_, at) => shiftBucket(floorBucket(utc(from), 'month', BERLIN), at, 'month', BERLIN));
    expect(shift).toEqual({ by: 'days', count: 182 });
    expect(starts('2026-04-15').map((ms) => shift && bucketBefore(ms, shift, 'month', BERLIN))).toEqual(starts('2025-10-15'));
  });

  it('of a day so much time before is the same number of days back, whichever way the clocks were set between', () => {
    const month = { by: 'ms', count: 30 * 24 * HOUR } as const;
    const midnight = (date: string) => floorBucket(utc(`${date}T12:00Z`), 'day', BERLIN);
    for (const [day, before] of [
      ['2026-03-29', '2026-02-27'],
      ['2026-03-30', '2026-02-28'],
      ['2026-04-20', '2026-03-21'],
      ['2026-10-25', '2026-09-25'],
      ['2026-10-26', '2026-09-26'],
      ['2026-11-20', '2026-10-21'],
    ] as const)
      expect(bucketBefore(midnight(day), month, 'day', BERLIN), day).toBe(midnight(before));
  });

  it('is none of an hour that only one of the two days has, and every other hour stands over one of its own', () => {
    const hoursOf = (date: string): (number | null)[] => {
      const fromMs = floorBucket(utc(`${date}T12:00Z`), 'day', BERLIN);
      const toMs = shiftBucket(fromMs, 1, 'day', BERLIN);
      const shift = shiftFor({ fromMs, toMs }, 'previous', BERLIN);
      if (shift === null) throw new Error('no shift');
      return Array.from({ length: (toMs - fromMs) / HOUR }, (_, at) => bucketBefore(fromMs + at * HOUR, shift, 'hour', BERLIN));
    };
    const given = (all: readonly (number | null)[]) => all.filter((before) => before !== null);
    // On Sunday 29 March 2026 it is never two o'clock, on Sunday 25 October it is twice.
    for (const [date, hours, missing] of [
      ['2026-03-29', 23, []],
      ['2026-03-30', 24, [2]],
      ['2026-10-25', 25, [3]],
      ['2026-10-26', 24, []],
    ] as const) {
      const before = hoursOf(date);
      expect([date, before.length]).toEqual([date, hours]);
      expect([date, ...before.flatMap((ms, at) => (ms === null ? [at] : []))]).toEqual([date, ...missing]);
      expect(new Set(given(before)).size).toBe(given(before).length);
    }
  });

  it('has no 29 February to set beside one', () => {
    const shift = shiftFor(span('2024-02-01', '2024-03-11'), 'year', 'UTC');
    if (shift === null) throw new Error('no shift');
    expect(bucketBefore(utc('2024-02-28'), shift, 'day', 'UTC')).toBe(utc('2023-02-28'));
    expect(bucketBefore(utc('2024-02-29'), shift, 'day', 'UTC')).toBeNull();
    expect(bucketBefore(utc('2024-03-01'), shift, 'day', 'UTC')).toBe(utc('2023-03-01'));
  });
});

describe('the window that is compared', () => {
  const view = (window: TimeWindow, compare: 'none' | 'previous' | 'year') => ({ ...DEFAULT_VIEW, window, compare });

  it('is none for all of time, without a comparison, and while the clock of the server is not known', () => {
    const may: TimeWindow = { kind: 'between', from: '2026-05-01T00:00:00Z', to: '2026-06-01T00:00:00Z' };
    expect(comparedWindow(view({ kind: 'all' }, 'year'), 'UTC', 0)).toBeNull();
    expect(comparedWindow(view(may, 'none'), 'UTC', 0)).toBeNull();
    expect(comparedWindow(view({ kind: 'last', duration: 'PT1H' }, 'year'), 'UTC', null)).toBeNull();
    expect(comparedWindow(view(may, 'previous'), 'UTC', null)).toEqual({
      kind: 'between',
      from: '2026-04-01T00:00:00Z',
      to: '2026-05-01T00:00:00Z',
    });
  });

  it('follows a live window in steps, so that the question does not change with every second', () => {
    const hour = view({ kind: 'last', duration: 'PT1H' }, 'year');
    const at = (text: string) => comparedWindow(hour, 'UTC', utc(text));
    expect(at('2026-05-01T12:00:10Z')).toEqual({ kind: 'between', from: '2025-05-01T11:01:00Z', to: '2025-05-01T12:01:00Z' });
    expect(at('2026-05-01T12:00:59Z')).toEqual(at('2026-05-01T12:00:10Z'));
  });
});

describe('the time before a window that slides', () => {
  const LENGTHS = ['PT15M', 'PT1H', 'PT37M', 'P1D', 'P7D', 'P30D'] as const;
  const ZONES = ['UTC', BERLIN, 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Sao_Paulo'] as const;
  const world = fc.record({
    duration: fc.constantFrom(...LENGTHS),
    zone: fc.constantFrom(...ZONES),
    // Also the very beginnings of months, weeks and days, and days on which clocks are set.
    nowMs: fc.oneof(
      fc.integer({ min: utc('2024-01-01'), max: utc('2027-01-01') }),
      fc.constantFrom('2026-05-01', '2024-03-01', '2026-03-30', '2026-03-29T12:00Z', '2026-10-26', '2025-01-01').map(utc),
      fc.integer({ min: utc('2026-04-30T10:00Z'), max: utc('2026-05-01T02:00Z') }),
    ),
    // Where in the three windows up to now, the ends of two of them above all.
    shares: fc.array(fc.oneof(fc.double({ min: 0, max: 3, noNaN: true }), fc.constantFrom(0, 1, 1 + 1 / 120, 1 - 1 / 120, 2)), {
      minLength: 1,
      maxLength: 40,
    }),
  });
  const settle = ({ duration, zone, nowMs, shares }: typeof world extends fc.Arbitrary<infer Value> ? Value : never) => {
    const lengthMs = durationMs(duration) as number;
    const events = shares.map((share, at) => order(at + 1, 'DE', at + 1, nowMs - Math.round(share * lengthMs)));
    const settings = { ...DEFAULT_SETTINGS, timezone: zone };
    const ask = (query: Query) => answer(events, query, { settings, epoch: 'e', nowMs });
    const revenue = (query: Pick<Query, 'time'>) => ask({ metrics: ['revenue'], ...query }).rows[0]?.[0] as number;
    const now = { ...DEFAULT_VIEW, window: { kind: 'last', duration } as const, compare: 'previous' as const };
    return { lengthMs, ask, revenue, now, twice: { time: { last: `PT${(2 * lengthMs) / 1000}S` } } };
  };

  it('has every event of it and none of the window: no event is in both, or in neither', () => {
    fc.assert(
      fc.property(world, (drawn) => {
        const { revenue, now, twice } = settle(drawn);
        const before = comparedWindow(now, drawn.zone, drawn.nowMs);
        expect(revenue(during(now.window)) + revenue(during(before ?? { kind: 'all' }))).toBe(revenue(twice));
      }),
      { seed: 5, numRuns: 400 },
    );
  });

  it('is as exact where the drawer tells why', () => {
    fc.assert(
      fc.property(world, (drawn) => {
        const { revenue, now, twice, lengthMs } = settle(drawn);
        const views = comparedViews(now, drawn.zone, drawn.nowMs);
        const [present, past] = [views?.now.window, views?.before.window] as [TimeWindow, TimeWindow];
        expect(windowEnds(present, null)).toEqual({ fromMs: drawn.nowMs - lengthMs, toMs: drawn.nowMs });
        expect(windowEnds(past, null)?.toMs).toBe(drawn.nowMs - lengthMs);
        // At the beginning of a day or a month the time before is as many of these.
        if (windowEnds(past, null)?.fromMs === drawn.nowMs - 2 * lengthMs)
          expect(revenue(during(present)) + revenue(during(past))).toBe(revenue(twice));
      }),
      { seed: 6, numRuns: 200 },
    );
  });

  it('stands whole under every whole bar of the timeline, at every grain', () => {
    fc.assert(
      fc.property(world, fc.constantFrom(...GRAINS), (drawn, grain) => {
        const { ask, now, lengthMs } = settle(drawn);
        const calendar = { grain, timeZone: drawn.zone };
        const [ends, before] = [windowEnds(now.window, drawn.nowMs), comparedView(now, drawn.zone, drawn.nowMs)];
        const shift = ends && shiftOf(now, ends, drawn.zone);
        if (ends === null || before === null || shift === null) throw new Error('no time before');
        const table = toTable(ask(beforeBarsQuery({ ...before, height: 'revenue' }, calendar)));
        // Up to where the window began, what has happened; what of a bucket is later is of the window.
        const until = new Date(drawn.nowMs - lengthMs).toISOString();
        const all = new Map(
          ask({ metrics: ['revenue'], groupBy: [`time:${grain}`], time: { to: until } }).rows.map(([at, sum]) => [at, sum]),
        );
        for (const { fromMs, value } of barsBefore(table, 'revenue', { window: ends, shift, ...calendar })) {
          const start = new Date(bucketBefore(fromMs, shift, grain, drawn.zone) ?? Number.NaN).toISOString().replace('.000Z', 'Z');
          expect(value).toBe(all.get(start));
        }
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
