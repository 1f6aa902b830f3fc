/** How heights and axes are read: round steps, written in the reader's language. */
import type { AxisSpan } from '../../protocol/landscape.ts';
import { personMeasure } from '../../protocol/people.ts';
import { fromAxis } from '../../protocol/peopleAxis.ts';
import { formatRound, formatShort } from '../format.ts';
import { say, texts } from '../language.ts';
import { LAND } from './land.ts';

const TEXTS = texts({
  en: { due: 'due', days: (days: string) => `${days} d`, perSquare: (height: string) => `${height} per square` },
  pt: { due: 'no prazo', days: (days: string) => `${days} d`, perSquare: (height: string) => `${height} por quadrado` },
  de: { due: 'fällig', days: (days: string) => `${days} T`, perSquare: (height: string) => `${height} je Quadrat` },
});

export interface HeightScale {
  /** World units for one unit of what rises on a square. */
  readonly factor: number;
  /** The round value of the highest mark on the post, and the step between two. */
  readonly top: number;
  readonly step: number;
}

/** A scale that holds still, and what it was measured for. */
export interface HeldScale {
  readonly of: string;
  readonly scale: HeightScale;
}

/** So many times as high as when it was measured the land is no more in the picture. */
const OUTGROWN = 2;

/**
 * The scale of the land: that which is held, for another question a new one. So it is where there was nothing to measure yet, and where the
 * land has outgrown the picture. `most`: the greatest height, per square.
 */
export function holdScale(held: HeldScale | null, of: string, most: number): HeldScale {
  const isHeld = held !== null && held.of === of && held.scale.factor > 0 && most * held.scale.factor <= OUTGROWN * LAND.peak;
  return isHeld ? held : { of, scale: heightScale(most) };
}

/** The scale at which the greatest height (per square) is the peak. Nothing at all gives a scale, too. */
export function heightScale(most: number): HeightScale {
  if (!(most > 0)) return { factor: 0, top: 0, step: 0 };
  const step = roundStep(most / 5);
  return { factor: LAND.peak / most, top: Math.floor(most / step) * step, step };
}

/** What stands at the marks of the post; the highest one says what it is a height of. `unit` is a currency or `count`. */
export function heightMarks({ top, step }: HeightScale, unit: string): readonly { readonly value: number; readonly text: string }[] {
  const count = step > 0 ? Math.round(top / step) : 0;
  return Array.from({ length: count }, (_, at) => {
    const value = (at + 1) * step;
    const text = formatRound(value, unit);
    return { value, text: at + 1 === count ? say(TEXTS).perSquare(text) : text };
  });
}

/** The next of 1, 2, 5, 10, ... that is not below. */
export function roundStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value * (1 - 1e-9)) ?? 10) * power;
}

export interface AxisTick {
  /** On the axis' own scale. */
  readonly at: number;
  readonly text: string;
}

/** Most ticks of an axis. */
const MOST_TICKS = 9;

/** Ticks of an axis: at its doublings, or at round steps. `currency` writes money. */
export function axisTicks({ measure: id, from, to }: AxisSpan, currency: string): readonly AxisTick[] {
  const measure = personMeasure(id);
  if (!measure) return [];
  const isScore = measure.unit === 'score';
  const least = (to - from) / MOST_TICKS;
  const step = isScore ? 1 : measure.axis === 'log' ? Math.max(1, Math.ceil(least)) : roundStep(least);
  const first = Math.ceil(from / step) * step;
  const count = Math.max(0, Math.floor((to - first) / step + 1e-9) + 1);
  const isShown = (at: number) => measure.axis === 'log' || (at >= 0 && !(measure.unit === '%' && at > 100));
  return Array.from({ length: count }, (_, index) => first + index * step)
    .filter(isShown)
    .map((at) => ({ at, text: tickText(measure.unit, fromAxis(measure.axis, at), currency) }));
}

const FRACTIONS: Readonly<Record<string, string>> = { '0.5': '½', '0.25': '¼', '0.125': '⅛' };

function tickText(unit: string, value: number, currency: string): string {
  const words = say(TEXTS);
  if (unit === 'times' && value === 1) return words.due;
  const isPart = value > 0 && value < 0.125;
  const number = FRACTIONS[String(value)] ?? (isPart ? `1/${Math.round(1 / value)}` : formatShort(Number(value.toPrecision(3)), 'count'));
  if (unit === 'times') return `${number}×`;
  if (unit === 'days') return words.days(number);
  if (unit === 'money') return formatRound(value, currency);
  return unit === '%' ? formatShort(value, '%') : number;
}
