import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketBefore, comparedWindow, shiftFor, spanBefore } from '../../../src/model/compare.ts';
import { floorBucket, shiftBucket } from '../../../src/model/timeBuckets.ts';
import { DEFAULT_VIEW, type TimeWindow } from '../../../src/model/viewState.ts';

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
    expect(comparedWindow(view({ kind: 'last', duration: 'PT1H' }, 'previous'), 'UTC', null)).toBeNull();
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
