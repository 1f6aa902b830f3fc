/** What a column of a file that is brought in can become. */
import type { Scale } from '../../protocol/event.ts';

/** Fields of an event that a column can fill: the envelope's time (`clock`: its hour, where a column has the day alone), type and customer, then the names of `data`. */
export const FIELDS = [
  'time',
  'clock',
  'type',
  'customer',
  'amount',
  'currency',
  'quantity',
  'order',
  'product',
  'category',
  'brand',
  'country',
  'region',
  'city',
  'postal_code',
  'lat',
  'lon',
  'segment',
  'channel',
  'score',
  'scale',
  'text',
  'reason',
  'agent',
  'resolved',
  'duration_s',
] as const;
export type Field = (typeof FIELDS)[number];

/** `own`: kept under the column's own name; `skip`: left out. */
export type Target = Field | 'own' | 'skip';

/** One value of a row. Exact numbers come as text; times as ISO text, without zone where the file names none. */
export type Cell = string | number | boolean | null;
export type Row = readonly Cell[];

/** How the values of a file are to be read. */
export interface Reading {
  /** IANA zone of times that name none. */
  readonly timeZone: string;
  /** Which comes first in `03/04/2026`. */
  readonly dateOrder: 'day' | 'month';
  readonly decimal: '.' | ',';
}

/** How the rows of a file become events. */
export interface ImportPlan extends Reading {
  readonly columns: readonly { readonly name: string; readonly target: Target }[];
  /** Type of the events where no column gives one. */
  readonly type: string;
  /** Scale of the scores where no column gives one. */
  readonly scale: Scale | null;
  /** ISO 4217 code of the amounts where no column gives one. */
  readonly currency: string | null;
  readonly source: string;
  readonly importId: string;
}

/** Gives a column another meaning; one that had it before is kept under its own name, because a field comes from one column. */
export function withTarget(plan: ImportPlan, at: number, target: Target): ImportPlan {
  const columns = plan.columns.map((column, index): ImportPlan['columns'][number] => {
    if (index === at) return { ...column, target };
    return column.target === target && target !== 'own' && target !== 'skip' ? { ...column, target: 'own' } : column;
  });
  return { ...plan, columns };
}
