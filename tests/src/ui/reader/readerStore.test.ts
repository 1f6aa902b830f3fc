/** Another language draws the page anew, and with it the sheet that a file is being sent from. */
import { afterEach, expect, it, vi } from 'vitest';
import { setLanguage } from '../../../../src/model/language.ts';
import { answerAsked, bringStore, keepOpen, openBring } from '../../../../src/ui/bring/bringStore.ts';
import { chooseReaderLanguage, readerStore } from '../../../../src/ui/reader/readerStore.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  keepOpen(null);
  setLanguage('en');
});

it('asks before it stops what is being sent', () => {
  const page = { location: { href: 'http://host/?lang=en', search: '?lang=en' }, history: { state: null, replaceState: () => {} } };
  vi.stubGlobal('window', { ...page, localStorage: { setItem: () => {} } });
  vi.stubGlobal('document', { documentElement: { lang: 'en' } });
  const stop = vi.fn();
  openBring(new File(['a'], 'a.csv'));
  keepOpen(stop);
  chooseReaderLanguage('de');
  expect(readerStore.getState().language).toBe('en');
  answerAsked(false);
  expect([readerStore.getState().language, stop.mock.calls.length, bringStore.getState().isOpen]).toEqual(['en', 0, true]);
  chooseReaderLanguage('de');
  answerAsked(true);
  expect([readerStore.getState().language, stop.mock.calls.length, bringStore.getState().isOpen]).toEqual(['de', 1, true]);
  chooseReaderLanguage('pt');
  expect(readerStore.getState().language).toBe('pt');
});
