import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortened, toMarks } from '../../../src/model/marks.ts';
import { pauseLive, rewindTo, rewoundSpan, stepRewind } from '../../../src/model/rewind.ts';
import { axisReach, panAxis, pinchAxis, toAxis, zoomAxis } from '../../../src/model/timeAxis.ts';
import { DEFAULT_VIEW } from '../../../src/model/viewState.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LIMITS = { fromMs: 0, toMs: 1000 * DAY };

describe('the time axis', () => {
  it('zooms about the pointer, which keeps its instant', () => {
    const axis = zoomAxis(LIMITS, 4, 250 * DAY, LIMITS);
    expect(axis.toMs - axis.fromMs).toBe(250 * DAY);
    expect((250 * DAY - axis.fromMs) / (250 * DAY)).toBeCloseTo(0.25);
  });

  it('stays within all of time, and never shows less than a few minutes', () => {
    const spans = fc.tuple(fc.nat(990), fc.integer({ min: 1, max: 500 }));
    fc.assert(
      fc.property(
        spans,
        fc.double({ min: -12, max: 12, noNaN: true }),
        fc.nat(1000),
        fc.integer({ min: -2000, max: 2000 }),
        ([from, days], e, at, by) => {
          const start = { fromMs: from * DAY, toMs: Math.min(LIMITS.toMs, (from + days) * DAY) };
          for (const axis of [zoomAxis(start, Math.exp(e), at * DAY, LIMITS), panAxis(start, by * DAY, LIMITS)]) {
            expect(axis.fromMs).toBeGreaterThanOrEqual(-1);
            expect(axis.toMs).toBeLessThanOrEqual(LIMITS.toMs + 1);
            expect(axis.toMs - axis.fromMs).toBeGreaterThanOrEqual(12 * 60_000 - 1);
          }
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  });

  it('follows two fingers: the instants under them stay under them', () => {
    const axis = pinchAxis({ fromMs: 100 * DAY, toMs: 200 * DAY }, [120 * DAY, 140 * DAY], [0.2, 0.6], LIMITS);
    expect(axis).toEqual({ fromMs: 110 * DAY, toMs: 160 * DAY });
    expect(pinchAxis(axis, [120 * DAY, 140 * DAY], [0.5, 0.5], LIMITS)).toEqual(axis);
  });

  it('is nothing to remember when it shows everything, and asks for more than it shows, in steps', () => {
    expect(toAxis(LIMITS, LIMITS)).toBeNull();
    expect(toAxis({ fromMs: DAY + 400, toMs: 2 * DAY }, LIMITS)).toEqual({ from: '1970-01-02T00:00:00Z', to: '1970-01-03T00:00:00Z' });
    const [one, other] = [100, 101].map((day) => axisReach({ fromMs: day * DAY, toMs: (day + 90) * DAY }));
    expect(one).toEqual(other);
    expect(one?.fromMs).toBeLessThan(100 * DAY - 45 * DAY);
    expect(one?.toMs).toBeGreaterThan(190 * DAY + 45 * DAY);
  });
});

describe('a rewound live map', () => {
  const edge = Date.parse('2026-05-01T12:00:30Z');
  const live = { ...DEFAULT_VIEW, window: { kind: 'last', duration: 'PT1H' } as const };
  const calendar = { grain: 'minute', timeZone: 'UTC' } as const;

  it('stops where it is, steps by buckets and is live again at the edge', () => {
    expect(pauseLive(live, edge).until).toBe('2026-05-01T12:00:30Z');
    const back = stepRewind(live, -1, edge, calendar);
    expect(back.until).toBe('2026-05-01T12:00:00Z');
    expect(stepRewind(back, -1, edge, calendar).until).toBe('2026-05-01T11:59:00Z');
    expect(stepRewind(back, 1, edge, calendar).until).toBeNull();
  });

  it('goes on through the past until it meets the present', () => {
    expect(rewindTo(live, edge - 60_000, edge).until).toBe('2026-05-01T11:59:30Z');
    expect(rewindTo(live, edge - 1000, edge).until).toBeNull();
    expect(rewindTo(live, edge + HOUR, edge).until).toBeNull();
  });

  it('shows the present while the window lies near it, else what is around the window', () => {
    expect(rewoundSpan('PT1H', edge - HOUR, edge, 3)).toEqual({ fromMs: edge - 3 * HOUR, toMs: edge });
    const far = rewoundSpan('PT1H', edge - 50 * HOUR, edge, 3);
    expect(far.toMs - far.fromMs).toBe(3 * HOUR);
    expect(far.fromMs).toBeLessThan(edge - 51 * HOUR);
    expect(far.toMs).toBeGreaterThan(edge - 50 * HOUR);
  });
});

describe('marks', () => {
  const moment = (id: string, ms: number) => ({ id, ms, text: id, place: null, author: null });

  it('stand together where they would lie on one spot, and know their room', () => {
    const axis = { fromMs: 0, toMs: 1000 };
    const marks = toMarks([moment('c', 505), moment('a', 100), moment('b', 500), moment('out', 1000)], axis, 0.02);
    expect(marks.map(({ moments }) => moments.map(({ id }) => id))).toEqual([['a'], ['b', 'c']]);
    expect(marks.map(({ share, room }) => [share, room])).toEqual([
      [0.1, 0.4],
      [0.5, 0.5],
    ]);
  });

  it('say as much as there is room for, in one line', () => {
    expect(shortened('Black Friday', 20)).toBe('Black Friday');
    expect(shortened('Free\nfreight for everyone', 12)).toBe('Free freigh…');
    expect(shortened('Plus membership: 9.08 instead of 9.99', 28)).toBe('Plus membership: 9.08…');
    expect(shortened('Free freight for everyone', 13)).toBe('Free freight…');
  });
});
