/** The timeline where it is zoomed: what it asks, what it draws and where its window can go, with windows larger than what is seen. */
import { describe, expect, it } from 'vitest';
import { barsBefore, comparedPart } from '../../../src/model/compare.ts';
import { durationMs, GRAIN_MS, toInstant } from '../../../src/model/timeBuckets.ts';
import { nudgeBrush } from '../../../src/model/timeline.ts';
import { beforeBarsQuery, timelineGrain, timelineLimits, timelineQuery, timelineSpan } from '../../../src/model/viewQueries.ts';
import { DEFAULT_VIEW, type ViewState } from '../../../src/model/viewState.ts';
import type { Catalog } from '../../../src/protocol/catalog.ts';
import { toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

const DAY = GRAIN_MS.day;
const catalog = { timezone: 'UTC', extent: { from: '2024-01-05T10:12:00Z', to: '2025-12-20T09:30:00Z' } } as unknown as Catalog;
const day = (text: string) => Date.parse(`${text}T00:00:00Z`);

describe('a size of bars that was chosen near by', () => {
  const asked = ({ time }: ReturnType<typeof timelineQuery>) => {
    if (time === undefined || 'last' in time) return durationMs(time?.last ?? '') ?? 0;
    return Date.parse(time.to ?? catalog.extent.to ?? '') - Date.parse(time.from ?? '');
  };

  it('is taken as long as one answer holds the bars: else all but the oldest were missing', () => {
    const axis = { from: '2025-03-01T08:00:00Z', to: '2025-03-01T12:00:00Z' };
    const near: ViewState = { ...DEFAULT_VIEW, grain: 'minute', axis };
    expect(timelineGrain(near, catalog)).toBe('minute');
    for (const far of [
      { ...near, axis: null },
      { ...near, axis: { from: '2025-02-01T00:00:00Z', to: '2025-03-03T00:00:00Z' } },
      { ...near, axis: null, window: { kind: 'last', duration: 'P30D' } as const },
    ]) {
      const grain = timelineGrain(far, catalog);
      const query = timelineQuery(far, catalog);
      expect(query.groupBy).toEqual([`time:${grain}`]);
      expect(asked(query) / GRAIN_MS[grain]).toBeLessThan(query.limit ?? 0);
    }
    // Four years of days are narrow, and all there.
    const years = { ...catalog, extent: { from: '2021-12-20T00:00:00Z', to: '2025-12-20T00:00:00Z' } };
    expect(timelineGrain({ ...DEFAULT_VIEW, grain: 'day' }, years)).toBe('day');
  });
});

describe('what was before', () => {
  const window: ViewState['window'] = { kind: 'between', from: '2025-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' };
  const view: ViewState = {
    ...DEFAULT_VIEW,
    window,
    compare: 'previous',
    axis: { from: '2025-09-08T00:00:00Z', to: '2025-09-15T00:00:00Z' },
  };
  const calendar = { grain: timelineGrain(view, catalog), timeZone: 'UTC' };

  it('stands under every bar of a part of a long window, asked for that part alone', () => {
    const part = comparedPart(view, 'UTC', null);
    if (part === null) throw new Error('no part');
    const query = beforeBarsQuery({ ...view, window: part.before }, calendar);
    const time = query.time as { from: string; to: string };
    expect(calendar.grain).toBe('hour');
    expect((Date.parse(time.to) - Date.parse(time.from)) / GRAIN_MS.hour).toBeLessThan(query.limit ?? 0);
    const rows: [string, number][] = [];
    for (let ms = Date.parse(time.from); ms < Date.parse(time.to); ms += GRAIN_MS.hour) rows.push([toInstant(ms), ms]);
    const columns = [
      { name: 'time:hour', unit: null },
      { name: 'revenue', unit: 'USD' },
    ];
    const bars = barsBefore(toTable({ columns, rows, ...WHOLE }), 'revenue', { window: part.now, shift: part.shift, ...calendar });
    const seen = bars.filter(({ fromMs }) => fromMs >= day('2025-09-08') && fromMs < day('2025-09-15'));
    expect(seen).toHaveLength(7 * 24);
    // As far back as the window: a year, not a week.
    expect(seen[0]?.value).toBe(day('2024-09-08'));
  });

  it('is that of the whole window while all of it is seen, and nothing beside it', () => {
    expect(comparedPart({ ...view, axis: null }, 'UTC', null)).toMatchObject({
      now: { fromMs: day('2025-01-01'), toMs: day('2026-01-01') },
      before: { from: '2024-01-01T00:00:00Z', to: '2025-01-01T00:00:00Z' },
    });
    expect(comparedPart({ ...view, axis: { from: '2024-03-01T00:00:00Z', to: '2024-03-08T00:00:00Z' } }, 'UTC', null)).toBeNull();
    const sliding = { ...view, window: { kind: 'last', duration: 'PT1H' } as const, axis: null };
    expect(comparedPart(sliding, 'UTC', day('2025-06-01'))?.before).toEqual({ kind: 'last', duration: 'PT1H', ago: 'PT1H' });
  });
});

describe('the window', () => {
  const calendar = { grain: 'day', timeZone: 'UTC' } as const;
  const limits = timelineLimits(catalog, 0, false, calendar);

  it('reaches the whole of the first and the last bucket of the data', () => {
    expect(limits).toEqual({ fromMs: day('2024-01-05'), toMs: day('2025-12-21') });
    const last = { fromMs: day('2025-12-01'), toMs: day('2025-12-20') };
    expect(nudgeBrush(last, 'to', 1, limits, calendar).toMs).toBe(day('2025-12-21'));
    expect(timelineSpan({ ...DEFAULT_VIEW, axis: null }, catalog).toMs).toBeLessThan(limits.toMs);
  });

  it('that reaches beyond the data goes no farther, and comes back bucket by bucket', () => {
    const wide = { fromMs: day('2024-01-01'), toMs: day('2026-01-01') };
    for (const count of [-4, -1, 1, 4]) expect(nudgeBrush(wide, 'whole', count, limits, calendar)).toEqual(wide);
    const late = { fromMs: day('2025-12-01'), toMs: day('2026-01-01') };
    expect(nudgeBrush(late, 'whole', 1, limits, calendar)).toEqual(late);
    expect(nudgeBrush(late, 'whole', -1, limits, calendar)).toEqual({ fromMs: late.fromMs - DAY, toMs: late.toMs - DAY });
  });
});
