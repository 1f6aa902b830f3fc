/** What senders call countries. */
import { readJson } from './assets.ts';
import { normaliseName } from './placeName.ts';

export interface CountryHit {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** ISO 3166-2 when the name is that of a part (England), else null. */
  readonly region: string | null;
}

export class Countries {
  private readonly names: ReadonlyMap<string, string>;
  private readonly aliases: ReadonlyMap<string, string>;

  constructor(folder: string) {
    const file = readJson<{ names: Record<string, string>; aliases: Record<string, string> }>(folder, 'gazetteer/countries.json');
    this.names = new Map(Object.entries(file.names));
    this.aliases = new Map(Object.entries(file.aliases));
  }

  /** A code (alpha-2, alpha-3, numeric), name or alias in any case; null for names of no single country (West Indies). */
  find(text: string): CountryHit | null {
    // A file's reader that takes a numeric code for a number drops its zeros.
    const trimmed = text.trim().replace(/^\d{1,2}$/, (digits) => digits.padStart(3, '0'));
    const code = trimmed.toUpperCase();
    if (this.names.has(code)) return { country: code, region: null };
    const id = this.aliases.get(normaliseName(trimmed)) ?? this.aliases.get(normaliseName(trimmed.replace(/\(.*\)/, '')));
    return id === undefined ? null : { country: id.slice(0, 2), region: id.length > 2 ? id : null };
  }

  label(id: string): string | null {
    return this.names.get(id) ?? null;
  }
}
