/** What the columns of a file mean, guessed from their names and first values. Every guess can be corrected. */
import { EventType, type Scale } from '../../protocol/event.ts';
import { type Cell, FIELDS, type Field, type ImportPlan, type Reading, type Row, type Target } from './fields.ts';
import { toDecimal, toInstant, toYesNo } from './values.ts';

/** Names of columns in English, Portuguese and German, the surest first; matched without case, accents and punctuation. */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  time: [
    'time',
    'timestamp',
    'datetime',
    'order date',
    'order purchase timestamp',
    'invoice date',
    'purchase date',
    'created at',
    'date',
    'data hora',
    'data',
    'datum',
    'zeit',
    'zeitpunkt',
    'bestelldatum',
    'created',
    'event time',
    'day',
    'dia',
    'tag',
  ],
  type: ['type', 'event type', 'event', 'tipo', 'ereignis'],
  customer: [
    'customer id',
    'customer',
    'subject',
    'client id',
    'client',
    'user id',
    'user',
    'id do cliente',
    'cliente',
    'kunde',
    'kundennummer',
    'kunden id',
    'customer number',
    'customer email',
    'customer name',
  ],
  amount: [
    'amount',
    'revenue',
    'sales',
    'total',
    'order total',
    'turnover',
    'price',
    'valor',
    'valor total',
    'receita',
    'preco',
    'betrag',
    'umsatz',
    'preis',
    'payment value',
    'net',
    'gross',
    'netto',
    'brutto',
  ],
  currency: ['currency', 'currency code', 'moeda', 'wahrung', 'waehrung'],
  quantity: ['quantity', 'qty', 'units', 'quantidade', 'menge', 'anzahl', 'stuck'],
  order: [
    'order id',
    'order',
    'order number',
    'order no',
    'invoice no',
    'invoice',
    'invoice number',
    'pedido',
    'bestellung',
    'bestellnummer',
    'rechnungsnummer',
  ],
  product: [
    'product name',
    'product',
    'item',
    'sku',
    'product id',
    'stock code',
    'article',
    'produto',
    'produkt',
    'artikel',
    'description',
  ],
  category: ['category', 'product category', 'product category name', 'categoria', 'kategorie', 'warengruppe'],
  brand: ['brand', 'marca', 'marke'],
  country: ['country', 'country code', 'nation', 'pais', 'land'],
  region: ['state', 'region', 'province', 'state code', 'customer state', 'estado', 'uf', 'regiao', 'bundesland', 'provinz'],
  city: ['city', 'town', 'customer city', 'cidade', 'municipio', 'stadt', 'ort'],
  postal_code: ['postal code', 'postcode', 'zip', 'zip code', 'zipcode', 'cep', 'plz', 'postleitzahl'],
  lat: ['lat', 'latitude', 'breite', 'breitengrad'],
  lon: ['lon', 'lng', 'long', 'longitude', 'lange', 'langengrad'],
  segment: ['segment', 'customer segment', 'segmento', 'kundensegment'],
  channel: ['channel', 'sales channel', 'canal', 'kanal'],
  score: [
    'score',
    'rating',
    'nps',
    'csat',
    'ces',
    'stars',
    'review score',
    'satisfaction',
    'nota',
    'avaliacao',
    'bewertung',
    'note',
    'punkte',
  ],
  scale: ['scale', 'escala', 'skala'],
  text: [
    'text',
    'comment',
    'comments',
    'review',
    'verbatim',
    'feedback',
    'message',
    'review text',
    'comentario',
    'texto',
    'mensagem',
    'kommentar',
    'nachricht',
  ],
  reason: ['reason', 'issue', 'motivo', 'grund', 'anlass'],
  agent: ['agent', 'agente', 'atendente', 'mitarbeiter'],
  resolved: ['resolved', 'resolvido', 'gelost', 'solved'],
  duration_s: ['duration s', 'duration', 'handling time', 'aht', 'duracao', 'dauer'],
};

/** Share of the values that must fit a field before a column is taken for it. */
const ENOUGH = 0.8;
const EXACT = 1000;

/** Guesses the whole plan from the names and some first rows. Never throws. */
export function guessPlan(
  names: readonly string[],
  rows: readonly Row[],
  given: Pick<ImportPlan, 'timeZone' | 'source' | 'importId'>,
): ImportPlan {
  const reading: Reading = { timeZone: given.timeZone, dateOrder: guessDateOrder(rows), decimal: guessDecimal(rows) };
  const columns = guessColumns(names, rows, reading);
  const scores = valuesOf(
    rows,
    columns.findIndex(({ target }) => target === 'score'),
  );
  const scoreName = columns.find(({ target }) => target === 'score')?.name ?? '';
  return { ...given, ...reading, columns, type: guessType(columns), scale: guessScale(scoreName, scores, reading), currency: null };
}

