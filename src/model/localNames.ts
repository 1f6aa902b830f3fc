/** Names of countries in the reader's language: the browser knows them all, whatever language an answer names them in. */

import { hexagonName } from './hexagonNames.ts';
import { type Language, languageNow, localeNow } from './language.ts';
import type { Level } from './place.ts';

const names = new Map<Language, Intl.DisplayNames>();
const COUNTRY = /^[A-Z]{2}$/;

/** The name to show for a place that an answer or the gazetteer calls `told` (its id where nobody told). */
export function localName(level: Level, id: string, told: string): string {
  if (level === 'hexagon') return hexagonName(id) ?? told;
  if (level !== 'country' || !COUNTRY.test(id)) return told;
  const isTold = told !== id;
  if (isTold && languageNow() === 'en') return told;
  return countryName(id) ?? told;
}

/** `Bavaria, Germany`: names from the closest place outwards, the country, which stands last, in the reader's language. */
export function withLocalCountry(names: string, country: string | null): string {
  const parts = names.split(', ');
  if (names === '' || country === null) return names;
  return [...parts.slice(0, -1), localName('country', country, parts.at(-1) ?? country)].join(', ');
}

/** What the server calls the closest place that is known of where something was, a country in the reader's language; null where none is. */
export function closestName({
  country,
  region,
  city,
  name,
}: Readonly<Record<'country' | 'region' | 'city' | 'name', string | null>>): string | null {
  return country !== null && region === null && city === null ? localName('country', country, name ?? country) : name;
}

function countryName(id: string): string | null {
  const language = languageNow();
  const known = names.get(language) ?? new Intl.DisplayNames([localeNow()], { type: 'region', fallback: 'none' });
  names.set(language, known);
  return known.of(id) ?? null;
}
