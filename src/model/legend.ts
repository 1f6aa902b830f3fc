/** What the legend says: three round heights, the ramp with its target, the looks a mark can have. */
import { type Ramp, rampOf, toHex } from './colour.ts';
import { formatShort } from './format.ts';
import { say, texts } from './language.ts';
import { CERTAIN_FROM, type ColourMeasure, type HeightMeasure } from './measure.ts';
import { createPalette, heightShare, rampPosition } from './scale.ts';
import { chrome, EARTH, type Theme } from './tokens.ts';
import type { Scale } from './viewState.ts';

const TEXTS = texts({
  en: {
    target: 'target',
    whole: 'whole',
    zero: 'zero',
    below: 'below zero',
    unknown: 'no value',
    withheld: 'withheld',
    stale: 'stale',
    uncertain: (n: number) => `under ${n} answers`,
    unanswered: 'no answer',
    linear: 'In proportion, from zero',
    sqrt: 'Square root, from zero: twice as tall is four times as much',
  },
  pt: {
    target: 'meta',
    whole: 'total',
    zero: 'zero',
    below: 'abaixo de zero',
    unknown: 'sem valor',
    withheld: 'omitido',
    stale: 'desatualizado',
    uncertain: (n: number) => `menos de ${n} respostas`,
    unanswered: 'sem resposta',
    linear: 'Em proporção, a partir de zero',
    sqrt: 'Pela raiz quadrada, a partir de zero: o dobro da altura é quatro vezes mais',
  },
  de: {
    target: 'Ziel',
    whole: 'alle',
    zero: 'null',
    below: 'unter null',
    unknown: 'kein Wert',
    withheld: 'zurückgehalten',
    stale: 'veraltet',
    uncertain: (n: number) => `unter ${n} Antworten`,
    unanswered: 'keine Antwort',
    linear: 'Im Verhältnis, ab null',
    sqrt: 'Nach der Quadratwurzel, ab null: doppelt so hoch ist viermal so viel',
  },
});

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
  /** The values between the colours of a stepped ramp, and where they stand, 0-1. */
  readonly breaks?: readonly { readonly position: number; readonly text: string }[];
}

export interface LegendState {
  readonly id: 'before' | 'uncertain' | 'unanswered' | 'zero' | 'below' | 'unknown' | 'withheld' | 'stale';
  readonly text: string;
  readonly colour: string;
  /** A block of the solid's colour, a hollow ring, a dot on the ground, hatched ground. */
  readonly look: 'solid' | 'ring' | 'dot' | 'hatch';
}

export interface Legend {
  readonly heightLabel: string;
  readonly heights: readonly LegendHeight[];
  /** How heights follow values, in words. */
  readonly scaleText: string;
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
  /** Linear when left out. */
  readonly scale?: Scale;
  /** Whether a value of the height metric lies below zero. */
  readonly hasNegative?: boolean;
}

/** The legend of a picture. */
export function toLegend(options: LegendOptions): Legend {
  const { height, colour, theme, tallest, largestColour, scale = 'linear', hasNegative = false } = options;
  return {
    heightLabel: height.label,
    heights: legendHeights(tallest, height.unit, scale),
    scaleText: say(TEXTS)[scale],
    colourLabel: colour.label,
    ramp: legendRamp(colour, theme, largestColour),
    states: legendStates(colour, theme, hasNegative),
  };
}

/** A quarter, a half and the whole of the largest 1, 2, 4 or 8 times a power of ten that stands on the map; whole numbers only for counts. */
export function legendHeights(tallest: number, unit: string | null, scale: Scale = 'linear'): readonly LegendHeight[] {
  if (!(tallest > 0) || !Number.isFinite(tallest)) return [];
  const power = 10 ** Math.floor(Math.log10(tallest));
  const step = [8, 4, 2, 1].find((factor) => factor * power <= tallest * (1 + 1e-9)) ?? 1;
  const values = [0.25, 0.5, 1].map((part) => roundOff(step * power * part));
  return values
    .filter((value) => unit !== 'count' || Number.isInteger(value))
    .map((value) => ({ value, share: heightShare(value, tallest, scale), text: formatShort(value, unit) }));
}

/** Takes away what binary fractions add: 55.00000000000001 is 55. */
function roundOff(value: number): number {
  return Number(value.toPrecision(12));
}

