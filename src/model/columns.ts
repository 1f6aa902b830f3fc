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

export interface ColumnPicture {
  readonly layout: ColumnLayout;
  /** What the layout was made from: the same again needs no new one. */
  readonly source: { readonly keys: AnswerTable['keys']; readonly rowCount: number; readonly anchorOf: AnchorOf };
  /** Row of the table behind each slot, -1 where the place has gone from the answer. */
  readonly rows: Int32Array;
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

/** Name of a place in an answer, its id where it has none. */
export function placeName(table: AnswerTable, place: PlaceRef): string {
  return table.labels[place.level]?.[place.id] ?? place.id;
}

/** Draws an answer. With the `previous` picture of the same level the slots stay where they are, and places that left fall to nothing. */
export function toColumns(table: AnswerTable, level: Level, options: ColumnOptions, previous: ColumnPicture | null): ColumnPicture {
  const { layout, rows, unplaced } = isSameSource(table, level, options, previous)
    ? previous
    : layOut(table, level, options.anchorOf, previous?.layout.level === level ? previous.layout : null);
  const heights = metricValues(table, options.height.metric);
  const order = Array.from(rows.keys()).filter((slot) => (heights?.[rows[slot] as number] ?? Number.NaN) >= 0);
  const valueAt = (slot: number) => heights?.[rows[slot] as number] ?? Number.NaN;
  order.sort((one, other) => valueAt(other) - valueAt(one));
  const reference = order.length > 0 ? Math.max(0, valueAt(order[0] as number)) : 0;
  const source = { keys: table.keys, rowCount: table.rowCount, anchorOf: options.anchorOf };
  return { layout, source, rows, unplaced, order, reference, ...paint(table, rows, reference, options) };
}

function isSameSource(table: AnswerTable, level: Level, options: ColumnOptions, previous: ColumnPicture | null): previous is ColumnPicture {
  if (!previous || previous.layout.level !== level) return false;
  const { keys, rowCount, anchorOf } = previous.source;
  return keys === table.keys && rowCount === table.rowCount && anchorOf === options.anchorOf;
}

function paint(table: AnswerTable, rows: Int32Array, reference: number, { height, colour, theme, stale }: ColumnOptions) {
  const heights = metricValues(table, height.metric);
  const values = metricValues(table, colour.metric);
  const answers = metricValues(table, `${colour.metric}.n`);
  const palette = createPalette({ theme, colour, stale, largest: largestOf(values, rows) });
  const shares = new Float32Array(rows.length);
  const colours = new Uint8Array(rows.length * 4);
  const marks = new Uint8Array(rows.length);
  const tints: (Rgb | null)[] = new Array(rows.length).fill(null);
  rows.forEach((row, slot) => {
    if (row < 0) return;
    const input = { value: values?.[row] ?? Number.NaN, answers: answers?.[row] ?? Number.NaN };
    const share = heightShare(heights?.[row] ?? Number.NaN, reference);
    shares[slot] = share;
    colours.set(palette.solid(input), slot * 4);
    colours[slot * 4 + 3] = share > 0 ? 255 : 0;
    marks[slot] = markOf(share, heights?.[row] ?? Number.NaN, input);
    tints[slot] = palette.ground(input, share);
  });
  return { shares, colours, marks, tints };
}

function markOf(share: number, height: number, input: Parameters<typeof certaintyOf>[0]): number {
  if (share > 0) return certaintyOf(input) === 'uncertain' ? MARK.uncertain : MARK.solid;
  return Number.isNaN(height) ? MARK.none : MARK.zero;
}

function largestOf(values: Float64Array | undefined, rows: Int32Array): number {
  let largest = 0;
  for (const row of rows) if (row >= 0) largest = Math.max(largest, values?.[row] || 0);
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
