/** Which places of an answer stand where: a layout that lasts while only values change. */
import { originOf } from '../protocol/rowOrigin.ts';
import type { AnswerTable } from '../protocol/table.ts';
import type { Level, PlaceRef } from './place.ts';
import { placeOfRow } from './reading.ts';

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
  /** Slot by all the ids of a row. */
  readonly slotOf: ReadonlyMap<string, number>;
}

/** A layout with what an answer has in it. */
export interface Laid {
  readonly layout: ColumnLayout;
  /** Row of the answer by slot, -1 where the place has gone from it; slot by row, -1 where the row stands nowhere. */
  readonly rows: Int32Array;
  readonly slots: Int32Array;
  /** Rows at a place whose position may become known. */
  readonly waiting: number;
  /** The answer's mark of its rows. */
  readonly of: object | undefined;
}

interface SlotsById {
  readonly slots: ReadonlyMap<string, number>;
  /** Of ids that stand in several places: a city under two regions, a customer in two hexagons. */
  readonly doubled: ReadonlyMap<string, readonly number[]>;
}

const slotsById = new WeakMap<ColumnLayout, SlotsById>();

/** The slot of a place in a layout, -1 when it has none; of several with its id that which lies where it does. */
export function slotOfPlace(layout: ColumnLayout, place: PlaceRef): number {
  if (place.level !== layout.level) return -1;
  const known = slotsById.get(layout) ?? findSlots(layout);
  slotsById.set(layout, known);
  const there = known.doubled.get(place.id)?.find((slot) => liesAlike(layout.places[slot] as PlaceRef, place));
  return there ?? known.slots.get(place.id) ?? -1;
}

function findSlots({ places }: ColumnLayout): SlotsById {
  const slots = new Map<string, number>();
  const doubled = new Map<string, number[]>();
  for (const [slot, { id }] of places.entries()) {
    const before = slots.get(id);
    if (before !== undefined) {
      const all = doubled.get(id) ?? [before];
      all.push(slot);
      doubled.set(id, all);
    }
    slots.set(id, slot);
  }
  return { slots, doubled };
}

/** Whether two places of one id are one on the map, too. */
export function liesAlike(one: PlaceRef, other: PlaceRef): boolean {
  if (one.level === 'customer') return one.cell === other.cell;
  return one.country === other.country && one.region === other.region;
}

/** Gives every row a slot: those of `previous` stay where they are, until more than half of them have gone. */
export function layOut(table: AnswerTable, level: Level, anchorOf: AnchorOf, previous: Laid | null): Laid {
  if (previous?.of !== undefined && previous.of === table.rows && previous.waiting === 0) return previous;
  const slots = previous ? slotsTaken(table, previous) : new Int32Array(table.rowCount).fill(-1);
  const arrivals: Arrival[] = [];
  let [kept, waiting] = [0, 0];
  for (let row = 0; row < table.rowCount; row++) {
    if ((slots[row] as number) < 0 && previous) slots[row] = slotOfRow(table, row, previous, (slots[row - 1] ?? -1) + 1);
    if ((slots[row] as number) >= 0) kept++;
    else if (!arrive(arrivals, table, level, anchorOf, row)) waiting++;
  }
  if (previous && kept * 2 < previous.layout.places.length) return layOut(table, level, anchorOf, null);
  const layout = previous && arrivals.length === 0 ? previous.layout : extend(level, previous?.layout ?? null, arrivals);
  for (const { key, row } of arrivals) slots[row] = layout.slotOf.get(key) as number;
  return { layout, slots, rows: invert(slots, layout.places.length), waiting, of: table.rows };
}

interface Arrival {
  readonly key: string;
  readonly place: PlaceRef;
  readonly anchor: LngLat;
  readonly row: number;
}

/** False for a place whose position is not known yet. */
function arrive(arrivals: Arrival[], table: AnswerTable, level: Level, anchorOf: AnchorOf, row: number): boolean {
  const place = placeOfRow(table, level, row);
  if (place === null) return true;
  const anchor = anchorOf(place);
  if (anchor) arrivals.push({ key: keyOfRow(table, row), place, anchor, row });
  return anchor !== undefined;
}

/** The slots of rows that were taken from those of the layout, -1 for others. */
function slotsTaken(table: AnswerTable, { of, slots }: Laid): Int32Array {
  const taken = new Int32Array(table.rowCount).fill(-1);
  const origin = originOf(table.rows);
  if (origin === null || origin.rows !== of) return taken;
  for (let row = 0; row < taken.length; row++) {
    const pick = origin.picks[row] as number;
    if (pick >= 0) taken[row] = slots[pick] ?? -1;
  }
  return taken;
}

/** Rows seldom move between answers: the slot that stood at the same row before is tried first, then the `next` one after that of the row before. */
function slotOfRow(table: AnswerTable, row: number, { layout, slots }: Laid, next: number): number {
  // What stands before the beginning of an array is looked up as slowly as a name.
  const isThere = (slot: number) => {
    const place = slot < 0 ? undefined : layout.places[slot];
    return place !== undefined && isPlaceOfRow(place, table, row);
  };
  const likely = slots[row] ?? -1;
  if (isThere(likely)) return likely;
  return isThere(next) ? next : (layout.slotOf.get(keyOfRow(table, row)) ?? -1);
}

function isPlaceOfRow(place: PlaceRef, table: AnswerTable, row: number): boolean {
  if (place.level === 'hexagon' || place.level === 'territory') return table.keys[0]?.[row] === place.id;
  if (place.level === 'customer') return table.keys[0]?.[row] === place.cell && table.keys[1]?.[row] === place.id;
  if (table.keys[0]?.[row] !== place.country) return false;
  if (place.level !== 'country' && table.keys[1]?.[row] !== place.region) return false;
  return place.level !== 'city' || table.keys[2]?.[row] === place.id;
}

function invert(slots: Int32Array, count: number): Int32Array {
  const rows = new Int32Array(count).fill(-1);
  for (let row = 0; row < slots.length; row++) if ((slots[row] as number) >= 0) rows[slots[row] as number] = row;
  return rows;
}

function extend(level: Level, base: ColumnLayout | null, arrivals: readonly Arrival[]): ColumnLayout {
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

/** A row is known by all its ids: one city may stand in an answer under two regions. An id that is alone is the key itself. */
function keyOfRow(table: AnswerTable, row: number): string {
  if (table.keys.length === 1) return table.keys[0]?.[row] ?? '';
  let key = '';
  for (const keys of table.keys) key += `${keys[row] ?? ''}\u0000`;
  return key;
}
