/** What is filtered by is seen in the ecosystem: as light where it stands there, else as less of everything. */
import { describe, expect, it } from 'vitest';
import { isChosen, leaveNode, pickNode } from '../../../../src/model/ecosystem/choosing.ts';
import { type EcosystemNode, toEcosystem } from '../../../../src/model/ecosystem/ecosystem.ts';
import { arrivalQueries, chosenQueries, chosenValues, ecosystemQueries } from '../../../../src/model/ecosystem/ecosystemQueries.ts';
import { nodeName } from '../../../../src/model/ecosystem/ecosystemWords.ts';
import { feedQuery } from '../../../../src/model/ecosystem/feeds.ts';
import { areChosenSeen, chosenNames } from '../../../../src/model/ecosystem/headline.ts';
import { FIRST_RANKS, ranksBelow } from '../../../../src/model/ecosystem/ranks.ts';
import { reasonQuery } from '../../../../src/model/ecosystem/reasons.ts';
import { seat } from '../../../../src/model/ecosystem/seats.ts';
import { figuresQuery } from '../../../../src/model/viewQueries.ts';
import { DEFAULT_VIEW, type ViewState } from '../../../../src/model/viewState.ts';
import type { Catalog } from '../../../../src/protocol/catalog.ts';
import { answersOf, type SmallEvent } from './answers.ts';

const CATALOG = { metrics: [{ id: 'events' }] } as unknown as Catalog;
const EVENT: SmallEvent = { channel: 'web', source: '/shop', segment: 'Loyal', category: 'Coffee', amount: 10, score: 0, isAtRisk: false };
const filtered = (where: ViewState['where'], more: Partial<ViewState> = {}): ViewState => ({ ...DEFAULT_VIEW, ...more, where });

function ecosystemOf(events: readonly SmallEvent[]) {
  const answers = answersOf(events, FIRST_RANKS);
  return toEcosystem(seat(FIRST_RANKS, answers, answers), answers, null, nodeName);
}

/** What all questions of the picture are filtered by. */
function thinnedBy(view: ViewState): unknown {
  const { nodes, links, total } = ecosystemQueries(view, CATALOG);
  const wheres = [...nodes, ...links, total].map(({ where }) => where ?? {});
  for (const where of wheres) expect(where).toEqual(wheres[0]);
  return wheres[0];
}

describe('people who are drawn around', () => {
  const ranks = ['region', 'segment:rule', 'category'] as const;
  const drawn = 'lasso:lateness:frequency:1_1_2_1_2_3';

  it('are all that the picture is of, also where the life cycle stands on a rank: no stage of it is theirs', () => {
    const view = filtered({ 'segment:rule': [drawn] }, { ranks, home: ranks });
    expect(thinnedBy(view)).toEqual({ 'segment:rule': [drawn] });
    expect(arrivalQueries(view)?.[0].where).toEqual({ 'segment:rule': [drawn] });
    expect(chosenValues(view)).toEqual([]);
    expect(chosenQueries(view, CATALOG)).toBeNull();
    expect(thinnedBy(filtered({ 'segment:rule': ['champions', drawn] }, { ranks, home: ranks }))).toEqual({
      'segment:rule': ['champions', drawn],
    });
  });

  it('stages of the life cycle, and those outside it, are light there', () => {
    const view = filtered({ 'segment:rule': ['champions', null] }, { ranks, home: ranks });
    expect(thinnedBy(view)).toEqual({});
    expect(chosenValues(view)).toHaveLength(2);
  });
});

