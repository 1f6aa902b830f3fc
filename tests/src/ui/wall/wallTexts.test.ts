/** What a wall says of a figure: how many cases it rests on, how it lies to what is around it. */
import { afterEach, expect, it } from 'vitest';
import { setLanguage } from '../../../../src/model/language.ts';
import { besideWords, casesText } from '../../../../src/ui/wall/wallTexts.ts';

afterEach(() => setLanguage('en'));

it.each([
  ['en', '1 answer', '312 answers'],
  ['pt', '1 resposta', '312 respostas'],
  ['de', '1 Antwort', '312 Antworten'],
] as const)('counts answers in %s', (language, one, many) => {
  setLanguage(language);
  expect([casesText('csat', '1'), casesText('nps', '312')]).toEqual([one, many]);
});

it.each([
  ['en', '4.0 pt above Brazil', '4.0 pt below the whole', 'as everywhere'],
  ['pt', '4.0 pt acima do todo (Brazil)', '4.0 pt abaixo do todo', 'como no todo'],
  ['de', '4.0 pt über Brazil', '4.0 pt unter dem Ganzen', 'wie überall'],
] as const)('sets a rate against what lies around it in %s, which may be all there is', (language, above, below, same) => {
  setLanguage(language);
  expect([besideWords('4.0 pt', 4, 'Brazil'), besideWords('4.0 pt', -4, null), besideWords('0.0 pt', 0.01, null)]).toEqual([
    above,
    below,
    same,
  ]);
});

it('calls contacts and customers no answers', () => {
  expect(casesText('fcr', '312')).toBe('n = 312');
  expect(casesText('churn_rate', '1')).toBe('n = 1');
});
