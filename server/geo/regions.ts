/** What senders call regions. */
import { lazy, readJson } from './assets.ts';
import { normaliseName } from './placeName.ts';

interface RegionFile {
  readonly names: Record<string, string>;
  readonly aliases: Record<string, Record<string, string>>;
  readonly worldwide: Record<string, string>;
}

/** Kinds of units that senders add to a name or leave out. */
const KIND =
  /^(?:(?:province|provincia|state|estado|region|regione|departement|departamento|county|kanton|canton|oblast|free state|freistaat|land|comunidad|principality) (?:of |de la |de |da |do |del |di |du |d)?)|(?: (?:province|state|region|oblast|prefecture|county|governorate|district|department|voivodeship|kanton|canton|krai|republic|lan|fylke|ken|to|fu|sheng|shi|territory|emirate|division|parish))$/;

/** Countries whose two-letter region codes stand alone often enough to be understood without the country. */
const BARE_CODES = 'US';

export class Regions {
  private readonly file: () => RegionFile;

  constructor(folder: string) {
    this.file = lazy(() => readJson<RegionFile>(folder, 'gazetteer/regions.json.gz'));
  }

  /** ISO 3166-2 id of a code (`SP`, `BR-SP`) or name inside a country, or null. */
  inCountry(country: string, text: string): string | null {
    const own = this.file().aliases[country];
    if (!own) return null;
    const trimmed = text.trim();
    const code = trimmed.toUpperCase();
    if (code.startsWith(`${country}-`) || code.startsWith(`${country}.`))
      return this.known(`${country}-${code.slice(3)}`) ?? own[normaliseName(code.slice(3))] ?? null;
    return lookUp(own, normaliseName(trimmed));
  }

  /** A full ISO 3166-2 code, a US state code, or a name that only one region in the world bears; else null. */
  anywhere(text: string): string | null {
    const code = text.trim().toUpperCase();
    if (/^[A-Z]{2}[-.][A-Z0-9]{1,3}$/.test(code)) return this.inCountry(code.slice(0, 2), code);
    if (/^[A-Z]{2}$/.test(code)) return this.known(`${BARE_CODES}-${code}`);
    return this.named(text);
  }

  /** A name that only one region in the world bears, codes apart. */
  named(text: string): string | null {
    return lookUp(this.file().worldwide, normaliseName(text));
  }

  label(id: string): string | null {
    return this.known(id) === null ? null : (this.file().names[id] ?? null);
  }

  private known(id: string): string | null {
    return Object.hasOwn(this.file().names, id) ? id : null;
  }
}

function lookUp(names: Record<string, string>, key: string): string | null {
  if (key === '') return null;
  if (Object.hasOwn(names, key)) return names[key] ?? null;
  const bare = key.replace(KIND, '').trim();
  return bare !== key && bare !== '' && Object.hasOwn(names, bare) ? (names[bare] ?? null) : null;
}