/** The meaning of each column: every field at most once, only where the values fit it. */
export function guessColumns(names: readonly string[], rows: readonly Row[], reading: Reading): ImportPlan['columns'] {
  const targets: Target[] = names.map((_, at) => (valuesOf(rows, at).length === 0 && rows.length > 0 ? 'skip' : 'own'));
  const claims = FIELDS.flatMap((field) => names.map((name, at) => ({ field, at, points: pointsOf(field, name) })))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points);
  const taken = new Set<Field>();
  for (const { field, at } of claims) {
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
  // The longer the known name within this one, the surer: `shipping postal code` is a postal code.
  const within = known.filter((candidate) => words.includes(` ${candidate} `)).map((candidate) => candidate.length);
  return Math.max(0, ...within);
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
  return values.filter((value) => test(value, reading)).length >= ENOUGH * values.length;
}

const isNumber = (cell: Cell, { decimal }: Reading) => toDecimal(cell, decimal) !== null;
const isWithin = (most: number) => (cell: Cell, reading: Reading) =>
  Math.abs(Number(toDecimal(cell, reading.decimal) ?? Number.NaN)) <= most;

/** Fields that not any text can fill. */
const TESTS: Partial<Readonly<Record<Field, (cell: Cell, reading: Reading) => boolean>>> = {
  time: (cell, reading) => toInstant(cell, reading) !== null,
  type: (cell) => /^[a-z]+(?:\.[a-z]+)+$/.test(String(cell)),
  amount: isNumber,
  quantity: isNumber,
  score: isNumber,
  duration_s: isNumber,
  lat: isWithin(90),
  lon: isWithin(180),
  currency: (cell) => /^[A-Za-z]{3}$/.test(String(cell).trim()),
  scale: (cell) => /^(?:nps|csat5|ces7)$/i.test(String(cell).trim()),
  resolved: (cell) => toYesNo(cell) !== null,
};

const SLASHED = /^(\d\d?)[/-](\d\d?)[/-]\d{2,4}\b/;

/** A day above twelve decides; else the month comes first, as files of the English-speaking world mostly have it. */
export function guessDateOrder(rows: readonly Row[]): Reading['dateOrder'] {
  for (const cell of rows.flat()) {
    const match = typeof cell === 'string' ? SLASHED.exec(cell.trim()) : null;
    if (match && Number(match[1]) > 12) return 'day';
    if (match && Number(match[2]) > 12) return 'month';
  }
  return 'month';
}

/** The comma, where some numbers end in one with digits and none in a point. */
export function guessDecimal(rows: readonly Row[]): Reading['decimal'] {
  const texts = rows
    .flat()
    .filter((cell) => typeof cell === 'string' && /^[^\p{L}]*(?:R\$)?[^\p{L}]*\d[^\p{L}]*$/u.test(cell)) as readonly string[];
  const commas = texts.filter((text) => /\d,\d{1,2}\D*$/.test(text)).length;
  const points = texts.filter((text) => /^[^.]*\d\.\d{1,2}\D*$/.test(text)).length;
  return commas > points ? ',' : '.';
}

function guessType(columns: ImportPlan['columns']): string {
  const has = (...fields: readonly Field[]) => columns.some(({ target }) => fields.some((field) => field === target));
  if (isOfPlans(columns)) return EventType.targetSet;
  if (has('score')) return has('text') && has('product') ? EventType.reviewPublished : EventType.surveyAnswered;
  if (has('amount', 'order', 'quantity')) return EventType.orderCompleted;
  if (has('resolved', 'duration_s')) return EventType.contactClosed;
  if (has('reason', 'agent')) return EventType.contactOpened;
  return has('text') ? EventType.messageSent : EventType.orderCompleted;
}

/** By the name of the column, else by the range of its values; null when there are no scores. */
export function guessScale(name: string, scores: readonly Cell[], { decimal }: Reading): Scale | null {
  const plain = plainName(name);
  if (/\bnps\b/.test(plain)) return 'nps';
  if (/\bces\b/.test(plain)) return 'ces7';
  if (/\bcsat\b/.test(plain)) return 'csat5';
  const values = scores.map((cell) => Number(toDecimal(cell, decimal) ?? Number.NaN)).filter((value) => !Number.isNaN(value));
  if (values.length === 0) return null;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (least < 1 || most > 7) return 'nps';
  return most > 5 ? 'ces7' : 'csat5';
}
