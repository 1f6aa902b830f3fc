import { describe, expect, it } from 'vitest';
import { emptyMap } from '../../../src/model/emptyMap.ts';
import { toCountry } from '../../../src/model/place.ts';
import { DEFAULT_VIEW, drillTo } from '../../../src/model/viewState.ts';
import { tableOf } from './tableOf.ts';

const BRAZIL = drillTo(DEFAULT_VIEW, toCountry('BR'));

describe('an empty map', () => {
  it('is none while a place stands on it, or nothing is answered', () => {
    const placed = tableOf([
      [null, 5, null, 0],
      ['BR', 0, null, 0],
    ]);
    expect([emptyMap(DEFAULT_VIEW, placed, 'country'), emptyMap(DEFAULT_VIEW, null, 'country')]).toEqual([null, null]);
  });

  it('is told apart: nothing matches, or nothing that matches has a place', () => {
    const placeless = tableOf([['BR', null, 5, null, 0]]);
    expect(emptyMap(BRAZIL, placeless, 'region')).toEqual({ reason: 'placeless', remedies: ['out'], isHere: true });
    expect(emptyMap({ ...DEFAULT_VIEW, level: 'region' }, placeless, 'region')).toMatchObject({ reason: 'placeless', remedies: ['level'] });
    // Beyond the world there is nothing to go out to, but from near its countries are.
    const calls = tableOf([[null, 5, null, 0]]);
    expect(emptyMap(DEFAULT_VIEW, calls, 'country')).toEqual({ reason: 'placeless', remedies: [], isHere: false });
    expect(emptyMap(DEFAULT_VIEW, placeless, 'region')?.remedies).toEqual(['out']);
    const nothing = tableOf([]);
    expect(emptyMap(DEFAULT_VIEW, nothing, 'country')).toEqual({ reason: 'nothing', remedies: [], isHere: false });
    const near = { ...DEFAULT_VIEW, level: 'hexagon', cells: ['8344c1fffffffff'] } as const;
    expect(emptyMap(near, nothing, 'hexagon')).toEqual({ reason: 'nothing', remedies: [], isHere: true });
    const narrowed = { ...BRAZIL, where: { channel: ['web'] }, window: { kind: 'last', duration: 'PT1H' } as const };
    expect(emptyMap(narrowed, nothing, 'country')?.remedies).toEqual(['filters', 'window', 'out']);
  });
});
