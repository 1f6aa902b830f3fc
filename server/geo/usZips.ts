/** US ZIP codes: whole, with +4, without their leading zeros, or masked to three digits. */
import { lazy, readJson } from './assets.ts';
import { indexOf } from './cities.ts';
import type { PostalHit } from './postalCodes.ts';

interface ZipColumns {
  readonly regions: readonly string[];
  readonly zip: readonly number[];
  readonly region: readonly number[];
  readonly lat: readonly number[];
  readonly lon: readonly number[];
  readonly city: readonly number[];
}

interface ZipTable extends ZipColumns {
  readonly codes: Uint32Array;
  /** First three digits to the state they lie in, null where several. */
  readonly prefixes: ReadonlyMap<number, string | null>;
}

/** Prefixes of the territories, which the source lacks; 969 is shared with countries of their own. */
const TERRITORIES: readonly (readonly [prefix: number, region: string | null])[] = [
  [6, 'US-PR'],
  [7, 'US-PR'],
  [8, 'US-VI'],
  [9, 'US-PR'],
  [969, null],
];
/** Codes of territories whose prefix says less, or another state. */
const PACIFIC: readonly (readonly [from: number, to: number, region: string])[] = [
  [96799, 96799, 'US-AS'],
  [96910, 96932, 'US-GU'],
  [96950, 96952, 'US-MP'],
];

export class UsZips {
  private readonly table: () => ZipTable;

  constructor(folder: string) {
    this.table = lazy(() => readTable(folder));
  }

  /** A code that is not listed, or masked (330XX), gives the state of its first three digits where that is one. */
  find(code: string): PostalHit | null {
    const digits = /^(\d{3,5})(?:[- ]?\d{4})?$/.exec(code)?.[1];
    const masked = /^(\d{3})(?:XX|\*\*|--)$/.exec(code)?.[1];
    if (digits !== undefined) return this.whole(Number(digits)) ?? this.byPrefix(Math.floor(Number(digits) / 100));
    return masked === undefined ? null : this.byPrefix(Number(masked));
  }

  private whole(zip: number): PostalHit | null {
    const { codes, regions, region, lat, lon, city } = this.table();
    const at = indexOf(codes, zip);
    if (at < 0) return inRegion(PACIFIC.find(([from, to]) => zip >= from && zip <= to)?.[2]);
    const point = { lon: lon[at] as number, lat: lat[at] as number };
    return { country: 'US', region: regions[region[at] as number] ?? null, point, cityId: city[at] || null, city: null };
  }

  private byPrefix(prefix: number): PostalHit | null {
    return inRegion(this.table().prefixes.get(prefix));
  }
}

function inRegion(region: string | null | undefined): PostalHit | null {
  return region ? { country: 'US', region, point: null, cityId: null, city: null } : null;
}

function readTable(folder: string): ZipTable {
  const columns = readJson<ZipColumns>(folder, 'gazetteer/zips.json.gz');
  const prefixes = new Map<number, string | null>(TERRITORIES);
  columns.zip.forEach((zip, at) => {
    const prefix = Math.floor(zip / 100);
    const region = columns.regions[columns.region[at] as number] ?? null;
    const known = prefixes.get(prefix);
    prefixes.set(prefix, known === undefined || known === region ? region : null);
  });
  return { ...columns, codes: Uint32Array.from(columns.zip), prefixes };
}
