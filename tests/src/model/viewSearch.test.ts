import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDictionaries } from '../../../server/engine/dictionaries.ts';
import { planQuery } from '../../../server/engine/plan.ts';
import { createRegistry } from '../../../server/engine/registry.ts';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import { COLOUR_FITS } from '../../../src/model/colourFit.ts';
import { comparedView } from '../../../src/model/compare.ts';
import { RANK_DIMENSIONS, type RankDimension, type Ranks } from '../../../src/model/ecosystem/ranks.ts';
import { type PlaceRef, toCountry } from '../../../src/model/place.ts';
import { SHAPES } from '../../../src/model/shape.ts';
import { GRAINS, toInstant } from '../../../src/model/timeBuckets.ts';
import { anchorWindow } from '../../../src/model/timeWindow.ts';
import { FILTER_DIMENSIONS, type FilterDimension, type Filters } from '../../../src/model/viewFilters.ts';
import { mapQuery, timelineQuery } from '../../../src/model/viewQueries.ts';
import { fromSearch, roundCamera, toSearch } from '../../../src/model/viewSearch.ts';
import {
  COMPARISONS,
  DEFAULT_VIEW,
  PICTURES,
  PLAN_CHOICES,
  SCALES,
  SIDES,
  type TimeWindow,
  type ViewState,
} from '../../../src/model/viewState.ts';
import type { WhatIf } from '../../../src/model/whatIf.ts';
import type { Catalog } from '../../../src/protocol/catalog.ts';

const REGISTRY = createRegistry(DEFAULT_SETTINGS, createDictionaries());

const text = fc.oneof(
  fc.string({ minLength: 1, unit: 'grapheme' }),
  fc.constantFrom('~', '(none)', 'a,b', 'a/b', 'a=b&c', 'São Paulo', '50 % + x', '#1', '%7E'),
);
const id = fc.oneof(fc.constantFrom('BR', 'BR-SP', 'geonames:3448439'), text);
const idOrNone = fc.option(id, { nil: null });

const place: fc.Arbitrary<PlaceRef> = fc.oneof(
  id.map((country): PlaceRef => ({ level: 'country', id: country, country, region: null })),
  fc.tuple(id, idOrNone).map(([region, country]): PlaceRef => ({ level: 'region', id: region, country, region })),
  fc.tuple(id, idOrNone, idOrNone).map(([city, region, country]): PlaceRef => ({ level: 'city', id: city, country, region })),
  fc
    .tuple(idOrNone, idOrNone, idOrNone)
    .map(([city, region, country]): PlaceRef => ({ level: 'hexagon', id: '87a8100c5ffffff', country, region, city })),
  fc
    .tuple(id, idOrNone, idOrNone, fc.constantFrom('87a8100c5ffffff', null))
    .map(([customer, city, country, cell]): PlaceRef => ({ level: 'customer', id: customer, country, region: null, city, cell })),
);

/** Filters by places have values of their own kinds. */
function valuesFor(dimension: FilterDimension): fc.Arbitrary<string | null> {
  if (dimension === 'h3') return fc.constantFrom('872a10000ffffff', '8928308280fffff', '832a10fffffffff');
  if (dimension === 'segment:rule') return fc.constantFrom('champions', 'box:orders:1_3', 'lasso:lateness:frequency:0.5_1_2_3_4_5', null);
  if (dimension === 'territory') return fc.tuple(text, text).map(([set, name]) => `${set.replaceAll('/', '')}x/${name}`);
  return fc.option(dimension === 'city' ? fc.nat().map((number) => `geonames:${number}`) : text, { nil: null });
}

const filters: fc.Arbitrary<Filters> = fc
  .uniqueArray(
    fc
      .constantFrom(...FILTER_DIMENSIONS)
      .chain((dimension) => fc.tuple(fc.constant(dimension), fc.uniqueArray(valuesFor(dimension), { minLength: 1, maxLength: 4 }))),
    {
      selector: ([dimension]) => dimension,
    },
  )
  .map((entries) => Object.fromEntries(entries));

