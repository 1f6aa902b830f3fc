import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createZone } from '../../../server/engine/zone.ts';
import { durationMs, floorBucket, GRAINS, grainFor, grainsFor, nearestBucket, shiftBucket } from '../../../src/model/timeBuckets.ts';

const ZONES = ['UTC', 'America/Sao_Paulo', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const HOUR = 3_600_000;
const utc = (text: string) => Date.parse(text);

describe('buckets of time', () => {
  it('begin at the local day, the Monday and the first of the month', () => {
    const ms = utc('2026-03-18T01:30:00Z');
    expect(floorBucket(ms, 'day', 'America/Sao_Paulo')).toBe(utc('2026-03-17T03:00:00Z'));
    expect(floorBucket(ms, 'week', 'UTC')).toBe(utc('2026-03-16T00:00:00Z'));
    expect(floorBucket(ms, 'month', 'Europe/Berlin')).toBe(utc('2026-02-28T23:00:00Z'));
    expect(floorBucket(ms, 'hour', 'Asia/Kolkata')).toBe(utc('2026-03-18T01:30:00Z'));
  });

  it('are 23 and 25 hours long where the clock changes', () => {
    const spring = floorBucket(utc('2026-03-29T12:00:00Z'), 'day', 'Europe/Berlin');
    const autumn = floorBucket(utc('2026-10-25T12:00:00Z'), 'day', 'Europe/Berlin');
    expect(shiftBucket(spring, 1, 'day', 'Europe/Berlin') - spring).toBe(23 * HOUR);
    expect(shiftBucket(autumn, 1, 'day', 'Europe/Berlin') - autumn).toBe(25 * HOUR);
  });

  it('hold their instant, follow each other without a gap, and floor to themselves (days and longer)', () => {
    const instant = fc.integer({ min: utc('2015-01-01'), max: utc('2030-01-01') });
    fc.assert(
      fc.property(instant, fc.constantFrom(...ZONES), fc.constantFrom('day', 'week', 'month' as const), (ms, zone, grain) => {
        const start = floorBucket(ms, grain, zone);
        const end = shiftBucket(ms, 1, grain, zone);
        expect(start).toBeLessThanOrEqual(ms);
        expect(end).toBeGreaterThan(ms);
        expect(floorBucket(start, grain, zone)).toBe(start);
        expect(floorBucket(end, grain, zone)).toBe(end);
        expect(shiftBucket(end, -1, grain, zone)).toBe(start);
        expect([start, end]).toContain(nearestBucket(ms, grain, zone));
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('are those of the server, of every size and through every change of a clock', () => {
    const zones = ['UTC', 'America/Sao_Paulo', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Havana', 'Africa/Cairo', 'Asia/Kathmandu'];
    const changes = fc.constantFrom(
      ...['2018-11-04T03', '2026-03-29T01', '2026-10-25T01', '2026-03-08T05', '2026-11-01T05', '2026-04-23T22'].map((hour) =>
        utc(`${hour}:00:00Z`),
      ),
    );
    const near = fc.tuple(changes, fc.integer({ min: -3 * 24 * HOUR, max: 3 * 24 * HOUR })).map(([ms, off]) => ms + off);
    const any = fc.oneof(near, fc.integer({ min: utc('2000-01-01'), max: utc('2035-01-01') }));
    fc.assert(
      fc.property(any, fc.constantFrom(...zones), fc.constantFrom(...GRAINS), (ms, name, grain) => {
        const zone = createZone(name);
        const key = zone.bucketKey(grain, ms, zone.offsetAt(ms));
        if (name !== 'Australia/Lord_Howe' || grain !== 'hour') expect(floorBucket(ms, grain, name)).toBe(zone.bucketStart(grain, key));
        if (grain !== 'hour' && grain !== 'minute') expect(shiftBucket(ms, 1, grain, name)).toBe(zone.bucketStart(grain, key + 1));
      }),
      { seed: 8, numRuns: 1500 },
    );
  });

  it('are as fine as can be told apart', () => {
    const days = (count: number) => ({ fromMs: 0, toMs: count * 24 * HOUR });
    expect(grainFor(days(1 / 12), 200)).toBe('minute');
    expect(grainFor(days(7), 200)).toBe('hour');
    expect(grainFor(days(90), 200)).toBe('day');
    expect(grainFor(days(1400), 200)).toBe('week');
    expect(grainFor(days(6_000), 200)).toBe('month');
    expect(grainFor(days(18_000), 200)).toBe('quarter');
    expect(grainFor(days(90_000), 200)).toBe('year');
    expect(grainsFor(days(90), 600)).toEqual(['day', 'week', 'month']);
    for (const length of [0.0001, 1, 100, 100_000]) expect(GRAINS).toContain(grainsFor(days(length), 600)[0]);
  });
});

describe('durations', () => {
  it('are read as the protocol writes them', () => {
    expect([durationMs('PT15M'), durationMs('P1D'), durationMs('P2W'), durationMs('P1DT6H')]).toEqual([
      0.25 * HOUR,
      24 * HOUR,
      336 * HOUR,
      30 * HOUR,
    ]);
    expect(['P', 'PT', 'P1M', '1h', 'PT0S', 'P1W2D', 'P1DT'].map(durationMs)).toEqual(Array(7).fill(null));
  });
});
