/** Answers of the archive. */
import type { QueryAnswer } from '../../src/protocol/query.ts';
import { RequestError } from '../parts.ts';
import { type Groups, type LabelOf, toAnswer } from './answer.ts';
import { type AnswerForms, chooseForms } from './answerForms.ts';
import type { Archive } from './archive.ts';
import { readChurn } from './churn.ts';
import { type Plan, windowAt } from './plan.ts';
import { DENSE_BITS, type Read, type ResultColumns } from './readers.ts';
import type { Registry } from './registry.ts';
import { answerSql, type Extent, isChurn } from './sql.ts';

export interface QueryParts {
  readonly archive: Archive;
  readonly registry: Registry;
  readonly epoch: string;
  readonly labelOf: LabelOf;
  readonly choose?: typeof chooseForms;
}

/**
 * Answers a plan from everything taken in so far, or as of an earlier sequence number. `nowMs` ends sliding windows.
 * Throws {@link RequestError} 409 for another epoch, 400 for a sequence number that the log has not reached.
 */
export async function answerQuery(
  plan: Plan,
  { archive, registry, epoch, labelOf, choose = chooseForms }: QueryParts,
  nowMs: number,
): Promise<QueryAnswer> {
  const seq = seqOf(plan, epoch, archive.appliedSeq());
  await archive.flush();
  const { fromMs, toMs } = windowAt(plan.window, nowMs);
  const extent = { seq, fromMs, toMs };
  const forms = choose(plan, extent, { ...archive.held(), dictionaries: registry.dictionaries, denseBits: DENSE_BITS });
  const groups = await archive.readers.use((read) => readGroups(plan, extent, { registry, read, forms }), forms.isDense);
  return toAnswer(plan, groups, { asOf: { epoch, seq }, fromMs, toMs, labelOf });
}

function seqOf({ asOf }: Plan, epoch: string, appliedSeq: number): number {
  if (!asOf) return appliedSeq;
  if (asOf.epoch !== epoch)
    throw new RequestError(409, 'other_epoch', `asOf.epoch: ${asOf.epoch} is not this log (${epoch}); its numbers mean nothing here`);
  if (asOf.seq > appliedSeq) throw new RequestError(400, 'bad_query', `asOf.seq: ${asOf.seq} is beyond the newest event, ${appliedSeq}`);
  return asOf.seq;
}

interface ReadParts {
  readonly registry: Registry;
  readonly read: Read;
  readonly forms: AnswerForms;
}

/** Groups of a plan with the totals of its measures, from the events in `extent`. What is not flushed is not seen. */
async function readGroups(plan: Plan, extent: Extent, { registry, read, forms }: ReadParts): Promise<Groups> {
  const result = await read(answerSql(plan, extent, forms));
  const { dimensions, measures } = plan;
  const codes = result.columns.slice(0, dimensions.length) as Float64Array[];
  const totals = result.columns.slice(dimensions.length, -1);
  let unconverted = 0;
  for (const count of result.columns.at(-1) ?? []) unconverted += Number(count);
  if (!measures.some(isChurn)) return { rowCount: result.rowCount, codes, totals, unconverted };
  const churn = await churnTotals(plan, extent, result, { registry, read });
  return { rowCount: result.rowCount, codes, totals: totals.map((own, at) => churn(at) ?? own), unconverted };
}

async function churnTotals(plan: Plan, extent: Extent, groups: ResultColumns, parts: { registry: Registry; read: Read }) {
  const churn = await readChurn(plan, extent, groups, parts);
  return (at: number): readonly number[] | null => {
    const id = plan.measures[at]?.id;
    if (id === 'churnActive') return churn.map(({ active }) => active);
    return id === 'churnLost' ? churn.map(({ lost }) => lost) : null;
  };
}
