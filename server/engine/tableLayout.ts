/** Where the columns of a workspace stand in the events of a table. */
import type { EventTable } from '../log/eventTable.ts';

/** Dimensions that are the text of one field of another name. */
const FIELDS = new Map([
  ['customer', 'subject'],
  ['origin.country', 'originCountry'],
  ['origin.region', 'originRegion'],
  ['origin.city', 'originCity'],
  ...['category', 'product', 'brand', 'channel', 'reason', 'agent', 'currency', 'scale'].map((name) => [name, `data.${name}`] as const),
]);
/** Dimensions whose key is made of several fields. */
const KEYS = ['order', 'contact'];

/** A column and where the range of its field stands among the ranges of an event. */
export interface Place {
  readonly column: number;
  readonly at: number;
}

export interface TableLayout {
  /** Entries of `ranges` that an event has. */
  readonly width: number;
  readonly texts: readonly Place[];
  readonly numbers: readonly Place[];
  /** Where fields stand that are read by themselves. */
  readonly source: number;
  readonly type: number;
  readonly id: number;
  readonly order: number;
  readonly contact: number;
  readonly resolved: number;
  readonly text: number;
}

/** Finds the code columns and the number columns (all but `amount`) in a table. Throws when it lacks one: it was made with other settings. */
export function layOut({ fields }: Pick<EventTable, 'fields'>, dimensions: readonly string[], numbers: readonly string[]): TableLayout {
  const placeOf = (field: string): number => {
    const at = fields.indexOf(field);
    if (at < 0) throw new Error(`table of events: has no field ${field}`);
    return 2 * at;
  };
  const texts = dimensions.flatMap((name, column) => (KEYS.includes(name) ? [] : [{ column, at: placeOf(FIELDS.get(name) ?? name) }]));
  return {
    width: 2 * fields.length,
    texts,
    numbers: numbers.map((name, column) => ({ column, at: placeOf(name.startsWith('data.') ? name : `data.${name}`) })),
    source: placeOf('source'),
    type: placeOf('type'),
    id: placeOf('id'),
    order: placeOf('data.order'),
    contact: placeOf('data.contact'),
    resolved: placeOf('data.resolved'),
    text: placeOf('data.text'),
  };
}