describe('a source', () => {
  const ecosystem = ecosystemOf([EVENT, { ...EVENT, source: '/crm' }, { ...EVENT, source: '/crm', channel: null }]);
  const crm = ecosystem.nodes.find(({ name }) => name === 'crm') as (typeof ecosystem.nodes)[number];

  it('is all that the picture is of: what it brings by a channel has no node of its own', () => {
    const view = filtered({ source: ['/crm'] });
    expect(thinnedBy(view)).toEqual({ source: ['/crm'] });
    expect(arrivalQueries(view)?.[0].where).toEqual({ source: ['/crm'] });
    expect(chosenValues(view)).toEqual([]);
    expect(ecosystem.nodes.filter((node) => isChosen(view, node))).toEqual([]);
    // Behind what they feed all stand, so that another can be chosen.
    expect(feedQuery(view, CATALOG)?.where).toBeUndefined();
  });

  it('is light where it stands for what has no channel, and is called by its name', () => {
    const view = pickNode(DEFAULT_VIEW, crm, false);
    expect(thinnedBy(view)).toEqual({});
    expect(chosenNames(view, ecosystem)).toEqual(['crm']);
    expect(areChosenSeen(view, ecosystem)).toBe(true);
    // Whatever has no channel, whichever its source.
    expect(isChosen(filtered({ channel: [null] }), crm)).toBe(true);
    expect(chosenNames(filtered({ channel: [null] }), ecosystem)).toEqual(['No channel']);
  });
});

describe('a place that is pointed out', () => {
  const brazil = { level: 'country', id: 'BR', country: 'BR', region: null } as const;
  const paulo = { level: 'region', id: 'BR-SP', country: 'BR', region: 'BR-SP' } as const;
  const ranks = ['channel', 'segment', 'region'] as const;
  const place = (dimension: string, value: string) => ({ rank: 2, values: [{ dimension, value }] }) as unknown as EcosystemNode;

  it('is what the picture is of, as the figures beside it are', () => {
    const view = filtered({}, { focus: brazil, selected: paulo });
    expect(thinnedBy(view)).toEqual(figuresQuery(view).where);
    expect(thinnedBy(view)).toEqual({ country: ['BR'], region: ['BR-SP'] });
    expect(chosenValues(view)).toEqual([]);
    expect(reasonQuery(view, 'contacts').where).toEqual(figuresQuery(view).where);
  });

  it('is light where it stands on a rank, and gives way to another one', () => {
    const view = filtered({}, { picture: 'ecosystem', focus: brazil, selected: paulo, ranks, home: ranks });
    expect(thinnedBy(view)).toEqual({ country: ['BR'] });
    expect(chosenValues(view)).toEqual([{ dimension: 'region', value: 'BR-SP' }]);
    expect(chosenQueries(view, CATALOG)?.total.where).toEqual(figuresQuery(view).where);
    const [own, rio] = [place('region', 'BR-SP'), place('region', 'BR-RJ')];
    expect([own, rio].map((node) => isChosen(view, node))).toEqual([true, false]);
    expect(pickNode(view, own, false)).toMatchObject({ focus: brazil, selected: null, where: {} });
    expect(pickNode(view, rio, true)).toMatchObject({ focus: brazil, selected: null, where: { region: ['BR-SP', 'BR-RJ'] } });
    expect(pickNode(view, rio, false)).toMatchObject({ focus: { id: 'BR-RJ' }, selected: null, where: {} });
    expect(leaveNode(view)).toMatchObject({ focus: brazil, selected: null });
  });
});

it('small ones that are folded among others are not seen by themselves', () => {
  const many = ecosystemOf(Array.from({ length: 66 }, (_, at) => ({ ...EVENT, category: `Category ${at % 11}`, amount: 100 - (at % 11) })));
  const small = many.nodes.find(({ isOther }) => isOther)?.values.map(({ value }) => value) ?? [];
  expect(small.length).toBeGreaterThan(3);
  expect(areChosenSeen(filtered({ category: small.slice(0, 3) }), many)).toBe(false);
  expect(areChosenSeen(filtered({ category: ['Category 0', ...small.slice(0, 3)] }), many)).toBe(false);
  expect(areChosenSeen(filtered({ category: small }), many)).toBe(true);
  expect(areChosenSeen(filtered({ category: ['Category 0'] }), many)).toBe(true);
});

it('a country is not opened into its regions where they stand on another rank already', () => {
  const known = [{ id: 'region' }];
  expect(ranksBelow(['channel', 'segment', 'country'], 2, known)).toEqual(['channel', 'segment', 'region']);
  expect(ranksBelow(['region', 'segment', 'country'], 2, known)).toBeNull();
  expect(ranksBelow(['channel', 'region', 'country'], 2, known)).toBeNull();
});