const RAMP_STOPS = 17;
/** Stops of each colour of a stepped ramp: its edges are as sharp as a gradient can draw them. */
const STOPS_A_STEP = 12;

function legendRamp(colour: ColourMeasure, theme: Theme, largest: number): LegendRamp {
  const ramp = rampOf(theme, colour.kind);
  if (colour.breaks !== undefined) return steppedRamp(colour, colour.breaks, ramp);
  const stopsOf = (value: (part: number) => number) =>
    Array.from({ length: RAMP_STOPS }, (_, at) => toHex(ramp(rampPosition(value(at / (RAMP_STOPS - 1)), colour, 1))));
  if (colour.target === null || colour.span === null) {
    const high = largest > 0 ? formatShort(largest, colour.unit) : '';
    return { stops: stopsOf((part) => part), low: formatShort(0, colour.unit), high, tick: null };
  }
  const words = say(TEXTS);
  const [low, high] = [roundOff(colour.target - colour.span), roundOff(colour.target + colour.span)];
  // No share lies below nothing or above everything: the ramp that is shown ends there too.
  const [from, to] = colour.unit === '%' && colour.target > 0 ? [Math.max(0, low), Math.min(100, high)] : [low, high];
  return {
    stops: stopsOf((part) => from + (to - from) * part),
    low: low <= 0 && colour.unit === '%' ? formatShort(0, colour.unit) : `≤\u2009${trimUnit(low)}`,
    high: high > to ? formatShort(to, colour.unit) : `≥\u2009${formatShort(high, colour.unit)}`,
    tick: {
      position: (colour.target - from) / (to - from),
      text: `${colour.isWhole ? words.whole : words.target} ${trimUnit(colour.target)}`,
    },
  };
}

function steppedRamp({ unit }: ColourMeasure, breaks: readonly number[], ramp: Ramp): LegendRamp {
  const colours = Array.from({ length: breaks.length + 1 }, (_, step) => toHex(ramp(step / breaks.length)));
  return {
    stops: colours.flatMap((colour) => Array<string>(STOPS_A_STEP).fill(colour)),
    low: `<\u2009${formatShort(breaks[0] as number, unit)}`,
    high: `≥\u2009${formatShort(breaks.at(-1) as number, unit)}`,
    tick: null,
    breaks: breaks.map((value, at) => ({
      position: (at + 1) / colours.length,
      text: at === 0 ? formatShort(value, unit) : trimUnit(value),
    })),
  };
}

function trimUnit(value: number): string {
  return formatShort(value, 'plain').replace(/ plain$/, '');
}

/** Every look that a place can have beside a plain column: none of them is left to be guessed. */
function legendStates(colour: ColourMeasure, theme: Theme, hasNegative: boolean): readonly LegendState[] {
  const earth = EARTH[theme];
  const words = say(TEXTS);
  const paletteOf = (stale: boolean) => createPalette({ theme, colour, largest: 1, stale });
  const high = (colour.target ?? 0) + (colour.better === 'lower' ? -1 : 1) * (colour.span ?? 1);
  const dull = toHex(paletteOf(false).solid({ value: high, answers: CERTAIN_FROM - 1 }));
  const bare = toHex(paletteOf(false).solid({ value: Number.NaN, answers: 0 }));
  const grey = toHex(paletteOf(true).solid({ value: high, answers: CERTAIN_FROM }));
  const below: LegendState[] = hasNegative ? [{ id: 'below', text: words.below, colour: chrome(theme).bad, look: 'ring' }] : [];
  const states: LegendState[] = [
    { id: 'zero', text: words.zero, colour: earth.zeroRing, look: 'ring' },
    ...below,
    { id: 'unknown', text: words.unknown, colour: earth.zeroRing, look: 'dot' },
    { id: 'withheld', text: words.withheld, colour: earth.hatch, look: 'hatch' },
    { id: 'stale', text: words.stale, colour: grey, look: 'solid' },
  ];
  if (colour.kind === 'sequential') return states;
  return [
    { id: 'uncertain', text: words.uncertain(CERTAIN_FROM), colour: dull, look: 'solid' },
    { id: 'unanswered', text: words.unanswered, colour: bare, look: 'solid' },
    ...states,
  ];
}
