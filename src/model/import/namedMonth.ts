/** Dates whose month is a word: `01-Mar-2026`, `March 1, 2026 10:15 AM`, `1. März 2026`, `1 de março de 2026`, `Sun, 01 Mar 2026 10:15:00 +0100`. */

/** Beginnings of the names of the months in English, Portuguese and German, without accents. */
const MONTHS = ['jan', 'feb fev', 'mar mrz mae', 'apr abr', 'may mai', 'jun', 'jul', 'aug ago', 'sep set', 'oct out okt', 'nov', 'dec dez'];

const TIME = String.raw`(?:,?\s+(?:at\s+|um\s+|às\s+)?(\d\d?):(\d\d)(?::(\d\d))?\s*([AaPp])?\.?[Mm]?\.?(?:\s*(?:[Uu]hr|hs?\b)\.?)?)?\s*([Zz]|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?`;
const WEEKDAY = /^\p{L}{2,}\.?,?\s+(?=\d\d?(?:\s+de\s+|[\s.-]+)\p{L}|\p{L}{3,}\.?\s+\d)/u;
const DAY_FIRST = new RegExp(String.raw`^(\d\d?)(?:\s+de\s+|[\s.-]+)(\p{L}{3,})(?:\s+de\s+|[\s.,-]+)(\d{4}|\d\d)${TIME}$`, 'u');
const MONTH_FIRST = new RegExp(String.raw`^(\p{L}{3,})\.?\s+(\d\d?)(?:st|nd|rd|th)?,?\s+(\d{4})${TIME}$`, 'u');
const MOST_CHARACTERS = 60;

/** The parts of such a date as digits: month 1 to 12, `half` the a or p of AM and PM. Null for what is none. */
export interface NamedDate {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string | undefined;
  readonly minute: string | undefined;
  readonly second: string | undefined;
  readonly half: string | undefined;
  readonly zone: string | undefined;
}

export function namedDate(text: string): NamedDate | null {
  if (text.length > MOST_CHARACTERS || !/\p{L}{3}/u.test(text)) return null;
  const plain = text.replace(WEEKDAY, '');
  const dayFirst = DAY_FIRST.exec(plain);
  const match = dayFirst ?? MONTH_FIRST.exec(plain);
  if (!match) return null;
  const [, first = '', second = '', year = ''] = match;
  const [day, word] = dayFirst ? [first, second] : [second, first];
  const month = MONTHS.findIndex((names) => names.split(' ').includes(beginning(word))) + 1;
  if (month === 0) return null;
  const [hour, minute, seconds, half, zone] = match.slice(4);
  return { year, month: String(month), day, hour, minute, second: seconds, half, zone };
}

function beginning(word: string): string {
  return word
    .normalize('NFD')
    .replaceAll(/\p{Mn}+/gu, '')
    .slice(0, 3)
    .toLowerCase();
}
