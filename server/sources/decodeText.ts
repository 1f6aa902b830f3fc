/** Text as the product keeps it: trimmed, NFC, no NUL and no half of a surrogate pair. */
import { DecodeFault, shown } from './decodeFault.ts';

/** Nothing but printable ASCII needs no further look. */
const NEEDS_CARE = /[^ -~]/;
const UNSTORABLE = /[\0\p{Surrogate}]/u;
const EVERY_UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** Longest dimension text, in UTF-16 units; verbatim text may fill the event. */
export const MAX_DIMENSION_CHARACTERS = 1024;

/** Whether a text holds NUL or a lone surrogate, which no store keeps faithfully. */
export function isUnstorable(text: string): boolean {
  return NEEDS_CARE.test(text) && UNSTORABLE.test(text);
}

/** Trimmed and NFC; what cannot be stored is replaced by U+FFFD. Empty text is null: absent. */
export function dimensionText(text: string): string | null {
  if (!NEEDS_CARE.test(text)) return text.trim() || null;
  return text.replace(EVERY_UNSTORABLE, '\ufffd').normalize('NFC').trim() || null;
}

/** The sender's own text: as sent, but storable. */
export function storableText(text: string): string {
  return isUnstorable(text) ? text.replace(EVERY_UNSTORABLE, '\ufffd') : text;
}

/** A text field: text, or a number that is exact as text; null, missing and empty are absent. */
export function decodeText(value: unknown, field: string, maxCharacters = MAX_DIMENSION_CHARACTERS): string | undefined | DecodeFault {
  const text = typeof value === 'number' ? numberText(value) : value;
  if (typeof text !== 'string') return new DecodeFault('invalid_field', field, `${field}: must be text in quotes, not ${shown(value)}`);
  const clean = dimensionText(text);
  if (clean === null) return undefined;
  if (clean.length <= maxCharacters) return clean;
  return new DecodeFault('too_long', field, `${field}: has ${clean.length} characters; at most ${maxCharacters} are kept`);
}

function numberText(value: number): string | null {
  const exact = Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
  return exact ? String(value) : null;
}

/** A part of the event's identity: it must say exactly one thing, so nothing in it is replaced. */
export function decodeName(value: unknown, field: string, maxCharacters: number): string | DecodeFault {
  if (value === undefined || value === null || value === '') {
    return new DecodeFault('missing_field', field, `${field}: is missing; every event needs it as non-empty text`);
  }
  if (typeof value !== 'string') return new DecodeFault('invalid_field', field, `${field}: must be text in quotes, not ${shown(value)}`);
  if (isUnstorable(value)) {
    return new DecodeFault('invalid_field', field, `${field}: holds NUL or half a surrogate pair; send well-formed Unicode text`);
  }
  const clean = dimensionText(value);
  if (clean === null) return new DecodeFault('missing_field', field, `${field}: is blank; every event needs it as non-empty text`);
  if (clean.length <= maxCharacters) return clean;
  return new DecodeFault('too_long', field, `${field}: has ${clean.length} characters; at most ${maxCharacters} are kept`);
}
