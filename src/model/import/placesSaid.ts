import type { PlaceSaid } from '../../protocol/places.ts';
import type { ImportPlan, Row } from './fields.ts';
import { toText } from './rowEvent.ts';
import { toDecimal } from './values.ts';

const TEXTS = ['country', 'region', 'city', 'postal_code'] as const;

/** What each row says of its place, as its event will. */
export function placesSaid(rows: readonly Row[], { columns, decimal }: Pick<ImportPlan, 'columns' | 'decimal'>): readonly PlaceSaid[] {
  const at = (target: string) => columns.findIndex((column) => column.target === target);
  const texts = TEXTS.map((field) => [field, at(field)] as const).filter(([, column]) => column >= 0);
  const [lat, lon] = [at('lat'), at('lon')];
  return rows.map((row) => {
    const said = Object.fromEntries(texts.map(([field, column]) => [field, toText(row[column] ?? null)]).filter(([, text]) => text !== ''));
    const [north, east] = [lat, lon].map((column) => toDecimal(row[column] ?? null, decimal));
    return north && east ? { ...said, lat: Number(north), lon: Number(east) } : said;
  });
}
