/** What senders call regions. */
import { lazy, readJson } from './assets.ts';
import { inFull, normaliseName } from './placeName.ts';

interface RegionFile {
  readonly names: Record<string, string>;
  readonly aliases: Record<string, Record<string, string>>;
  readonly worldwide: Record<string, string>;
}

/** Kinds of units that senders add to a name or leave out. */
const KIND =
  /^(?:(?:co|province|provincia|state|estado|region|regione|departement|departamento|county|kanton|canton|oblast|free state|freistaat|land|comunidad|principality) (?:of |de la |de |da |do |del |di |du )?)|(?: (?:province|state|region|oblast|prefecture|county|governorate|district|department|voivodeship|kanton|canton|krai|republic|lan|fylke|ken|to|fu|sheng|shi|territory|emirate|division|parish))$/;

/** Kinds of units that are written behind a name in China, Japan and Korea, and left out as often. */
const REGION_KINDS = ['省', '市', '自治区', '都', '府', '県', '특별시', '광역시', '도'];

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
    if (/^[-._]$/.test(code.charAt(2)) && code.startsWith(country))
      return this.known(`${country}-${code.slice(3)}`) ?? own[normaliseName(code.slice(3))] ?? null;
    // A file's reader that takes a code for a number drops its zeros.
    const found = lookUp(own, normaliseName(trimmed));
    return found === null && /^\d{1,2}$/.test(code) ? (own[code.padStart(2, '0')] ?? own[code.padStart(3, '0')] ?? null) : found;
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
  // `d'Aosta` behind a kind: without one, Dacre would be Acre.
  const behind = bare === key ? [] : [bare, bare.replace(/^d/, '')];
  for (const spelling of [...inFull(key, REGION_KINDS), ...behind]) {
    if (spelling !== '' && Object.hasOwn(names, spelling)) return names[spelling] ?? null;
  }
  return null;
}
