/** What stands on the ranks where the data have no channels, segments or categories. */
import { describe, expect, it } from 'vitest';
import { clearPicks, enterNode, isChosen, leaveNode, pickLink, pickNode, toldInDrawer } from '../../../../src/model/ecosystem/choosing.ts';
import type { EcosystemNode } from '../../../../src/model/ecosystem/ecosystem.ts';
import { chooseHome, contentOf, homesOf, isHomeOpen, withHome, withRank } from '../../../../src/model/ecosystem/homeRanks.ts';
import { FIRST_RANKS, type RankDimension } from '../../../../src/model/ecosystem/ranks.ts';
import { toCountry } from '../../../../src/model/place.ts';
import { fromSearch, toSearch } from '../../../../src/model/viewSearch.ts';
import { DEFAULT_VIEW, drillTo, type ViewState } from '../../../../src/model/viewState.ts';
import type { Query } from '../../../../src/protocol/query.ts';
import { type AnswerTable, toTable } from '../../../../src/protocol/table.ts';

const KNOWN = ['channel', 'reason', 'source', 'country', 'region', 'segment', 'segment:rule', 'category', 'product'].map((id) => ({ id }));

/** Events and revenue by value. */
type Values = readonly (readonly [string | null, number, number])[];

function tableOf(dimension: string, values: Values): AnswerTable {
  return toTable({
    ...{ labels: {}, time: { from: null, to: null }, asOf: { epoch: 'e', seq: 1 } },
    ...{ suppressed: 0, unconverted: 0, truncated: false, live: false },
    columns: [
      { name: dimension, unit: null },
      { name: 'events', unit: 'count' },
      { name: 'revenue', unit: 'USD' },
    ],
    rows: values.map((row) => [...row]),
  });
}

function company(holds: Partial<Record<RankDimension, Values>>) {
  const asked: string[] = [];
  const ask = async ({ groupBy = [] }: Query): Promise<AnswerTable> => {
    const [dimension = ''] = groupBy;
    asked.push(dimension);
    return tableOf(dimension, holds[dimension as RankDimension] ?? [[null, 100, 100]]);
  };
  return { asked, ask };
}

const SPREAD: Values = [
  ['a', 40, 40],
  ['b', 30, 30],
  ['c', 30, 30],
];

describe('what the ranks begin with', () => {
  it('is the usual where these hold something, after three questions', async () => {
    const { ask, asked } = company({ channel: SPREAD, segment: SPREAD, category: SPREAD });
    expect(await chooseHome(ask, KNOWN)).toEqual(FIRST_RANKS);
    expect(asked).toEqual(['channel', 'segment', 'category']);
  });

  it('is regions, life cycle and categories for a marketplace in one country without channels and segments', async () => {
    const channel: Values = [
      [null, 450, 100],
      ['email', 100, 0],
    ];
    const { ask } = company({
      channel,
      source: [['olist', 550, 100]],
      country: [['BR', 550, 100]],
      ...spread('region', 'segment:rule', 'category'),
    });
    expect(await chooseHome(ask, KNOWN)).toEqual(['region', 'segment:rule', 'category']);
  });

  it('is countries, life cycle and products for a shop that sells by one channel without categories', async () => {
    const country: Values = [
      ['GB', 85, 85],
      ['DE', 8, 8],
      ['FR', 7, 7],
    ];
    const { ask } = company({ channel: [['web', 100, 100]], source: [['shop', 100, 100]], country, ...spread('segment:rule', 'product') });
    expect(await chooseHome(ask, KNOWN)).toEqual(['country', 'segment:rule', 'product']);
  });

  it('never puts one dimension on two ranks, and stays the usual where nothing holds anything', async () => {
    const { ask } = company(spread('country'));
    const [far, middle, near] = await chooseHome(ask, KNOWN);
    expect(far).toBe('country');
    expect(new Set([far, middle, near]).size).toBe(3);
    expect(await chooseHome(company({}).ask, KNOWN)).toEqual(FIRST_RANKS);
    expect(await chooseHome(company(spread('region')).ask, [])).toEqual(FIRST_RANKS);
  });

  it('weighs the far rank by events, the others by what was bought', () => {
    const table = tableOf('segment', [
      ['talks', 900, 0],
      ['buys', 50, 80],
      ['buys too', 50, 80],
    ]);
    expect(contentOf(table, 1)).toMatchObject({ named: 1, effective: expect.closeTo(2, 9) });
    expect(contentOf(table, 0).effective).toBeLessThan(1.6);
    expect(contentOf(tableOf('segment', [[null, 5, 5]]), 1)).toEqual({ named: 0, effective: 0 });
  });
});

function spread(...dimensions: readonly RankDimension[]): Partial<Record<RankDimension, Values>> {
  return Object.fromEntries(dimensions.map((dimension) => [dimension, SPREAD]));
}

