/** Colours as numbers: hex to sRGB, mixing in OKLab and in plain sRGB, ramps. */
import { RAMPS, type RampKind, type Theme } from './tokens.ts';

/** Red, green, blue, each 0-255. */
export type Rgb = readonly [number, number, number];

/** Reads `#RRGGBB`; throws on anything else. */
export function toRgb(hex: string): Rgb {
  const digits = /^#([0-9a-f]{6})$/i.exec(hex)?.[1];
  if (digits === undefined) throw new Error(`invalid colour: ${hex} (write #RRGGBB)`);
  const value = Number.parseInt(digits, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Writes `#rrggbb`, rounding and clamping each part. */
export function toHex(rgb: Rgb): string {
  return `#${rgb.map((part) => toByte(part).toString(16).padStart(2, '0')).join('')}`;
}

/** A colour as one number, 0xRRGGBB. */
export function toNumber(rgb: Rgb): number {
  return (toByte(rgb[0]) << 16) | (toByte(rgb[1]) << 8) | toByte(rgb[2]);
}

function toByte(part: number): number {
  return Math.max(0, Math.min(255, Math.round(part)));
}

/** Plain sRGB mix, `share` 0 (all `from`) to 1 (all `to`): for tints of the ground, where OKLab turns orange on navy to maroon. */
export function mixRgb(from: Rgb, to: Rgb, share: number): Rgb {
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share, from[2] + (to[2] - from[2]) * share];
}

type Lab = readonly [number, number, number];

function toLinear(byte: number): number {
  const part = byte / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

function fromLinear(part: number): number {
  return 255 * (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055);
}

/** sRGB to OKLab (Ottosson 2020): lightness 0-1, a and b around 0. */
export function toOklab(rgb: Rgb): Lab {
  const [r, g, b] = [toLinear(rgb[0]), toLinear(rgb[1]), toLinear(rgb[2])];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** OKLab to sRGB, 0-255, clamped to the gamut. */
export function fromOklab([lightness, a, b]: Lab): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const [red = 0, green = 0, blue = 0] = linear.map((part) => Math.max(0, Math.min(255, fromLinear(Math.max(0, part)))));
  return [red, green, blue];
}

/** Steps of a prepared ramp: fine enough that neighbours differ by less than one byte. */
export const RAMP_STEPS = 256;

/** A ramp prepared for many reads: position 0-1 (clamped) to colour. */
export type Ramp = (position: number) => Rgb;

/** Interpolates evenly spaced stops in OKLab; at least two stops. */
export function createRamp(stops: readonly string[]): Ramp {
  const labs = stops.map((stop) => toOklab(toRgb(stop)));
  const table = Array.from({ length: RAMP_STEPS + 1 }, (_, step) => fromOklab(labAt(labs, step / RAMP_STEPS)));
  return (position) => table[Math.round(Math.max(0, Math.min(1, position)) * RAMP_STEPS)] as Rgb;
}

function labAt(labs: readonly Lab[], position: number): Lab {
  const at = Math.min(position * (labs.length - 1), labs.length - 1 - 1e-9);
  const from = labs[Math.floor(at)] as Lab;
  const to = labs[Math.floor(at) + 1] as Lab;
  return mixRgb(from, to, at - Math.floor(at));
}

const prepared = new Map<string, Ramp>();

/** The prepared ramp of a theme. */
export function rampOf(theme: Theme, kind: RampKind): Ramp {
  const key = `${theme} ${kind}`;
  const ramp = prepared.get(key) ?? createRamp(RAMPS[theme][kind]);
  prepared.set(key, ramp);
  return ramp;
}
