/** What the columns of a file mean, guessed from their names and first values. Every guess can be corrected. */
import { EventType, SCALES, type Scale } from '../../protocol/event.ts';
import { languageNow } from '../language.ts';
import { NAMES } from './columnNames.ts';
import { type Cell, FIELDS, type Field, type ImportPlan, type Reading, type Row, type Target, withTarget } from './fields.ts';
import { currencyMeant, currencyNamed, isClock, saysNothing, toDecimal, toInstant, toScale, toSeconds, toYesNo } from './values.ts';

/** Share of the values that must fit a field before a column is taken for it. */
const ENOUGH = 0.8;
const EXACT = 1000;

/** Guesses the whole plan from the names and some first rows; `reporting`: currency of the workspace, where it is known. Never throws. */
export function guessPlan(
  names: readonly string[],
  rows: readonly Row[],
  given: Pick<ImportPlan, 'timeZone' | 'source' | 'importId'>,
  reporting: string | null = null,
): ImportPlan {
  const decimal = guessDecimal(rows);
  const reading: Reading = { timeZone: given.timeZone, dateOrder: guessDateOrder(rows, usualOrder(decimal, given.timeZone)), decimal };
  const columns = guessColumns(names, rows, reading);
  const plan: ImportPlan = { ...given, ...reading, columns, type: guessType(columns), scale: null, currency: null };
  return { ...plan, timeZone: zoneOf(plan), scale: scaleOf(plan, rows), currency: currencyOf(plan, rows, reporting) };
}

/** That of the plan, unless the name of the column says which its times are of: `Created (UTC)`. */
function zoneOf({ columns, timeZone }: ImportPlan): string {
  const name = columns.find(({ target }) => target === 'time')?.name ?? '';
  return /\b(?:utc|gmt)\b(?! \d)/.test(plainName(name)) ? 'UTC' : timeZone;
}

/** The plan with another meaning of a column, and guessed anew what rests on it: the type unless the reader chose another, and what holds for all of its values. */
export function corrected(plan: ImportPlan, rows: readonly Row[], at: number, target: Target, reporting: string | null = null): ImportPlan {
  const moved = withTarget(plan, at, target);
  const next = plan.type === guessType(plan.columns) ? { ...moved, type: guessType(moved.columns) } : moved;
  if (target === 'time') return { ...next, timeZone: zoneOf(next) };
  if (target === 'score') return { ...next, scale: scaleOf(next, rows) };
  return target === 'amount' ? { ...next, currency: currencyOf(next, rows, reporting) ?? plan.currency } : next;
}

/** Of the scores; null where there are none. */
function scaleOf(plan: ImportPlan, rows: readonly Row[]): Scale | null {
  const at = plan.columns.findIndex(({ target }) => target === 'score');
  const column = plan.columns[at];
  return column === undefined ? null : (guessScale(column.name, valuesOf(rows, at), plan) ?? 'csat5');
}

/** The one that stands beside amounts; null where none or several do. */
function currencyOf({ columns }: ImportPlan, rows: readonly Row[], reporting: string | null): string | null {
  const amounts = valuesOf(
    rows,
    columns.findIndex(({ target }) => target === 'amount'),
  );
  const marked = amounts.filter((cell) => /[A-Z\p{Sc}]/u.test(String(cell)) && !saysNothing(cell)).map(currencyMeant(reporting));
  const [first = null] = marked;
  return marked.every((code) => code === first) && isCurrency(first) ? first : null;
}

const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** `PCS` and `KGM` stand beside numbers, too. */
function isCurrency(code: string | null): boolean {
  return code === null || CODES.has(code);
}

/** What comes first in dates that do not tell, as those who write decimals, read this page or work in the zone mostly have it. */
function usualOrder(decimal: Reading['decimal'], timeZone: string): Reading['dateOrder'] {
  return decimal === ',' || languageNow() !== 'en' || timeZone.startsWith('Europe/') ? 'day' : 'month';
}

