/** What the landscape says: in one sentence over it, and at each of its regions. */
import { afterEach, describe, expect, it } from 'vitest';
import { landscapeHeadline, regionWords } from '../../../../src/model/landscape/landscapeWords.ts';
import { setLanguage } from '../../../../src/model/language.ts';
import type { LandscapeHeader, RegionFigures } from '../../../../src/protocol/landscape.ts';

afterEach(() => setLanguage('en'));

const region = (rule: string, told: Partial<RegionFigures> = {}): RegionFigures => ({
  ...{ rule, people: 10, revenue: 100, answers: 0, satisfied: 0, atRisk: 0, at: [0, 0] },
  ...told,
});
const said = (regions: readonly RegionFigures[], told: Partial<LandscapeHeader> = {}) => {
  const header = { people: 100, placed: 100, points: 100, suppressed: 0, regions, ...told } as LandscapeHeader;
  const { caption, lead, figure, rest } = landscapeHeadline(header, 'USD', []);
  return [caption, [lead, figure, rest].filter(Boolean).join(' ')];
};

describe('the sentence over the land', () => {
  it('says whether the money is late, and what of it is unhappy', () => {
    const late = region('atRisk', { revenue: 300, atRisk: 120, answers: 9, satisfied: 3 });
    expect(said([region('champions'), late])).toEqual(['Segments · 100 customers', 'Most money is late. $120 is late and unhappy']);
  });

  it('calls those who are late happy only where everybody asked is', () => {
    const late = (satisfied: number) => region('atRisk', { answers: 9, satisfied });
    expect(said([region('champions'), late(9)])[1]).toBe('Most money is fresh. $100 of it is late, nobody there is unhappy');
    expect(said([region('champions'), late(4)])[1]).toBe('Most money is fresh. $100 of it is late');
  });

  it('calls nobody happy on a wall where it is not told of all who are late', () => {
    const late = (...more: RegionFigures[]) => [
      region('champions', { revenue: 900 }),
      region('atRisk', { answers: 9, satisfied: 9 }),
      ...more,
    ];
    const onWall = (regions: readonly RegionFigures[], suppressed = 0) => said(regions, { points: 0, suppressed })[1];
    expect(onWall(late())).toBe('Most money is fresh. $100 of it is late, nobody there is unhappy');
    expect(onWall(late(region('cantLose', { revenue: 50 })))).toBe('Most money is fresh. $150 of it is late');
    expect(onWall(late(region('cantLose', { people: 0, revenue: 0, at: null })), 1)).toBe('Most money is fresh. $100 of it is late');
  });

  it('does not say that nobody has ordered where customers are that the land cannot show', () => {
    expect(said([], { people: 0, placed: 0 })).toEqual(['Segments · 0 customers', 'No customer has ordered yet under these filters']);
    expect(said([], { people: 1, placed: 0 })).toEqual(['Segments · 1 customer', 'Of none of these customers both measures are known']);
  });
});

describe('the sentence over the land of a company without orders', () => {
  const nobody = ['champions', 'loyal', 'atRisk'].map((rule) => region(rule, { people: 0, revenue: 0, at: null }));

  it('names no segment as the largest where nobody is in any, as over satisfaction and contacts', () => {
    expect(said(nobody)[1]).toBe('No customer has ordered yet under these filters');
    expect(said([...nobody, region('new', { people: 3, revenue: 0 })])[1]).toBe('New bring the most: 3 people');
  });

  it('does not say on a wall that nobody has ordered where few may have', () => {
    expect(said(nobody, { points: 0, suppressed: 1 })[1]).toBe('');
  });
});

describe('the words of a region', () => {
  it.each([
    ['en', '$100 · 1 person', 'Champions: 1 person, $100, 62 % satisfied'],
    ['pt', 'US$ 100 · 1 pessoa', 'Campeões: 1 pessoa, US$ 100, 62% satisfeitas'],
    ['de', '100 $ · 1 Person', 'Champions: 1 Person, 100 $, 62 % zufrieden'],
  ] as const)('count in %s one person as one', (language, amount, spoken) => {
    setLanguage(language);
    const words = regionWords(region('champions', { people: 1, answers: 50, satisfied: 31 }), 'USD', []);
    expect([words.amount, words.spoken].map((text) => text.replaceAll('\u00a0', ' '))).toEqual([amount, spoken]);
  });

  it('tell of no money where there is none, which may be too little to be told', () => {
    expect(regionWords(region('champions', { revenue: 0 }), 'USD', []).amount).toBe('10 people');
  });
});
