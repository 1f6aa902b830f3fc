/** Amounts in the reporting currency, by the rate in force when the event happened. */
import type { EventData } from '../../src/protocol/event.ts';
import type { Settings } from '../settings.ts';
import { type Decimal, multiplyFixed, parseDecimal, toFixedOne } from './decimal.ts';

export interface Converted {
  /** Whole 1/10,000ths of the reporting currency; null when there is no amount or no rate. */
  readonly amount: number | null;
  readonly unconverted: boolean;
}

const NO_AMOUNT: Converted = { amount: null, unconverted: false };
const NO_RATE: Converted = { amount: null, unconverted: true };

interface Step {
  readonly fromMs: number;
  readonly rate: Decimal;
}

/** Converts an amount in whole 1/10,000ths at the event's time. Amounts without a currency are in the reporting currency. */
export type Converter = (fixed: number | null, currency: string | undefined, timeMs: number) => Converted;

/** The amount of an event's data in whole 1/10,000ths; null when there is none. */
export function amountOf({ amount }: EventData): number | null {
  return amount === undefined ? null : toFixedOne(amount);
}

export function createConverter(settings: Pick<Settings, 'currency' | 'rates'>): Converter {
  const steps = toSteps(settings.rates);
  return (fixed, currency, timeMs) => {
    if (fixed === null) return NO_AMOUNT;
    if (currency === undefined || currency === settings.currency) return { amount: fixed, unconverted: false };
    const rate = rateAt(steps.get(currency) ?? [], timeMs);
    const converted = rate && multiplyFixed(fixed, rate);
    return typeof converted === 'number' ? { amount: converted, unconverted: false } : NO_RATE;
  };
}

function toSteps(rates: Settings['rates']): Map<string, Step[]> {
  const steps = new Map<string, Step[]>();
  for (const [currency, dated] of rates) {
    steps.set(
      currency,
      dated.map(({ fromMs, rate }) => ({ fromMs, rate: required(parseDecimal(rate), currency, rate) })),
    );
  }
  return steps;
}

function required(rate: Decimal | null, currency: string, text: string): Decimal {
  if (!rate) throw new Error(`rate of ${currency}: ${text} is no positive decimal number`);
  return rate;
}

/** The newest step that began at or before the instant. */
function rateAt(steps: readonly Step[], timeMs: number): Decimal | null {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] as Step).fromMs <= timeMs) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1]?.rate ?? null;
}
