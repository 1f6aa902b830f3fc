/** Finds the city that a sender's text means: a name alone, or with its state or country behind it (`Austin, Texas`, `London, UK`). */
import type { Cities } from './cities.ts';
import type { City, Point } from './cityShard.ts';
import type { Countries } from './countries.ts';
import { ownerOf } from './hierarchy.ts';
import type { Regions } from './regions.ts';

/** What is known of the place before the city is looked at. */
export interface Context {
  readonly country: string | null;
  readonly region: string | null;
  readonly near: Point | null;
}

/** What the text adds; `city` lies in `country` and `region`. */
export interface CityHit {
  readonly country: string | null;
  readonly region: string | null;
  readonly city: City | null;
}

interface Area {
  readonly country: string;
  readonly region: string | null;
  /** Said by a full name, not by two letters that may be anything. */
  readonly certain: boolean;
}

/** Where country and chief town are one, the name stands for both. */
const CITY_STATES = new Set(['SG', 'HK', 'MO', 'MC', 'VA', 'GI', 'DJ', 'LU']);
/** Countries whose region codes are written behind a city without the country: `Toronto, ON`. */
const CODED_COUNTRIES = ['US', 'CA', 'AU', 'BR', 'MX', 'IN'];
/** Short forms of countries that nobody takes for a town. */
const SAFE_SHORT = new Set(['usa', 'uk', 'uae', 'u.s.a.', 'u.k.', 'u.s.']);

export class CityTexts {
  private readonly countries: Countries;
  private readonly regions: Regions;
  private readonly cities: Cities;

  constructor(countries: Countries, regions: Regions, cities: Cities) {
    this.countries = countries;
    this.regions = regions;
    this.cities = cities;
  }

  find(text: string, known: Context): CityHit | null {
    const whole = text.trim().replace(/\s+/g, ' ');
    if (whole === '' || whole.length > 100) return null;
    return known.country === null ? this.anywhere(whole, known) : this.within(whole, known.country, known);
  }

  private within(text: string, country: string, known: Context): CityHit | null {
    const direct = this.cities.of(country)?.named(text, known.region, known.near);
    if (direct) return hitOf(direct);
    const [name, behind] = splitLast(text) ?? [];
    if (name === undefined || behind === undefined) return null;
    const region = this.regions.inCountry(country, behind);
    if (region && (known.region === null || known.region === region)) {
      const city = this.cities.of(country)?.named(firstPart(name), region, known.near) ?? null;
      return { country, region, city };
    }
    if (this.countries.find(behind)?.country === country) return this.within(name, country, known);
    const city = region ? null : this.cities.of(country)?.named(firstPart(name), known.region, known.near);
    return city ? hitOf(city) : null;
  }

  private anywhere(text: string, known: Context): CityHit | null {
    const [name, behind] = splitLast(text) ?? [];
    if (name !== undefined && behind !== undefined) return this.inOneOf(this.areasCalled(behind), name, known);
    return this.alone(text);
  }

  /** The first area that has such a city; without one, an area said by its full name stands alone. */
  private inOneOf(areas: readonly Area[], name: string, known: Context): CityHit | null {
    for (const { country, region } of areas) {
      const hit = this.within(name, country, { ...known, country, region });
      if (hit?.city) return hit;
    }
    const certain = areas.filter((area) => area.certain);
    return certain[0] && certain.length === 1 ? { country: certain[0].country, region: certain[0].region, city: null } : null;
  }

  /** US states first, because `City, ST` is how they are written; then countries, then other regions. */
  private areasCalled(text: string): Area[] {
    const short = text.replace(/\./g, '').length <= 3;
    const country = this.countries.find(text);
    const areas: (Area | null)[] = short ? CODED_COUNTRIES.slice(0, 1).map((code) => this.codedArea(code, text)) : [];
    if (country) areas.push({ ...country, certain: !short || SAFE_SHORT.has(text.toLowerCase()) });
    if (short) areas.push(...CODED_COUNTRIES.slice(1).map((code) => this.codedArea(code, text)));
    const region = short ? null : this.regions.named(text);
    if (region) areas.push({ country: region.slice(0, 2), region, certain: country === null });
    return areas.filter((area) => area !== null);
  }

  private codedArea(country: string, code: string): Area | null {
    const region = this.regions.inCountry(country, code);
    return region === null ? null : { country, region, certain: false };
  }

  /** A country, a city known worldwide, or a region, by name; what two of them claim is left at what they share. */
  private alone(text: string): CityHit | null {
    const country = text.length > 3 || SAFE_SHORT.has(text.toLowerCase()) ? this.countries.find(text) : null;
    if (country) {
      const city = CITY_STATES.has(country.country) ? this.cities.of(country.country)?.named(text, null, null) : null;
      return city ? hitOf(city) : { ...country, city: null };
    }
    const city = this.cities.knownWorldwide(text);
    if (city === 'several') return null;
    const region = text.length > 3 ? this.regions.named(text) : null;
    if (city === null) return region === null ? null : { country: region.slice(0, 2), region, city: null };
    if (region === null || region === city.region) return hitOf(city);
    return region.startsWith(ownerOf(city)) ? { country: ownerOf(city), region: null, city: null } : null;
  }
}

function hitOf(city: City): CityHit {
  return { country: city.country, region: city.region, city };
}

/** `Austin, TX`, `Austin TX`, `Campinas/SP` and `Campinas (SP)` to the name and what is behind it. */
function splitLast(text: string): [name: string, behind: string] | null {
  const comma = text.lastIndexOf(',');
  if (comma > 0) return [text.slice(0, comma).trim(), text.slice(comma + 1).trim()];
  const code = /^(.{3,}?)(?: | ?\/ ?| ?\((?=..\)))([A-Z]{2})\)?$/.exec(text);
  return code?.[1] && code[2] ? [code[1], code[2]] : null;
}

/** The town of `Brooklyn, New York`. */
function firstPart(name: string): string {
  return name.split(',')[0]?.trim() ?? name;
}
