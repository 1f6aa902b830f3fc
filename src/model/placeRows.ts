/** The table twin of the map: the same rows, with the placeless one last and the order of a person's choice. */
import type { AnswerTable } from '../protocol/table.ts';
import { localeNow, say, texts } from './language.ts';
import { localName } from './localNames.ts';
import type { Level, PlaceRef } from './place.ts';
import { attainedOf, PLAN } from './plan.ts';
import { rankKey } from './rankBars.ts';
import { levelIds, metricValues, placeName, placeOfRow } from './reading.ts';
import { keyColumn, type Measured, measuredOf } from './rows.ts';

const UNPLACED = texts({ en: 'Unplaced', pt: 'Sem lugar', de: 'Ohne Ort' });

/** What stands for events whose place of a level is not known. */
export function unplacedText(): string {
  return say(UNPLACED);
}

export interface PlaceRow {
  /** Null for the events whose place of this level is not known. */
  readonly place: PlaceRef | null;
  readonly name: string;
  /** Name of the enclosing place, empty at the level of countries. */
  readonly within: string;
  readonly height: Measured;
  readonly colour: Measured;
  /** What is planned for the height metric, NaN where nothing is; left out while no plan is shown. */
  readonly plan?: number;
}

export type SortBy = 'name' | 'height' | 'colour' | 'n' | 'plan' | 'attained';
export interface Sort {
  readonly by: SortBy;
  readonly descending: boolean;
}

/** Of the place, wherever its row comes to stand among the others: what has the focus in it stays the same. */
export function rowKey({ place }: Pick<PlaceRow, 'place'>, at: number): string {
  return place === null ? `unplaced ${at}` : rankKey(place);
}

/** The rows of a map answer. */
export function toPlaceRows(
  table: AnswerTable,
  level: Level,
  metrics: { readonly height: string; readonly colour: string },
): readonly PlaceRow[] {
  const [countries, regions] = [keyColumn(table, 'country'), keyColumn(table, 'region')];
  const [heightAt, colourAt] = [measuredOf(table, metrics.height), measuredOf(table, metrics.colour)];
  const plans = metricValues(table, PLAN);
  return Array.from({ length: table.rowCount }, (_, row) => {
    const [country, region] = [countries?.[row] ?? null, regions?.[row] ?? null];
    const place = placeOfRow(table, level, row);
    return {
      place,
      name: place === null ? unplacedText() : placeName(table, place),
      within: withinText(table, level, country, region),
      height: heightAt(row),
      colour: colourAt(row),
      ...(plans === undefined ? {} : { plan: plans[row] ?? Number.NaN }),
    };
  });
}

function withinText(table: AnswerTable, level: Level, country: string | null, region: string | null): string {
  const countryName = country === null ? '' : localName('country', country, table.labels.country?.[country] ?? country);
  if (level === 'country' || level === 'hexagon' || level === 'customer' || level === 'territory') return '';
  if (level === 'region' || region === null) return countryName;
  return localName('region', region, table.labels.region?.[region] ?? region);
}

/** What of a metric has no place at the level of the answer, summed over its rows: 0 when all of it has one. */
export function unplacedOf(table: AnswerTable, level: Level, metric: string): number {
  const ids = levelIds(table, level);
  const valueAt = measuredOf(table, metric);
  let sum = 0;
  for (let row = 0; row < table.rowCount; row++) if ((ids[row] ?? null) === null) sum += valueAt(row).value || 0;
  return sum;
}

/** Whether an answer has rows, but no place of the level with a value of the metric. */
export function isUnanswered(table: AnswerTable, level: Level, metric: string): boolean {
  const ids = levelIds(table, level);
  const valueAt = measuredOf(table, metric);
  for (let row = 0; row < table.rowCount; row++) if ((ids[row] ?? null) !== null && !Number.isNaN(valueAt(row).value)) return false;
  return table.rowCount > 0;
}

/** Rows in the chosen order; missing values and the placeless row stand last whichever way. */
export function sortRows(rows: readonly PlaceRow[], sort: Sort): readonly PlaceRow[] {
  const sign = sort.descending ? -1 : 1;
  return [...rows].sort((one, other) => {
    if ((one.place === null) !== (other.place === null)) return one.place === null ? 1 : -1;
    if (sort.by === 'name') return sign * one.name.localeCompare(other.name, localeNow());
    return compareNumbers(sortValue(one, sort.by), sortValue(other, sort.by), sign) || one.name.localeCompare(other.name, localeNow());
  });
}

function sortValue(row: PlaceRow, by: Exclude<SortBy, 'name'>): number {
  if (by === 'n') return row.colour.n;
  if (by === 'plan') return row.plan ?? Number.NaN;
  if (by === 'attained') return attainedOf(row.height.value, row.plan ?? Number.NaN);
  return row[by].value;
}

function compareNumbers(one: number, other: number, sign: number): number {
  if (Number.isNaN(one) || Number.isNaN(other)) return Number(Number.isNaN(one)) - Number(Number.isNaN(other));
  return sign * (one - other);
}
