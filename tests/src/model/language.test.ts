import { afterEach, expect, it, vi } from 'vitest';
import {
  formatChange,
  formatDuration,
  formatExact,
  formatInterval,
  formatShare,
  formatShort,
  formatValue,
} from '../../../src/model/format.ts';
import { capitalized, chooseLanguage, inSentence, type Language, languageFor, setLanguage } from '../../../src/model/language.ts';
import { timeTicks } from '../../../src/model/ticks.ts';
import { lastText, spanText } from '../../../src/model/windowText.ts';

afterEach(() => {
  setLanguage('en');
  vi.restoreAllMocks();
});

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

it('takes the language of the address, else the one kept, else the first of the browser that the page speaks', () => {
  expect(chooseLanguage('de', 'pt', ['en-US'])).toBe('de');
  expect(chooseLanguage('xx', 'pt', ['en-US'])).toBe('pt');
  expect(chooseLanguage(null, null, ['fr-FR', 'de-AT', 'en'])).toBe('de');
  expect(languageFor(['fr', ''])).toBe('en');
});

it.each<[Language, string[]]>([
  ['en', ['$21.19M', '$419k', '71.8k', '78.1 %', '+1.9 pt', '4 m 10 s', '[-10.0 to -7.3]', '25 %', '€1,094.50']],
  ['pt', ['US$ 21,19 mi', 'US$ 419 mil', '71,8 mil', '78,1%', '+1,9 pts', '4 min 10 s', '[-10,0 a -7,3]', '25%', '€ 1.094,50']],
  ['de', ['21,19 Mio. $', '419 Tsd. $', '71,8 Tsd.', '78,1 %', '+1,9 Pkt.', '4 min 10 s', '[-10,0 bis -7,3]', '25 %', '1.094,50 €']],
])('writes numbers and money in the way of %s', (language, expected) => {
  setLanguage('en');
  formatValue(21_187_654, 'USD');
  setLanguage(language);
  const texts = [
    formatValue(21_187_654, 'USD'),
    formatShort(419_023, 'USD'),
    formatShort(71_846, 'count'),
    formatValue(78.14, '%'),
    formatChange(1.94, '%'),
    formatDuration(250),
    formatInterval(-10, -7.25, 'points'),
    formatShare(0.25),
    formatExact(1094.5, 'EUR'),
  ];
  expect(texts.map(plain)).toEqual(expected);
});

it.each<[Language, string]>([
  ['en', '€1.00M'],
  ['pt', '€ 1,00 mi'],
  ['de', '1,00 Mio. €'],
])('writes what rounds to a million as one in %s', (language, expected) => {
  setLanguage(language);
  expect([999_500, 999_999].map((value) => plain(formatValue(value, 'EUR')))).toEqual([expected, expected]);
});

it.each<[Language, string[]]>([
  ['en', ['24 Aug – 22 Nov 2026', '31 Dec 2025 – 1 Jan 2026', 'last 7 days', 'Jan 2026,Feb,Mar']],
  ['pt', ['24 de ago. – 22 de nov. de 2026', '31 de dez. de 2025 – 1 de jan. de 2026', 'últimos 7 dias', 'jan. de 2026,fev.,mar.']],
  ['de', ['24. Aug. – 22. Nov. 2026', '31. Dez. 2025 – 1. Jan. 2026', 'letzte 7 Tage', 'Jan. 2026,Feb,Mär']],
])('writes dates in the way of %s', (language, expected) => {
  setLanguage(language);
  const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
  const ticks = timeTicks({ fromMs: day('2026-01-01'), toMs: day('2026-03-31') }, 3, 'UTC');
  expect([
    spanText({ fromMs: day('2026-08-24'), toMs: day('2026-11-23') }, 'UTC'),
    spanText({ fromMs: day('2025-12-31'), toMs: day('2026-01-02') }, 'UTC'),
    lastText('P7D'),
    ticks.map(({ label }) => label).join(),
  ]).toEqual(expected);
});

it("writes small and capital letters as the page's language does, whatever the browser's is: in Turkish an i has another capital", () => {
  for (const name of ['toLocaleLowerCase', 'toLocaleUpperCase'] as const) {
    const write = String.prototype[name];
    vi.spyOn(String.prototype, name).mockImplementation(function (this: string, locale: Intl.LocalesArgument = 'tr') {
      return Reflect.apply(write, this, [locale]);
    });
  }
  expect([inSentence('Items in Istanbul'), capitalized('in Istanbul')]).toEqual(['items in istanbul', 'In Istanbul']);
});
