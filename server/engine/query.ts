/** Answers of the archive. */
import type { AsOf, QueryAnswer } from '../../src/protocol/query.ts';
import { RequestError } from '../parts.ts';
import { type Groups, type LabelOf, toAnswer } from './answer.ts';
import { type AnswerForms, chooseForms } from './answerForms.ts';
import type { Archive } from './archive.ts';
import { readChurn } from './churn.ts';
import { type Plan, windowAt } from './plan.ts';
import { DENSE_BITS, type Read, type ResultColumns } from './readers.ts';
import type { Registry } from './registry.ts';
import { answerSql, asksForPeople, type Extent, isChurn } from './sql.ts';
import { toNumbers } from './wholeColumn.ts';

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
  refuseOtherMoments(plan.asOf, { archive, epoch });
  await archive.flush();
  const window = windowAt(plan.window, nowMs);
  const chosen = () => choose(plan, window, { ...archive.held(), dictionaries: registry.dictionaries, denseBits: DENSE_BITS });
  const { seq, groups } = await archive.readers.use(
    async (read) => {
      const newest = await newestSeq(read);
      const seq = plan.asOf?.seq ?? newest;
      // Chosen again: the snapshot may hold more than was there before it, but never more than is known now.
      const forms = chosen();
      const people = asksForPeople([...plan.dimensions, ...plan.filters]) ? await registry.people.at(seq, read) : undefined;
      return { seq, groups: await readGroups(plan, { ...window, seq, isAll: seq === newest, people }, { registry, read, forms }) };
    },
    chosen().isDense,
    plan.asOf?.seq,
  );
  return toAnswer(plan, groups, { asOf: { epoch, seq }, ...window, labelOf });
}

/** Throws {@link RequestError} 409 for a moment of another log, 400 for one that this has not reached. */
export function refuseOtherMoments(asOf: AsOf | null | undefined, { archive, epoch }: Pick<QueryParts, 'archive' | 'epoch'>): void {
  if (!asOf) return;
  if (asOf.epoch !== epoch)
    throw new RequestError(409, 'other_epoch', `asOf.epoch: ${asOf.epoch} is not this log (${epoch}); its numbers mean nothing here`);
  if (asOf.seq > archive.appliedSeq())
    throw new RequestError(400, 'bad_query', `asOf.seq: ${asOf.seq} is beyond the newest event, ${archive.appliedSeq()}`);
}

/** Sequence number of the newest event in the snapshot that is read. */
async function newestSeq(read: Read): Promise<number> {
  const { columns } = await read('SELECT applied_seq FROM progress');
  return Number(columns[0]?.[0] ?? 0);
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
  const codes = result.columns.slice(0, dimensions.length).map(toNumbers);
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