/** The meaning of each column: every field at most once, only where the values fit it. */
export function guessColumns(names: readonly string[], rows: readonly Row[], reading: Reading): ImportPlan['columns'] {
  const targets: Target[] = names.map((_, at) => (valuesOf(rows, at).length === 0 && rows.length > 0 ? 'skip' : 'own'));
  const claims = FIELDS.flatMap((field) => names.map((name, at) => ({ field, at, points: pointsOf(field, name) })))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points);
  const isCounted = names.some((name, at) => pointsOf('quantity', name) > 0 && fits('quantity', valuesOf(rows, at), reading));
  const taken = new Set<Field>();
  for (const { field, at } of claims) {
    if (field === 'amount' && isCounted && isPrice(names[at] ?? '')) continue;
    if (taken.has(field) || targets[at] !== 'own' || !fits(field, valuesOf(rows, at), reading)) continue;
    targets[at] = field;
    taken.add(field);
  }
  const columns = (): ImportPlan['columns'] => names.map((name, at) => ({ name, target: targets[at] ?? 'own' }));
  // The dates of a plan are those of its period.
  if (taken.has('time') || isOfPlans(columns())) return columns();
  const dated = targets.flatMap((target, at) => (target === 'own' && isDated(valuesOf(rows, at), reading) ? [at] : []));
  // Of several nobody knows which is meant.
  if (dated.length === 1) targets[dated[0] as number] = 'time';
  return columns();
}

function isOfPlans(columns: ImportPlan['columns']): boolean {
  return ['metric', 'value'].every((name) => columns.some((column) => column.target === 'own' && plainName(column.name) === name));
}

/** Whether all values are dates as people write them, whatever the column is called; bare numbers may be anything. */
function isDated(values: readonly Cell[], reading: Reading): boolean {
  return values.length > 0 && values.every((value) => /\d[-/.]\d+[-/.]\d/.test(String(value)) && toInstant(value, reading) !== null);
}

function pointsOf(field: Field, name: string): number {
  const plain = plainName(name);
  const known = NAMES[field];
  const exact = known.indexOf(plain);
  if (exact >= 0) return EXACT - exact;
  const words = ` ${plain} `;
  // A date of something is that thing no more: `order date` is no order.
  if (!OF_TIME.has(field) && ABOUT_TIME.test(words)) return 0;
  // How long somebody waited is no time of the day.
  if (field === 'clock' && OF_LENGTH.test(words)) return 0;
  // The price of one piece is not what a line of several came to.
  if (field === 'amount' && OF_ONE.test(words)) return 0;
  // The longer the known name within this one, the surer: `shipping postal code` is a postal code. `order status` tells of an order, it is none.
  const isLast = (candidate: string) => WHICH.has(field) || (MEASURED.has(field) && candidate.length < SURE_LENGTH);
  const isThere = (candidate: string) => (isLast(candidate) ? wordsEnd(words, candidate) : words.includes(` ${candidate} `));
  const within = known.filter(isThere).map((candidate) => candidate.length);
  return Math.max(0, ...within);
}

const ABOUT_TIME = / (?:date|datetime|timestamp|time|data|datum|zeit|day|dia|tag) /;
/** `Handling time (s)` is how long it took. */
const OF_TIME: ReadonlySet<Field> = new Set(['time', 'clock', 'duration_s']);
const OF_LENGTH = / (?:wait|waiting|hold|talk|handle|handling|ring|queue|response|resolution|answer|duration) /;
const OF_ONE = / (?:unit|each|per|unitario|unitaria|pro|je) /;
/** Fields by which things are told apart and counted. */
const WHICH: ReadonlySet<Field> = new Set(['customer', 'order', 'product']);
/** `long distance` is no longitude. */
const MEASURED: ReadonlySet<Field> = new Set(['lat', 'lon']);
const SURE_LENGTH = 6;
const NUMBERED = / (?:id|key|code|no|nr|num|number|nummer|numero|name|ref|reference|email|uuid)$/;

