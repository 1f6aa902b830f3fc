/** One customer: who they are by all their events. A named read of the archive; the metrics in it are answers to queries. */
import { belowTargetOf } from '../../src/protocol/event.ts';
import { NAMED_SEGMENTS, PERSON_MEASURES } from '../../src/protocol/people.ts';
import { type CustomerAnswer, type CustomerPlace, CustomerSchema, type LatestScore } from '../../src/protocol/records.ts';
import { codeColumn, numberColumn } from '../engine/columns.ts';
import { toIdText } from '../engine/eventTexts.ts';
import type { PeopleAt } from '../engine/people/people.ts';
import { planQuery } from '../engine/plan.ts';
import { answerQuery, type QueryParts, refuseOtherMoments } from '../engine/query.ts';
import type { ReadRows } from '../engine/readers.ts';
import { toInstantText } from '../engine/zone.ts';
import { FIXED_ONE } from '../log/resolvedEvent.ts';
import { RequestError } from '../parts.ts';
import { readShape } from '../shape.ts';
import { pointKey } from './landscape.ts';
import { closestName } from './placeNamed.ts';

const FIGURES = ['events', 'orders', 'revenue', 'refunds', 'contacts'] as const;
const MOST_PLACES = 50;
const MOST_SCALES = 20;
const CUSTOMER = codeColumn('customer');

interface Own {
  readonly code: number;
  readonly seq: number;
}

/** Throws {@link RequestError} 400 for what cannot be asked, 404 for somebody of whom nothing is known, 409 for an `asOf` of another epoch. */
export async function readCustomer(body: unknown, parts: QueryParts, nowMs: number): Promise<CustomerAnswer> {
  const { archive, registry, epoch } = parts;
  const { asOf, customer: key, point } = readShape(CustomerSchema, body, 'bad_query');
  refuseOtherMoments(asOf, parts);
  await archive.flush();
  const code = key === undefined ? codeOfPoint(point as number, parts) : (registry.dictionaries.find('customer', toIdText(key) ?? '') ?? 0);
  const customer = registry.dictionaries.text('customer', code);
  if (customer === null) throw unknown();
  const own = await archive.readers.use(
    async (read, readRows) => {
      const { columns } = await read('SELECT applied_seq FROM progress');
      const seq = asOf?.seq ?? Number(columns[0]?.[0] ?? 0);
      const of = { code, seq };
      return {
        seq,
        ends: await readEnds(readRows, of),
        scores: await readScores(readRows, of, parts),
        people: await registry.people.at(seq, read),
      };
    },
    false,
    asOf?.seq,
  );
  if (own.ends === null) throw unknown();
  const moment = { epoch, seq: own.seq };
  const ask = (metrics: readonly string[], groupBy: readonly string[], limit: number) =>
    answerQuery(planQuery({ metrics, groupBy, where: { customer: [customer] }, limit, asOf: moment }, registry), parts, nowMs);
  const { rows } = await ask(FIGURES, [], 1);
  const figures = Object.fromEntries(FIGURES.map((id, at) => [id, Number(rows[0]?.[at] ?? 0)])) as Record<(typeof FIGURES)[number], number>;
  const [segment] = (await ask(['events'], ['segment:current'], 1)).rows[0] ?? [];
  const places = await ask(['events', 'revenue'], ['country', 'region', 'city'], MOST_PLACES);
  return {
    customer,
    ...own.ends,
    ...figures,
    segment: typeof segment === 'string' ? segment : null,
    ...standingOf(own.people, code),
    scores: own.scores,
    places: places.rows.map((row) => toPlace(row, parts)),
    asOf: moment,
  };
}

/** Says nothing of the key: errors are kept in logs. */
function unknown(): RequestError {
  return new RequestError(404, 'unknown_customer', 'customer: nothing is known of anybody by this key (keys are exact)');
}

/** Every key of a point is that of one code. */
function codeOfPoint(point: number, { registry }: QueryParts): number {
  const size = registry.dictionaries.size('customer');
  for (let code = 1; code <= size; code++) if (pointKey(code) === point) return code;
  return 0;
}

async function readEnds(readRows: ReadRows, { code, seq }: Own): Promise<Pick<CustomerAnswer, 'first' | 'last'> | null> {
  const [row] = await readRows(`SELECT min(time_ms), max(time_ms) FROM events WHERE ${CUSTOMER} = ${code} AND seq <= ${seq} LIMIT 1`);
  if (row?.[0] == null) return null;
  return { first: toInstantText(Number(row[0])), last: toInstantText(Number(row[1])) };
}

async function readScores(readRows: ReadRows, { code, seq }: Own, { registry }: QueryParts): Promise<LatestScore[]> {
  const [score, scale] = [numberColumn('score'), codeColumn('scale')];
  const latest = `SELECT ${scale} AS scale, ${score} AS score, time_ms, seq FROM events
    WHERE ${CUSTOMER} = ${code} AND seq <= ${seq} AND ${score} IS NOT NULL AND ${scale} <> 0
    QUALIFY row_number() OVER (PARTITION BY ${scale} ORDER BY time_ms DESC, ${score}, seq DESC) = 1`;
  const rows = await readRows(`SELECT scale, score, time_ms FROM (${latest}) ORDER BY time_ms DESC, seq DESC LIMIT ${MOST_SCALES}`);
  return rows.map(([code, fixed, timeMs]) => {
    const name = registry.dictionaries.text('scale', Number(code)) ?? '';
    const below = belowTargetOf(name);
    const value = Number(fixed) / FIXED_ONE;
    return { scale: name, score: value, time: toInstantText(Number(timeMs)), below, isBelow: below !== null && value <= below };
  });
}

function standingOf(people: PeopleAt, code: number): Pick<CustomerAnswer, 'named' | 'measures' | 'judgedAt'> {
  const measured = (id: string): number | null => {
    const value = people.measure(id)[code];
    return value === undefined || Number.isNaN(value) ? null : value;
  };
  return {
    named: NAMED_SEGMENTS[(people.segments()[code] ?? 0) - 1] ?? null,
    measures: Object.fromEntries(PERSON_MEASURES.map(({ id }) => [id, measured(id)])),
    judgedAt: people.newestMs === null ? null : toInstantText(people.newestMs),
  };
}

function toPlace([country, region, city, events, revenue]: readonly unknown[], { labelOf }: QueryParts): CustomerPlace {
  const ids = { country: country as string | null, region: region as string | null, city: city as string | null };
  return { ...ids, name: closestName(ids, labelOf), events: Number(events), revenue: Number(revenue) };
}
