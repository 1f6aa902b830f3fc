/** The latest of what customers wrote, page by page: a named read of the archive, with the filters and the window of a query. */
import { z } from 'zod';
import { QuerySchema } from '../../src/protocol/query.ts';
import type { VerbatimAnswer, VerbatimsAnswer } from '../../src/protocol/verbatims.ts';
import type { LabelOf } from '../engine/answer.ts';
import { codeColumn, numberColumn } from '../engine/columns.ts';
import { TYPE_CODE } from '../engine/dictionaries.ts';
import { planQuery, windowAt } from '../engine/plan.ts';
import { type QueryParts, refuseOtherMoments } from '../engine/query.ts';
import { asksForPeople, matchingRows } from '../engine/sql.ts';
import { toInstantText } from '../engine/zone.ts';
import { readShape } from '../shape.ts';
import { placeNamed } from './placeNamed.ts';

const DEFAULT_LIMIT = 10;
const MOST_VERBATIMS = 100;
const SCORE_PARTS = 10_000;
const TEXTS = ['country', 'region', 'city', 'scale', 'reason', 'channel', 'category', 'product', 'source', 'customer'] as const;

const AskedSchema = z.strictObject({
  where: QuerySchema.shape.where,
  time: QuerySchema.shape.time,
  asOf: QuerySchema.shape.asOf,
  limit: z.int().min(1).max(MOST_VERBATIMS).default(DEFAULT_LIMIT),
  /** `TIME_MS.SEQ` of the last one of the page before. */
  before: z
    .string()
    .regex(/^-?\d{1,15}\.\d{1,15}$/, 'must be the "next" of an earlier answer')
    .optional(),
});

/** Throws {@link RequestError} 400 for what cannot be asked, 409 for an `asOf` of another epoch. */
export async function readVerbatims(
  asked: unknown,
  { archive, registry, epoch, labelOf }: QueryParts,
  nowMs: number,
): Promise<VerbatimsAnswer> {
  const { before, limit, where, time, asOf } = readShape(AskedSchema, asked, 'bad_query');
  const plan = planQuery({ metrics: ['events'], where, time, asOf }, registry);
  refuseOtherMoments(asOf, { archive, epoch });
  await archive.flush();
  return archive.readers.use(
    async (read, readRows) => {
      const { columns } = await read('SELECT applied_seq FROM progress');
      const seq = asOf?.seq ?? Number(columns[0]?.[0] ?? 0);
      const people = asksForPeople(plan.filters) ? await registry.people.at(seq, read) : undefined;
      const extent = { ...windowAt(plan.window, nowMs), seq, people };
      const rows = `(SELECT * FROM ${matchingRows({ dimensions: [], filters: plan.filters }, extent)})`;
      const joined = `FROM ${rows} JOIN verbatims USING (seq) WHERE ${codeColumn('type')} NOT IN (${unsaid(where).join(', ')})`;
      const total = before === undefined ? await read(`SELECT count(*) ${joined}`) : null;
      const shown = [`seq`, 'time_ms', 'text', numberColumn('score'), codeColumn('cell'), ...TEXTS.map(codeColumn)];
      const found = await readRows(
        `SELECT ${shown.join(', ')} ${joined} AND (${conditionOf(before)}) ORDER BY time_ms DESC, seq DESC LIMIT ${limit + 1}`,
      );
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const textOf = (name: string, code: unknown) => registry.dictionaries.text(name, Number(code ?? 0));
      return {
        verbatims: page.map((row) => toVerbatim(row, textOf, labelOf)),
        total: total && Number(total.columns[0]?.[0] ?? 0),
        next: found.length > limit && last ? `${last[1]}.${last[0]}` : null,
        asOf: { epoch, seq },
      };
    },
    false,
    asOf?.seq,
  );
}

/** What somebody looked for was said to a search field, not to the company; what the company announces is no customer's word, and is told to who asks for it. */
function unsaid(where: z.infer<typeof AskedSchema>['where']): readonly number[] {
  return [TYPE_CODE.productSearched, ...(where?.type === undefined ? [TYPE_CODE.changeAnnounced] : [])];
}

function conditionOf(before: string | undefined): string {
  if (before === undefined) return 'TRUE';
  const [time, seq] = before.split('.').map(Number);
  return `time_ms < ${time} OR (time_ms = ${time} AND seq < ${seq})`;
}

function toVerbatim(
  [seq, timeMs, text, score, cell, ...codes]: readonly unknown[],
  textOf: (name: string, code: unknown) => string | null,
  labelOf: LabelOf,
): VerbatimAnswer {
  const texts = Object.fromEntries(TEXTS.map((name, at) => [name, textOf(name, codes[at])])) as Record<
    (typeof TEXTS)[number],
    string | null
  >;
  const { country, region, city, source, ...about } = texts;
  return {
    seq: Number(seq),
    time: toInstantText(Number(timeMs)),
    text: String(text),
    score: score === null ? null : Number(score) / SCORE_PARTS,
    ...about,
    source: source ?? '',
    place: placeNamed({ country, region, city }, Number(cell ?? 0), labelOf),
  };
}
