/** Names of places in the reader's language, whatever language an answer names them in: the browser knows all countries. */

import { hexagonName } from './hexagonNames.ts';
import { type Language, languageNow, localeNow } from './language.ts';
import type { Level } from './place.ts';
import { regionName } from './regionNames.ts';

const names = new Map<Language, Intl.DisplayNames>();
const COUNTRY = /^[A-Z]{2}$/;

/** The name to show for a place that an answer or the gazetteer calls `told` (its id where nobody told). */
export function localName(level: Level, id: string, told: string): string {
  if (level === 'hexagon') return hexagonName(id) ?? told;
  if (level === 'region') return regionName(id) ?? told;
  if (level !== 'country' || !COUNTRY.test(id)) return told;
  const isTold = told !== id;
  if (isTold && languageNow() === 'en') return told;
  return countryName(id) ?? told;
}

/** `Munich, Bavaria, Germany`: names from the closest place outwards, the region and the country, which stands last, in the reader's language. */
export function localNames(names: string, { country, region }: Readonly<Record<'country' | 'region', string | null>>): string {
  const parts = names.split(', ');
  if (names === '' || country === null) return names;
  return parts
    .map((told, at) => {
      if (at === parts.length - 1) return localName('country', country, told);
      return at === parts.length - 2 && region !== null ? localName('region', region, told) : told;
    })
    .join(', ');
}

/** What the closest place is called that is known of where something was, by the server's `name` for it; null where none is. */
export function closestName({
  country,
  region,
  city,
  name,
}: Readonly<Record<'country' | 'region' | 'city' | 'name', string | null>>): string | null {
  if (city !== null) return name;
  if (region !== null) return localName('region', region, name ?? region);
  return country === null ? name : localName('country', country, name ?? country);
}

function countryName(id: string): string | null {
  const language = languageNow();
  const known = names.get(language) ?? new Intl.DisplayNames([localeNow()], { type: 'region', fallback: 'none' });
  names.set(language, known);
  return known.of(id) ?? null;
}
