/** From values to what is drawn: heights from zero up, colours along a ramp around a target, tints of the ground. */
import { clamp } from '../protocol/clamp.ts';
import { mixRgb, RAMP_STEPS, type Ramp, type Rgb, rampOf, toNumber, toRgb } from './colour.ts';
import { CERTAIN_FROM, type ColourMeasure } from './measure.ts';
import type { Level } from './place.ts';
import { EARTH, SOLID, type Theme } from './tokens.ts';
import type { Scale } from './viewState.ts';

/** Sizes of the solids at one scale of the map, metres on the ground. */
export interface SolidSize {
  /** Height of a column of share 1. */
  readonly tallestMetres: number;
  readonly radiusMetres: number;
}

/** Ground metres a pixel, with the solids that look right there; between them sizes change evenly in octaves. */
const SIZES = [
  { metresPerPixel: 59, tallestMetres: 11_000, radiusMetres: 430 },
  { metresPerPixel: 3_650, tallestMetres: 1_000_000, radiusMetres: 44_000 },
  { metresPerPixel: 14_700, tallestMetres: 2_200_000, radiusMetres: 72_000 },
] as const;

/** Farther away the solids shrink with the globe, and are only a little larger on it. */
const WHOLE_GLOBE = SIZES[2];

/** Cities stand closer together than countries and regions do. */
const CITY_SLIMNESS = 0.55;

/** The tallest takes no more than this share of the free height: on a phone it would stand under the bars. */
const TALLEST_SHARE = 0.6;

/**
 * The size of solids of a level at a scale of the map: closer in they shrink on the ground, so that they keep their place on the screen. `freePixels`:
 * how high the part of the map is that no panel covers.
 */
export function solidSize(metresPerPixel: number, level: Level, freePixels = Number.POSITIVE_INFINITY): SolidSize {
  const usual = sizeAt(metresPerPixel);
  const size = { ...usual, tallestMetres: Math.min(usual.tallestMetres, TALLEST_SHARE * freePixels * metresPerPixel) };
  return level === 'city' ? { ...size, radiusMetres: size.radiusMetres * CITY_SLIMNESS } : size;
}

function sizeAt(metresPerPixel: number): SolidSize {
  const upper = SIZES.find((size) => size.metresPerPixel >= metresPerPixel);
  if (!upper) return scaledSize(WHOLE_GLOBE, (metresPerPixel / WHOLE_GLOBE.metresPerPixel) ** 0.3);
  const lower = SIZES[SIZES.indexOf(upper) - 1];
  if (!lower) return scaledSize(upper, metresPerPixel / upper.metresPerPixel);
  const share = Math.log(metresPerPixel / lower.metresPerPixel) / Math.log(upper.metresPerPixel / lower.metresPerPixel);
  return {
    tallestMetres: lower.tallestMetres * (upper.tallestMetres / lower.tallestMetres) ** share,
    radiusMetres: lower.radiusMetres * (upper.radiusMetres / lower.radiusMetres) ** share,
  };
}

function scaledSize(size: SolidSize, factor: number): SolidSize {
  return { tallestMetres: size.tallestMetres * factor, radiusMetres: size.radiusMetres * factor };
}

/** A column never stands lower than this share of the tallest: small is not invisible. */
export const LEAST_SHARE = 0.008;

/** Share of the tallest column, 0 where nothing stands (zero, negative or unknown). `reference` is the value of share 1; zero is share 0 on every scale. */
export function heightShare(value: number, reference: number, scale: Scale = 'linear'): number {
  if (!(value > 0) || !(reference > 0)) return 0;
  const share = scale === 'sqrt' ? Math.sqrt(value / reference) : value / reference;
  return Math.min(1, Math.max(LEAST_SHARE, share));
}

/** {@link heightShare} of very many values at once, written into `shares`. */
export function heightShares(values: Float64Array, reference: number, scale: Scale, shares: Float32Array): void {
  const isRoot = scale === 'sqrt';
  for (let at = 0; at < shares.length; at++) {
    const part = (values[at] as number) / reference;
    const share = isRoot ? Math.sqrt(part) : part;
    // Also what is no number stands nowhere: of nothing, of zero.
    shares[at] = !(part > 0 && reference > 0) ? 0 : share > 1 ? 1 : Math.max(share, LEAST_SHARE);
  }
}

