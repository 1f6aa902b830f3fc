import { afterEach, expect, it } from 'vitest';
import { type Language, setLanguage } from '../../../src/model/language.ts';
import { rankOf, type SpokenPlace, spokenPlace, spokenView } from '../../../src/model/spoken.ts';
import { share } from '../../../src/protocol/interval.ts';

afterEach(() => setLanguage('en'));

const SAO_PAULO: SpokenPlace = {
  name: 'São Paulo',
  within: ['Brazil'],
  height: { label: 'Revenue', value: 1_200_000, unit: 'USD' },
  colour: { label: 'Satisfied', value: 78.14, unit: '%' },
  rank: 1,
  count: 27,
  change: { text: '12.0 %', direction: 'up', news: 'good' },
  against: 'previous',
};

it.each<[Language, string]>([
  ['en', 'São Paulo, Brazil. Revenue $1.20M, rank 1 of 27, up 12.0 % on the period before. Satisfied 78.1 %.'],
  ['pt', 'São Paulo, Brazil. Revenue US$ 1,20 mi, posição 1 de 27, alta de 12.0 % sobre o período anterior. Satisfied 78,1%.'],
  ['de', 'São Paulo, Brazil. Revenue 1,20 Mio. $, Rang 1 von 27, 12.0 % mehr als im Zeitraum davor. Satisfied 78,1 %.'],
])('says a place with its values, rank and change in the language %s', (language, said) => {
  setLanguage(language);
  expect(spokenPlace(SAO_PAULO).replaceAll('\u00a0', ' ')).toBe(said);
});

it('says what is not known, and leaves out what there is not', () => {
  const bare = { ...SAO_PAULO, within: [], height: { ...SAO_PAULO.height, value: Number.NaN }, colour: null, rank: null, change: null };
  expect(spokenPlace(bare)).toBe('São Paulo. Revenue no value.');
  expect(spokenPlace({ ...bare, change: { text: '0.0 %', direction: 'same', news: 'neutral' } })).toContain('unchanged');
});

it.each<[Language, string, string]>([
  ['en', 'up 12.0 % on the year before', 'unchanged on the year before'],
  ['pt', 'alta de 12.0 % sobre o ano anterior', 'sem mudança sobre o ano anterior'],
  ['de', '12.0 % mehr als im Vorjahr', 'wie im Vorjahr'],
])('says in the language %s that a change is on the year before, where that is compared with', (language, up, same) => {
  setLanguage(language);
  expect(spokenPlace({ ...SAO_PAULO, against: 'year' })).toContain(up);
  expect(spokenPlace({ ...SAO_PAULO, against: 'year', change: { text: '0 %', direction: 'same', news: 'neutral' } })).toContain(same);
});

it.each<[Language, string]>([
  ['en', 'up 12.0 % on the period before, which may be chance. Satisfied'],
  ['pt', 'alta de 12.0 % sobre o período anterior, o que pode ser acaso. Satisfied'],
  ['de', '12.0 % mehr als im Zeitraum davor, was Zufall sein kann. Satisfied'],
])('says in the language %s that a change of few answers may be chance, as the figures on the screen do', (language, said) => {
  setLanguage(language);
  expect(spokenPlace({ ...SAO_PAULO, isChance: true })).toContain(said);
  expect(spokenPlace({ ...SAO_PAULO, isChance: false })).not.toContain(said);
  expect(spokenPlace({ ...SAO_PAULO, isChance: true, change: null })).toBe(spokenPlace({ ...SAO_PAULO, change: null }));
});

it('says how many places are shown', () => {
  expect([spokenView(null, 1234, 'Cities'), spokenView('Brazil', 27, 'Regions')]).toEqual([
    'The whole world: 1,234 Cities shown.',
    'Brazil: 27 Regions shown.',
  ]);
});

it('ranks amounts by value, equal ones alike, and leaves one without a value unranked', () => {
  const amount = (value: number) => ({ value, n: Number.NaN, low: Number.NaN, high: Number.NaN });
  const ranked = ([9, 5, 5, 2] as const).map(amount);
  expect([rankOf(amount(5), ranked), rankOf(amount(9), ranked), rankOf(amount(Number.NaN), ranked)]).toEqual([2, 1, null]);
});

it('ranks rates as the list of the map does, by their lower bound', () => {
  const [few, many] = [share(3, 3), share(850, 1000)];
  expect([rankOf(few, [few, many]), rankOf(many, [few, many])]).toEqual([2, 1]);
});
