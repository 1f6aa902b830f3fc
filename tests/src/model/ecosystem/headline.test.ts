/** The sentence over the ecosystem: of all of it, or of what is chosen on its ranks, as the figures beside it are. */
import { describe, expect, it } from 'vitest';
import { NO_AMOUNTS } from '../../../../src/model/ecosystem/amounts.ts';
import { type Ecosystem, toEcosystem } from '../../../../src/model/ecosystem/ecosystem.ts';
import { chosenQueries, chosenValues } from '../../../../src/model/ecosystem/ecosystemQueries.ts';
import { nodeName } from '../../../../src/model/ecosystem/ecosystemWords.ts';
import { chosenNames, headline, headlineText, toldOfAll, toldOfChosen } from '../../../../src/model/ecosystem/headline.ts';
import { FIRST_RANKS } from '../../../../src/model/ecosystem/ranks.ts';
import { OTHER, seat } from '../../../../src/model/ecosystem/seats.ts';
import { setLanguage } from '../../../../src/model/language.ts';
import { totalQuery } from '../../../../src/model/viewQueries.ts';
import { DEFAULT_VIEW, type ViewState } from '../../../../src/model/viewState.ts';
import type { Catalog } from '../../../../src/protocol/catalog.ts';
import type { AnswerTable } from '../../../../src/protocol/table.ts';
import { answersOf, type SmallEvent } from './answers.ts';

const CATALOG = { metrics: ['events', 'revenue', 'csat', 'revenue_at_risk'].map((id) => ({ id })) } as unknown as Catalog;
const EVENT: SmallEvent = { channel: 'web', source: '/s', segment: 'Loyal', category: 'Coffee', amount: 100, score: 2, isAtRisk: true };
const COMPANY: readonly SmallEvent[] = [
  EVENT,
  { ...EVENT, segment: 'New', amount: 900, score: 5, isAtRisk: false },
  { ...EVENT, segment: 'New', category: 'Garden', amount: 40 },
  { ...EVENT, channel: 'call', category: 'Garden', amount: 7 },
];

const answersTo = (events: readonly SmallEvent[]) => answersOf(events, FIRST_RANKS);
function ecosystemOf(events: readonly SmallEvent[]): Ecosystem {
  const answers = answersTo(events);
  return toEcosystem(seat(FIRST_RANKS, answers, answers), answers, null, nodeName);
}
const chosen = (where: ViewState['where'], more: Partial<ViewState> = {}): ViewState => ({ ...DEFAULT_VIEW, where, ...more });

