/** What an answer says, read by the map's own words: its level, its places, a metric's values. */
import type { AnswerTable } from '../protocol/table.ts';
import { TERRITORY } from '../protocol/territories.ts';
import { localName } from './localNames.ts';
import { depthOf, dimensionOf, groupByOf, LEVELS, type Level, type PlaceRef } from './place.ts';

/** The level an answer is grouped by, or null when it is none of the map's. */
export function levelOfTable(table: AnswerTable): Level | null {
  const names = table.columns.filter((column) => column.unit === null).map((column) => column.name);
  const groups = names.join(' ');
  if (/^h3:\d+$/.test(groups)) return 'hexagon';
  if (setOfTable(table) !== null) return 'territory';
  return LEVELS.find((level) => level !== 'hexagon' && groupByOf(level).join(' ') === groups) ?? null;
}

/** The set of territories that an answer is grouped by alone; null when it is not. */
export function setOfTable(table: AnswerTable): string | null {
  const [first, second] = table.columns;
  return first?.name.startsWith(TERRITORY) && second?.unit !== null ? first.name.slice(TERRITORY.length) : null;
}

/** The place of a row at the level of its table, or null where the row has none at that level. */
export function placeOfRow(table: AnswerTable, level: Level, row: number): PlaceRef | null {
  const id = levelIds(table, level)[row] ?? null;
  if (id === null) return null;
  if (level === 'hexagon') return { level, id, country: null, region: null };
  if (level === 'territory') return { level, id, country: null, region: null, set: setOfTable(table) ?? '' };
  const outermost = table.keys[0]?.[row] ?? null;
  if (level === 'customer') return { level, id, country: null, region: null, cell: outermost };
  return { level, id, country: outermost, region: level === 'country' ? null : (table.keys[1]?.[row] ?? null) };
}

/** The ids of a level in an answer, row-aligned: hexagons and customers stand in its last dimension. */
export function levelIds(table: AnswerTable, level: Level): readonly (string | null)[] {
  if (level === 'territory') return table.keys[0] ?? [];
  const at = depthOf(level);
  return (at < depthOf('hexagon') ? table.keys[at] : table.keys.at(-1)) ?? [];
}

/** Name of a place in an answer, its id where it has none. */
export function placeName(table: AnswerTable, place: PlaceRef): string {
  return localName(
    place.level,
    place.id,
    table.labels[place.level === 'territory' ? dimensionOf(place) : place.level]?.[place.id] ?? place.id,
  );
}

/** Values of a metric column by its name, row-aligned; undefined when the answer has none. */
export function metricValues(table: AnswerTable, name: string): Float64Array | undefined {
  const metrics = table.columns.filter((column) => column.unit !== null);
  return table.values[metrics.findIndex((column) => column.name === name)];
}

/** The largest value of a metric among the rows that have a place at the level, 0 when there is none: the scale of the picture and of its legend. */
export function largestPlaced(table: AnswerTable, level: Level, metric: string): number {
  return extremesOf(table, level, metric).largest;
}

/** The smallest value of a metric among the rows that have a place at the level, 0 when none lies below. */
export function leastPlaced(table: AnswerTable, level: Level, metric: string): number {
  return extremesOf(table, level, metric).least;
}

interface Extremes {
  readonly largest: number;
  readonly least: number;
}

/** The map, its legend and its table ask for the same ones of every answer. */
const extremesKnown = new WeakMap<AnswerTable, Map<string, Extremes>>();

function extremesOf(table: AnswerTable, level: Level, metric: string): Extremes {
  const known = extremesKnown.get(table) ?? new Map<string, Extremes>();
  extremesKnown.set(table, known);
  const key = `${level} ${metric}`;
  const extremes = known.get(key) ?? findExtremes(table, level, metric);
  known.set(key, extremes);
  return extremes;
}

function findExtremes(table: AnswerTable, level: Level, metric: string): Extremes {
  const values = metricValues(table, metric);
  if (values === undefined) return { largest: 0, least: 0 };
  const ids = levelIds(table, level);
  let [largest, least] = [0, 0];
  for (let row = 0; row < table.rowCount; row++) {
    const value = values[row] as number;
    if (value > largest && (ids[row] ?? null) !== null) largest = value;
    else if (value < least && (ids[row] ?? null) !== null) least = value;
  }
  return { largest, least };
}
