import { textCell } from '../../model/csv.ts';
import { say } from '../../model/language.ts';
import { BRING_TEXTS } from './bringTexts.ts';
import type { BadRow } from './runImport.ts';

/** What is wrong with a row and what to do, in the reader's language where it was found here, else in the server's words. */
export function whyText({ why }: BadRow): string {
  if (typeof why === 'string') return why;
  const word = say(BRING_TEXTS).faults[why.kind];
  const value = why.value.length > 40 ? `${why.value.slice(0, 40)}…` : why.value;
  return typeof word === 'string' ? word : word(value);
}

/** The rows that were not taken as CSV; no cell is one that a spreadsheet would run. */
export function badRowsCsv(rows: readonly BadRow[]): string {
  const words = say(BRING_TEXTS);
  const lines = rows.map((bad) => [String(bad.number), textCell(bad.field), textCell(whyText(bad))].join(','));
  return `\ufeff${[[words.row, words.field, words.why].map(textCell).join(','), ...lines].join('\r\n')}\r\n`;
}
