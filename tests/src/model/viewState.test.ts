import { describe, expect, it } from 'vitest';
import { lineage, type PlaceRef, parentOf, toCountry } from '../../../src/model/place.ts';
import { setFilter, toggleFilter } from '../../../src/model/viewFilters.ts';
import {
  closeDrawer,
  DEFAULT_VIEW,
  drillTo,
  isDrawerOpen,
  levelOf,
  selectPlace,
  settleMetrics,
  stepOut,
  subjectOf,
  type ViewState,
} from '../../../src/model/viewState.ts';

const BRAZIL = toCountry('BR');
const SAO_PAULO: PlaceRef = { level: 'region', id: 'BR-SP', country: 'BR', region: 'BR-SP' };
const CAMPINAS: PlaceRef = { level: 'city', id: 'geonames:3467865', country: 'BR', region: 'BR-SP' };
const at = (zoom: number): ViewState['camera'] => ({ longitude: 0, latitude: 0, zoom, pitch: 0, bearing: 0 });

describe('the level shown', () => {
  it('goes one below the drilled place', () => {
    expect(levelOf(DEFAULT_VIEW)).toBe('country');
    expect(levelOf(drillTo(DEFAULT_VIEW, BRAZIL))).toBe('region');
    expect(levelOf(drillTo(DEFAULT_VIEW, SAO_PAULO))).toBe('city');
    expect(levelOf(drillTo(DEFAULT_VIEW, CAMPINAS))).toBe('hexagon');
  });

  it('gets finer with the zoom of a person, never coarser than the place asks', () => {
    expect(levelOf({ ...DEFAULT_VIEW, camera: at(2) })).toBe('country');
    expect(levelOf({ ...DEFAULT_VIEW, camera: at(5) })).toBe('region');
    expect(levelOf({ ...DEFAULT_VIEW, camera: at(9) })).toBe('city');
    expect(levelOf({ ...drillTo(DEFAULT_VIEW, BRAZIL), camera: at(1) })).toBe('region');
  });

  it('stays where it is pinned', () => {
    expect(levelOf({ ...DEFAULT_VIEW, level: 'city', camera: at(1) })).toBe('city');
    expect(levelOf({ ...drillTo(DEFAULT_VIEW, SAO_PAULO), level: 'region' })).toBe('region');
  });
});

describe('going in and out', () => {
  it('knows what encloses a place, also when a step is unknown', () => {
    expect(lineage(CAMPINAS).map((place) => place.id)).toEqual(['BR', 'BR-SP', 'geonames:3467865']);
    expect(lineage({ ...CAMPINAS, region: null }).map((place) => place.id)).toEqual(['BR', 'geonames:3467865']);
    expect(parentOf(BRAZIL)).toBeNull();
    expect(parentOf(SAO_PAULO)).toEqual(BRAZIL);
  });

  it('speaks of the selected place before the drilled one', () => {
    const view = selectPlace(drillTo(DEFAULT_VIEW, BRAZIL), SAO_PAULO);
    expect(subjectOf(view)).toEqual(SAO_PAULO);
    expect(subjectOf(selectPlace(view, null))).toEqual(BRAZIL);
  });

  it('steps out of the selection first, then up place by place, then does nothing', () => {
    let view = selectPlace(drillTo(DEFAULT_VIEW, SAO_PAULO), CAMPINAS);
    const path: string[] = [];
    for (let step = 0; step < 4; step++) {
      view = stepOut(view);
      path.push(`${view.focus?.id ?? 'world'}${view.selected === null ? '' : ' selected'}`);
    }
    expect(path).toEqual(['BR-SP', 'BR', 'world', 'world']);
    expect(stepOut(view)).toBe(view);
  });

  it('out of another picture leaves the place, not the ranked list that the map lies as behind it', () => {
    const ranked = { ...drillTo(DEFAULT_VIEW, BRAZIL), ranked: true };
    expect(stepOut(ranked)).toMatchObject({ ranked: false, focus: BRAZIL });
    expect(stepOut({ ...ranked, picture: 'segments' })).toMatchObject({ ranked: true, focus: null });
  });

  it('lets the camera and the level go with the place', () => {
    const view = drillTo({ ...DEFAULT_VIEW, camera: at(9), level: 'city', selected: BRAZIL }, BRAZIL);
    expect(view).toMatchObject({ camera: null, level: 'auto', selected: null, focus: BRAZIL });
  });
});

describe('the drawer', () => {
  it('opens with a place, closes on demand, and opens again with the next selection', () => {
    expect(isDrawerOpen(DEFAULT_VIEW, true)).toBe(false);
    const drilled = drillTo(DEFAULT_VIEW, BRAZIL);
    expect(isDrawerOpen(drilled, true)).toBe(true);
    const closed = closeDrawer(selectPlace(drilled, SAO_PAULO));
    expect(closed.selected).toBeNull();
    expect(isDrawerOpen(closed, true)).toBe(false);
    expect(isDrawerOpen(selectPlace(closed, SAO_PAULO), true)).toBe(true);
  });

  it('gives way to the table where there is no room, unless it was opened on purpose', () => {
    const view = { ...drillTo(DEFAULT_VIEW, BRAZIL), side: 'table' as const };
    expect(isDrawerOpen(view, false)).toBe(false);
    expect(isDrawerOpen(view, true)).toBe(true);
    expect(isDrawerOpen({ ...view, drawer: 'open' }, false)).toBe(true);
  });
});

describe('filters and metrics', () => {
  it('adds and removes values, the group without a value among them', () => {
    const one = toggleFilter(DEFAULT_VIEW, 'segment', null);
    const two = toggleFilter(one, 'segment', 'Loyal');
    expect(two.where).toEqual({ segment: [null, 'Loyal'] });
    expect(toggleFilter(toggleFilter(two, 'segment', null), 'segment', 'Loyal').where).toEqual({});
    expect(setFilter(two, 'segment', []).where).toEqual({});
  });

  it('replaces metrics that the catalog does not know, and leaves a known view as it is', () => {
    expect(settleMetrics(DEFAULT_VIEW, ['revenue', 'csat'])).toBe(DEFAULT_VIEW);
    expect(settleMetrics({ ...DEFAULT_VIEW, height: 'gone' }, ['events', 'revenue', 'csat']).height).toBe('revenue');
    expect(settleMetrics({ ...DEFAULT_VIEW, colour: 'gone' }, ['events']).colour).toBe('events');
  });
});
