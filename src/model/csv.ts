/** An answer as CSV (RFC 4180): ids, names and exact numbers, and no cell that a spreadsheet would run. */
import type { AnswerTable } from '../protocol/table.ts';

/** What a spreadsheet takes for the beginning of a formula; some take the wide forms, too. */
const RISKY = /^[=+\-@\t\r\n＝＋－＠]/;
/** Of the delimiters, any: a spreadsheet may cut at semicolons as well, and run what is behind one. */
const QUOTED = /[",;\t\r\n]/;
const NEWLINE = '\r\n';

/** With a byte order mark, by which spreadsheets know UTF-8. A dimension with readable names has them in `<dimension>_name`; null is an empty cell. */
export function toCsv(table: AnswerTable): string {
  const dimensions = table.columns.filter(({ unit }) => unit === null).map(({ name }) => name);
  const metrics = table.columns.filter(({ unit }) => unit !== null).map(({ name }) => name);
  const named = dimensions.map((name) => table.labels[name] !== undefined);
  const head = [...dimensions.flatMap((name, at) => (named[at] ? [name, `${name}_name`] : [name])), ...metrics];
  const lines = Array.from({ length: table.rowCount }, (_, row) => {
    const texts = dimensions.flatMap((name, at) => {
      const id = table.keys[at]?.[row] ?? null;
      const label = id === null ? null : (table.labels[name]?.[id] ?? null);
      return named[at] ? [textCell(id), textCell(label)] : [textCell(id)];
    });
    return [...texts, ...metrics.map((_, at) => numberCell(table.values[at]?.[row]))].join(',');
  });
  return `\ufeff${[head.map(textCell).join(','), ...lines].join(NEWLINE)}${NEWLINE}`;
}

/** A text that no spreadsheet runs: what looks like a formula gets an apostrophe before it. */
export function textCell(text: string | null): string {
  if (text === null) return '';
  const safe = RISKY.test(text) ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The shortest decimal that is exactly this number. */
function numberCell(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '' : String(value);
}

/** The table of an answer that a file may hold; null while another question loads: the file would bear the name of that one. */
export function tableForFile({ table, status }: { readonly table: AnswerTable | null; readonly status: string }): AnswerTable | null {
  return status === 'loading' ? null : table;
}
