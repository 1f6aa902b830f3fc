/** What a postal code says about where it is. */

import type { Point } from './cityShard.ts';
import { regionByRange } from './postalRanges.ts';
import { UsZips } from './usZips.ts';

export interface PostalHit {
  readonly country: string;
  readonly region: string | null;
  readonly point: Point | null;
  /** GeoNames id of the place, or null. */
  readonly cityId: number | null;
  /** Name of the place where the id is not known. */
  readonly city: string | null;
}

/** Codes whose form alone tells the country. */
const FORMS: readonly (readonly [country: string, form: RegExp])[] = [
  ['US', /^\d{5}-\d{4}$/],
  ['BR', /^\d{5}-\d{3}$/],
  ['CA', /^[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d$/],
  ['GB', /^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/],
];

export class PostalCodes {
  private readonly zips: UsZips;

  constructor(folder: string) {
    this.zips = new UsZips(folder);
  }

  /** Null when the code says nothing for sure; without a country only codes of unmistakable form do. */
  find(country: string | null, text: string): PostalHit | null {
    // A file's reader that takes a code for a number may write it as one.
    const code = text
      .trim()
      .toUpperCase()
      .replace(/^(\d+)\.0$/, '$1');
    const where = country ?? FORMS.find(([, form]) => form.test(code))?.[0] ?? null;
    if (where === null || code === '') return null;
    if (where === 'US') return this.zips.find(code);
    const hit = regionByRange(where, code);
    return hit && { country: where, region: hit.region, point: null, cityId: null, city: hit.city };
  }
}
