/** A row of a file as an event, or why it cannot be one. */
import { EventType, type Json, SCALES, type Scale } from '../../protocol/event.ts';
import { isPlanType } from '../../protocol/plan.ts';
import { type Cell, FIELDS, type Field, type ImportPlan, type Row } from './fields.ts';
import { currencyNamed, isClock, onClock, saysNothing, toDecimal, toInstant, toScale, toSeconds, toYesNo } from './values.ts';

/** What is wrong with a value, for {@link RowFault}. */
export type FaultKind =
  | 'unreadable'
  | 'emptyTime'
  | 'time'
  | 'number'
  | 'score'
  | 'scale'
  | 'yesNo'
  | 'position'
  | 'currency'
  | 'negative'
  | ServerFault;
/** What only the server finds. */
export type ServerFault = 'conflict' | 'tooLarge' | 'tooLong' | 'beyond' | 'years';

export interface RowFault {
  /** Name of the column; empty when the row as a whole is at fault. */
  readonly column: string;
  readonly kind: FaultKind;
  /** As the file has it. */
  readonly value: string;
}

/** A CloudEvent ready to be sent. */
export interface RowEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time?: string;
  readonly subject?: string;
  readonly data: Readonly<Record<string, Json>>;
}

const TYPES: ReadonlySet<string> = new Set(Object.values(EventType));
const PREFIX = 'io.orrery.';
/** Names of `data` that mean something: a column kept under its own name must not become one. */
const MEANT: ReadonlySet<string> = new Set([...FIELDS.filter((field) => !['time', 'clock', 'type', 'customer'].includes(field)), 'import']);
/** What events that plan are made of, however the columns are written. */
const PLANNED: ReadonlySet<string> = new Set(['metric', 'period', 'period_from', 'period_to']);
/** Fields that any text can fill, also one that says N/A: but nobody is called so, and all that share a number would be one. */
const TEXTS: ReadonlySet<Field> = new Set([
  'product',
  'category',
  'brand',
  'country',
  'region',
  'city',
  'postal_code',
  'segment',
  'channel',
  'text',
  'reason',
  'agent',
]);

/** Whether nothing stands in the row. */
export function isBlank(row: Row): boolean {
  return row.every(isEmpty);
}

function isEmpty(cell: Cell): boolean {
  return cell === null || (typeof cell === 'string' && cell.trim() === '');
}

/**
 * The event of a row. Amounts keep every digit and the currency that stands beside them; cells that say nothing are left out; a value that cannot be
 * read makes the row a fault. A column kept under its own name has `own_` before it where that name means a field.
 */
export function toEvent(row: Row, plan: ImportPlan, id: string): RowEvent | RowFault {
  const data: Record<string, Json> = {};
  let [time, subject, type]: [string | undefined, string | undefined, string] = [undefined, undefined, plan.type];
  let named: string | null = null;
  const clock = row[plan.columns.findIndex(({ target }) => target === 'clock')] ?? null;
  for (const [at, { name, target }] of plan.columns.entries()) {
    const cell = row[at] ?? null;
    if (target === 'skip' || name === '__proto__') continue;
    if (isEmpty(cell) || (target !== 'own' && !TEXTS.has(target) && saysNothing(cell))) {
      if (target === 'time') return { column: name, kind: 'emptyTime', value: '' };
      continue;
    }
    if (target === 'own') {
      const [own, kept] = keptOf(name, cell, plan);
      if (kept === null) return { column: name, kind: 'number', value: String(cell) };
      data[own] = kept;
      continue;
    }
    if (target === 'clock') {
      if (!isClock(cell)) return { column: name, kind: 'time', value: String(cell) };
      continue;
    }
    const value = toField(target, target === 'time' && clock !== null ? onClock(cell, clock) : cell, plan);
    if (isFault(value)) return { column: name, kind: value.fault, value: String(cell) };
    if (target === 'time') time = String(value);
    else if (target === 'customer') subject = String(value);
    else if (target === 'type') type = typeOf(String(value));
    else data[target] = value;
    if (target === 'amount') named = currencyNamed(cell);
  }
  if (named !== null && data.currency === undefined) data.currency = named;
  const fault = complete(data, plan);
  if (fault) return fault;
  data.import = plan.importId;
  const envelope = { specversion: '1.0', id, source: plan.source, type } as const;
  return { ...envelope, ...(time === undefined ? {} : { time }), ...(subject === undefined ? {} : { subject }), data };
}

