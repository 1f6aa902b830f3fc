/** What the reader has chosen for this browser: language and patterns. Kept between visits, and no part of a shared view. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { chooseLanguage, htmlLang, type Language, setLanguage } from '../../model/language.ts';
import { unlessSending } from '../bring/bringStore.ts';

export interface Reader {
  readonly language: Language;
  /** Whether colours are told apart by signs as well. */
  readonly patterns: boolean;
}

const KEPT = { language: 'orrery.language', patterns: 'orrery.patterns' } as const;

export const readerStore = createStore<Reader>(() => ({ language: 'en', patterns: false }));

/** Reads what the address, earlier visits and the browser say. Call once, before the page is drawn. */
export function meetReader(): void {
  const asked = new URLSearchParams(window.location.search).get('lang');
  readerStore.setState({
    language: chooseLanguage(asked, kept(KEPT.language), navigator.languages),
    patterns: kept(KEPT.patterns) === 'on',
  });
  speak(readerStore.getState().language);
}

/** Speaks another language from now on. The page is drawn anew for it: while a file is being sent it asks first. */
export function chooseReaderLanguage(language: Language): void {
  if (language === readerStore.getState().language) keepLanguage(language);
  else unlessSending(() => keepLanguage(language));
}

function keepLanguage(language: Language): void {
  keep(KEPT.language, language);
  const address = new URL(window.location.href);
  address.searchParams.delete('lang');
  if (window.location.search.includes('lang=')) window.history.replaceState(window.history.state, '', address);
  speak(language);
  readerStore.setState({ language });
}

export function choosePatterns(patterns: boolean): void {
  keep(KEPT.patterns, patterns ? 'on' : 'off');
  readerStore.setState({ patterns });
}

export function useReader(): Reader {
  return useStore(readerStore);
}

function speak(language: Language): void {
  setLanguage(language);
  document.documentElement.lang = htmlLang(language);
}

/** Storage may be forbidden, as in a frame of another page: then nothing is kept. */
function kept(name: string): string | null {
  try {
    return window.localStorage.getItem(name);
  } catch {
    return null;
  }
}

function keep(name: string, value: string): void {
  try {
    window.localStorage.setItem(name, value);
  } catch {
    // The choice holds for this visit.
  }
}
