/** From an answer to the columns of the map: how tall, in which colour, on which ground. */
import type { AnswerTable } from '../protocol/table.ts';
import { BEFORE } from './change.ts';
import { STALE } from './freshness.ts';
import { type AnchorOf, type ColumnLayout, type Laid, layOut } from './layout.ts';
import { CERTAIN_FROM, type ColourMeasure, type HeightMeasure } from './measure.ts';
import type { Level } from './place.ts';
import { PLAN } from './plan.ts';
import { largestPlaced, metricValues, setOfTable } from './reading.ts';
import { createPalette, heightShares, type Palette } from './scale.ts';
import { drawnTable } from './shrink.ts';
import type { Theme } from './tokens.ts';
import type { Scale } from './viewState.ts';

/** How a slot is drawn: nothing (it has gone from the answer), a column, a duller column of few answers, a hollow ring of zero, a ring below zero, a dot where the answer has no value, a hatched disc where it is withheld. */
export const MARK = { none: 0, solid: 1, uncertain: 2, zero: 3, below: 4, unknown: 5, withheld: 6 } as const;

/** The numbers behind each slot, NaN where there is none (all of them where a place has gone from the answer). */
export interface ColumnFigures {
  readonly heights: Float64Array;
  readonly colours: Float64Array;
  /** Answers behind the colour metric and its 95 % interval; NaN for a metric without. */
  readonly answers: Float64Array;
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  /** Share (0-1) that rests on sources that lag; NaN where that is not known. */
  readonly stales: Float64Array;
}

export interface ColumnPicture {
  readonly layout: ColumnLayout;
  readonly laid: Laid;
  readonly figures: ColumnFigures;
  /** Share of the tallest column a slot, 0-1. */
  readonly shares: Float32Array;
  /** Red, green, blue, alpha a slot. */
  readonly colours: Uint8Array;
  readonly marks: Uint8Array;
  /** Tint of the ground a slot as 0xRRGGBB, `BARE_LAND` for none; empty at levels whose places are no areas. */
  readonly tints: Int32Array;
  /** Value of share 1, in the unit of the height metric; 0 when nothing stands. */
  readonly reference: number;
}

export interface ColumnOptions {
  readonly height: HeightMeasure;
  readonly colour: ColourMeasure;
  readonly theme: Theme;
  readonly stale: boolean;
  readonly anchorOf: AnchorOf;
  /** How heights follow values; linear when left out. */
  readonly scale?: Scale;
  /** Rates of few answers are drawn toward those of their parents. */
  readonly shrink?: boolean;
}

/**
 * Draws an answer. With the `previous` picture of the same level the slots stay where they are, and places that left fall to nothing.
 * The numbers are written into those of a `spent` picture that nobody draws any more, where it has as many slots.
 */
export function toColumns(
  answer: AnswerTable,
  level: Level,
  options: ColumnOptions,
  previous: ColumnPicture | null,
  spent: ColumnPicture | null = null,
): ColumnPicture {
  const table = drawnTable(answer, options.shrink ?? false);
  const laid = layOut(table, level, options.anchorOf, previous !== null && isAlike(previous, table, level) ? previous.laid : null);
  const room = spent !== null && spent !== previous && spent.shares.length === laid.rows.length ? spent : null;
  const figures = toFigures(table, laid.rows, options, room?.figures);
  const reference = tallestOf(table, level, options.height.metric);
  const largest = largestPlaced(table, level, options.colour.metric);
  const extremes = { reference, largest, hasGround: GROUND_LEVELS.includes(level) };
  return { layout: laid.layout, laid, figures, reference, ...paint(figures, extremes, options, createEmptyMark(table, laid), room) };
}

/** Whether the places of a picture may be those of an answer: areas of another set may have the same ids, and lie elsewhere. */
function isAlike({ layout }: ColumnPicture, table: AnswerTable, level: Level): boolean {
  return layout.level === level && (level !== 'territory' || layout.places[0]?.set === setOfTable(table));
}

/** The slots with a mark; there may be a hundred thousand without, several times a second. */
export function markedSlots(marks: Uint8Array, wanted: number): readonly number[] {
  const slots: number[] = [];
  for (let slot = marks.indexOf(wanted); slot >= 0; slot = marks.indexOf(wanted, slot + 1)) slots.push(slot);
  return slots;
}

/** The value of share 1: the largest that stands, beside another time stood, or is planned. */
function tallestOf(table: AnswerTable, level: Level, metric: string): number {
  return Math.max(...[metric, BEFORE, PLAN].map((name) => largestPlaced(table, level, name)));
}

/** At most `count` slots with a value, tallest first; of equals the first. */
export function tallestSlots({ figures: { heights } }: ColumnPicture, count: number): readonly number[] {
  const slots: number[] = [];
  const heightAt = (at: number) => heights[slots[at] as number] as number;
  for (let slot = 0; slot < heights.length; slot++) {
    const height = heights[slot] as number;
    if (!(height >= 0) || (slots.length >= count && !(height > heightAt(slots.length - 1)))) continue;
    if (count >= heights.length) slots.push(slot);
    else insert(slot, height);
  }
  return count >= heights.length ? slots.sort((one, other) => (heights[other] as number) - (heights[one] as number)) : slots;

  /** Few of many are wanted: most slots are passed over with one look at the last that stands. */
  function insert(slot: number, height: number): void {
    let at = slots.length;
    while (at > 0 && heightAt(at - 1) < height) at--;
    slots.splice(at, 0, slot);
    if (slots.length > count) slots.pop();
  }
}

