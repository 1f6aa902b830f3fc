/** The events behind a figure, page by page: a named read of the archive, with the filters and the window of a query. */
import { type KnownRecord, type RecordsAnswer, RecordsSchema } from '../../src/protocol/records.ts';
import type { LabelOf } from '../engine/answer.ts';
import { codeColumn, numberColumn } from '../engine/columns.ts';
import { planQuery, windowAt } from '../engine/plan.ts';
import { type QueryParts, refuseOtherMoments } from '../engine/query.ts';
import { NOT_SAID } from '../engine/rowColumns.ts';
import { asksForPeople, matchingRows } from '../engine/sql.ts';
import { toInstantText } from '../engine/zone.ts';
import { FIXED_ONE } from '../log/resolvedEvent.ts';
import { RequestError } from '../parts.ts';
import { readShape } from '../shape.ts';
import { placeNamed } from './placeNamed.ts';
import { madeOf } from './recordsOf.ts';

const PLACES = ['country', 'region', 'city'] as const;
const TEXTS = [
  ...(['type', 'source', 'customer', 'currency', 'scale', 'category', 'product', 'brand'] as const),
  ...(['segment', 'channel', 'reason', 'agent'] as const),
] as const;
const NUMBERS = ['amount', 'score', 'quantity', 'duration_s'] as const;
const CODES = [...PLACES, ...TEXTS, 'order'] as const;
const COLUMNS = ['seq', 'time_ms', 'unconverted', 'resolved', codeColumn('cell'), ...NUMBERS.map(numberColumn), ...CODES.map(codeColumn)];

type TextOf = (name: string, code: unknown) => string | null;

/** Throws {@link RequestError} 400 for what cannot be asked, naming the field, 409 for an `asOf` of another epoch. */
export async function readRecords(asked: unknown, parts: QueryParts, nowMs: number): Promise<RecordsAnswer<KnownRecord>> {
  const { archive, registry, epoch, labelOf } = parts;
  const { before, limit, where, time, asOf, of } = readShape(RecordsSchema, asked, 'bad_query');
  const metric = of === undefined ? null : registry.metrics.get(of);
  if (metric === undefined) throw refuse(`of: unknown metric ${JSON.stringify(of)}; known are ${[...registry.metrics.keys()].join(', ')}`);
  const plan = planQuery({ metrics: ['events'], where, time, asOf }, registry);
  refuseOtherMoments(asOf, parts);
  await archive.flush();
  return archive.readers.use(
    async (read, readRows) => {
      const { columns } = await read('SELECT applied_seq FROM progress');
      const seq = asOf?.seq ?? Number(columns[0]?.[0] ?? 0);
      const people = asksForPeople(plan.filters) ? await registry.people.at(seq, read) : undefined;
      const window = windowAt(plan.window, nowMs);
      const extent = { ...window, seq, people };
      const matching = matchingRows({ dimensions: [], filters: plan.filters }, extent);
      const rows = metric === null ? matching : `${matching} AND (${madeOf(metric, extent)})`;
      const total = before === undefined ? await read(`SELECT count(*) FROM ${rows}`) : null;
      const page = `SELECT ${COLUMNS.join(', ')} FROM ${rows} AND (${conditionOf(before)}) ORDER BY time_ms DESC, seq DESC LIMIT ${limit + 1}`;
      const found = await readRows(
        `SELECT page.*, text FROM (${page}) AS page LEFT JOIN verbatims USING (seq) ORDER BY time_ms DESC, seq DESC LIMIT ${limit + 1}`,
      );
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      const textOf: TextOf = (name, code) => registry.dictionaries.text(name, Number(code ?? 0));
      return {
        records: shown.map((row) => toRecord(row, textOf, labelOf)),
        total: total && Number(total.columns[0]?.[0] ?? 0),
        next: found.length > limit && last ? `${last[1]}.${last[0]}` : null,
        time: { from: toText(window.fromMs), to: toText(window.toMs) },
        asOf: { epoch, seq },
      };
    },
    false,
    asOf?.seq,
  );
}

function refuse(message: string): RequestError {
  return new RequestError(400, 'bad_query', message);
}

function conditionOf(before: string | undefined): string {
  if (before === undefined) return 'TRUE';
  const [time, seq] = before.split('.').map(Number);
  return `time_ms < ${time} OR (time_ms = ${time} AND seq < ${seq})`;
}

function toText(timeMs: number | null): string | null {
  return timeMs === null ? null : toInstantText(timeMs);
}

function toRecord([seq, timeMs, unconverted, resolved, cell, ...rest]: readonly unknown[], textOf: TextOf, labelOf: LabelOf): KnownRecord {
  const numbers = Object.fromEntries(NUMBERS.map((name, at) => [name, rest[at] == null ? null : Number(rest[at]) / FIXED_ONE]));
  const codes = rest.slice(NUMBERS.length);
  const texts = Object.fromEntries(CODES.map((name, at) => [name, textOf(name, codes[at])]));
  const said = (name: (typeof TEXTS)[number]): string | null => texts[name] ?? null;
  const [country, region, city] = PLACES.map((level) => texts[level] ?? null) as [string | null, string | null, string | null];
  return {
    seq: Number(seq),
    time: toInstantText(Number(timeMs)),
    type: said('type') ?? '',
    source: said('source') ?? '',
    customer: said('customer'),
    place: placeNamed({ country, region, city }, Number(cell ?? 0), labelOf),
    value: numbers.amount ?? null,
    unconverted: Number(unconverted) === 1,
    ...{ currency: said('currency'), score: numbers.score ?? null, scale: said('scale') },
    ...{ category: said('category'), product: said('product'), brand: said('brand'), segment: said('segment') },
    ...{ channel: said('channel'), reason: said('reason'), agent: said('agent'), order: orderNumber(texts.order ?? null) },
    ...{ quantity: numbers.quantity ?? null, durationS: numbers.duration_s ?? null },
    resolved: Number(resolved) === NOT_SAID ? null : Number(resolved) === 1,
    text: (rest[NUMBERS.length + CODES.length] as string | null) ?? null,
  };
}

/** The key of an order begins with its source. */
function orderNumber(key: string | null): string | null {
  return key === null ? null : key.slice(key.indexOf('\0') + 1);
}
