/** The cities of GeoNames, loaded country by country when first asked for. */
import { lazy, readBytes, readJson } from './assets.ts';
import { type City, CityShard } from './cityShard.ts';
import { cityNames, normaliseName } from './placeName.ts';

export class Cities {
  private readonly folder: string;
  private readonly shards = new Map<string, CityShard>();
  private readonly existing: () => ReadonlySet<string>;
  private readonly worldwide: () => Record<string, string>;
  private readonly idIndex: () => { ids: Uint32Array; countries: Buffer };

  constructor(folder: string) {
    this.folder = folder;
    this.existing = lazy(() => new Set(readJson<string[]>(folder, 'cities.json')));
    this.worldwide = lazy(() => readJson<Record<string, string>>(folder, 'gazetteer/worldwide.json.gz'));
    this.idIndex = lazy(() => readIdIndex(folder));
  }

  /** The cities of one country, or null where there are none. */
  of(country: string): CityShard | null {
    const loaded = this.shards.get(country);
    if (loaded) return loaded;
    if (!this.existing().has(country)) return null;
    const shard = new CityShard(this.folder, country);
    this.shards.set(country, shard);
    return shard;
  }

  /** The one city that a name means without any country (eight times as populous as every other of that name, 15,000 at least), or that several bear it. */
  knownWorldwide(text: string): City | 'several' | null {
    const key = cityNames(normaliseName(text)).find((name) => Object.hasOwn(this.worldwide(), name));
    const hit = key === undefined ? undefined : this.worldwide()[key];
    if (hit === undefined) return null;
    return hit === '' ? 'several' : (this.of(hit.slice(0, 2))?.byId(Number(hit.slice(3))) ?? null);
  }

  /** Name of a GeoNames id, or null when it is none of ours. */
  label(geonamesId: number): string | null {
    const { ids, countries } = this.idIndex();
    const at = indexOf(ids, geonamesId);
    if (at < 0) return null;
    return this.of(countries.toString('latin1', at * 2, at * 2 + 2))?.byId(geonamesId)?.name ?? null;
  }
}

function readIdIndex(folder: string): { ids: Uint32Array; countries: Buffer } {
  const bytes = readBytes(folder, 'gazetteer/ids.bin.gz');
  const count = bytes.readUInt32LE(0);
  const ids = Uint32Array.from({ length: count }, (_, at) => bytes.readUInt32LE(4 + at * 4));
  return { ids, countries: bytes.subarray(4 + count * 4) };
}

/** Position in an ascending array, -1 when absent. */
export function indexOf(sorted: Uint32Array, wanted: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const here = sorted[middle] as number;
    if (here === wanted) return middle;
    if (here < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
