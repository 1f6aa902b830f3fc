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
