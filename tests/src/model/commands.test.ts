import { afterEach, describe, expect, it } from 'vitest';
import {
  actionCommands,
  filterCommand,
  MOST_OF_A_GROUP,
  matching,
  metricCommands,
  nearFirst,
  placeCommand,
  territoryCommands,
} from '../../../src/model/commands.ts';
import { openAnew } from '../../../src/model/firstMetrics.ts';
import { setLanguage } from '../../../src/model/language.ts';
import { lineage, toCountry } from '../../../src/model/place.ts';
import { DEFAULT_VIEW, levelOf, subjectOf, type ViewState } from '../../../src/model/viewState.ts';
import type { FoundPlace } from '../../../src/protocol/places.ts';
import { toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

afterEach(() => setLanguage('en'));

const MUNICH: FoundPlace = {
  level: 'city',
  id: 'geonames:2867714',
  label: 'Munich',
  country: 'DE',
  region: 'DE-BY',
  within: 'Bavaria, Germany',
};

describe('own territories in the palette', () => {
  const table = toTable({
    ...WHOLE,
    columns: [
      { name: 'territory:sales', unit: null },
      { name: 'events', unit: 'count' },
    ],
    rows: [
      ['n', 5],
      ['unnamed', 4],
      [null, 1],
    ],
    labels: { 'territory:sales': { n: 'The north' } },
  });
  const commands = territoryCommands({ id: 'territory:sales', label: 'Sales 2026' }, 'Territories', table);

  it('are the set as what the map shows, and each of its areas by its name', () => {
    expect(commands.map(({ label, note }) => [label, note])).toEqual([
      ['Sales 2026', 'Territories'],
      ['The north', 'Sales 2026'],
      ['unnamed', 'Sales 2026'],
    ]);
    // From any picture: no other has levels.
    const shown = commands[0]?.apply({ ...DEFAULT_VIEW, picture: 'ecosystem' });
    expect([shown?.picture, shown?.territories, shown && levelOf(shown)]).toEqual(['map', 'sales', 'territory']);
  });

  it('lead into an area wherever one is', () => {
    const inBavaria = placeCommand({ ...MUNICH, level: 'region', id: 'DE-BY', label: 'Bavaria', within: 'Germany' }).apply(DEFAULT_VIEW);
    const north = commands[1]?.apply(inBavaria);
    expect(north?.focus).toEqual({ level: 'territory', id: 'n', country: null, region: null, set: 'sales' });
  });
});

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
    expect(nearFirst(places, 'DE', 'mun').map(({ id }) => id)).toEqual(['1', '3', '0', '2']);
    expect(nearFirst(places, null, 'mun')).toBe(places);
  });

  it('that is a country named in full, in English or as the page names it, stands before what merely begins so near by', () => {
    const peru: FoundPlace = { level: 'country', id: 'PE', label: 'Peru', country: 'PE', region: null, within: '' };
    const peruibe: FoundPlace = { ...MUNICH, id: 'geonames:3454061', label: 'Peruíbe', country: 'BR', region: 'BR-SP' };
    const firstOf = (typed: string, country: FoundPlace) => nearFirst([country, peruibe], 'BR', typed)[0]?.id;
    expect([firstOf('peru ', peru), firstOf('per', peru)]).toEqual(['PE', 'geonames:3454061']);
    const germany = { ...peru, id: 'DE', country: 'DE', label: 'Germany' };
    setLanguage('pt');
    expect([firstOf('alemanha', germany), firstOf('Germany', germany), firstOf('alemã', germany)]).toEqual([
      'DE',
      'DE',
      'geonames:3454061',
    ]);
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

const KNOWN = ['revenue', 'contacts', 'responses', 'events', 'csat', 'nps'];
const SIGHT = { home: null, empty: [] };

describe('the time that is gone to', () => {
  it('is seen whole on the timeline, and is not rewound', () => {
    const zoomed: ViewState = {
      ...DEFAULT_VIEW,
      axis: { from: '2017-01-01T00:00:00Z', to: '2017-02-01T00:00:00Z' },
      window: { kind: 'last', duration: 'PT1H' },
      until: '2017-01-02T00:00:00Z',
    };
    const actions = actionCommands((view) => view);
    for (const id of ['live', 'today', 'all']) {
      const after = actions.find((action) => action.id === `action ${id}`)?.apply(zoomed);
      expect(after).toMatchObject({ axis: null, until: null });
    }
  });
});

describe('starting over', () => {
  const brazil = toCountry('BR');

  it('shows what the page opened with: the place that the data are of, and metrics that have some', () => {
    const far: ViewState = { ...DEFAULT_VIEW, theme: 'light', picture: 'segments', where: { channel: ['web'] }, height: 'events' };
    const anew = openAnew(far, KNOWN, { home: brazil, empty: ['revenue', 'csat'] });
    expect(anew).toEqual({ ...DEFAULT_VIEW, theme: 'light', focus: brazil, height: 'contacts', colour: 'nps' });
    expect(openAnew(far, KNOWN, SIGHT)).toEqual({ ...DEFAULT_VIEW, theme: 'light' });
    expect(openAnew(far, ['events'], { home: null, empty: [] })).toMatchObject({ height: 'events', colour: 'events' });
  });
});

describe('every action', () => {
  it.each(actionCommands((view) => openAnew(view, KNOWN, SIGHT)))(
    '$label changes the view, or says so by leaving it as it is',
    ({ apply }) => {
      const busy = {
        ...DEFAULT_VIEW,
        focus: { level: 'country', id: 'BR', country: 'BR', region: null } as const,
        where: { channel: ['web'] },
      };
      const after = apply({ ...busy, window: { kind: 'last', duration: 'P7D' } });
      expect(after).not.toEqual({ ...busy, window: { kind: 'last', duration: 'P7D' } });
      expect(Object.keys(after).sort()).toEqual(Object.keys(DEFAULT_VIEW).sort());
    },
  );
});
