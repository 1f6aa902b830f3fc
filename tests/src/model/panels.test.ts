import { describe, expect, it } from 'vitest';
import { activeExtent } from '../../../src/model/activity.ts';
import { filterValueName, searchValues, toFilterValues } from '../../../src/model/filterValues.ts';
import { candidateMetrics, chooseMetrics, emptyMetrics, homeOf, openAt, stripMetrics } from '../../../src/model/firstMetrics.ts';
import { amountText, intervalText, largestOf, toDelta, toSeries, toWholeSeries } from '../../../src/model/kpi.ts';
import { isUnanswered, sortRows, toPlaceRows, unplacedOf } from '../../../src/model/placeRows.ts';
import { toShares } from '../../../src/model/shares.ts';
import { areaPath, linePath, sparkPoints, wholeBuckets } from '../../../src/model/spark.ts';
import { timeTicks, valueRoom, valueTicks } from '../../../src/model/ticks.ts';
import { DEFAULT_VIEW } from '../../../src/model/viewState.ts';
import { ageText, bucketText, comparableLast, comparableWindow, lastText, unbroken, windowText } from '../../../src/model/windowText.ts';
import type { MetricInfo } from '../../../src/protocol/catalog.ts';
import type { Cell } from '../../../src/protocol/query.ts';
import { type AnswerTable, toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

function table(columns: readonly string[], rows: readonly (readonly Cell[])[], labels: AnswerTable['labels'] = {}): AnswerTable {
  const dimensions = ['country', 'region', 'city', 'category', 'segment', 'time:day', 'time:week'];
  return toTable({
    columns: columns.map((name) => ({ name, unit: dimensions.includes(name) ? null : 'count' })),
    rows,
    ...WHOLE,
    labels,
  });
}

const metric = (unit: string, better: MetricInfo['better']): MetricInfo => ({
  id: 'm',
  label: 'M',
  unit,
  formula: '',
  fold: 'additive',
  interval: false,
  better,
  sums: true,
});

describe('the table of the map', () => {
  const answer = table(
    ['country', 'region', 'revenue', 'csat', 'csat.n', 'csat.low', 'csat.high'],
    [
      ['BR', 'BR-SP', 100, 80, 10, 60, 95],
      ['BR', null, 900, null, 0, null, null],
      ['BR', 'BR-RJ', 50, null, 0, null, null],
      ['BR', 'BR-MG', 70, 40, 5, 20, 60],
    ],
    { country: { BR: 'Brazil' }, region: { 'BR-SP': 'São Paulo', 'BR-RJ': 'Rio de Janeiro' } },
  );
  const rows = toPlaceRows(answer, 'region', { height: 'revenue', colour: 'csat' });
  const names = (by: 'name' | 'height' | 'colour' | 'n', descending: boolean) => sortRows(rows, { by, descending }).map((row) => row.name);

  it('has every row of the answer, the placeless one among them, so that rows come to the total', () => {
    expect(rows.reduce((sum, row) => sum + row.height.value, 0)).toBe(1120);
    expect(rows[1]).toMatchObject({ place: null, name: 'Unplaced', within: 'Brazil' });
    expect(rows[0]).toMatchObject({
      place: { level: 'region', id: 'BR-SP', country: 'BR', region: 'BR-SP' },
      colour: { value: 80, n: 10, low: 60, high: 95 },
    });
  });

  it('tells what has no place', () => {
    expect([unplacedOf(answer, 'region', 'revenue'), unplacedOf(answer, 'country', 'revenue')]).toEqual([900, 0]);
  });

  it('tells when nothing is known of a metric', () => {
    expect([isUnanswered(answer, 'region', 'revenue'), isUnanswered(answer, 'region', 'nps')]).toEqual([false, true]);
    const placeless = table(['country', 'revenue'], [[null, 5]]);
    expect(isUnanswered(placeless, 'country', 'revenue')).toBe(true);
  });

  it('has the plan beside what happened where one is shown, and sorts by how much of it is there', () => {
    expect(rows[0]?.plan).toBeUndefined();
    const planned = table(
      ['country', 'region', 'revenue', 'csat', 'plan', 'plan.end'],
      [
        ['BR', 'BR-SP', 100, 80, 200, 300],
        ['BR', 'BR-RJ', 50, null, 40, 60],
        ['BR', 'BR-MG', 70, 40, null, null],
      ],
      {},
    );
    const own = toPlaceRows(planned, 'region', { height: 'revenue', colour: 'csat' });
    expect(own.map(({ plan }) => plan)).toEqual([200, 40, Number.NaN]);
    const ids = (by: 'plan' | 'attained') => sortRows(own, { by, descending: true }).map(({ place }) => place?.id);
    expect(ids('plan')).toEqual(['BR-SP', 'BR-RJ', 'BR-MG']);
    expect(ids('attained')).toEqual(['BR-RJ', 'BR-SP', 'BR-MG']);
  });

  it('sorts either way, with missing values and the placeless row last', () => {
    expect(names('height', true)).toEqual(['São Paulo', 'BR-MG', 'Rio de Janeiro', 'Unplaced']);
    expect(names('height', false)).toEqual(['Rio de Janeiro', 'BR-MG', 'São Paulo', 'Unplaced']);
    expect(names('colour', false)).toEqual(['BR-MG', 'São Paulo', 'Rio de Janeiro', 'Unplaced']);
    expect(names('name', false)).toEqual(['BR-MG', 'Rio de Janeiro', 'São Paulo', 'Unplaced']);
  });
});

describe('figures', () => {
  it('tell their change: relative for amounts, in points for rates, good or bad by the metric', () => {
    expect(toDelta(metric('USD', 'higher'), 110, 100)).toEqual({ text: '10.0 %', direction: 'up', news: 'good' });
    expect(toDelta(metric('count', 'lower'), 110, 100)).toMatchObject({ news: 'bad' });
    expect(toDelta(metric('%', 'higher'), 70, 75)).toEqual({ text: '5.0 pt', direction: 'down', news: 'bad' });
    expect(toDelta(metric('count', 'neither'), 1, 2)).toMatchObject({ news: 'neutral' });
    expect(toDelta(metric('USD', 'higher'), 100, 100)).toMatchObject({ direction: 'same' });
  });

  it('tell no change where there is none to tell', () => {
    expect(toDelta(metric('USD', 'higher'), 100, 0)).toBeNull();
    expect(toDelta(metric('%', 'higher'), 100, Number.NaN)).toBeNull();
  });

  it('show intervals without doubled signs, and amounts to the cent', () => {
    expect(intervalText({ value: 78, n: 9, low: 77.2, high: 79 }, '%')).toBe('77.2–79.0');
    expect(intervalText({ value: 0, n: 9, low: -10, high: -7.25 }, 'points')).toContain(' to ');
    expect(intervalText({ value: 0, n: 0, low: Number.NaN, high: Number.NaN }, '%')).toBe('');
    // One happy answer is not certain.
    expect(intervalText({ value: 100, n: 1, low: 100, high: 100 }, 'points')).toBe('-58.7 to 100.0');
    expect(intervalText({ value: 0, n: 4, low: 0, high: 0 }, 'points')).toBe('-49.0 to 49.0');
    expect([amountText(1234.5678, 'USD'), amountText(71846, 'count')]).toEqual(['$1,234.57', '71,846']);
  });

  it('have a history in order, with gaps where nothing is known', () => {
    const series = toSeries(
      table(
        ['time:week', 'revenue'],
        [
          ['2026-01-12T00:00:00Z', 2],
          ['2026-01-05T00:00:00Z', null],
        ],
      ),
      'revenue',
      { fromMs: 0, toMs: 1 },
    );
    expect(series.values).toEqual([Number.NaN, 2]);
    expect(series.instants[0]).toBeLessThan(series.instants[1] as number);
  });

  it('have a history that falls to zero where nothing happened, not a line that leads over it; ratios have a gap there', () => {
    const day = (text: string) => Date.parse(`2026-01-${text}T00:00:00Z`);
    const sold = table(
      ['time:day', 'revenue'],
      [
        ['2026-01-06T00:00:00Z', 40],
        ['2026-01-09T00:00:00Z', 60],
      ],
    );
    const week = { fromMs: day('05'), toMs: day('12') };
    const buckets = { known: { fromMs: day('05'), toMs: day('11') }, grain: 'day', timeZone: 'UTC' } as const;
    const history = (ratio: boolean, answer = sold) => toWholeSeries(answer, { id: 'revenue', ratio, interval: false }, week, buckets);
    expect(history(false).values).toEqual([0, 40, 0, 0, 60, 0]);
    expect(history(false).instants.map((ms) => (ms - day('05')) / 86_400_000)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(history(true).values).toEqual([40, 60]);
    expect(history(false, table(['time:day', 'revenue'], [])).values).toEqual([]);
    // What is kept back is not nothing.
    expect(history(false, { ...sold, suppressed: 2 }).values).toEqual([40, 60]);
  });

  it('know the largest, leaving out what is hidden', () => {
    const answer = table(
      ['country', 'revenue'],
      [
        ['BR', 5],
        [null, 50],
        ['US', null],
      ],
    );
    expect([
      largestOf(answer, 'revenue'),
      largestOf(answer, 'revenue', new Set([1])),
      largestOf(answer, 'nps'),
      largestOf(null, 'revenue'),
    ]).toEqual([50, 5, 0, 0]);
  });
});

describe('the first picture', () => {
  const columns = ['revenue', 'contacts', 'events', 'csat', 'csat.n', 'nps', 'nps.n', 'aov'];

  it('shows what there is data for', () => {
    const calls = table(columns, [[0, 12, 40, null, 0, 0, 5, null]]);
    expect(chooseMetrics(DEFAULT_VIEW, calls)).toMatchObject({ height: 'contacts', colour: 'nps' });
    const orders = table(columns, [[10, 0, 40, null, 0, null, 0, 5]]);
    expect(chooseMetrics(DEFAULT_VIEW, orders)).toMatchObject({ height: 'revenue', colour: 'aov' });
  });

  it('leaves the defaults where they have data, and what a person chose', () => {
    const both = table(columns, [[10, 1, 40, 0, 5, null, 0, 5]]);
    expect(chooseMetrics(DEFAULT_VIEW, both)).toBe(DEFAULT_VIEW);
    const chosen = { ...DEFAULT_VIEW, height: 'refunds', colour: 'fcr' };
    expect(chooseMetrics(chosen, table(columns, [[0, 0, 0, null, 0, null, 0, null]]))).toBe(chosen);
    expect([...candidateMetrics(['events', 'csat', 'profit'])].sort()).toEqual(['csat', 'events']);
  });
});

describe('lists', () => {
  it('of filter values keep what is chosen, and are found by any of their words', () => {
    const values = toFilterValues(
      table(
        ['segment', 'events'],
        [
          ['Loyal', 5],
          [null, 9],
        ],
      ),
      'segment',
      ['Lapsed', null],
    );
    expect(values).toEqual([
      { value: null, count: 9 },
      { value: 'Loyal', count: 5 },
      { value: 'Lapsed', count: 0 },
    ]);
    expect(searchValues(values, 'LOY').map(({ value }) => value)).toEqual(['Loyal']);
    expect(searchValues(values, 'none').map(({ value }) => value)).toEqual([null]);
    const accented = ['Móveis', 'Größe L'].map((value) => ({ value, count: 1 }));
    expect(['moveis', 'MÓV', 'grosse', 'größe'].map((typed) => searchValues(accented, typed)[0]?.value)).toEqual([
      ...['Móveis', 'Móveis', 'Größe L', 'Größe L'],
    ]);
    const drawn = [{ value: 'box:recency:30:90', count: Number.NaN }];
    const nameOf = (value: string | null) => filterValueName('segment:rule', value, [{ rule: 'box:recency:30:90', name: 'Big spenders' }]);
    expect(searchValues(drawn, 'spend', nameOf)).toEqual(drawn);
  });

  it('of shares come to one and leave out nothing but nothing', () => {
    const shares = toShares(
      table(
        ['segment', 'customers'],
        [
          ['A', 1],
          ['B', 3],
          ['C', 0],
          [null, null],
        ],
      ),
      'customers',
    );
    expect(shares).toEqual([
      { id: 'B', share: 0.75 },
      { id: 'A', share: 0.25 },
    ]);
  });
});

describe('time in words', () => {
  const span = (from: string, to: string) => ({ kind: 'between', from, to }) as const;
  const extent = { fromMs: Date.parse('2026-01-01T07:00:00Z'), toMs: Date.parse('2026-01-03T08:00:00Z') };

  it('names days by their first and last, and the year once', () => {
    expect(windowText(span('2017-08-27T00:00:00Z', '2018-08-27T00:00:00Z'), extent, 'UTC')).toBe('27 Aug 2017 – 26 Aug 2018');
    expect(windowText(span('2026-01-01T00:00:00Z', '2026-01-03T00:00:00Z'), extent, 'UTC')).toBe('1 – 2 Jan 2026');
    expect(windowText(span('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'), extent, 'UTC')).toBe('1 Jan 2026');
    expect(windowText({ kind: 'all' }, extent, 'UTC')).toBe('1 – 3 Jan 2026');
    // The clocks of Cairo leave midnight out on that day.
    expect(windowText(span('2024-04-25T22:00:00Z', '2024-04-26T21:00:00Z'), extent, 'Africa/Cairo')).toBe('26 Apr 2024');
  });

  it('names hours where the window does not fall on days', () => {
    expect(windowText(span('2026-01-01T06:00:00Z', '2026-01-01T09:00:00Z'), extent, 'UTC')).toBe('1 Jan 2026, 06:00 – 09:00');
    // On two lines it is broken after the dash, or after a day.
    expect(unbroken('4 Sept 2016 – 22 Oct 2018').split(' ')).toEqual(['4\u00a0Sept\u00a02016\u00a0–', '22\u00a0Oct\u00a02018']);
    expect(unbroken('4 de set. de 2016\u2009–\u200922 de out.').split(/[ \u2009]/)).toEqual([
      '4\u00a0de\u00a0set.\u00a0de\u00a02016\u00a0–',
      '22\u00a0de\u00a0out.',
    ]);
  });

  it.each([
    [90, 'P30D'],
    [20, 'P7D'],
    [13, 'P1D'],
    [1 / 24, 'PT15M'],
    [0, 'PT1H'],
    [Number.NaN, 'PT1H'],
  ])('offer, of %d days of data, the window before which as much lies again', (days, window) => {
    expect(comparableLast({ fromMs: 0, toMs: days * 86_400_000 })).toBe(window);
  });

  it('offer, of data that ended, up to a year to their last day; of living data a window to follow', () => {
    const extent = { fromMs: Date.UTC(2016, 8, 4, 21), toMs: Date.UTC(2018, 9, 22, 3) };
    const year = { kind: 'between', from: '2017-10-23T00:00:00Z', to: '2018-10-23T00:00:00Z' };
    expect(comparableWindow(extent, true, 'UTC')).toEqual({ window: year, text: 'last 365 days' });
    const inBrazil = { kind: 'between', from: '2017-10-22T02:00:00Z', to: '2018-10-22T03:00:00Z' };
    expect(comparableWindow({ ...extent, toMs: Date.UTC(2018, 9, 22, 2) }, true, 'America/Sao_Paulo').window).toEqual(inBrazil);
    expect(comparableWindow(extent, false, 'UTC')).toEqual({ window: { kind: 'last', duration: 'P30D' }, text: 'last 30 days' });
    expect(comparableWindow({ fromMs: 0, toMs: 13 * 86_400_000 }, true, 'UTC').window).toEqual({ kind: 'last', duration: 'P1D' });
  });

  it('names followed windows, buckets and ages', () => {
    expect([lastText('PT1H'), lastText('P7D'), lastText('PT15M'), windowText({ kind: 'last', duration: 'P1D' }, extent, 'UTC')]).toEqual([
      'last hour',
      'last 7 days',
      'last 15 minutes',
      'Last day',
    ]);
    expect(bucketText({ fromMs: extent.fromMs, toMs: extent.toMs }, { grain: 'month', timeZone: 'UTC' })).toBe('Jan 2026');
    expect([ageText(200), ageText(42_000), ageText(42 * 60_000), ageText(5 * 3_600_000), ageText(9 * 86_400_000)]).toEqual([
      'now',
      '42 s',
      '42 min',
      '5 h',
      '9 d',
    ]);
  });

  it('marks more than one instant of any span that has room for two, and leaves values the room they take', () => {
    for (let months = 6; months <= 120; months++) {
      const fromMs = Date.parse('2014-01-01');
      const toMs = Date.UTC(2014, months, 1) - 1;
      for (const most of [2, 3, 8]) {
        const count = timeTicks({ fromMs, toMs }, most, 'UTC').length;
        expect([count >= 2, count <= most + 1], `${months} months, ${most}`).toEqual([true, true]);
      }
    }
    expect(valueRoom(['$100k', '$50k'])).toBe(44);
    expect(valueRoom(['100 Tsd. $', '0 $'])).toBeGreaterThan(68);
  });

  it('marks axes at even steps of the calendar', () => {
    const ticks = timeTicks({ fromMs: Date.parse('2016-11-20'), toMs: Date.parse('2018-09-01') }, 8, 'UTC');
    expect(ticks.map(({ label }) => label)).toEqual(['Jan 2017', 'Apr', 'Jul', 'Oct', 'Jan 2018', 'Apr', 'Jul']);
  });
});

describe('small charts', () => {
  it('mark round values from zero', () => {
    expect(valueTicks(26_000)).toEqual([0, 10_000, 20_000]);
    expect(valueTicks(0.9)).toEqual([0, 0.25, 0.5, 0.75]);
    expect([valueTicks(0), valueTicks(Number.NaN)]).toEqual([[], []]);
  });

  it('mark round values below zero as well, as far apart as those above', () => {
    expect(valueTicks(0, -42)).toEqual([-40, -20, 0]);
    expect(valueTicks(5, -80)).toEqual([-75, -50, -25, 0]);
    expect(valueTicks(30, -30)).toEqual([-25, 0, 25]);
    expect(valueTicks(Number.POSITIVE_INFINITY, -1)).toEqual([]);
  });

  it('draw a line on its own range and a band within the drawing', () => {
    const series = {
      instants: [0, 1, 2],
      values: [10, Number.NaN, 20],
      low: [5, Number.NaN, 15],
      high: [15, Number.NaN, 90],
      span: { fromMs: 0, toMs: 2 },
    };
    const { line, band } = sparkPoints(series, 76, 28);
    expect(line).toEqual([
      { x: 3, y: 25 },
      { x: 73, y: 3 },
    ]);
    expect(band.every(({ low, high }) => low >= 0 && low <= 28 && high >= 0 && high <= 28)).toBe(true);
    expect([linePath(line), areaPath([])]).toEqual(['M3.0 25.0L73.0 3.0', '']);
  });

  it('tell a line that moves within chance as noise, without a band that fills the drawing', () => {
    const wide = { instants: [0, 1, 2], values: [0, 4, 0], low: [0, 0, 0], high: [30, 40, 60], span: { fromMs: 0, toMs: 2 } };
    expect(sparkPoints(wide, 76, 28)).toMatchObject({ isNoise: true, band: [] });
    const narrow = { ...wide, low: [0, 3, 0], high: [1, 5, 1] };
    const drawn = sparkPoints(narrow, 76, 28);
    expect([drawn.isNoise, drawn.band.length]).toEqual([false, 3]);
  });

  it('leave out the buckets that the window cuts, unless too few remain', () => {
    const days = [5, 12, 19, 26, 33].map((day) => Date.UTC(2026, 0, day));
    const series = {
      instants: days,
      values: [1, 2, 3, 4, 5],
      low: [],
      high: [],
      span: { fromMs: Date.UTC(2026, 0, 7), toMs: Date.UTC(2026, 1, 3) },
    };
    expect(wholeBuckets(series, 'week', 'UTC')).toMatchObject({ instants: days.slice(1, 4), values: [2, 3, 4] });
    const wholly = { ...series, span: { fromMs: Date.UTC(2026, 0, 5), toMs: Date.UTC(2026, 1, 9) } };
    expect(wholeBuckets(wholly, 'week', 'UTC')).toBe(wholly);
    const short = { ...series, instants: days.slice(0, 3), values: [1, 2, 3] };
    expect(wholeBuckets(short, 'week', 'UTC')).toBe(short);
    const empty = { ...series, instants: [], values: [] };
    expect(wholeBuckets(empty, 'week', 'UTC').values).toEqual([]);
  });

  it('begin where the metric does', () => {
    const answer = table(
      ['time:week', 'revenue'],
      [
        ['2022-01-03T00:00:00Z', 0],
        ['2026-01-12T00:00:00Z', 4],
        ['2026-01-05T00:00:00Z', 2],
      ],
    );
    const extent = { from: '2022-01-04T10:00:00Z', to: '2026-02-01T00:00:00Z' };
    expect(activeExtent(answer, 'revenue', extent)).toEqual({ from: '2026-01-05T00:00:00Z', to: extent.to });
    expect(activeExtent(table(['time:week', 'revenue'], []), 'revenue', extent)).toEqual(extent);
    expect(activeExtent(table(['time:week', 'revenue'], [['2022-01-03T00:00:00Z', 1]]), 'revenue', extent)).toEqual(extent);
  });

  it('gives the place of a figure without any data to a spare one, never of one that is known', () => {
    const known = ['revenue', 'orders', 'customers', 'csat', 'nps', 'contacts', 'aov', 'repeat_rate'];
    const shop = table(
      ['revenue', 'orders', 'customers', 'csat', 'csat.n', 'nps', 'nps.n', 'contacts', 'aov', 'repeat_rate', 'repeat_rate.n'],
      [[10, 2, 1, 0, 7, null, 0, 0, 5, 0, 1]],
    );
    const empty = emptyMetrics(shop, known);
    expect(empty).toEqual(['nps', 'contacts']);
    expect(stripMetrics(known, empty)).toEqual(['revenue', 'orders', 'customers', 'csat', 'aov', 'repeat_rate']);
    expect(stripMetrics(known, [])).toEqual(known.slice(0, 6));
    expect(stripMetrics(known, known)).toEqual(known.slice(0, 6));
    expect(emptyMetrics(shop, ['profit'])).toEqual([]);
  });

  it('opens in the one country of all events, unless the address says where to look', () => {
    const home = homeOf(
      table(
        ['country', 'events'],
        [
          ['BR', 980],
          [null, 20],
        ],
      ),
    );
    expect(home).toEqual({ level: 'country', id: 'BR', country: 'BR', region: null });
    expect(openAt(DEFAULT_VIEW, home)).toMatchObject({ focus: home, drawer: 'auto' });
    expect(openAt(DEFAULT_VIEW, home, false)).toMatchObject({ focus: home, drawer: 'closed' });
    expect(openAt({ ...DEFAULT_VIEW, theme: 'light', colour: 'nps' }, home)).toMatchObject({ focus: home, theme: 'light' });
    const camera = { longitude: 0, latitude: 0, zoom: 3, pitch: 0, bearing: 0 };
    for (const said of [{ level: 'city' as const }, { camera }, { where: { channel: ['web'] } }, { picture: 'ecosystem' as const }]) {
      const view = { ...DEFAULT_VIEW, ...said };
      expect(openAt(view, home)).toBe(view);
    }
    expect(openAt(DEFAULT_VIEW, null)).toBe(DEFAULT_VIEW);
  });

  it('has no home where events are of several countries, or many of none', () => {
    const rows: (readonly Cell[])[][] = [
      [
        ['BR', 98],
        [null, 3],
      ],
      [
        ['BR', 98],
        ['US', 1],
      ],
      [[null, 5]],
      [],
    ];
    for (const found of rows) expect(homeOf(table(['country', 'events'], found))).toBeNull();
  });
});