const instant = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000);
const window: fc.Arbitrary<TimeWindow> = fc.oneof(
  fc.constant<TimeWindow>({ kind: 'all' }),
  fc.constantFrom('PT15M', 'PT1H', 'P1D', 'P7D', 'P2W', 'P1DT6H').map((duration): TimeWindow => ({ kind: 'last', duration })),
  fc
    .tuple(instant, fc.integer({ min: 1, max: 1e9 }))
    .map(([fromMs, seconds]): TimeWindow => ({ kind: 'between', from: toInstant(fromMs), to: toInstant(fromMs + seconds * 1000) })),
);

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const camera = fc
  .record({
    longitude: number(-180, 180),
    latitude: number(-89, 89),
    zoom: number(0, 20),
    pitch: number(0, 85),
    bearing: number(-180, 180),
  })
  .map(roundCamera);

const moment = fc.record({ epoch: text, seq: fc.integer({ min: 0, max: 1e12 }), at: instant.map(toInstant) });

const ranks = fc
  .tuple(...RANK_DIMENSIONS.map((names) => fc.constantFrom<RankDimension>(...names)))
  // One dimension stands on one rank.
  .filter((names) => new Set(names).size === names.length) as unknown as fc.Arbitrary<Ranks>;
const view: fc.Arbitrary<ViewState> = fc.record({
  picture: fc.constantFrom(...PICTURES),
  home: fc.option(ranks),
  ranks,
  axes: fc.constantFrom({ x: 'lateness', z: 'frequency' }, { x: 'revenue', z: 'csat' }),
  flat: fc.constantFrom(null, false, true),
  flows: fc.boolean(),
  plan: fc.constantFrom(...PLAN_CHOICES),
  whatIf: fc.constantFrom<readonly WhatIf[]>(
    [],
    [{ metric: 'revenue', place: null, percent: 10 }],
    [
      { metric: 'data.x~1', place: toCountry('BR'), percent: -50 },
      { metric: 'revenue', place: { level: 'region', id: 'BR-SP', country: 'BR', region: 'BR-SP' }, percent: 100 },
    ],
  ),
  level: fc.constantFrom('auto', 'country', 'region', 'city'),
  territories: fc.constant(null),
  focus: fc.option(place, { nil: null }),
  selected: fc.option(place, { nil: null }),
  height: id,
  colour: id,
  where: filters,
  window,
  until: fc.option(instant.map(toInstant), { nil: null }),
  compare: fc.constantFrom(...COMPARISONS),
  grain: fc.constantFrom('auto', ...GRAINS),
  axis: fc.option(
    fc
      .tuple(instant, fc.integer({ min: 1, max: 1e9 }))
      .map(([fromMs, seconds]) => ({ from: toInstant(fromMs), to: toInstant(fromMs + seconds * 1000) })),
    { nil: null },
  ),
  camera: fc.option(camera, { nil: null }),
  shape: fc.constantFrom(...SHAPES),
  scale: fc.constantFrom(...SCALES),
  fit: fc.constantFrom(...COLOUR_FITS),
  shrink: fc.boolean(),
  xray: fc.boolean(),
  ranked: fc.boolean(),
  theme: fc.constantFrom('dark', 'light'),
  side: fc.constantFrom(...SIDES),
  drawer: fc.constantFrom('auto', 'open', 'closed'),
  why: fc.constantFrom<ViewState['why']>(
    null,
    { of: 'height', by: null, into: null },
    { of: 'colour', by: 'category', into: null },
    { of: 'height', by: 'category', into: ['a/b, c~'] },
    { of: 'height', by: 'region', into: ['BR', null] },
  ),
  asOf: fc.option(moment, { nil: null }),
  tense: fc.constant('then'),
  note: fc.option(text, { nil: null }),
  tour: fc.option(text, { nil: null }),
  recordsOf: fc.option(text, { nil: null }),
  recordsBy: fc.option(text, { nil: null }),
  person: fc.option(text, { nil: null }),
  embed: fc.constant(false),
});

