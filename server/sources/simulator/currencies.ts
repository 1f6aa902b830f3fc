/** The simulated company's exchange rates. */

/** USD per unit: what prices are made with. */
export const CURRENCY_RATES: Readonly<Record<string, number>> = { USD: 1, EUR: 1.1, GBP: 1.28, BRL: 0.18, JPY: 0.0067 };

// Every quarter the rates move a little; the sequence is fixed, so that the file is the same wherever it is written.
const DRIFT = [1, 1.012, 0.994, 1.006, 0.988, 1.003, 1.01, 0.997] as const;
const FIRST_YEAR = 2024;
const YEARS = 6;

/** The rates as the text of `rates.csv`: `date,currency,rate` from 2015 on, quarterly from 2024 on. */
export function ratesCsv(): string {
  const currencies = Object.entries(CURRENCY_RATES).filter(([currency]) => currency !== 'USD');
  const dates = ['2015-01-01', ...Array.from({ length: YEARS * 4 }, (_, quarter) => quarterStart(quarter))];
  const lines = dates.flatMap((date, at) =>
    currencies.map(([currency, rate], offset) => `${date},${currency},${drifted(rate, at + offset)}`),
  );
  return `date,currency,rate\n${lines.join('\n')}\n`;
}

function quarterStart(quarter: number): string {
  const month = String((quarter % 4) * 3 + 1).padStart(2, '0');
  return `${FIRST_YEAR + Math.floor(quarter / 4)}-${month}-01`;
}

function drifted(rate: number, step: number): string {
  const drift = DRIFT[step % DRIFT.length] ?? 1;
  return (rate * drift).toPrecision(4);
}