/** Beside a quantity, a price is that of one piece, unless it says that it is of all. */
function isPrice(name: string): boolean {
  const words = plainName(name);
  return /\b(?:price|preis|preco)\b/.test(words) && !/\b(?:total|sum|line)\b/.test(words);
}

/** Whether a name ends with these words, or with them and a word for a number or name of it. */
function wordsEnd(words: string, candidate: string): boolean {
  const plain = words.trimEnd();
  return plain.endsWith(` ${candidate}`) || plain.replace(NUMBERED, '').endsWith(` ${candidate}`);
}

/** `CustomerID`, `customer_id` and `Customer Id` are one name. */
function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{Mn}+/gu, '')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim();
}

function valuesOf(rows: readonly Row[], at: number): readonly Cell[] {
  return rows.map((row) => row[at] ?? null).filter((cell) => cell !== null && String(cell).trim() !== '');
}

function fits(field: Field, values: readonly Cell[], reading: Reading): boolean {
  const test = TESTS[field];
  if (test === undefined || values.length === 0) return true;
  const said = values.filter((value) => !saysNothing(value));
  if (said.length === 0) return field !== 'time';
  return said.filter((value) => test(value, reading)).length >= ENOUGH * said.length;
}

const isNumber = (cell: Cell, { decimal }: Reading) => toDecimal(cell, decimal) !== null;
const isWithin = (most: number) => (cell: Cell, reading: Reading) =>
  Math.abs(Number(toDecimal(cell, reading.decimal) ?? Number.NaN)) <= most;

/** Fields that not any text can fill. */
const TESTS: Partial<Readonly<Record<Field, (cell: Cell, reading: Reading) => boolean>>> = {
  time: (cell, reading) => toInstant(cell, reading) !== null,
  clock: (cell) => isClock(cell),
  type: (cell) => /^[a-z]+(?:\.[a-z]+)+$/.test(String(cell)),
  amount: (cell, reading) => isNumber(cell, reading) && isCurrency(currencyNamed(cell)),
  quantity: isNumber,
  score: (cell, reading) => Number(toDecimal(cell, reading.decimal) ?? -1) >= 0 && isWithin(10)(cell, reading),
  duration_s: (cell, reading) => toSeconds(cell, reading.decimal) !== null,
  lat: isWithin(90),
  lon: isWithin(180),
  currency: (cell) => /^[A-Za-z]{3}$/.test(String(cell).trim()),
  scale: (cell) => toScale(cell) !== null,
  resolved: (cell) => toYesNo(cell) !== null,
};

const SLASHED = /^(\d\d?)[/-](\d\d?)[/-]\d{2,4}\b/;

/** A day above twelve decides, in a column of dates: the parts of an article's number are none. */
export function guessDateOrder(rows: readonly Row[], otherwise: Reading['dateOrder'] = 'month'): Reading['dateOrder'] {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  for (let at = 0; at < columns; at++) {
    const values = valuesOf(rows, at).filter((cell) => !saysNothing(cell));
    const orders = values.flatMap((cell) => orderOf(String(cell)) ?? []);
    const decided = orders.find((order) => order !== 'either');
    if (decided !== undefined && orders.length >= ENOUGH * values.length) return decided;
  }
  return otherwise;
}

/** What comes first in a date; null for what is none in either order. */
function orderOf(text: string): Reading['dateOrder'] | 'either' | null {
  const [, first, second] = SLASHED.exec(text.trim())?.map(Number) ?? [];
  if (first === undefined || second === undefined || Math.min(first, second) > 12 || Math.max(first, second) > 31) return null;
  if (first > 12) return 'day';
  return second > 12 ? 'month' : 'either';
}