describe('of all of it', () => {
  const ofAll = (ecosystem: Ecosystem, answer: AnswerTable | null = null) => headline(toldOfAll(ecosystem, answer), 'USD');

  it('names what matters first', () => {
    const ecosystem = ecosystemOf(COMPANY.slice(0, 2));
    expect(ofAll(ecosystem)).toEqual({ lead: '', figure: '$100 at risk', rest: 'Most of it: “Loyal”' });
    // Where most of it is kept back, nobody is named for it.
    const keptBack = (at: string) => ({
      ...ecosystem,
      nodes: ecosystem.nodes.map((node) => (node.name === at ? { ...node, risk: 0 } : node.name === 'New' ? { ...node, risk: 20 } : node)),
    });
    expect(ofAll(keptBack('Loyal'))).toEqual({ lead: '', figure: '$100 at risk', rest: '' });
    expect(ofAll(keptBack('Coffee')).rest).toBe('Most of it: “Loyal”');
  });

  it('calls most of it only what is more than half', () => {
    const at = (segment: string, amount: number): SmallEvent => ({ ...EVENT, segment, amount });
    expect(ofAll(ecosystemOf([at('Loyal', 30), at('New', 40), at('Old', 30)])).rest).toBe('The largest part: “New”');
    expect(ofAll(ecosystemOf([at('Loyal', 30), at('New', 70)])).rest).toBe('Most of it: “New”');
  });

  it('calls nobody satisfied whom nobody asked', () => {
    const rest = (event: Partial<SmallEvent>) => ofAll(ecosystemOf([{ ...EVENT, isAtRisk: false, ...event }])).rest;
    expect(rest({ score: 5 })).toBe('No revenue at risk: nobody who bought is below target.');
    expect(rest({ score: 0 })).toBe('$100 sold. Nobody has said from 1 to 5 how satisfied they are');
    expect(rest({ score: 0, amount: 0 })).toBe('Nothing was sold in this window');
  });

  it('is of satisfaction, too, where a company sells nothing', () => {
    const answer = (segment: string, score: number) => ({ ...EVENT, segment, score, amount: 0, isAtRisk: false });
    const many = (segment: string, score: number) => Array.from({ length: 40 }, () => answer(segment, score));
    const rest = (...events: readonly SmallEvent[]) => ofAll(ecosystemOf(events)).rest;
    expect(rest(answer('Loyal', 5))).toBe('Nothing was sold in this window. 100 % are satisfied');
    expect(rest(...many('Loyal', 5), ...many('New', 1))).toBe('Nothing was sold in this window. 50 % are satisfied. Least: “New”');
    // One bad answer makes nobody the least satisfied.
    expect(rest(...many('Loyal', 5), answer('New', 1))).toBe('Nothing was sold in this window. 98 % are satisfied');
    // Nor does chance: nobody is below the whole by more.
    const some = many('Loyal', 5).concat(many('Loyal', 1), many('New', 5), many('New', 1), answer('New', 1));
    expect(rest(...some)).toBe('Nothing was sold in this window. 50 % are satisfied');
  });

  it('quotes a segment, which reads as a part of the sentence otherwise, but not what has none', () => {
    expect(ofAll(ecosystemOf([{ ...EVENT, segment: 'At risk' }])).rest).toBe('Most of it: “At risk”');
    const nobody: SmallEvent = { ...EVENT, segment: null };
    expect(ofAll(ecosystemOf([nobody])).rest).toBe('Most of it: No segment');
  });

  it('quotes a stage of the life cycle, too', () => {
    const [ecosystem] = [ecosystemOf(COMPANY)];
    const nodes = ecosystem.nodes.map((node) =>
      node.name === 'Loyal' ? { ...node, name: 'At risk', values: [{ dimension: 'segment:rule', value: 'at_risk' }] } : node,
    );
    expect(ofAll({ ...ecosystem, nodes }).rest).toBe('Most of it: “At risk”');
  });

  it('is never that nothing is at risk where a wall is not told', () => {
    const ecosystem = ecosystemOf(COMPANY);
    const { total } = answersTo(COMPANY);
    if (total === null) throw new Error('no total');
    const silenced = (metrics: readonly string[], suppressed = 0): AnswerTable => ({
      ...total,
      suppressed,
      values: total.columns.map(({ name }, at) =>
        metrics.includes(name) ? new Float64Array([Number.NaN]) : (total.values[at] as Float64Array),
      ),
    });
    expect(ofAll(ecosystem, silenced(['revenue_at_risk'])).rest).toBe('$1k sold. What is at risk is not told, to protect small groups');
    expect(ofAll(ecosystem, silenced(['events', 'revenue', 'revenue_at_risk'], 1)).rest).toBe('Not told, to protect small groups');
  });
});

