import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playingOf } from '../../../src/model/rewind.ts';
import { floorBucket } from '../../../src/model/timeBuckets.ts';
import {
  advanceBrush,
  barsUntil,
  bucketsIn,
  dragBrush,
  firstBrush,
  fromShare,
  gripAt,
  nudgeBrush,
  timelineDomain,
  toBars,
  toShare,
  toWindow,
} from '../../../src/model/timeline.ts';
import type { QueryAnswer } from '../../../src/protocol/query.ts';
import { toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

const day = (text: string) => Date.parse(`2026-${text}T00:00:00Z`);
const CALENDAR = { grain: 'day', timeZone: 'UTC' } as const;
const DOMAIN = { fromMs: day('01-01'), toMs: day('02-01') };
const BRUSH = { fromMs: day('01-10'), toMs: day('01-15') };

describe('bars', () => {
  const answer: QueryAnswer = {
    columns: [
      { name: 'time:day', unit: null },
      { name: 'revenue', unit: 'USD' },
      { name: 'csat', unit: '%' },
      { name: 'csat.n', unit: 'count' },
    ],
    rows: [
      ['2026-01-05T00:00:00Z', 30, null, 0],
      ['2026-01-03T00:00:00Z', 10, 80, 5],
    ],
    ...WHOLE,
  };

  it('stand oldest first, each as long as its bucket, with nothing where nothing is known', () => {
    const bars = toBars(toTable(answer), { height: 'revenue', colour: 'csat' }, CALENDAR);
    expect(bars).toEqual([
      { fromMs: day('01-03'), toMs: day('01-04'), height: 10, colour: 80, n: 5 },
      { fromMs: day('01-05'), toMs: day('01-06'), height: 30, colour: Number.NaN, n: 0 },
    ]);
    expect(timelineDomain(bars, { fromMs: day('01-04'), toMs: day('01-05') + 5 }, CALENDAR)).toEqual({
      fromMs: day('01-03'),
      toMs: day('01-06'),
    });
  });

  it('beyond what has happened stretch no axis', () => {
    const bars = toBars(toTable(answer), { height: 'revenue', colour: 'csat' }, CALENDAR);
    expect(barsUntil(bars, day('01-05')).map(({ fromMs }) => fromMs)).toEqual([day('01-03')]);
    expect(barsUntil(bars, day('01-06'))).toBe(bars);
  });

  it('lie where their time is', () => {
    expect(toShare(day('01-01'), DOMAIN)).toBe(0);
    expect(fromShare(toShare(day('01-17'), DOMAIN), DOMAIN)).toBe(day('01-17'));
  });
});

describe('the brush', () => {
  const drag = (grip: 'from' | 'to' | 'whole' | 'new', anchor: string, at: string) =>
    dragBrush({ grip, anchorMs: day(anchor) + 1000, before: BRUSH }, day(at) + 1000, DOMAIN, CALENDAR);

  it('moves an edge to the nearest bucket and never past the other edge', () => {
    expect(drag('from', '01-10', '01-08')).toEqual({ fromMs: day('01-08'), toMs: day('01-15') });
    expect(drag('from', '01-10', '01-20')).toEqual({ fromMs: day('01-14'), toMs: day('01-15') });
    expect(drag('to', '01-15', '01-02')).toEqual({ fromMs: day('01-10'), toMs: day('01-11') });
  });

  it('moves as a whole, keeps its length and stops at the ends', () => {
    expect(drag('whole', '01-12', '01-14')).toEqual({ fromMs: day('01-12'), toMs: day('01-17') });
    expect(drag('whole', '01-12', '01-31')).toEqual({ fromMs: day('01-27'), toMs: day('02-01') });
  });

  it('is drawn anew in either direction; a click takes one bucket', () => {
    expect(drag('new', '01-20', '01-22')).toEqual({ fromMs: day('01-20'), toMs: day('01-23') });
    expect(drag('new', '01-22', '01-20')).toEqual({ fromMs: day('01-20'), toMs: day('01-23') });
    expect(drag('new', '01-20', '01-20')).toEqual({ fromMs: day('01-20'), toMs: day('01-21') });
  });

  it('is taken at an edge, within, or not at all', () => {
    const reach = 3_600_000;
    expect(gripAt(BRUSH.fromMs - 100, BRUSH, reach)).toBe('from');
    expect(gripAt(BRUSH.toMs + 100, BRUSH, reach)).toBe('to');
    expect(gripAt(day('01-12'), BRUSH, reach)).toBe('whole');
    expect(gripAt(day('01-20'), BRUSH, reach)).toBe('new');
    expect(gripAt(day('01-12'), null, reach)).toBe('new');
  });

  it('stays on buckets within the domain whatever is done to it', () => {
    const ms = fc.integer({ min: DOMAIN.fromMs - 1e9, max: DOMAIN.toMs + 1e9 });
    fc.assert(
      fc.property(
        fc.constantFrom('from', 'to', 'whole', 'new' as const),
        ms,
        ms,
        fc.integer({ min: -40, max: 40 }),
        (grip, anchorMs, atMs, count) => {
          const dragged = dragBrush({ grip, anchorMs, before: BRUSH }, atMs, DOMAIN, CALENDAR);
          for (const span of [dragged, nudgeBrush(dragged, grip, count, DOMAIN, CALENDAR)]) {
            expect(span.fromMs).toBeLessThan(span.toMs);
            expect(span.fromMs).toBeGreaterThanOrEqual(DOMAIN.fromMs);
            expect(span.toMs).toBeLessThanOrEqual(DOMAIN.toMs);
            for (const edge of [span.fromMs, span.toMs]) expect(floorBucket(edge, 'day', 'UTC')).toBe(edge);
          }
        },
      ),
      { seed: 3, numRuns: 500 },
    );
  });

  it('answers to the keys, bucket by bucket', () => {
    expect(nudgeBrush(BRUSH, 'from', 1, DOMAIN, CALENDAR).fromMs).toBe(day('01-11'));
    expect(nudgeBrush(BRUSH, 'to', -4, DOMAIN, CALENDAR).toMs).toBe(day('01-11'));
    expect(nudgeBrush(DOMAIN, 'from', -1, DOMAIN, CALENDAR)).toEqual(DOMAIN);
  });

  it('plays from the oldest end to the newest, one bucket a step, and stops', () => {
    const start = firstBrush(null, DOMAIN, CALENDAR);
    expect(start).toEqual({ fromMs: day('01-01'), toMs: day('01-05') });
    let [span, steps] = [start as ReturnType<typeof advanceBrush>, 0];
    for (let next = span; next !== null; next = advanceBrush(next, DOMAIN, CALENDAR)) [span, steps] = [next, steps + 1];
    expect([span, steps]).toEqual([{ fromMs: day('01-28'), toMs: day('02-01') }, 28]);
    expect(bucketsIn(firstBrush(BRUSH, DOMAIN, CALENDAR), CALENDAR)).toBe(5);
  });

  it('plays whole buckets, also of an axis that begins within one', () => {
    const noon = { fromMs: day('01-02') + 12 * 3_600_000, toMs: day('01-12') + 12 * 3_600_000 };
    expect(firstBrush(null, noon, CALENDAR)).toEqual({ fromMs: day('01-02'), toMs: day('01-03') });
  });

  it('plays on only as what it was started as: a window drawn while a live map plays, or after it met the present, stands still', () => {
    const live = { kind: 'last', duration: 'PT1H' } as const;
    const until = '2026-01-10T00:00:00Z';
    expect(playingOf({ window: live, until }, 'live')).toEqual({ isPlaying: true, isMoving: true });
    expect(playingOf({ window: live, until: null }, 'live')).toEqual({ isPlaying: true, isMoving: false });
    expect(playingOf({ window: live, until: null }, null)).toEqual({ isPlaying: true, isMoving: false });
    expect(playingOf({ window: live, until }, null)).toEqual({ isPlaying: false, isMoving: false });
    for (const window of [toWindow(BRUSH), { kind: 'all' } as const]) {
      expect(playingOf({ window, until: null }, 'live')).toEqual({ isPlaying: false, isMoving: false });
      expect(playingOf({ window, until: null }, 'window')).toEqual({ isPlaying: true, isMoving: true });
    }
  });

  it('becomes a window', () => {
    expect(toWindow(BRUSH)).toEqual({ kind: 'between', from: '2026-01-10T00:00:00Z', to: '2026-01-15T00:00:00Z' });
  });
});
