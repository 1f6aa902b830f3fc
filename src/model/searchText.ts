/** Texts as an address carries them. */

/** Stands for the group without a value in a list; a real tilde is written `%7E`. */
export const NONE = '~';
/** Half a character cannot be percent-encoded. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Percent-encodes all but what a query string may carry as it is and we do not use as a separator. */
export function encode(text: string): string {
  return encodeURIComponent(text.replaceAll(LONE_SURROGATE, '\ufffd')).replaceAll('~', '%7E').replaceAll('%3A', ':').replaceAll('%20', '+');
}

/** The text again; null where it cannot be one. */
export function decode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

/** A value of a list. */
export function writeValue(value: string | null): string {
  return value === null ? NONE : encode(value);
}

/** The value of a part of a list; empty where it is none. */
export function readValue(raw: string): (string | null)[] {
  if (raw === NONE) return [null];
  const value = decode(raw);
  return value === null || value === '' ? [] : [value];
}
