/** What the legend says: three round heights, the ramp with its target, the looks a mark can have. */
import { rampOf, toHex } from './colour.ts';
import { formatShort } from './format.ts';
import { CERTAIN_FROM, type ColourMeasure, type HeightMeasure } from './measure.ts';
import { EARTH, type Theme } from './tokens.ts';

/** One column of the legend: `share` of the tallest column on the map. */
export interface LegendHeight {
  readonly value: number;
  readonly share: number;
  readonly text: string;
}

export interface LegendRamp {
  /** CSS colours from the lowest to the highest value, evenly spaced. */
  readonly stops: readonly string[];
  readonly low: string;
  readonly high: string;
  /** Where the target stands, 0-1, and what it says; null where the ramp has none. */
  readonly tick: { readonly position: number; readonly text: string } | null;
}

export interface LegendState {
  readonly id: 'uncertain' | 'zero' | 'unanswered' | 'stale';
  readonly text: string;
  readonly colour: string;
}

export interface Legend {
  readonly heightLabel: string;
  readonly heights: readonly LegendHeight[];
  readonly colourLabel: string;
  readonly ramp: LegendRamp;
  readonly states: readonly LegendState[];
}

export interface LegendOptions {
  readonly height: HeightMeasure;
  readonly colour: ColourMeasure;
  readonly theme: Theme;
  /** Value of the tallest column; 0 when nothing stands. */
  readonly tallest: number;
  /** Largest value of the colour metric shown. */
  readonly largestColour: number;
}

/** The legend of a picture. */
export function toLegend({ height, colour, theme, tallest, largestColour }: LegendOptions): Legend {
  return {
    heightLabel: height.label,
    heights: legendHeights(tallest, height.unit),
    colourLabel: colour.label,
    ramp: legendRamp(colour, theme, largestColour),
    states: legendStates(colour, theme),
  };
}

/** A quarter, a half and the whole of the largest 1, 2, 4 or 8 times a power of ten that stands on the map; whole numbers only for counts. */
export function legendHeights(tallest: number, unit: string | null): readonly LegendHeight[] {
  if (!(tallest > 0) || !Number.isFinite(tallest)) return [];
  const power = 10 ** Math.floor(Math.log10(tallest));
  const step = [8, 4, 2, 1].find((factor) => factor * power <= tallest * (1 + 1e-9)) ?? 1;
  const values = [0.25, 0.5, 1].map((part) => roundOff(step * power * part));
  return values
    .filter((value) => unit !== 'count' || Number.isInteger(value))
    .map((value) => ({ value, share: Math.min(1, value / tallest), text: formatShort(value, unit) }));
}

/** Takes away what binary fractions add: 55.00000000000001 is 55. */
function roundOff(value: number): number {
  return Number(value.toPrecision(12));
}

const RAMP_STOPS = 17;

function legendRamp(colour: ColourMeasure, theme: Theme, largest: number): LegendRamp {
  const ramp = rampOf(theme, colour.kind);
  const positions = Array.from({ length: RAMP_STOPS }, (_, at) => at / (RAMP_STOPS - 1));
  const stops = positions.map((position) => toHex(ramp(isReversed(colour) ? 1 - position : position)));
  if (colour.target === null || colour.span === null)
    return { stops, low: formatShort(0, colour.unit), high: largest > 0 ? formatShort(largest, colour.unit) : '', tick: null };
  const [low, high] = [roundOff(colour.target - colour.span), roundOff(colour.target + colour.span)];
  return {
    stops,
    low: low <= 0 && colour.unit === '%' ? formatShort(0, colour.unit) : `≤\u2009${trimUnit(low)}`,
    high: `≥\u2009${formatShort(high, colour.unit)}`,
    tick: { position: 0.5, text: `target ${trimUnit(colour.target)}` },
  };
}

function isReversed(colour: ColourMeasure): boolean {
  return colour.kind === 'diverging' && colour.better === 'lower';
}

function trimUnit(value: number): string {
  return formatShort(value, 'plain').replace(/ plain$/, '');
}

function legendStates(colour: ColourMeasure, theme: Theme): readonly LegendState[] {
  const earth = EARTH[theme];
  const dull = toHex(rampOf(theme, colour.kind)(0.62));
  const states: LegendState[] = [
    { id: 'zero', text: 'zero', colour: earth.zeroRing },
    { id: 'stale', text: 'stale', colour: earth.stale },
  ];
  if (colour.kind === 'sequential') return states;
  return [
    { id: 'uncertain', text: `under ${CERTAIN_FROM} answers`, colour: dull },
    { id: 'unanswered', text: 'no answer', colour: earth.zeroRing },
    ...states,
  ];
}
