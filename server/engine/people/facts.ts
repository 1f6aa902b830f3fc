/** What is known of each customer, read from the archive: of all once, later only of those who did something since. */
import { FIXED_ONE } from '../../log/resolvedEvent.ts';
import { codeColumn, numberColumn } from '../columns.ts';
import { SCALE_CODE, TYPE_CODE } from '../dictionaries.ts';
import { newestSql } from '../newestEvent.ts';
import { HAPPENED } from '../planEvents.ts';
import type { Read, ResultColumns } from '../readers.ts';
import { isUnopened, latestScore } from '../sql.ts';

/** Columns by customer code; never changed once made. Amounts in whole 1/10,000ths, times in ms. */
export interface Facts {
  readonly seq: number;
  /** Rows of the archive up to `seq`: fewer now mean that some were taken back. */
  readonly rows: number;
  /** Time of the newest event that was not in the future when it came (of one ahead by less than a day, when it came), and set no plan; null without events. */
  readonly newestMs: number | null;
  /** Whether the customer did anything. */
  readonly known: Uint8Array;
  readonly orders: Float64Array;
  readonly firstMs: Float64Array;
  readonly lastMs: Float64Array;
  /** Twice the median time between orders; 0 without two. */
  readonly doubleCycleMs: Float64Array;
  /** Code of the category of the latest order. */
  readonly category: Float64Array;
  readonly revenue: Float64Array;
  readonly answers: Float64Array;
  readonly satisfied: Float64Array;
  readonly contacts: Float64Array;
  /** 1 where the latest score is below the target of its scale. */
  readonly unhappy: Float64Array;
}

const COLUMNS = [
  'orders',
  'firstMs',
  'lastMs',
  'doubleCycleMs',
  'category',
  'revenue',
  'answers',
  'satisfied',
  'contacts',
  'unhappy',
] as const;
type Columns = { -readonly [name in (typeof COLUMNS)[number]]: Float64Array };

const CUSTOMER = codeColumn('customer');
/** Sequence numbers are below. */
const SEQS = 2 ** 40;
const SATISFIED_FROM = 4;

/** Reads the facts up to `seq`; `before` are those of an earlier number, brought forward where nothing was taken back since. `size`: most customer code. */
export async function readFacts(read: Read, seq: number, size: number, before: Facts | null): Promise<Facts> {
  const known = before && before.seq <= seq && (await countRows(read, before.seq)) === before.rows ? before : null;
  const found = await read(factsSql(seq, known?.seq ?? null));
  const { columns } = await read(`SELECT coalesce(${newestSql(HAPPENED)}, max(time_ms)), count(*) FROM events WHERE seq <= ${seq}`);
  const rows = Number(columns[1]?.[0] ?? 0);
  const newestMs = rows === 0 ? null : Number(columns[0]?.[0] ?? 0);
  return { ...merge(found, size, known), seq, rows, newestMs };
}

async function countRows(read: Read, seq: number): Promise<number> {
  const { columns } = await read(`SELECT count(*) FROM events WHERE seq <= ${seq}`);
  return Number(columns[0]?.[0] ?? 0);
}

function merge({ rowCount, columns }: ResultColumns, size: number, before: Facts | null): Columns & Pick<Facts, 'known'> {
  const known = new Uint8Array(size + 1);
  if (before) known.set(before.known.subarray(0, size + 1));
  const merged = Object.fromEntries(
    COLUMNS.map((name) => {
      const column = new Float64Array(size + 1);
      if (before) column.set(before[name].subarray(0, size + 1));
      return [name, column];
    }),
  ) as Columns;
  for (let row = 0; row < rowCount; row++) {
    const customer = Number(columns[0]?.[row]);
    known[customer] = 1;
    for (const [at, name] of COLUMNS.entries()) merged[name][customer] = Number(columns[at + 1]?.[row]);
  }
  return { ...merged, known };
}

/** Facts of the customers with an event after `since` (null: of all), from their events up to `seq`. */
function factsSql(seq: number, since: number | null): string {
  const touched = since === null ? '' : ` AND ${CUSTOMER} IN (${touchedSql(seq, since)})`;
  const [type, scale, score] = [codeColumn('type'), codeColumn('scale'), numberColumn('score')];
  const scored = `${scale} = ${SCALE_CODE.csat5} AND ${score} IS NOT NULL`;
  const judged = latestScore();
  return `WITH own AS (SELECT * FROM events WHERE seq <= ${seq} AND ${CUSTOMER} <> 0${touched}),
    placed AS (SELECT ${CUSTOMER} AS customer, ${codeColumn('order')} AS id, min(time_ms) AS moment, sum(${numberColumn('amount')}) AS amount,
      max(time_ms::HUGEINT * ${SEQS} + seq) AS latest, arg_max(${codeColumn('category')}, time_ms::HUGEINT * ${SEQS} + seq) AS category
      FROM own WHERE ${type} = ${TYPE_CODE.orderCompleted} GROUP BY ALL),
    gaps AS (SELECT *, moment - lag(moment) OVER (PARTITION BY customer ORDER BY moment, id) AS gap FROM placed),
    bought AS (SELECT customer, count(*) AS orders, min(moment) AS first, max(moment) AS last, (2 * median(gap))::BIGINT AS cycle,
      arg_max(category, latest) AS category, sum(amount) AS revenue FROM gaps GROUP BY customer),
    said AS (SELECT ${CUSTOMER} AS customer, count(*) FILTER (WHERE ${scored}) AS answers,
      count(*) FILTER (WHERE ${scored} AND ${score} >= ${SATISFIED_FROM * FIXED_ONE}) AS satisfied,
      count(*) FILTER (WHERE ${type} = ${TYPE_CODE.contactOpened}) AS opened,
      coalesce(${judged.latest} FILTER (WHERE ${judged.scored}) & 1, 0) AS unhappy FROM own GROUP BY ALL),
    closed AS (SELECT ${CUSTOMER} AS customer, count(*) AS unopened FROM own WHERE ${isUnopened(seq)} GROUP BY ALL)
    SELECT said.customer, orders, first, last, cycle, category, revenue, answers, satisfied, opened + coalesce(unopened, 0), unhappy
    FROM said LEFT JOIN bought USING (customer) LEFT JOIN closed USING (customer)`;
}

/** The customers with an event after `since`, and those whose closed contacts were opened, by whomever, since then. */
function touchedSql(seq: number, since: number): string {
  const [type, contact, isNew] = [codeColumn('type'), codeColumn('contact'), `seq > ${since} AND seq <= ${seq}`];
  const opened = `SELECT ${contact} FROM events WHERE ${isNew} AND ${type} = ${TYPE_CODE.contactOpened}`;
  return `SELECT ${CUSTOMER} FROM events WHERE ${isNew}
    UNION SELECT ${CUSTOMER} FROM events WHERE seq <= ${since} AND ${type} = ${TYPE_CODE.contactClosed} AND ${contact} IN (${opened})`;
}
