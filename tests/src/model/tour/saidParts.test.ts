/** A composed caption in the two sizes of a wall. */
import { expect, it } from 'vitest';
import { setLanguage } from '../../../../src/model/language.ts';
import { saidParts } from '../../../../src/model/tour/saidParts.ts';
import { sayTotal } from '../../../../src/model/tour/sayStop.ts';
import { toWallCaption } from '../../../../src/model/wall/caption.ts';

const link = { search: '?at=BR' } as never;
const textOf = (parts: readonly { readonly text: string }[]) => parts.map(({ text }) => text).join('');

it('cuts where the wall does, and every figure keeps what it leads to', () => {
  const says = [
    { text: 'Tokyo: revenue ', link: null },
    { text: '-12 %', link },
    { text: ' on the week before. Satisfaction ', link: null },
    { text: '4 points', link },
    { text: ' lower', link: null },
  ];
  const { headline, rest } = saidParts('Tokyo', says);
  const wall = toWallCaption({ name: 'Tokyo', caption: textOf(says) });
  expect(textOf(headline).replaceAll(' ', ' ')).toBe(wall.headline.replaceAll('\u00a0', ' '));
  expect(textOf(rest)).toBe('Satisfaction 4 points lower');
  expect([...headline, ...rest].filter((part) => part.link === link).map(({ text }) => text)).toEqual(['-12 %', '4 points']);
});

it('leaves the headline to the name of the scene where the first sentence is too long for one', () => {
  const says = [{ text: `${'Many words '.repeat(12)}and no end. More.`, link: null }];
  const { headline, rest } = saidParts('Brazil', says);
  expect(textOf(headline)).toBe('Brazil');
  expect(rest).toBe(says);
});

it.each([88_000, 4_500_000, 2.2e9])('parts no amount in German: %s', (revenue) => {
  setLanguage('de');
  const figures = { revenue, orders: 10, customers: 10, percent: 78, answers: 300 };
  const context = { lengthMs: 7 * 86_400_000, currency: 'EUR' };
  const said = sayTotal(figures, { ...figures, revenue: revenue / 2 }, { looked: 30, moved: 3 }, context);
  const says = said.map(({ text }) => ({ text, link: null }));
  expect(textOf(saidParts('Alles', says).headline)).toMatch(/^Umsatz [\d,]+\s(Tsd|Mio|Mrd)\.\s€, \+100 % gegenüber der Vorwoche$/);
  setLanguage('en');
});

it('parts no amount that somebody wrote', () => {
  const { headline, rest } = toWallCaption({ name: 'Alles', caption: 'Umsatz 4,5 Mio. € in der Woche. Mehr als zuvor.' });
  expect([headline, rest]).toEqual(['Umsatz 4,5 Mio. € in der Woche', 'Mehr als zuvor.']);
});

it('parts no name', () => {
  const said = (name: string, caption: string) => toWallCaption({ name, caption });
  expect(said('St. Louis', 'St. Louis: revenue −12 % on the week before; satisfaction 4 points lower')).toEqual({
    headline: 'St. Louis: revenue −12\u00a0% on the week before',
    rest: 'Satisfaction 4 points lower',
  });
  expect(said('No. 5', 'Category No. 5: revenue +3 % on the week before').headline).toBe(
    'Category No. 5: revenue +3\u00a0% on the week before',
  );
  // A name that comes later parts nothing.
  expect(said('Brazil', 'All is well. Brazil leads. More.')).toEqual({ headline: 'All is well', rest: 'Brazil leads. More.' });
  expect(saidParts('St. Louis', [{ text: 'St. Louis: revenue −12 % on the week before; more', link: null }]).headline).toEqual([
    { text: 'St. Louis: revenue −12 % on the week before', link: null },
  ]);
});
