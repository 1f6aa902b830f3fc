/** What a figure is set against, in words: `on the week before`, `on the year before`. */
import type { Shift } from './compare.ts';
import { say, texts } from './language.ts';
import type { Comparison } from './viewState.ts';

const TEXTS = texts({
  en: {
    hour: 'on the hour before',
    day: 'on the day before',
    days: (count: number) => `on the ${count} days before`,
    week: 'on the week before',
    weeks: (count: number) => `on the ${count} weeks before`,
    month: 'on the month before',
    months: (count: number) => `on the ${count} months before`,
    year: 'on the year before',
    other: 'on the time before',
  },
  pt: {
    hour: 'sobre a hora anterior',
    day: 'sobre o dia anterior',
    days: (count) => `sobre os ${count} dias anteriores`,
    week: 'sobre a semana anterior',
    weeks: (count) => `sobre as ${count} semanas anteriores`,
    month: 'sobre o mês anterior',
    months: (count) => `sobre os ${count} meses anteriores`,
    year: 'sobre o ano anterior',
    other: 'sobre o período anterior',
  },
  de: {
    hour: 'gegenüber der Stunde davor',
    day: 'gegenüber dem Tag davor',
    days: (count) => `gegenüber den ${count} Tagen davor`,
    week: 'gegenüber der Vorwoche',
    weeks: (count) => `gegenüber den ${count} Wochen davor`,
    month: 'gegenüber dem Vormonat',
    months: (count) => `gegenüber den ${count} Monaten davor`,
    year: 'gegenüber dem Vorjahr',
    other: 'gegenüber der Zeit davor',
  },
});

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Against the time of the same length before: an hour, a day, whole days or weeks (an hour more or less where clocks change). */
export function againstText(lengthMs: number): string {
  const words = say(TEXTS);
  const days = Math.round(lengthMs / DAY_MS);
  if (lengthMs === HOUR_MS) return words.hour;
  if (days === 0 || Math.abs(lengthMs - days * DAY_MS) > HOUR_MS) return words.other;
  if (days === 1) return words.day;
  if (days % 7 !== 0) return words.days(days);
  return days === 7 ? words.week : words.weeks(days / 7);
}

/** Against what a window is compared with; `shift` is what lies between them, see `compare.ts`. */
export function comparedText(lengthMs: number, compare: Comparison, shift: Shift | null): string {
  const words = say(TEXTS);
  if (compare === 'year') return words.year;
  if (shift?.by !== 'months') return againstText(lengthMs);
  if (shift.count === 12) return words.year;
  return shift.count === 1 ? words.month : words.months(shift.count);
}
