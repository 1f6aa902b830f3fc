import { describe, expect, it } from 'vitest';
import {
  actionCommands,
  filterCommand,
  MOST_OF_A_GROUP,
  matching,
  metricCommands,
  nearFirst,
  placeCommand,
} from '../../../src/model/commands.ts';
import { lineage } from '../../../src/model/place.ts';
import { DEFAULT_VIEW, levelOf, subjectOf } from '../../../src/model/viewState.ts';
import type { FoundPlace } from '../../../src/protocol/places.ts';

const MUNICH: FoundPlace = {
  level: 'city',
  id: 'geonames:2867714',
  label: 'Munich',
  country: 'DE',
  region: 'DE-BY',
  within: 'Bavaria, Germany',
};

describe('a place of the palette', () => {
  it('leads into a country or region', () => {
    const bavaria = placeCommand({ ...MUNICH, level: 'region', id: 'DE-BY', label: 'Bavaria', within: 'Germany' }).apply(DEFAULT_VIEW);
    expect([bavaria.focus?.id, levelOf(bavaria)]).toEqual(['DE-BY', 'city']);
    expect(lineage(bavaria.focus).map(({ id }) => id)).toEqual(['DE', 'DE-BY']);
  });

  it('points a city out within its region, or its country where it has none', () => {
    const munich = placeCommand(MUNICH).apply(DEFAULT_VIEW);
    expect([munich.focus?.id, subjectOf(munich)?.id]).toEqual(['DE-BY', 'geonames:2867714']);
    expect(placeCommand({ ...MUNICH, region: null }).apply(DEFAULT_VIEW).focus?.id).toBe('DE');
  });

  it('of the country that is looked at stands before its namesakes elsewhere', () => {
    const places = ['US', 'DE', 'GR', 'DE'].map((country, at) => ({ ...MUNICH, id: `${at}`, country }));
    expect(nearFirst(places, 'DE').map(({ id }) => id)).toEqual(['1', '3', '0', '2']);
    expect(nearFirst(places, null)).toBe(places);
  });
});

describe('what was typed', () => {
  const products = ['Café Blend', 'Coffee Table', 'Toffee', 'Iced coffee'].map((name) => filterCommand('product', 'Product', name));

  it('is looked for without case and accents, beginnings first', () => {
    expect(matching(products, 'CAFE').map(({ label }) => label)).toEqual(['Café Blend']);
    expect(matching(products, 'coffee').map(({ label }) => label)).toEqual(['Coffee Table', 'Iced coffee']);
    expect(matching(products, 'coffee product table').map(({ label }) => label)).toEqual(['Coffee Table']);
    expect(matching(products, 'tea')).toEqual([]);
  });

  it('brings at most a few of each group', () => {
    const many = Array.from({ length: 40 }, (_, at) => filterCommand('product', 'Product', `Thing ${at}`));
    expect(matching(many, 'thing')).toHaveLength(MOST_OF_A_GROUP);
  });

  it('finds a metric for either channel', () => {
    const nps = metricCommands([
      {
        id: 'nps',
        label: 'Net promoter score',
        unit: 'points',
        formula: '',
        interval: true,
        sums: false,
        better: 'higher',
        fold: 'additive',
      },
    ]);
    const [height, colour] = matching(nps, 'promoter');
    expect([height?.apply(DEFAULT_VIEW).height, colour?.apply(DEFAULT_VIEW).colour]).toEqual(['nps', 'nps']);
  });
});

describe('every action', () => {
  it.each(actionCommands())('$label changes the view, or says so by leaving it as it is', ({ apply }) => {
    const busy = {
      ...DEFAULT_VIEW,
      focus: { level: 'country', id: 'BR', country: 'BR', region: null } as const,
      where: { channel: ['web'] },
    };
    const after = apply({ ...busy, window: { kind: 'last', duration: 'P1D' } });
    expect(after).not.toEqual({ ...busy, window: { kind: 'last', duration: 'P1D' } });
    expect(Object.keys(after).sort()).toEqual(Object.keys(DEFAULT_VIEW).sort());
  });
});
