/** Ten million coded events of a company, in columns: a year in 60 countries, half a million customers, orders of two lines. */
import type { Archive } from '../../server/engine/archive.ts';
import { SCALE_CODE, TYPE_CODE } from '../../server/engine/dictionaries.ts';
import { BASE_DIMENSIONS, type RowBatch } from '../../server/engine/rows.ts';

export const START_MS = Date.UTC(2023, 0, 1);
const DAY_MS = 86_400_000;
const DAYS = 365;
const FIXED_ONE = 10_000;
/** Cells of a city each, far apart. */
const FIRST_CELL = 0x830828052d000;
const CELL_STEP = 0x10000000;

const COUNTS = {
  region: 600,
  city: 5000,
  category: 20,
  product: 2000,
  brand: 200,
  segment: 6,
  channel: 10,
  source: 5,
  reason: 15,
  agent: 200,
  currency: 10,
  customer: 500_000,
} as const;
const COUNTRIES = 60;
/** Lines of orders, and openings and closings of contacts, that share a number, for each event. */
const ORDERS_AN_EVENT = 0.35;
const CONTACTS_AN_EVENT = 0.075;

/** Country of a code: `AA`, `AB`, ... */
export function countryId(code: number): string {
  return String.fromCharCode(65 + (code - 1) / 26, 65 + ((code - 1) % 26));
}

/** Gives the dictionaries the texts that all events share. */
export function addTexts({ dictionaries }: Pick<Archive, 'dictionaries'>): void {
  for (let code = 1; code <= COUNTRIES; code++) dictionaries.code('country', countryId(code));
  for (let code = 1; code <= COUNTS.city; code++)
    dictionaries.code('cell', `8f${(FIRST_CELL + code * CELL_STEP).toString(16).padStart(13, '0')}`);
  for (const [name, count] of Object.entries(COUNTS)) for (let code = 1; code <= count; code++) dictionaries.code(name, `${name}-${code}`);
}

/** Gives the dictionaries the keys of orders and contacts up to an event. */
export function addKeys({ dictionaries }: Pick<Archive, 'dictionaries'>, lastSeq: number): void {
  for (let code = dictionaries.size('order') + 1; code <= 1 + lastSeq * ORDERS_AN_EVENT; code++)
    dictionaries.code('order', `shop order-${code}`);
  for (let code = dictionaries.size('contact') + 1; code <= 1 + lastSeq * CONTACTS_AN_EVENT; code++)
    dictionaries.code('contact', `desk case-${code}`);
}

/** Events `firstSeq` to `firstSeq + count - 1` of `total`; the same numbers give the same events. */
export function makeRows(firstSeq: number, count: number, total: number): RowBatch {
  let state = (firstSeq * 7919 + 1) >>> 0;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const pick = (most: number): number => 1 + Math.floor(random() * most);
  /** Small numbers more often. */
  const lean = (most: number): number => 1 + Math.floor(random() * random() * most);
  const codes = Object.fromEntries(BASE_DIMENSIONS.map((name) => [name, new Int32Array(count)])) as Record<
    (typeof BASE_DIMENSIONS)[number],
    Int32Array
  >;
  const absent = (): Float64Array => new Float64Array(count).fill(Number.NaN);
  const numbers = { amount: absent(), quantity: absent(), score: absent(), duration_s: absent() };
  const timeMs = new Float64Array(count);
  const resolved = new Uint8Array(count).fill(255);
  for (let row = 0; row < count; row++) {
    const seq = firstSeq + row;
    timeMs[row] = START_MS + Math.floor((seq / total) * DAYS * DAY_MS + random() * 60_000);
    const city = lean(COUNTS.city);
    codes.city[row] = city;
    codes.cell[row] = city;
    const region = 1 + ((city * 7) % COUNTS.region);
    codes.region[row] = region;
    codes.country[row] = 1 + (region % COUNTRIES);
    const product = lean(COUNTS.product);
    codes.product[row] = product;
    codes.category[row] = 1 + (product % COUNTS.category);
    codes.brand[row] = 1 + (product % COUNTS.brand);
    codes.segment[row] = pick(COUNTS.segment);
    codes.channel[row] = pick(COUNTS.channel);
    codes.source[row] = pick(COUNTS.source);
    codes.currency[row] = pick(COUNTS.currency);
    codes.customer[row] = lean(COUNTS.customer);
    const kind = random();
    if (kind < 0.7) {
      codes.type[row] = TYPE_CODE.orderCompleted;
      codes.order[row] = 1 + Math.floor(seq * ORDERS_AN_EVENT);
      numbers.amount[row] = Math.floor(random() * 5_000_000);
      numbers.quantity[row] = pick(4) * FIXED_ONE;
    } else if (kind < 0.85) {
      const isNps = random() < 0.5;
      codes.type[row] = TYPE_CODE.surveyAnswered;
      codes.scale[row] = isNps ? SCALE_CODE.nps : SCALE_CODE.csat5;
      numbers.score[row] = (isNps ? pick(11) - 1 : pick(5)) * FIXED_ONE;
    } else {
      const isClosed = random() < 0.5;
      codes.type[row] = isClosed ? TYPE_CODE.contactClosed : TYPE_CODE.contactOpened;
      codes.contact[row] = 1 + Math.floor(seq * CONTACTS_AN_EVENT);
      codes.reason[row] = pick(COUNTS.reason);
      codes.agent[row] = pick(COUNTS.agent);
      if (!isClosed) continue;
      resolved[row] = random() < 0.8 ? 1 : 0;
      numbers.duration_s[row] = pick(900) * FIXED_ONE;
    }
  }
  return {
    count,
    firstSeq,
    timeMs,
    offsetMs: new Float64Array(count),
    receivedMs: timeMs,
    verbatims: [],
    plans: [],
    codes,
    numbers,
    resolved,
    unconverted: new Uint8Array(count),
  };
}