/** Position of a value on its ramp, 0-1: 0.5 at the target of a diverging measure; `largest` ends a sequential one. */
export function rampPosition(value: number, colour: ColourMeasure, largest: number): number {
  if (colour.breaks !== undefined) return stepPosition(value, colour.breaks);
  if (colour.kind === 'sequential') return largest > 0 ? clamp(value / largest, 0, 1) : 0;
  const offset = offTarget(value, colour) * (colour.better === 'lower' ? -1 : 1);
  return 0.5 + offset / 2;
}

/** Each step has one colour of the ramp. */
function stepPosition(value: number, breaks: readonly number[]): number {
  let step = 0;
  while (step < breaks.length && value >= (breaks[step] as number)) step++;
  return step / breaks.length;
}

/** Signed distance from the target, -1 to 1 at full colour. */
function offTarget(value: number, colour: ColourMeasure): number {
  return clamp((value - (colour.target ?? 0)) / (colour.span ?? 1), -1, 1);
}

/** How a mark stands: `solid` with enough answers, `uncertain` with few, `uncoloured` where the colour metric has no value. */
export type Certainty = 'solid' | 'uncertain' | 'uncoloured';

/** What stands behind the colour of one mark. `answers` is NaN for metrics that count none. */
export interface ColourInput {
  readonly value: number;
  readonly answers: number;
  /** Share (0-1) that rests on sources that lag; 0 when left out. */
  readonly stale?: number;
}

/** What stands behind the colours of all slots. */
export interface ColourInputs {
  readonly colours: Float64Array;
  readonly answers: Float64Array;
  /** NaN where nothing is known of it. */
  readonly stales: Float64Array;
}

/** Whether a mark has enough answers behind its colour. */
function certaintyOf({ value, answers }: ColourInput): Certainty {
  if (Number.isNaN(value)) return 'uncoloured';
  return answers < CERTAIN_FROM ? 'uncertain' : 'solid';
}

/** Share of its distance from the target that an uncertain value keeps, and of the land mixed into it. */
const UNCERTAIN = { keep: 0.4, land: 0.3 };
/** Drawn toward its parent a value needs no calming; it fades the more the fewer its answers, up to this much land. */
const DRAWN_LAND = 0.55;
/** Greys of their own: neither of the two is taken for the other, for few answers near the target, or for the land. */
const STALE_LAND: Readonly<Record<Theme, number>> = { dark: 0.45, light: 0.05 };
const UNCOLOURED_LAND: Readonly<Record<Theme, number>> = { dark: 0.6, light: 0.65 };

/** The palette of one picture: reads values as colours of solids and of the ground. */
export interface Palette {
  solid(input: ColourInput): Rgb;
  /** Writes the `solid` colours of all slots, each with an alpha of 255; `into` begins at a multiple of four bytes. */
  fill(inputs: ColourInputs, into: Uint8Array): void;
  /** Tint of the ground under a mark with `share` of the tallest, 0xRRGGBB or `BARE_LAND`. */
  ground(input: ColourInput, share: number): number;
}

export interface PaletteOptions {
  readonly theme: Theme;
  readonly colour: ColourMeasure;
  /** Largest value of the colour metric shown: the end of a sequential ramp. */
  readonly largest: number;
  readonly stale: boolean;
  /** The values are drawn toward those of their parents already. */
  readonly shrink?: boolean;
}

/** Ground without a tint. */
export const BARE_LAND = -1;

