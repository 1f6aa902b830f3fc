/** How far a rate may be off, where it is judged by that: ranked by its lower bound, or told from chance. */
import { share } from '../protocol/interval.ts';
import type { Measured } from './rows.ts';

/**
 * The 95 % bounds that a rate is judged by; NaN for metrics without. A net score has those of its variance, which answers that all say the
 * same do not tell: it is bounded by how many others may think otherwise (Wilson), so that one happy answer is not certain.
 */
export function boundsOf({ value, n, low, high }: Measured): { readonly low: number; readonly high: number } {
  if (low !== high || !(n > 0)) return { low, high };
  const others = 100 - share(n, n).low;
  // Whoever is for takes two points of a percent when against, whoever is neither takes one.
  const doubt = Math.abs(value) === 100 ? 2 * others : others;
  return { low: Math.max(-100, value - doubt), high: Math.min(100, value + doubt) };
}

/** What a figure is ranked by: the lower bound of a rate, the value of all else. */
export function rankedBy(measured: Measured): number {
  const { low } = boundsOf(measured);
  return Number.isNaN(low) ? measured.value : low;
}

/** Orders figures, largest first; what has none stands last. */
export function largestFirst(one: number, other: number): number {
  return Number(Number.isNaN(one)) - Number(Number.isNaN(other)) || other - one || 0;
}