describe('ranks chosen by hand', () => {
  it('stand in the address, and what is entered from them is left to them', () => {
    const view = withHome({ ...DEFAULT_VIEW, picture: 'ecosystem' }, ['region', 'segment:rule', 'category']);
    expect(isHomeOpen(DEFAULT_VIEW)).toBe(true);
    expect(isHomeOpen(view)).toBe(false);
    expect(fromSearch(toSearch(view))).toEqual(view);
    expect(leaveNode(view)).toBeNull();
    const node = { rank: 2, values: [{ dimension: 'category', value: 'Toys' }], isOther: false } as unknown as EcosystemNode;
    const inside = enterNode(view, node, KNOWN);
    expect(inside.ranks).toEqual(['region', 'segment:rule', 'product']);
    expect(fromSearch(toSearch(inside))).toEqual(inside);
    expect(leaveNode(inside)).toMatchObject({ ranks: view.ranks, home: view.home, where: {} });
    // The usual ones, too, can be chosen on purpose.
    const usual = withHome(view, FIRST_RANKS);
    expect(fromSearch(toSearch(usual))).toEqual(usual);
    expect(isHomeOpen(usual)).toBe(false);
  });

  it('change places rather than stand twice', () => {
    const view = withHome(DEFAULT_VIEW, ['channel', 'country', 'category']);
    expect(withRank(view, 2, 'country').ranks).toEqual(['channel', 'segment', 'country']);
    expect(withRank(withHome(DEFAULT_VIEW, ['country', 'segment', 'region']), 0, 'region').ranks).toEqual(['region', 'segment', 'country']);
    expect(homesOf(0, [{ id: 'region' }, { id: 'segment' }])).toEqual(['region']);
    expect(fromSearch('?home=country,country,category').home).toBeNull();
  });
});

describe('regions of the country that is gone into', () => {
  const inBrazil: ViewState = withHome({ ...drillTo(DEFAULT_VIEW, toCountry('BR')), picture: 'ecosystem' }, [
    'region',
    'segment:rule',
    'category',
  ]);
  const node = (rank: 0 | 1 | 2, dimension: string, ...values: readonly (string | null)[]) =>
    ({ rank, values: values.map((value) => ({ dimension, value })), isOther: values.length > 1 }) as unknown as EcosystemNode;
  const [paulo, rio, others] = [node(0, 'region', 'BR-SP'), node(0, 'region', 'BR-RJ'), node(0, 'region', 'BR-AC', 'BR-AP', null)];

  it('are not chosen with it: the picture is left as it is, and what is chosen leads back to the country', () => {
    expect(clearPicks(inBrazil)).toBe(inBrazil);
    expect(leaveNode(inBrazil)).toBeNull();
    expect(toldInDrawer(inBrazil)).toBeNull();
    const chosen = pickNode(inBrazil, paulo, false);
    expect(chosen.focus).toMatchObject({ level: 'region', id: 'BR-SP', country: 'BR' });
    expect(toldInDrawer(chosen)).toBe('chosen');
    expect(pickNode(chosen, paulo, false).focus).toEqual(toCountry('BR'));
    expect(leaveNode(chosen)?.focus).toEqual(toCountry('BR'));
    const toys = node(2, 'category', 'Toys');
    expect(pickLink(inBrazil, node(1, 'segment:rule', 'new'), toys).focus).toEqual(toCountry('BR'));
    expect(leaveNode(pickNode(inBrazil, toys, false))).toMatchObject({ focus: toCountry('BR'), where: {} });
  });

  it('are added with Shift; small ones folded together are chosen together, and those without a region are', () => {
    const both = pickNode(pickNode(inBrazil, paulo, false), rio, true);
    expect(both).toMatchObject({ focus: toCountry('BR'), where: { region: ['BR-SP', 'BR-RJ'] } });
    expect([paulo, rio, others].map((each) => isChosen(both, each))).toEqual([true, true, false]);
    expect(pickNode(both, rio, true).where).toEqual({ region: ['BR-SP'] });
    expect(leaveNode(both)).toMatchObject({ focus: toCountry('BR'), where: {} });
    const small = pickNode(both, others, false);
    expect(small).toMatchObject({ focus: toCountry('BR'), where: { region: ['BR-AC', 'BR-AP', null] } });
    expect(isChosen(small, others)).toBe(true);
    expect(pickNode(small, others, false)).toMatchObject({ focus: toCountry('BR'), where: {} });
    expect(pickNode(inBrazil, node(0, 'region', null), false)).toMatchObject({ focus: toCountry('BR'), where: { region: [null] } });
  });
});

it('so many small ones that no address could hold them are not chosen by a click', () => {
  const folded = (count: number) =>
    ({
      rank: 2,
      values: Array.from({ length: count }, (_, at) => ({ dimension: 'product', value: `White hanging heart T-light holder ${at}` })),
      isOther: true,
    }) as unknown as EcosystemNode;
  const view = withHome({ ...DEFAULT_VIEW, picture: 'ecosystem' }, ['country', 'segment:rule', 'product']);
  const spain = { rank: 0, values: [{ dimension: 'country', value: 'ES' }] } as unknown as EcosystemNode;
  expect(pickNode(view, folded(20), false).where.product).toHaveLength(20);
  expect(pickNode(view, folded(1993), false)).toBe(view);
  expect(pickLink(view, spain, folded(1993))).toBe(view);
});