/** Prepares colours for one theme and measure. */
export function createPalette({ theme, colour, largest, stale, shrink = false }: PaletteOptions): Palette {
  const ramp = rampOf(theme, colour.kind);
  const land = toRgb(EARTH[theme].land);
  const staleColour = mixRgb(toRgb(EARTH[theme].stale), land, STALE_LAND[theme]);
  const uncoloured = mixRgb(toRgb(EARTH[theme].zeroRing), land, UNCOLOURED_LAND[theme]);
  const tint = createTint(theme, colour);
  const calm = (position: number) => (shrink ? position : calmPosition(position, colour));
  const shade = (input: ColourInput): Rgb => {
    const certainty = certaintyOf(input);
    if (certainty === 'uncoloured') return uncoloured;
    const position = rampPosition(input.value, colour, largest);
    return certainty === 'solid' ? ramp(position) : mixRgb(ramp(calm(position)), land, fadeOf(input, shrink));
  };
  const solid = (input: ColourInput): Rgb => {
    if (stale) return staleColour;
    return input.stale ? mixRgb(shade(input), staleColour, input.stale) : shade(input);
  };
  return {
    solid,
    fill({ colours, answers, stales }, into) {
      const full = toSteps(ramp);
      const faded = toSteps((position) => mixRgb(ramp(position), land, UNCERTAIN.land));
      // Places that have gone from an answer, or have no value in it: there may be very many of them.
      const bare = toWord(stale ? staleColour : uncoloured);
      const words = new Uint32Array(into.buffer, into.byteOffset, colours.length);
      for (let slot = 0; slot < words.length; slot++) {
        const value = colours[slot] as number;
        const isResting = (stales[slot] as number) > 0;
        if (stale || (Number.isNaN(value) && !isResting)) {
          words[slot] = bare;
          continue;
        }
        const isFew = (answers[slot] as number) < CERTAIN_FROM;
        if (isResting || (isFew && shrink)) {
          into.set(solid({ value, answers: answers[slot] as number, stale: stales[slot] || 0 }), slot * 4);
          into[slot * 4 + 3] = 255;
          continue;
        }
        const position = rampPosition(value, colour, largest);
        words[slot] = (isFew ? faded[toStep(calm(position))] : full[toStep(position)]) as number;
      }
    },
    ground(input, share) {
      if (stale || share === 0 || certaintyOf(input) === 'uncoloured') return BARE_LAND;
      const position = rampPosition(input.value, colour, largest);
      const tinted = tint(certaintyOf(input) === 'solid' ? position : calm(position), share);
      return toNumber(input.stale ? mixRgb(tinted, land, input.stale) : tinted);
    },
  };
}

/** The colours of a ramp's steps, each as the four bytes of a slot in one. */
function toSteps(ramp: Ramp): Uint32Array {
  const bytes = new Uint8Array(4 * (RAMP_STEPS + 1)).fill(255);
  for (let step = 0; step <= RAMP_STEPS; step++) bytes.set(ramp(step / RAMP_STEPS), 4 * step);
  return new Uint32Array(bytes.buffer);
}

/** A colour as the four bytes of a slot in one. */
function toWord(rgb: Rgb): number {
  const bytes = new Uint8Array(4).fill(255);
  bytes.set(rgb);
  return new Uint32Array(bytes.buffer)[0] as number;
}

/** The step of a ramp next to a position, 0-1. */
function toStep(position: number): number {
  return (position * RAMP_STEPS + 0.5) | 0;
}

/** How much land is mixed into an uncertain value. */
function fadeOf({ answers }: ColourInput, shrink: boolean): number {
  if (!shrink) return UNCERTAIN.land;
  return UNCERTAIN.land + (DRAWN_LAND - UNCERTAIN.land) * (1 - answers / CERTAIN_FROM);
}

/** An uncertain value stands nearer to neutral; a sequential ramp has no neutral to go to. */
function calmPosition(position: number, colour: ColourMeasure): number {
  return colour.kind === 'diverging' ? 0.5 + (position - 0.5) * UNCERTAIN.keep : position;
}

/** Share of the tallest from which the ground takes its full tint, and the least part of it. */
const TINT_FULL_SHARE = 0.2;
const TINT_LEAST = 0.3;

function createTint(theme: Theme, colour: ColourMeasure): (position: number, share: number) => Rgb {
  const earth = EARTH[theme];
  const [land, low, high, amount] = [toRgb(earth.land), toRgb(earth.tintLow), toRgb(earth.tintHigh), toRgb(earth.tintAmount)];
  return (position, share) => {
    const strength = colour.kind === 'diverging' ? Math.abs(position - 0.5) * 2 : position;
    const weight = clamp(Math.sqrt(share / TINT_FULL_SHARE), TINT_LEAST, 1);
    const end = colour.kind === 'sequential' ? amount : position < 0.5 ? low : high;
    return mixRgb(land, end, SOLID[theme].tintStrength * strength ** 0.85 * weight);
  };
}
