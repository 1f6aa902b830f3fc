/** Buckets of time, checked against the platform's calendar. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createZone, GRAINS, type Grain } from '../../../server/engine/zone.ts';
import { bucketStart, wallClock } from '../../oracle/clock.ts';
import { ZONES } from '../../oracle/randomWorld.ts';

const LAST_MS = Date.UTC(2100, 0, 1);
/** How far the keys of neighbouring buckets lie apart, where that is not 1. */
const KEY_STEPS: Readonly<Partial<Record<Grain, number>>> = { minute: 60_000, hour: 3_600_000 };
/** Instants around the clock changes of 2011, 2018 and 2025, and any from 1970 to 2100. */
const instant = fc.oneof(
  fc.integer({ min: 0, max: LAST_MS }),
  fc
    .constantFrom('2025-03-30', '2025-10-26', '2025-04-05', '2018-11-04', '2011-12-30')
    .chain((day) =>
      fc
        .integer({ min: -30, max: 30 })
        .chain((hours) => fc.integer({ min: 0, max: 3_600_000 }).map((ms) => Date.parse(day) + hours * 3_600_000 + ms)),
    ),
);

describe.each(ZONES)('zone %s', (name) => {
  const zone = createZone(name);

  it('has the offset of the clock on the wall', () => {
    fc.assert(
      fc.property(instant, (timeMs) => {
        const { year, month, day, hour, minute, second } = wallClock(timeMs, name);
        const shown = Date.UTC(year, month - 1, day, hour, minute, second);
        expect(zone.offsetAt(timeMs)).toBe(shown - Math.floor(timeMs / 1000) * 1000);
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it.each(GRAINS)('has the %s that the calendar has, from its start to the next', (grain) => {
    fc.assert(
      fc.property(instant, (timeMs) => {
        const key = zone.bucketKey(grain, timeMs, zone.offsetAt(timeMs));
        const startMs = zone.bucketStart(grain, key);
        expect(startMs).toBe(bucketStart(grain, timeMs, name));
        expect(zone.keyOfStart(grain, startMs)).toBe(key);
        expect(zone.keyOfStart(grain, startMs + 1)).toBe(undefined);
        expect(timeMs).toBeLessThan(zone.bucketStart(grain, key + (KEY_STEPS[grain] ?? 1)));
      }),
      { numRuns: 60, seed: 2 },
    );
  });
});

it('refuses a zone that does not exist', () => {
  expect(() => createZone('Europe/Nowhere')).toThrow(RangeError);
});
