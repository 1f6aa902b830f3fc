/** How names of places are compared: without case, accents, punctuation and the usual abbreviations. */

const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', æ: 'ae', œ: 'oe', ə: 'e' };
const WORDS: Readonly<Record<string, string>> = { saint: 'st', sainte: 'st', ste: 'st', fort: 'ft', mount: 'mt', and: '', the: '' };
const PLAIN = /^[a-z0-9]+$/;
/** Words that only need {@link WORDS}; `d oeste` is not among them, since it is written `d'Oeste` too. */
const PLAIN_WORDS = /^(?!.*\b[dlo] )[a-z0-9 ]+$/;

/** Comparable form of a place name: lower case, no accents, single spaces; `São Paulo` is `sao paulo`. Empty when nothing is left. */
export function normaliseName(name: string): string {
  const lower = name.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return joinWords(PLAIN_WORDS.test(lower) ? lower : simplify(lower));
}

const EAST_ASIAN = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]{2,}$/u;

/** A name (in comparable form) of China, Japan or Korea with the kind of unit behind it: `北京市` of `北京`. None of other names. */
export function inFull(name: string, kinds: readonly string[]): readonly string[] {
  return EAST_ASIAN.test(name) ? kinds.map((kind) => (name + kind).normalize('NFC')) : [];
}

const CITY_KINDS = ['市', '都', '시'];

/** A city's name (in comparable form) as it may be written. */
export function cityNames(name: string): readonly string[] {
  return [name, ...inFull(name, CITY_KINDS)];
}

function joinWords(text: string): string {
  return text
    .split(' ')
    .map((word) => WORDS[word] ?? word)
    .filter((word) => word !== '')
    .join(' ');
}

function simplify(lower: string): string {
  return lower
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .replace(/[ßøłđðþıæœə]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/\b([dlo])['’ʼ`´ ](?=\p{L})/gu, '$1')
    .replace(/['’ʼ`´ʻ]/g, '')
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
}
