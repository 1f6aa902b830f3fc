import { describe, expect, it } from 'vitest';
import { type PlaceRef, toCountry } from '../../../src/model/place.ts';
import { anchorWindow, followedEnd, windowEnds } from '../../../src/model/timeWindow.ts';
import {
  childrenQuery,
  filterNamesQuery,
  filterQuery,
  kpiQuery,
  mapQuery,
  namesQuery,
  sparkQuery,
  timelineQuery,
  totalQuery,
} from '../../../src/model/viewQueries.ts';
import { DEFAULT_VIEW, drillTo, selectPlace, type ViewState } from '../../../src/model/viewState.ts';
import type { Catalog, MetricInfo } from '../../../src/protocol/catalog.ts';
import { QuerySchema } from '../../../src/protocol/query.ts';

const BRAZIL = toCountry('BR');
const SAO_PAULO: PlaceRef = { level: 'region', id: 'BR-SP', country: 'BR', region: 'BR-SP' };
const KNOWN = ['revenue', 'orders', 'customers', 'csat', 'nps', 'contacts'];
const metric = (id: string): MetricInfo => ({
  id,
  label: id,
  unit: 'count',
  formula: '',
  fold: 'additive',
  interval: false,
  better: 'higher',
  sums: true,
});
const CATALOG: Catalog = {
  epoch: 'e',
  currency: 'USD',
  timezone: 'UTC',
  metrics: KNOWN.map(metric),
  dimensions: [],
  simulated: false,
  extent: { from: '2026-01-01T00:00:00Z', to: '2026-03-31T12:00:00Z' },
};
const WINDOW: ViewState['window'] = { kind: 'between', from: '2026-02-01T00:00:00Z', to: '2026-02-08T00:00:00Z' };

