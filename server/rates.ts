/** `rates.csv`: what one unit of a currency is worth in the reporting currency, from a date on. */
import { createZone, DAY_MS } from './engine/zone.ts';
import { parseDecimal } from './log/decimal.ts';
import type { Settings } from './settings.ts';

const HEADER = 'date,currency,rate';

interface RatesOptions {
  /** Named in errors. */
  readonly file: string;
  readonly currency: string;
  /** A date begins at its midnight in this time zone. */
  readonly timezone: string;
}

/** Reads the lines `date,currency,rate`. Throws an error that names the line and the column. */
export function parseRates(text: string, { file, currency, timezone }: RatesOptions): Settings['rates'] {
  const zone = createZone(timezone);
  const rates = new Map<string, { fromMs: number; rate: string }[]>();
  const [header = '', ...lines] = text.split(/\r?\n/);
  if (header.trim().toLowerCase().replaceAll(/[\s"]/g, '') !== HEADER) throw new Error(`${file}: line 1: must be the header ${HEADER}`);
  lines.forEach((line, at) => {
    if (line.trim() === '') return;
    const row = parseLine(line, `${file}: line ${at + 2}`);
    checkOwn(row, currency, `${file}: line ${at + 2}`);
    const dated = rates.get(row.currency) ?? [];
    dated.push({ fromMs: zone.startOfDay(row.day), rate: row.rate });
    rates.set(row.currency, dated);
  });
  for (const [code, dated] of rates)
    checkDates(
      code,
      dated.sort((a, b) => a.fromMs - b.fromMs),
      file,
    );
  return rates;
}

interface RateLine {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly currency: string;
  readonly rate: string;
}

function parseLine(line: string, place: string): RateLine {
  const cells = line.split(',').map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );
  if (cells.length !== 3) throw new Error(`${place}: must have three columns, ${HEADER}, not ${cells.length}`);
  const [date = '', currency = '', rate = ''] = cells;
  const timeMs = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(timeMs) || new Date(timeMs).toISOString().slice(0, 10) !== date) {
    throw new Error(`${place}: date: ${JSON.stringify(date)} must be a date such as 2024-05-01`);
  }
  if (!/^[A-Za-z]{3}$/.test(currency)) throw new Error(`${place}: currency: ${JSON.stringify(currency)} must be three letters such as EUR`);
  if (!parseDecimal(rate)) throw new Error(`${place}: rate: ${JSON.stringify(rate)} must be a positive decimal number such as 1.0825`);
  return { day: timeMs / DAY_MS, currency: currency.toUpperCase(), rate };
}

function checkOwn(row: RateLine, currency: string, place: string): void {
  if (row.currency === currency && Number(row.rate) !== 1) {
    throw new Error(`${place}: rate: ${currency} is the reporting currency, its rate is 1, not ${row.rate}`);
  }
}

function checkDates(code: string, dated: readonly { readonly fromMs: number }[], file: string): void {
  const repeated = dated.find(({ fromMs }, at) => fromMs === dated[at + 1]?.fromMs);
  if (repeated) throw new Error(`${file}: date: ${code} has two rates from ${new Date(repeated.fromMs).toISOString()} on; keep one`);
}
