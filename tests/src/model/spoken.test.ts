import { afterEach, expect, it } from 'vitest';
import { type Language, setLanguage } from '../../../src/model/language.ts';
import { rankOf, type SpokenPlace, spokenPlace, spokenView } from '../../../src/model/spoken.ts';

afterEach(() => setLanguage('en'));

const SAO_PAULO: SpokenPlace = {
  name: 'São Paulo',
  within: ['Brazil'],
  height: { label: 'Revenue', value: 1_200_000, unit: 'USD' },
  colour: { label: 'Satisfied', value: 78.14, unit: '%' },
  rank: 1,
  count: 27,
  change: { text: '12.0 %', direction: 'up', news: 'good' },
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

it('says how many places are shown', () => {
  expect([spokenView(null, 1234, 'Cities'), spokenView('Brazil', 27, 'Regions')]).toEqual([
    'The whole world: 1,234 Cities shown.',
    'Brazil: 27 Regions shown.',
  ]);
});

it('ranks by value, equal ones alike, and leaves one without a value unranked', () => {
  expect([rankOf(5, [9, 5, 5, 2]), rankOf(9, [9]), rankOf(Number.NaN, [1])]).toEqual([2, 1, null]);
});
