/** From an answer to the columns of the map: which places stand where, how tall, in which colour. */
import type { AnswerTable } from '../protocol/table.ts';
import type { Rgb } from './colour.ts';
import type { ColourMeasure, HeightMeasure } from './measure.ts';
import { LEVELS, type Level, type PlaceRef } from './place.ts';
import { certaintyOf, createPalette, heightShare } from './scale.ts';
import type { Theme } from './tokens.ts';

/** Longitude and latitude in degrees. */
export type LngLat = readonly [number, number];

/** Where the column of a place stands; undefined while it is not known. */
export type AnchorOf = (place: PlaceRef) => LngLat | undefined;

/** The places of a picture, one a slot. A new layout only when places come: its identity says that positions are unchanged. */
export interface ColumnLayout {
  readonly level: Level;
  readonly places: readonly PlaceRef[];
  /** Longitude, latitude, 0 a slot. */
  readonly positions: Float64Array;
  readonly slotOf: ReadonlyMap<string, number>;
}

/** How a slot is drawn: nothing, a column, a duller column of few answers, a hollow ring of zero. */
export const MARK = { none: 0, solid: 1, uncertain: 2, zero: 3 } as const;

/** The numbers behind each slot, NaN where there is none (all of them where a place has gone from the answer). */
export interface ColumnFigures {
  readonly heights: Float64Array;
  readonly colours: Float64Array;
  /** Answers behind the colour metric and its 95 % interval; NaN for a metric without. */
  readonly answers: Float64Array;
  readonly lows: Float64Array;
  readonly highs: Float64Array;
}

export interface ColumnPicture {
  readonly layout: ColumnLayout;
  readonly figures: ColumnFigures;
  /** Share of the tallest column a slot, 0-1. */
  readonly shares: Float32Array;
  /** Red, green, blue, alpha a slot. */
  readonly colours: Uint8Array;
  readonly marks: Uint8Array;
  /** Tint of the ground by slot, null for bare land. */
  readonly tints: readonly (Rgb | null)[];
  /** Slots with a value, tallest first. */
  readonly order: readonly number[];
  /** Value of share 1, in the unit of the height metric; 0 when nothing stands. */
  readonly reference: number;
  /** Rows that stand nowhere: without a place at this level, or at a place without a known position. */
  readonly unplaced: number;
}

export interface ColumnOptions {
  readonly height: HeightMeasure;
  readonly colour: ColourMeasure;
  readonly theme: Theme;
  readonly stale: boolean;
  readonly anchorOf: AnchorOf;
}

/** The level an answer is grouped by, or null when it is none of the map's. */
export function levelOfTable(table: AnswerTable): Level | null {
  const names = table.columns.filter((column) => column.unit === null).map((column) => column.name);
  const isPath = names.every((name, at) => name === LEVELS[at]);
  return (isPath && LEVELS[names.length - 1]) || null;
}

/** Values of a metric column by its name, row-aligned; undefined when the answer has none. */
export function metricValues(table: AnswerTable, name: string): Float64Array | undefined {
  const metrics = table.columns.filter((column) => column.unit !== null);
  return table.values[metrics.findIndex((column) => column.name === name)];
}

/** The place of a row at the level of its table, or null where the row has none at that level. */
export function placeOfRow(table: AnswerTable, level: Level, row: number): PlaceRef | null {
  const [country = null, region = null, city = null] = table.keys.map((keys) => keys[row] ?? null);
  const id = level === 'country' ? country : level === 'region' ? region : city;
  if (id === null) return null;
  return { level, id, country, region: level === 'country' ? null : region };
}

const slotsById = new WeakMap<ColumnLayout, Map<string, number>>();

/** The slot of a place in a layout, -1 when it has none. */
export function slotOfPlace(layout: ColumnLayout, place: PlaceRef): number {
  if (place.level !== layout.level) return -1;
  const slots = slotsById.get(layout) ?? new Map(layout.places.map((known, slot) => [known.id, slot]));
  slotsById.set(layout, slots);
  return slots.get(place.id) ?? -1;
}

/** Name of a place in an answer, its id where it has none. */
export function placeName(table: AnswerTable, place: PlaceRef): string {
  return table.labels[place.level]?.[place.id] ?? place.id;
}

/** Draws an answer. With the `previous` picture of the same level the slots stay where they are, and places that left fall to nothing. */
export function toColumns(table: AnswerTable, level: Level, options: ColumnOptions, previous: ColumnPicture | null): ColumnPicture {
  const { layout, rows, unplaced } = layOut(table, level, options.anchorOf, previous?.layout.level === level ? previous.layout : null);
  const figures = toFigures(table, rows, options);
  const order = Array.from(rows.keys()).filter((slot) => (figures.heights[slot] as number) >= 0);
  order.sort((one, other) => (figures.heights[other] as number) - (figures.heights[one] as number));
  const reference = largestPlaced(table, level, options.height.metric);
  const largest = largestPlaced(table, level, options.colour.metric);
  return { layout, figures, unplaced, order, reference, ...paint(figures, { reference, largest }, options) };
}