describe('the address of a view', () => {
  it('names no customer in a frame', () => {
    expect(toSearch({ ...DEFAULT_VIEW, embed: true, person: 'ana' })).toBe('?embed=1');
    expect(fromSearch('?embed=1&customer=ana')).toEqual({ ...DEFAULT_VIEW, embed: true });
    expect(fromSearch('?customer=ana').person).toBe('ana');
  });

  it('gives back the view it was written from', () => {
    fc.assert(
      fc.property(view, (state) => {
        expect(fromSearch(toSearch(state))).toEqual(state);
      }),
      { seed: 11, numRuns: 400 },
    );
  });

  it('survives the browser, which may write it its own way', () => {
    fc.assert(
      fc.property(view, (state) => {
        const { search } = new URL(`http://localhost/${toSearch(state)}`);
        expect(fromSearch(search)).toEqual(state);
      }),
      { seed: 12, numRuns: 400 },
    );
  });

  it('is empty for the default view, and short for what people share', () => {
    expect(toSearch(DEFAULT_VIEW)).toBe('');
    const brazil: PlaceRef = { level: 'region', id: 'BR-SP', country: 'BR', region: 'BR-SP' };
    const shared: ViewState = {
      ...DEFAULT_VIEW,
      focus: brazil,
      where: { segment: ['At risk', null] },
      window: { kind: 'last', duration: 'P7D' },
    };
    expect(toSearch(shared)).toBe('?at=BR/BR-SP&segment=At+risk,~&last=P7D');
  });

  it('falls back field by field on what it cannot read', () => {
    const bad =
      '?at=a/b/c/d&selected=&level=street&height=%E0%A4%A&colour=nps&segment=%ZZ,Loyal&from=yesterday&to=2026-01-01&grain=aeon&camera=1,2,3&theme=pink&table=yes&drawer=ajar&x=1';
    expect(fromSearch(bad)).toEqual({ ...DEFAULT_VIEW, colour: 'nps', where: { segment: ['Loyal'] } });
  });

  it('never throws, whatever stands in the address', () => {
    fc.assert(
      fc.property(fc.string(), (search) => {
        expect(toSearch(fromSearch(search))).toBeTypeOf('string');
      }),
      { seed: 13, numRuns: 300 },
    );
    expect(fromSearch('?from=2026-02-01&to=2026-01-01').window).toEqual({ kind: 'all' });
    expect(fromSearch('?last=PT').window).toEqual({ kind: 'all' });
    expect(fromSearch('?camera=0,95,3,0,0').camera).toBeNull();
  });

  it('asks nothing that would be refused, or that no calendar has: of ages, of links that were cut, of rules that there are none', () => {
    const hostile = [
      'last=P99999999D',
      'last=P999999999999999W',
      'last=P73200D',
      'last=P1W2D',
      'last=P1DT',
      'last=PT1H&until=%2B275760-09-13T00:00:00Z',
      'from=-000001-01-01T00:00:00Z&to=2026-01-01',
      'from=2026-01-01&to=%2B275760-09-13T00:00:00Z',
      'axis=0000-01-01T00:00:00Z,9999-12-31T23:59:59Z',
      'axis=1900-01-01T00:00:00Z,2200-12-31T00:00:00Z',
      'asof=e,5,%2B275760-09-13T00:00:00Z&last=P30D',
      'people=lasso:lateness:frequency:0.5_1_2_3_4&last=P7D',
      'people=box:orders:_,champions',
      'camera=0,0,3,0,1e300',
    ];
    const nowMs = Date.parse('2026-05-01T12:00:30Z');
    const catalog = { extent: { from: '2016-09-04T21:15:19Z', to: '2018-10-17T17:30:18Z' } } as Catalog;
    for (const search of hostile) {
      const asked = fromSearch(`?${search}`);
      expect(fromSearch(toSearch(asked)), search).toEqual(asked);
      const until = asked.until === null ? nowMs : Date.parse(asked.until);
      const views = [
        asked,
        anchorWindow(asked, nowMs),
        anchorWindow(asked, until),
        comparedView({ ...asked, compare: 'previous' }, 'UTC', nowMs),
      ];
      for (const view of views.filter((one) => one !== null))
        for (const query of [mapQuery(view), timelineQuery(view, catalog, nowMs), timelineQuery(view, catalog)])
          expect(() => planQuery(query, REGISTRY), `${search}: ${JSON.stringify(query)}`).not.toThrow();
    }
    expect(fromSearch('?people=box:orders:_,champions').where).toEqual({ 'segment:rule': ['champions'] });
  });
});
