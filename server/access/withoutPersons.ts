/** Addresses of views without the persons whom they are of. */

/** Levels of a place in an address, by its slashes: country, region, city, hexagon, and then the customer. */
const CUSTOMER_PARTS = 5;

/** The query part of an address without the key of any customer: who stands open, whose records are listed, whose point is chosen; everything else stands as it was written. */
export function searchWithoutPerson(search: string): string {
  const parts = search.replace(/^\?/, '').split('&');
  // What is chosen within a place that is left out would stand alone.
  const isWithin = parts.some((part) => isCustomerPlace(part, 'at'));
  const kept = parts.filter((part) => !isPerson(part) && !(isWithin && nameOf(part) === 'selected'));
  if (kept.length === parts.length) return search;
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}

function isPerson(part: string): boolean {
  const name = nameOf(part);
  return name === 'customer' || name === 'by' || isCustomerPlace(part, 'at') || isCustomerPlace(part, 'selected');
}

function isCustomerPlace(part: string, name: string): boolean {
  return nameOf(part) === name && part.split('/').length >= CUSTOMER_PARTS;
}

/** Also one of which letters are written as codes. */
function nameOf(part: string): string | undefined {
  return new URLSearchParams(part).keys().next().value;
}