function toFigures(table: AnswerTable, rows: Int32Array, { height, colour }: ColumnOptions): ColumnFigures {
  const pick = (metric: string) => {
    const values = metricValues(table, metric);
    return Float64Array.from(rows, (row) => (row < 0 ? Number.NaN : (values?.[row] ?? Number.NaN)));
  };
  return {
    heights: pick(height.metric),
    colours: pick(colour.metric),
    answers: pick(`${colour.metric}.n`),
    lows: pick(`${colour.metric}.low`),
    highs: pick(`${colour.metric}.high`),
  };
}

interface Extremes {
  readonly reference: number;
  readonly largest: number;
}

function paint(figures: ColumnFigures, { reference, largest }: Extremes, { colour, theme, stale }: ColumnOptions) {
  const count = figures.heights.length;
  const palette = createPalette({ theme, colour, stale, largest });
  const shares = new Float32Array(count);
  const colours = new Uint8Array(count * 4);
  const marks = new Uint8Array(count);
  const tints: (Rgb | null)[] = [];
  for (let slot = 0; slot < count; slot++) {
    const input = { value: figures.colours[slot] as number, answers: figures.answers[slot] as number };
    const share = heightShare(figures.heights[slot] as number, reference);
    shares[slot] = share;
    colours.set(palette.solid(input), slot * 4);
    colours[slot * 4 + 3] = 255;
    marks[slot] = markOf(share, figures.heights[slot] as number, input);
    tints.push(palette.ground(input, share));
  }
  return { shares, colours, marks, tints };
}

function markOf(share: number, height: number, input: Parameters<typeof certaintyOf>[0]): number {
  if (share > 0) return certaintyOf(input) === 'uncertain' ? MARK.uncertain : MARK.solid;
  return Number.isNaN(height) ? MARK.none : MARK.zero;
}

/** The largest value of a metric among the rows that have a place at the level, 0 when there is none: the scale of the picture and of its legend. */
export function largestPlaced(table: AnswerTable, level: Level, metric: string): number {
  const values = metricValues(table, metric);
  const ids = table.keys[LEVELS.indexOf(level)];
  let largest = 0;
  for (let row = 0; row < table.rowCount; row++) {
    const value = values?.[row] ?? 0;
    if (value > largest && (ids?.[row] ?? null) !== null) largest = value;
  }
  return largest;
}

interface LaidOut {
  readonly layout: ColumnLayout;
  readonly rows: Int32Array;
  readonly unplaced: number;
}

function layOut(table: AnswerTable, level: Level, anchorOf: AnchorOf, previous: ColumnLayout | null): LaidOut {
  const slotRows = new Map<number, number>();
  const arrivals: { key: string; place: PlaceRef; anchor: LngLat; row: number }[] = [];
  let unplaced = 0;
  for (let row = 0; row < table.rowCount; row++) {
    const key = keyOfRow(table, row);
    const slot = previous?.slotOf.get(key);
    const place = slot === undefined ? placeOfRow(table, level, row) : null;
    const anchor = place ? anchorOf(place) : undefined;
    if (slot !== undefined) slotRows.set(slot, row);
    else if (place && anchor) arrivals.push({ key, place, anchor, row });
    else unplaced++;
  }
  const kept = previous && slotRows.size * 2 >= previous.places.length ? previous : null;
  if (previous && !kept) return layOut(table, level, anchorOf, null);
  const layout = kept && arrivals.length === 0 ? kept : extend(level, kept, arrivals);
  const rows = new Int32Array(layout.places.length).fill(-1);
  for (const [slot, row] of slotRows) rows[slot] = row;
  for (const { key, row } of arrivals) rows[layout.slotOf.get(key) as number] = row;
  return { layout, rows, unplaced };
}

function extend(
  level: Level,
  base: ColumnLayout | null,
  arrivals: readonly { key: string; place: PlaceRef; anchor: LngLat }[],
): ColumnLayout {
  const places = [...(base?.places ?? []), ...arrivals.map((arrival) => arrival.place)];
  const positions = new Float64Array(places.length * 3);
  if (base) positions.set(base.positions);
  const slotOf = new Map(base?.slotOf ?? []);
  for (const { key, anchor } of arrivals) {
    positions.set([anchor[0], anchor[1], 0], slotOf.size * 3);
    slotOf.set(key, slotOf.size);
  }
  return { level, places, positions, slotOf };
}

/** A row is known by all its ids: one city may stand in an answer under two regions. */
function keyOfRow(table: AnswerTable, row: number): string {
  return table.keys.map((keys) => keys[row] ?? '').join('\u0000');
}