/** The comma, where some numbers end in one with digits and none in a point, or where points can only stand between thousands: there are two in a number, or dates are written as in countries that do so. */
export function guessDecimal(rows: readonly Row[]): Reading['decimal'] {
  const texts = rows.flat().filter((cell): cell is string => typeof cell === 'string' && isNumeric(cell));
  // Between thousands there are always three digits.
  const commas = texts.filter((text) => /\d,(?:\d{1,2}|\d{4,})\D*$/.test(text) || isInPoints(text.trim())).length;
  const points = texts.filter((text) => /^[^.]*\d\.\d{1,2}\D*$/.test(text) || IN_COMMAS.test(text.trim())).length;
  if (commas !== points) return commas > points ? ',' : '.';
  const pointed = texts.filter((text) => /^[^.]*\d\.\d+\D*$/.test(text));
  const isGrouped = pointed.length > 0 && pointed.every((text) => /^\D*[1-9]\d{0,2}\.\d{3}\D*$/.test(text));
  const dated = languageNow() === 'en' ? POINTED_DATE : DAY_FIRST_DATE;
  // No coin is a thousandth of the currencies that those who read this page in Portuguese or German write beside an amount.
  const isMoney = languageNow() !== 'en' && pointed.some((text) => /[\p{L}\p{Sc}]/u.test(text));
  return isGrouped && (isMoney || texts.some((text) => dated.test(text.trim()))) ? ',' : '.';
}

/** Longer texts are no numbers. */
const MOST_CHARACTERS = 80;

/** Whether a text has digits, and of words none but the codes and signs of currencies: `12,50 EUR`, `R$ 12,50`. */
function isNumeric(text: string): boolean {
  if (text.length > MOST_CHARACTERS || !/\d/.test(text)) return false;
  return (text.match(/\p{L}+\p{Sc}?/gu) ?? []).every((word) => CODES.has(word) || /^[A-Z]{1,2}\p{Sc}$/u.test(word));
}

const POINTED_DATE = /^\d\d?\.\d\d?\.(?:\d{4}|\d\d)\b/;
/** As those who read this page in Portuguese or German write them. */
const DAY_FIRST_DATE = /^\d\d?([./])\d\d?\1(?:\d{4}|\d\d)\b/;
/** Two marks between thousands leave no doubt. */
const IN_POINTS = /^[^\d.]*\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?[^\d.]*$/;
const IN_COMMAS = /^[^\d,]*\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?[^\d,]*$/;

/** Four parts of no more than 255 are the address of a computer. */
function isInPoints(text: string): boolean {
  const parts = text.split('.');
  return IN_POINTS.test(text) && !(parts.length === 4 && parts.every((part) => Number(part) <= 255));
}

/** A score counts on events of any type; amounts, contacts and their ends only on their own. */
function guessType(columns: ImportPlan['columns']): string {
  const has = (...fields: readonly Field[]) => columns.some(({ target }) => fields.some((field) => field === target));
  if (isOfPlans(columns)) return EventType.targetSet;
  if (has('amount')) return EventType.orderCompleted;
  if (has('resolved')) return EventType.contactClosed;
  if (has('score')) return has('text') && has('product') ? EventType.reviewPublished : EventType.surveyAnswered;
  if (has('order', 'quantity')) return EventType.orderCompleted;
  if (has('duration_s')) return EventType.contactClosed;
  if (has('reason', 'agent')) return EventType.contactOpened;
  if (has('text')) return EventType.messageSent;
  // A list of customers: where they are and of which segment, and nothing that happened.
  return has('customer') && !has('time', 'product', 'category') ? EventType.profileUpdated : EventType.orderCompleted;
}

/** By the name of the column, else by the range of its values; null when there are no scores. What no scale has (-1 and 99 often stand for no answer) says nothing of it. */
export function guessScale(name: string, scores: readonly Cell[], { decimal }: Reading): Scale | null {
  const plain = plainName(name);
  if (/\bnps\b/.test(plain)) return 'nps';
  if (/\bces\b/.test(plain)) return 'ces7';
  if (/\bcsat\b/.test(plain)) return 'csat5';
  const { min, max } = SCALES.nps;
  const values = scores.map((cell) => Number(toDecimal(cell, decimal) ?? Number.NaN)).filter((value) => value >= min && value <= max);
  if (values.length === 0) return null;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (least < 1 || most > 7) return 'nps';
  return most > 5 ? 'ces7' : 'csat5';
}
