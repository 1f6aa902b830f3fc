/** The reader's language: the words of every panel and the way numbers, money and dates are written. Set once before the page is drawn. */

export const LANGUAGES = ['en', 'pt', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How each language writes numbers and dates (BCP 47). */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-US', pt: 'pt-BR', de: 'de-DE' };

/** Dates of English readers stand in British order: day, month, year. */
const DATE_LOCALES: Readonly<Record<Language, string>> = { ...LOCALES, en: 'en-GB' };

/** The same words in every language: a language that lacks one of them does not compile. */
export type Texts<Words> = Readonly<Record<Language, Words>>;

let current: Language = 'en';

/** Every function of the page speaks this language from now on; what is drawn already must be drawn anew. */
export function setLanguage(language: Language): void {
  current = language;
}

export function languageNow(): Language {
  return current;
}

/** BCP 47 tag for `Intl`. */
export function localeNow(): string {
  return LOCALES[current];
}

/** BCP 47 tag for dates. */
export function dateLocaleNow(): string {
  return DATE_LOCALES[current];
}

/** Declares the words of a folder, beside the parts that say them: `const TEXTS = texts({ en: {…}, pt: {…}, de: {…} })`. Values are texts or functions that give one. */
export function texts<Words>(all: { readonly en: Words; readonly pt: NoInfer<Words>; readonly de: NoInfer<Words> }): Texts<Words> {
  return all;
}

/** The words in the reader's language. Ask when drawing, never once at import. */
export function say<Words>(all: Texts<Words>): Words {
  return all[current];
}

/** What is called so, within a sentence: in German nouns stay large. */
export function inSentence(name: string): string {
  return current === 'de' ? name : name.toLocaleLowerCase(localeNow());
}

/** A text as a sentence or a title begins. */
export function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase(localeNow()) + text.slice(1);
}

/** The first language of a list of BCP 47 tags that the page speaks; English when it speaks none. */
export function languageFor(tags: readonly string[]): Language {
  for (const tag of tags) {
    const base = tag.toLowerCase().split('-')[0];
    const known = LANGUAGES.find((language) => language === base);
    if (known) return known;
  }
  return 'en';
}

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', pt: 'Português', de: 'Deutsch' };

/** The language of a visit: the one asked for in the address, else the one chosen before, else the first that the browser prefers and the page speaks. */
export function chooseLanguage(asked: string | null, kept: string | null, preferred: readonly string[]): Language {
  return languageFor([asked ?? '', kept ?? '', ...preferred]);
}

/** Language tag of the words, for `<html lang>`. */
export function htmlLang(language: Language): string {
  return language === 'pt' ? 'pt-BR' : language;
}
