/** Names by which senders call countries. */
import { normaliseName } from '../placeName.ts';
import { ALPHA3, COUNTRY_ALIASES, COUNTRY_LABELS } from './countryIds.ts';

/** Languages whose names of countries are understood, in order of precedence. */
const LANGUAGES = [
  'en',
  'fr',
  'de',
  'es',
  'pt',
  'it',
  'nl',
  'sv',
  'da',
  'nb',
  'fi',
  'pl',
  'cs',
  'sk',
  'hu',
  'ro',
  'ru',
  'uk',
  'tr',
  'el',
  'ca',
  'ja',
  'zh',
  'zh-Hant',
  'ko',
  'ar',
  'he',
  'hi',
  'id',
  'vi',
  'th',
];

export interface CountryNames {
  /** ISO 3166-1 alpha-2 to the name people use. */
  readonly names: Record<string, string>;
  /** Comparable name, alpha-3 or numeric code to `CC`, or to an ISO 3166-2 code for a country that is part of one (England). */
  readonly aliases: Record<string, string>;
}

export function toCountryNames(): CountryNames {
  const codes = [...ALPHA3.keys()];
  const spoken = (language: string) => new Intl.DisplayNames([language], { type: 'region' });
  const english = spoken('en');
  const names = Object.fromEntries(codes.map((code) => [code, COUNTRY_LABELS[code] ?? english.of(code) ?? code]));
  const aliases = new Map<string, string>();
  const add = (name: string | undefined, code: string) => {
    const key = normaliseName(name ?? '');
    if (key !== '' && !aliases.has(key)) aliases.set(key, code);
  };
  for (const [code, list] of Object.entries(COUNTRY_ALIASES)) for (const name of list) add(name, code);
  for (const code of codes) add(names[code], code);
  for (const language of LANGUAGES) {
    const speak = spoken(language);
    for (const code of codes) add(speak.of(code), code);
  }
  for (const [code, alpha3] of ALPHA3) add(alpha3, code);
  for (const [numeric, code] of numericCodes()) if (ALPHA3.has(code)) add(numeric, code);
  return { names, aliases: Object.fromEntries(aliases) };
}

/** ISO 3166-1 numeric codes with the alpha-2 codes that Unicode's canonical locales give for them. */
function numericCodes(): (readonly [string, string])[] {
  const all = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'));
  return all.flatMap((numeric) => {
    const region = new Intl.Locale(`und-${numeric}`).region ?? '';
    return /^[A-Z]{2}$/.test(region) ? [[numeric, region] as const] : [];
  });
}
