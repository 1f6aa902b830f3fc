/** How places lie in one another: overseas territories are countries of their own and regions of another. */

/** Territories with an ISO 3166-1 code that are one region of another country by ISO 3166-2. */
const REGION_OF_TERRITORY: Readonly<Record<string, string>> = {
  PR: 'US-PR',
  GU: 'US-GU',
  VI: 'US-VI',
  AS: 'US-AS',
  MP: 'US-MP',
  UM: 'US-UM',
  SX: 'NL-SX',
  AW: 'NL-AW',
  CW: 'NL-CW',
  AX: 'FI-01',
  SJ: 'NO-21',
  GP: 'FR-971',
  MQ: 'FR-972',
  GF: 'FR-973',
  RE: 'FR-974',
  YT: 'FR-976',
};

/** The country whose region `country` is, or the country itself. */
export function ownerOf({ country }: { readonly country: string }): string {
  return REGION_OF_TERRITORY[country]?.slice(0, 2) ?? country;
}

/** The same place seen from the country that a sender named; null when it lies elsewhere. */
export function seenFrom(
  country: string,
  place: { readonly country: string | null; readonly region: string | null },
): { country: string; region: string | null } | null {
  if (place.country === null || place.country === country)
    return { country, region: place.region?.startsWith(`${country}-`) ? place.region : null };
  const asRegion = REGION_OF_TERRITORY[place.country];
  if (asRegion?.startsWith(`${country}-`)) return { country, region: asRegion };
  return place.region !== null && REGION_OF_TERRITORY[country] === place.region ? { country, region: null } : null;
}