describe('the questions of a view', () => {
  it('asks what a place and all that encloses it are called, in one row of all of time', () => {
    const city: PlaceRef = { level: 'city', id: 'geonames:3451190', country: 'BR', region: 'BR-RJ' };
    const asked = namesQuery(city);
    expect(QuerySchema.safeParse(asked).success).toBe(true);
    expect(asked).toEqual({
      metrics: ['events'],
      groupBy: ['country', 'region', 'city'],
      where: { country: ['BR'], region: ['BR-RJ'], city: ['geonames:3451190'] },
      limit: 1,
    });
    const territory = namesQuery({ level: 'territory', id: 'north', country: null, region: null, set: 'sales' });
    expect(territory).toMatchObject({ groupBy: ['territory:sales'], where: { 'territory:sales': ['north'] } });
  });

  it('asks what the values of a filter by places are called, whenever they had events', () => {
    const territories = filterNamesQuery('territory', ['sales/north', 'sales/south']);
    expect(territories).toMatchObject({ groupBy: ['territory:sales'], where: { 'territory:sales': ['north', 'south'] } });
    const cities = filterNamesQuery('origin.city', ['geonames:1795565']);
    expect(cities).toMatchObject({ groupBy: ['origin.city'], where: { 'origin.city': ['geonames:1795565'] } });
    for (const query of [territories, cities]) expect(QuerySchema.safeParse(query).success).toBe(true);
  });

  it('asks the map for the places of the level, with all that encloses them', () => {
    expect(mapQuery(DEFAULT_VIEW)).toMatchObject({ metrics: ['revenue', 'csat'], groupBy: ['country'] });
    const inside = mapQuery(drillTo(DEFAULT_VIEW, SAO_PAULO));
    expect(inside).toMatchObject({ groupBy: ['country', 'region', 'city'], where: { country: ['BR'], region: ['BR-SP'] } });
    expect(mapQuery({ ...DEFAULT_VIEW, colour: 'revenue' }).metrics).toEqual(['revenue']);
  });

  it('asks for small places where the camera looks, within the drilled place', () => {
    const cells = ['8344c1fffffffff'];
    const near = { ...drillTo(DEFAULT_VIEW, BRAZIL), level: 'hexagon' as const, cells };
    expect(mapQuery(near)).toMatchObject({ groupBy: ['h3:4'], where: { country: ['BR'], h3: cells } });
    expect(mapQuery({ ...DEFAULT_VIEW, level: 'hexagon', cells }).where).toEqual({ h3: cells });
    expect(QuerySchema.safeParse(mapQuery(near)).success).toBe(true);
    expect(totalQuery(near).where).toEqual({ country: ['BR'] });
  });

  it('asks the map and its total for the drilled place, the figures for the selected one', () => {
    const view = selectPlace(drillTo(DEFAULT_VIEW, BRAZIL), SAO_PAULO);
    expect(mapQuery(view).where).toEqual({ country: ['BR'] });
    expect(totalQuery(view).where).toEqual({ country: ['BR'] });
    expect(kpiQuery(view, KNOWN).where).toEqual({ country: ['BR'], region: ['BR-SP'] });
    expect(childrenQuery(view, 8)).toMatchObject({ groupBy: ['country', 'region', 'city'], limit: 8 });
  });

  it('asks for a place within a territory or a hexagon as its row on the map counts it: the part that lies there', () => {
    const north: PlaceRef = { level: 'territory', id: 'north', country: null, region: null, set: 'sales' };
    const view = selectPlace(drillTo(DEFAULT_VIEW, north), SAO_PAULO);
    const part = { country: ['BR'], region: ['BR-SP'], 'territory:sales': ['north'] };
    expect({ ...mapQuery(view).where, country: ['BR'], region: ['BR-SP'] }).toEqual(part);
    const trend = timelineQuery(view, CATALOG);
    for (const query of [kpiQuery(view, KNOWN), childrenQuery(view, 8), filterQuery(view, 'channel'), trend]) {
      expect(query.where).toEqual(part);
      expect(QuerySchema.safeParse(query).success).toBe(true);
    }
    const cell: PlaceRef = { level: 'hexagon', id: '89a8100c2cbffff', country: null, region: null };
    const customer: PlaceRef = { level: 'customer', id: 'c-1', country: null, region: null, cell: '87a8100c2ffffff' };
    const inside = kpiQuery(selectPlace(drillTo(DEFAULT_VIEW, cell), customer), KNOWN);
    expect(inside.where).toEqual({ 'h3:9': ['89a8100c2cbffff'], customer: ['c-1'] });
    expect(kpiQuery(drillTo(DEFAULT_VIEW, north), KNOWN).where).toEqual({ 'territory:sales': ['north'] });
  });

  it('asks for a territory within a country as its row on the map counts it: the part that lies there', () => {
    const south: PlaceRef = { level: 'territory', id: 'south', country: null, region: null, set: 'sales' };
    const shown = { ...drillTo(DEFAULT_VIEW, BRAZIL), level: 'territory' as const, territories: 'sales' };
    const view = selectPlace(shown, south);
    const part = { country: ['BR'], 'territory:sales': ['south'] };
    expect({ ...mapQuery(view).where, 'territory:sales': ['south'] }).toEqual(part);
    for (const query of [kpiQuery(view, KNOWN), childrenQuery(view, 8), filterQuery(view, 'channel')]) expect(query.where).toEqual(part);
    const filtered = { ...view, where: { country: ['BR', 'AR'], territory: ['sales/south'] } };
    expect(kpiQuery(filtered, KNOWN).where).toEqual(part);
    // In the world all of it counts.
    expect(kpiQuery(selectPlace({ ...shown, focus: null }, south), KNOWN).where).toEqual({ 'territory:sales': ['south'] });
  });

  it('applies filters and window to everything, and the window not to the timeline', () => {
    const view: ViewState = { ...DEFAULT_VIEW, where: { segment: ['Loyal', null] }, window: WINDOW };
    const time = { from: '2026-02-01T00:00:00Z', to: '2026-02-08T00:00:00Z' };
    for (const query of [
      mapQuery(view),
      totalQuery(view),
      kpiQuery(view, KNOWN),
      sparkQuery(view, CATALOG, KNOWN),
      childrenQuery(view, 5),
    ]) {
      expect(query).toMatchObject({ where: { segment: ['Loyal', null] }, time });
    }
    expect(timelineQuery(view, CATALOG)).toMatchObject({ where: { segment: ['Loyal', null] }, time: { from: CATALOG.extent.from } });
  });

  it('offers the values of a filter as the other filters leave them', () => {
    const view: ViewState = { ...DEFAULT_VIEW, where: { segment: ['Loyal'], channel: ['web'] } };
    expect(filterQuery(view, 'segment')).toMatchObject({ metrics: ['events'], groupBy: ['segment'], where: { channel: ['web'] } });
  });

  it('asks only for figures that the catalog has', () => {
    expect(kpiQuery(DEFAULT_VIEW, ['orders', 'csat']).metrics).toEqual(['orders', 'csat']);
  });

  it('lets a sliding window end at steps of its sixtieth', () => {
    expect(windowEnds(WINDOW, null)).toEqual({ fromMs: Date.parse('2026-02-01T00:00:00Z'), toMs: Date.parse('2026-02-08T00:00:00Z') });
    expect(windowEnds({ kind: 'all' }, 0)).toBeNull();
    const hour = { kind: 'last', duration: 'PT1H' } as const;
    expect(windowEnds(hour, null)).toBeNull();
    const ends = { fromMs: Date.parse('2026-02-01T11:01:00Z'), toMs: Date.parse('2026-02-01T12:01:00Z') };
    expect(windowEnds(hour, Date.parse('2026-02-01T12:00:00Z'))).toEqual(ends);
    expect(windowEnds(hour, Date.parse('2026-02-01T12:00:59Z'))).toEqual(ends);
  });

  it('chooses bars that can be told apart, and shows three windows while live', () => {
    expect(timelineQuery(DEFAULT_VIEW, CATALOG).groupBy).toEqual(['time:day']);
    const live = timelineQuery({ ...DEFAULT_VIEW, window: { kind: 'last', duration: 'PT1H' } }, CATALOG);
    expect(live).toMatchObject({ groupBy: ['time:minute'], time: { last: 'PT10800S' } });
    const past = timelineQuery(
      { ...DEFAULT_VIEW, window: { kind: 'last', duration: 'PT1H' } },
      CATALOG,
      Date.parse('2018-08-29T12:00:00Z'),
    );
    expect(past.time).toEqual({ from: '2018-08-29T09:00:00Z', to: '2018-08-29T12:00:00Z' });
    expect(timelineQuery({ ...DEFAULT_VIEW, grain: 'month' }, CATALOG).groupBy).toEqual(['time:month']);
  });

  it('only asks what the protocol allows', () => {
    const views: ViewState[] = [
      DEFAULT_VIEW,
      { ...drillTo(DEFAULT_VIEW, SAO_PAULO), window: WINDOW },
      { ...DEFAULT_VIEW, window: { kind: 'last', duration: 'P7D' } },
    ];
    for (const view of views) {
      for (const query of [
        mapQuery(view),
        totalQuery(view),
        kpiQuery(view, KNOWN),
        sparkQuery(view, CATALOG, KNOWN),
        timelineQuery(view, CATALOG),
        filterQuery(view, 'source'),
      ]) {
        expect(QuerySchema.safeParse(query).success).toBe(true);
      }
    }
  });
});

describe('a window that follows events of the past', () => {
  const live: ViewState = { ...DEFAULT_VIEW, window: { kind: 'last', duration: 'PT1H' } };
  const newest = Date.parse('2018-08-29T12:00:30Z');

  it('ends just after the newest event, and moves in steps', () => {
    const end = followedEnd(live.window, newest, 1e12);
    expect(end).toBe(Date.parse('2018-08-29T12:01:00Z'));
    expect(followedEnd(live.window, newest + 20_000, 1e12)).toBe(end);
    expect(anchorWindow(live, end).window).toEqual({ kind: 'between', from: '2018-08-29T11:01:00Z', to: '2018-08-29T12:01:00Z' });
  });

  it('follows the clock while events are fresh', () => {
    expect(followedEnd(live.window, newest, 5000)).toBeNull();
    expect(followedEnd({ kind: 'all' }, newest, 1e12)).toBeNull();
    expect(followedEnd(live.window, null, null)).toBeNull();
    expect(anchorWindow(live, null)).toBe(live);
  });
});
