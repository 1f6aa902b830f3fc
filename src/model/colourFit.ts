/** Fits the colours of a measure to what is shown, so that places can be told apart: around the target or the whole, or in steps of as many places each. */
import type { AnswerTable } from '../protocol/table.ts';
import { CERTAIN_FROM, type ColourMeasure } from './measure.ts';
import type { Level } from './place.ts';
import { levelIds, metricValues } from './reading.ts';

/**
 * How colours follow values. Of rates: around the `target` or the `whole`, as wide as what is shown, or on the `fixed` range of the metric.
 * Of amounts: in `steps` that hold as many places each, or `even`, in proportion from zero. `auto` is the first that tells places apart.
 */
export const COLOUR_FITS = ['auto', 'target', 'whole', 'fixed', 'steps', 'even'] as const;
export type ColourFit = (typeof COLOUR_FITS)[number];

/** The fits that a measure can have. */
export function fitsOf({ kind }: Pick<ColourMeasure, 'kind'>): readonly ColourFit[] {
  return kind === 'diverging' ? ['auto', 'fixed', 'target', 'whole'] : ['auto', 'even', 'steps'];
}

/** What colours are fitted to. */
export interface ColourSample {
  /** Values of places with enough answers, ascending; of all places where hardly any has. */
  readonly values: readonly number[];
  /** Mean of all rows weighed by their answers: the whole of a share, nearly that of others; null for what counts none. */
  readonly mean: number | null;
}

/** Places that are looked at: more say nothing else. */
const MOST_SAMPLED = 4000;
/** Of fewer places nothing can be learnt. */
const LEAST_PLACES = 3;

/** Reads what the places of an answer say of a metric. */
export function sampleOf(table: AnswerTable, level: Level, metric: string): ColourSample {
  const [values, answers, ids] = [metricValues(table, metric), metricValues(table, `${metric}.n`), levelIds(table, level)];
  if (values === undefined) return { values: [], mean: null };
  const step = Math.max(1, Math.ceil(table.rowCount / MOST_SAMPLED));
  const [all, certain]: [number[], number[]] = [[], []];
  let [sum, weight] = [0, 0];
  for (let row = 0; row < table.rowCount; row += step) {
    const value = values[row] as number;
    if (!Number.isFinite(value)) continue;
    const count = answers?.[row] ?? 0;
    sum += value * count;
    weight += count;
    if ((ids[row] ?? null) === null) continue;
    all.push(value);
    if (answers === undefined || count >= CERTAIN_FROM) certain.push(value);
  }
  const kept = certain.length >= LEAST_PLACES ? certain : all;
  return { values: kept.sort((one, other) => one - other), mean: weight > 0 ? sum / weight : null };
}

/** Part of the places that may lie beyond full colour at either end. */
const TAIL = 0.05;
/** More of the places than this beyond the ends of the fixed range: it tells them apart no more. */
const MOST_BEYOND = 0.5;
/** The narrowest range, as a share of the fixed one: chance is not blown up. */
const LEAST_SPAN = 1 / 3;
/** Amounts run in proportion while the middle place has at least this share of the largest. */
const EVEN_FROM = 0.15;
/** Colours of a stepped ramp. */
const STEPS = 6;

/** The measure with colours that fit what is shown; `whole` is the value of all of it, null where that is not known. */
export function fitColour(measure: ColourMeasure, fit: ColourFit, sample: ColourSample, whole: number | null): ColourMeasure {
  if (measure.kind === 'sequential') return fitAmount(measure, fit, sample);
  const { target, span } = measure;
  if (target === null || span === null || fit === 'fixed' || sample.values.length < LEAST_PLACES) return measure;
  const isBeyond = (value: number) => Math.abs(value - target) > span;
  const isTold = shareOf(sample.values, isBeyond) <= MOST_BEYOND || widthOf(sample.values) < LEAST_SPAN * span;
  const wanted = fit === 'auto' ? (isTold ? 'fixed' : 'whole') : fit;
  if (wanted === 'target') return { ...measure, span: spanAround(target, sample.values, span) };
  const middle = whole ?? sample.mean ?? quantile(sample.values, 0.5);
  if (wanted !== 'whole') return measure;
  const centre = roundTo(middle, span);
  return { ...measure, target: centre, span: spanAround(centre, sample.values, span), isWhole: true };
}

function fitAmount(measure: ColourMeasure, fit: ColourFit, { values }: ColourSample): ColourMeasure {
  const largest = values.at(-1) ?? 0;
  const isEven = fit === 'auto' ? !(quantile(values, 0.5) < EVEN_FROM * largest) : fit !== 'steps';
  const breaks = isEven ? [] : stepBreaks(values);
  return breaks.length < 2 ? measure : { ...measure, breaks };
}

/** Round values between groups of about as many places each, ascending. */
function stepBreaks(values: readonly number[]): readonly number[] {
  const breaks: number[] = [];
  for (let step = 1; step < STEPS; step++) {
    const at = roundOff(quantile(values, step / STEPS));
    if (at > 0 && at > (breaks.at(-1) ?? 0) && at <= (values.at(-1) ?? 0)) breaks.push(at);
  }
  return breaks;
}

/** Parts of its range by which a fit may be off before it is made anew: colours do not flicker with every event. */
const MOST_SHIFT = 0.2;
const MOST_GROWTH = 1.6;

/** Whether a fit that stands has been outgrown by what would be fitted now. */
export function isOutgrown(standing: ColourMeasure, next: ColourMeasure): boolean {
  const [one, other] = [standing.breaks ?? null, next.breaks ?? null];
  if (one === null || other === null) {
    if (one !== other) return true;
    if (standing.span === null || next.span === null || standing.target === null || next.target === null) return false;
    const isMoved = Math.abs(standing.target - next.target) > MOST_SHIFT * standing.span;
    return isMoved || isOff(standing.span, next.span) || (standing.isWhole ?? false) !== (next.isWhole ?? false);
  }
  return Math.abs(one.length - other.length) > 1 || one.some((at, index) => isOff(at, other[Math.min(index, other.length - 1)] as number));
}

function isOff(one: number, other: number): boolean {
  return one > other * MOST_GROWTH || other > one * MOST_GROWTH;
}

/** From end to end without the tails: places that are all alike stay on their side of the target. */
function widthOf(values: readonly number[]): number {
  return quantile(values, 1 - TAIL) - quantile(values, TAIL);
}

function spanAround(centre: number, values: readonly number[], usual: number): number {
  const reach = Math.max(Math.abs(quantile(values, TAIL) - centre), Math.abs(quantile(values, 1 - TAIL) - centre));
  return roundUp(Math.max(reach, usual * LEAST_SPAN));
}

/** As exactly as the range of a metric is told: whole points of percentages, tenths of scores. */
function roundTo(value: number, span: number): number {
  const unit = span >= 5 ? 1 : 0.1;
  return Number((Math.round(value / unit) * unit).toFixed(1));
}

function shareOf(values: readonly number[], holds: (value: number) => boolean): number {
  return values.filter(holds).length / values.length;
}

/** The value below which a share of the places lies; between two places in proportion. NaN of none. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return low + (high - low) * (at - Math.floor(at));
}

const ROUND = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10] as const;

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return Number(((ROUND.find((part) => part * power >= value * (1 - 1e-9)) ?? 10) * power).toPrecision(6));
}

function roundOff(value: number): number {
  if (!(value > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  const nearest = ROUND.reduce((best, part) => (Math.abs(part * power - value) < Math.abs(best * power - value) ? part : best));
  return Number((nearest * power).toPrecision(6));
}
