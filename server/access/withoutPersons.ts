/** Addresses of views without the person who stands open in them. */

/** The query part of an address without the key of a customer; everything else stands as it was written. */
export function searchWithoutPerson(search: string): string {
  const parts = search.replace(/^\?/, '').split('&');
  const kept = parts.filter((part) => !new URLSearchParams(part).has('customer'));
  if (kept.length === parts.length) return search;
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}
