/** What a wall says of how many cases a figure rests on. */
import { afterEach, expect, it } from 'vitest';
import { setLanguage } from '../../../../src/model/language.ts';
import { casesText } from '../../../../src/ui/wall/wallTexts.ts';

afterEach(() => setLanguage('en'));

it.each([
  ['en', '1 answer', '312 answers'],
  ['pt', '1 resposta', '312 respostas'],
  ['de', '1 Antwort', '312 Antworten'],
] as const)('counts answers in %s', (language, one, many) => {
  setLanguage(language);
  expect([casesText('csat', '1'), casesText('nps', '312')]).toEqual([one, many]);
});

it('calls contacts and customers no answers', () => {
  expect(casesText('fcr', '312')).toBe('n = 312');
  expect(casesText('churn_rate', '1')).toBe('n = 1');
});