function toFigures(table: AnswerTable, rows: Int32Array, { height, colour }: ColumnOptions, room?: ColumnFigures): ColumnFigures {
  const pick = (metric: string, name: keyof ColumnFigures) => bySlot(metricValues(table, metric), rows, room?.[name]);
  return {
    heights: pick(height.metric, 'heights'),
    colours: pick(colour.metric, 'colours'),
    answers: pick(`${colour.metric}.n`, 'answers'),
    lows: pick(`${colour.metric}.low`, 'lows'),
    highs: pick(`${colour.metric}.high`, 'highs'),
    stales: pick(STALE, 'stales'),
  };
}

/** For a metric that an answer has not: the same array while its length is, never written to. */
let noFigures = new Float64Array(0);
const unwritable = new WeakSet<Float64Array>();

function bySlot(values: Float64Array | undefined, rows: Int32Array, room?: Float64Array): Float64Array {
  if (!values) {
    if (noFigures.length !== rows.length) noFigures = new Float64Array(rows.length).fill(Number.NaN);
    unwritable.add(noFigures);
    return noFigures;
  }
  const picked = room && !unwritable.has(room) ? room : new Float64Array(rows.length);
  if (isStraight(rows)) picked.set(values.subarray(0, rows.length));
  else
    for (let slot = 0; slot < rows.length; slot++) {
      const row = rows[slot] as number;
      // What stands before the beginning of an array is looked up as slowly as a name.
      picked[slot] = row < 0 ? Number.NaN : (values[row] ?? Number.NaN);
    }
  return picked;
}

const straight = new WeakMap<Int32Array, boolean>();

/** Whether every slot shows the row of its own number: then a hundred thousand values are one copy. */
function isStraight(rows: Int32Array): boolean {
  const known = straight.get(rows);
  if (known !== undefined) return known;
  const found = rows.every((row, slot) => row === slot);
  straight.set(rows, found);
  return found;
}

interface Extremes {
  readonly reference: number;
  readonly largest: number;
  readonly hasGround: boolean;
}

/** Levels whose places are areas of the ground, which takes a tint. */
const GROUND_LEVELS: readonly Level[] = ['country', 'region', 'territory'];
const NO_TINTS = new Int32Array(0);

function paint(
  figures: ColumnFigures,
  { reference, largest, hasGround }: Extremes,
  options: ColumnOptions,
  emptyMark: EmptyMark,
  room: ColumnPicture | null,
) {
  const { colour, theme, stale, scale, shrink } = options;
  const palette = createPalette({ theme, colour, stale, largest, shrink: shrink ?? false });
  const count = figures.heights.length;
  const shares = room?.shares ?? new Float32Array(count);
  heightShares(figures.heights, reference, scale ?? 'linear', shares);
  const colours = room?.colours ?? new Uint8Array(count * 4);
  palette.fill(figures, colours);
  const marks = room?.marks ?? new Uint8Array(count);
  mark(marks, figures, shares, emptyMark);
  return { shares, colours, marks, tints: hasGround ? tintsOf(figures, shares, palette) : NO_TINTS };
}

function tintsOf({ colours, answers, stales }: ColumnFigures, shares: Float32Array, palette: Palette): Int32Array {
  return Int32Array.from(shares, (share, slot) => {
    const input = { value: colours[slot] as number, answers: answers[slot] as number, stale: stales[slot] || 0 };
    return palette.ground(input, share);
  });
}

function mark(marks: Uint8Array, { heights, colours, answers }: ColumnFigures, shares: Float32Array, emptyMark: EmptyMark): void {
  for (let slot = 0; slot < marks.length; slot++) {
    if ((shares[slot] as number) === 0) marks[slot] = emptyMark(slot, heights[slot] as number);
    else marks[slot] = (answers[slot] as number) < CERTAIN_FROM && !Number.isNaN(colours[slot]) ? MARK.uncertain : MARK.solid;
  }
}

/** How a slot is marked where nothing stands. */
type EmptyMark = (slot: number, height: number) => number;

function createEmptyMark(table: AnswerTable, { rows }: Laid): EmptyMark {
  const isWithheld = withheldRows(table);
  return (slot, height) => {
    if (!Number.isNaN(height)) return height < 0 ? MARK.below : MARK.zero;
    const row = rows[slot] as number;
    if (row < 0) return MARK.none;
    return isWithheld(row) ? MARK.withheld : MARK.unknown;
  };
}

/** Tells the rows whose figures the server keeps back: not even the number of answers is told, which an answer without any would give as 0. */
function withheldRows(table: AnswerTable): (row: number) => boolean {
  if (table.suppressed === 0) return () => false;
  return (row) => table.values.every((values) => Number.isNaN(values[row]));
}
