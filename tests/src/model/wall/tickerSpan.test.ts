/** Of which time the ticker of a wall speaks. */
import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../../../../src/model/language.ts';
import { tickerSpan } from '../../../../src/model/wall/tickerSpan.ts';

const HOUR = 3_600_000;
const to = '2018-10-17T15:31:00Z';
const windowOf = (ms: number) => ({ from: new Date(Date.parse(to) - ms).toISOString(), to });
const later = (ms: number) => Date.parse(to) + ms;

afterEach(() => setLanguage('en'));

describe('the time of the ticker', () => {
  it('is the last one while it has just ended', () => {
    expect(tickerSpan(windowOf(HOUR), later(-30_000), 'UTC')).toBe('last hour');
    expect(tickerSpan(windowOf(28 * 24 * HOUR), later(24 * HOUR), 'UTC')).toBe('last 28 days');
  });

  it('says when it ended where that is a while ago', () => {
    expect(tickerSpan(windowOf(HOUR), later(HOUR), 'America/Sao_Paulo')).toBe('last hour until 12:31');
    expect(tickerSpan(windowOf(28 * 24 * HOUR), later(2000 * 24 * HOUR), 'UTC')).toBe('last 28 days until 17 Oct 2018');
  });

  it.each([
    ['pt', 'últimos 28 dias até 17 de out. de 2018'],
    ['de', 'letzte 28 Tage bis 17. Okt. 2018'],
  ] as const)('in %s', (language, text) => {
    setLanguage(language);
    expect(tickerSpan(windowOf(28 * 24 * HOUR), later(2000 * 24 * HOUR), 'UTC')).toBe(text);
  });
});