describe('of what is chosen', () => {
  const garden = answersTo(COMPANY.filter(({ category }) => category === 'Garden'));
  const ecosystem = ecosystemOf(COMPANY);

  it('asks as the figures beside it do, parted by whom it serves, or where these are chosen by what they buy', () => {
    expect(chosenQueries(DEFAULT_VIEW, CATALOG)).toBeNull();
    const view = chosen({ category: ['Garden'], score: ['1'] });
    const queries = chosenQueries(view, CATALOG);
    expect(queries?.total.where).toEqual(totalQuery(view).where);
    expect(queries?.parts).toMatchObject({ groupBy: ['segment'], where: { category: ['Garden'], score: ['1'] } });
    expect(chosenQueries(chosen({ segment: ['New'] }), CATALOG)?.by).toBe('category');
    expect(chosenQueries(chosen({ segment: ['New'], category: ['Garden'], channel: ['web'] }), CATALOG)).toMatchObject({
      parts: null,
      by: null,
    });
    // What stands on no rank thins the whole picture: nothing is chosen in it.
    expect(chosenQueries(chosen({ score: ['1'] }), CATALOG)).toBeNull();
  });

  it('takes a place on a rank as chosen, with what encloses it', () => {
    const focus = { level: 'region', id: 'BR-SP', country: 'BR', region: 'BR-SP' } as const;
    const view = chosen({}, { focus, ranks: ['region', 'segment', 'category'] });
    expect(chosenValues(view)).toEqual([{ dimension: 'region', value: 'BR-SP' }]);
    expect(chosenQueries(view, CATALOG)?.total.where).toEqual({ country: ['BR'], region: ['BR-SP'] });
    expect(chosenValues(chosen({}, { focus }))).toEqual([]);
  });

  it('says of what it is', () => {
    const view = chosen({ category: ['Garden'] });
    const names = chosenNames(view, ecosystem);
    const told = toldOfChosen(names, { total: garden.total, parts: garden.nodes[1] ?? null }, 'segment');
    expect(headline(told, 'USD')).toEqual({ lead: 'Garden: ', figure: '$47 at risk', rest: 'Most of it: “New”' });
    expect(headlineText(headline(told, 'USD'))).toBe('Garden: $47 at risk. Most of it: “New”');
    const none = answersTo([]);
    expect(headlineText(headline(toldOfChosen(names, { total: none.total, parts: null }, null), 'USD'))).toBe(
      'Garden. Nothing has happened in this window',
    );
    // Until the answer is there, no other one stands in its place.
    expect(headlineText(headline(toldOfChosen(names, { total: null, parts: garden.nodes[1] ?? null }, 'segment'), 'USD'))).toBe('Garden');
  });

  it('is of satisfaction where people are heard and nobody buys', () => {
    const calls = answersTo(
      Array.from({ length: 20 }, () => [5, 1, 1])
        .flat()
        .map((score) => ({ ...EVENT, channel: 'call', segment: score > 3 ? 'Loyal' : 'New', amount: 0, score })),
    );
    const told = toldOfChosen(['Call'], { total: calls.total, parts: calls.nodes[1] ?? null }, 'segment');
    expect(headlineText(headline(told, 'USD'))).toBe('Call. 33 % are satisfied. Least: “New”');
    expect(headlineText(headline({ ...told, parts: [] }, 'USD'))).toBe('Call. 33 % are satisfied');
    // One alone is not less than others.
    expect(headlineText(headline({ ...told, parts: told.parts.slice(0, 1) }, 'USD'))).toBe('Call. 33 % are satisfied');
    expect(headlineText(headline({ ...told, total: { ...NO_AMOUNTS, events: 1 } }, 'USD'))).toBe('Call. 1 event, nothing sold');
    expect(headlineText(headline({ ...told, total: { ...NO_AMOUNTS, events: 12 } }, 'USD'))).toBe('Call. 12 events, nothing sold');
  });

  it('names two, and how many more', () => {
    const names = chosenNames(chosen({ category: ['Garden', 'Coffee', null], channel: ['call'] }), ecosystem);
    expect(names).toEqual(['Garden', 'Coffee', 'No category', 'Call']);
    const lead = () => headline(toldOfChosen(names, { total: null, parts: null }, null), 'USD').lead;
    expect(lead()).toBe('Garden + Coffee + 2 others');
    const three = headline(toldOfChosen(names.slice(0, 3), { total: null, parts: null }, null), 'USD').lead;
    expect(three).toBe('Garden + Coffee + 1 other');
    expect(chosenNames(chosen({ segment: ['New', null] }), ecosystem)).toEqual(['“New”', 'No segment']);
    const many = ecosystemOf(
      Array.from({ length: 60 }, (_, at) => ({ ...EVENT, category: `Category ${at % 12}`, amount: 100 - (at % 12) })),
    );
    const small = many.nodes.find(({ isOther }) => isOther)?.values.map(({ value }) => value) ?? [];
    expect(small).toHaveLength(5);
    expect(chosenNames(chosen({ category: ['Category 0', ...small] }), many)).toEqual(['Category 0', '5 others']);
    expect(chosenNames(chosen({ category: small.slice(1, 3) }), many)).toEqual(small.slice(1, 3));
    setLanguage('de');
    expect(lead()).toBe('Garden + Coffee + 2 weitere');
    setLanguage('en');
  });

  it('looks but a few times at many that are folded and chosen together', () => {
    const values = Array.from({ length: 600 }, (_, at) => ({ dimension: 'category', value: `c${at}` }));
    let looks = 0;
    const folded = { ...ecosystem.nodes[0], name: 'others' };
    Object.defineProperty(folded, 'values', { get: () => looks++ < 10 && values });
    const all = { ...ecosystem, nodes: [folded] } as unknown as Ecosystem;
    expect(chosenNames(chosen({ category: values.map(({ value }) => value) }), all)).toEqual(['others']);
  });
});

describe('seats', () => {
  const many = answersTo(Array.from({ length: 66 }, (_, at) => ({ ...EVENT, category: `Category ${at % 11}`, amount: 100 - (at % 11) })));
  const seated = (...values: readonly string[]) =>
    seat(FIRST_RANKS, many, many, null, { most: [10, 7, 6], chosen: values.map((value) => `category ${value}`) })
      .keys[2] as readonly string[];

  it('are given to what is chosen, however small, in the place of the smallest that is not', () => {
    expect(seated()).toEqual(expect.arrayContaining(['category Category 4', OTHER]));
    const keys = seated('Category 4', 'Category 9');
    expect(keys).toEqual(expect.arrayContaining(['category Category 4', 'category Category 9', OTHER]));
    expect(keys).not.toContain('category Category 3');
    expect(keys).toHaveLength(6);
  });

  it('stay where all of the small ones are chosen as one, or more than a few of them', () => {
    const small = [5, 6, 7, 8, 9, 10].map((at) => `Category ${at}`);
    expect(seated(...small)).toEqual(seated());
    expect(seated(...small.slice(0, 3))).toEqual(seated());
  });
});
