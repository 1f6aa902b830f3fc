/** How words are broken into lines on a film and a printed page. */
import { expect, it } from 'vitest';
import { wrapText } from '../../../../src/ui/tours/filmFrame.ts';

const wrap = (text: string, most: number) => wrapText(text, most, ({ length }) => length);

it('fills lines as far as they go, a longer word alone', () => {
  expect(wrap('one two  three\nfour', 9)).toEqual(['one two', 'three', 'four']);
  expect(wrap('unbelievable it is', 5)).toEqual(['unbelievable', 'it is']);
  expect(wrap('  ', 5)).toEqual([]);
});

it('parts no figure from its unit', () => {
  expect(wrap('Umsatz 4,50\u00a0Mio.\u00a0€', 12)).toEqual(['Umsatz', '4,50\u00a0Mio.\u00a0€']);
  expect(wrap('Revenue −12 % on it', 12)).toEqual(['Revenue', '−12\u00a0% on it']);
});