/** The name and value of a cell that keeps its own name; null where an event that plans needs a number and there is none. */
function keptOf(name: string, cell: Cell, { type, decimal }: ImportPlan): readonly [name: string, value: Cell] {
  if (!isPlanType(type)) return [MEANT.has(name) ? `own_${name}` : name, cell];
  const planned = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  if (planned === 'value') return [planned, toDecimal(cell, decimal)];
  return [PLANNED.has(planned) ? planned : name, cell];
}

/** Adds what the plan says for all rows, and checks the score against its scale. */
function complete(data: Record<string, Json>, plan: ImportPlan): RowFault | null {
  if (data.amount !== undefined && data.currency === undefined && plan.currency !== null) data.currency = plan.currency;
  if (data.score === undefined) return null;
  if (data.scale === undefined && plan.scale !== null) data.scale = plan.scale;
  const scale = SCALES[data.scale as Scale];
  const score = Number(data.score);
  if (scale === undefined || (score >= scale.min && score <= scale.max)) return null;
  return { column: plan.columns.find(({ target }) => target === 'score')?.name ?? 'score', kind: 'score', value: String(data.score) };
}

/** `order.completed` is short for the full type. */
function typeOf(text: string): string {
  return TYPES.has(PREFIX + text) ? PREFIX + text : text;
}

interface Refused {
  readonly fault: FaultKind;
}

function isFault(value: string | number | boolean | Refused): value is Refused {
  return typeof value === 'object';
}

/** By an apostrophe a spreadsheet is told that digits, or a text that begins with a sign, are a text: `'90s Hits` are none. */
export function toText(cell: Cell): string {
  return String(cell ?? '')
    .trim()
    .replace(/^'(?=[=+\-@]|\d[\dEe.,:/ +-]*$)/, '');
}

function toField(field: Field, cell: Cell, plan: ImportPlan): string | number | boolean | Refused {
  const text = toText(cell);
  switch (field) {
    case 'time':
      return toInstant(cell, plan) ?? { fault: 'time' };
    case 'amount':
    case 'quantity':
      return toDecimal(cell, plan.decimal) ?? { fault: 'number' };
    case 'lat':
    case 'lon':
      return toNumber(cell, plan, (degrees) => (Math.abs(degrees) <= (field === 'lat' ? 90 : 180) ? null : 'position'));
    case 'score':
      return toNumber(cell, plan, () => null);
    case 'duration_s':
      return toLength(cell, plan);
    case 'resolved':
      return toYesNo(cell) ?? { fault: 'yesNo' };
    case 'currency':
      return /^[A-Za-z]{3}$/.test(text) ? text.toUpperCase() : { fault: 'currency' };
    case 'scale':
      return toScale(text) ?? { fault: 'scale' };
    default:
      return text;
  }
}

function toLength(cell: Cell, { decimal }: ImportPlan): number | Refused {
  const seconds = toSeconds(cell, decimal);
  if (seconds === null) return { fault: 'number' };
  return seconds >= 0 ? seconds : { fault: 'negative' };
}

function toNumber(cell: Cell, plan: ImportPlan, fault: (value: number) => FaultKind | null): number | Refused {
  const decimal = toDecimal(cell, plan.decimal);
  if (decimal === null) return { fault: 'number' };
  const wrong = fault(Number(decimal));
  return wrong === null ? Number(decimal) : { fault: wrong };
}
