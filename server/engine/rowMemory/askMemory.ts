/** Answers that follow no event, because people leave groups as well as enter them, from the rows in memory: sums by who the people are now. */
import type { QueryAnswer } from '../../../src/protocol/query.ts';
import { type Groups, type LabelOf, toAnswer } from '../answer.ts';
import type { Dimension } from '../dimensions.ts';
import { codesOf, type Whole } from '../measures.ts';
import type { PeopleAt } from '../people/people.ts';
import type { Plan } from '../plan.ts';
import type { Registry } from '../registry.ts';
import { CapExceeded } from '../views/capExceeded.ts';
import { shapeOf } from '../views/codedRows.ts';
import { createGroupTable, type GroupTable } from '../views/groupTable.ts';
import { createOpenedContacts } from '../views/openedContacts.ts';
import { createOrdinals } from '../views/ordinals.ts';
import type { Shared } from '../views/shared.ts';
import { createTallies, type Tally } from '../views/tallies.ts';
import { createTuples } from '../views/tuples.ts';
import { BLOCK_ROWS } from './rowBlocks.ts';
import type { RowMemory } from './rowMemory.ts';

interface Means {
  readonly memory: RowMemory;
  readonly registry: Pick<Registry, 'people'>;
  readonly shared: Shared;
  readonly epoch: string;
  readonly labelOf: LabelOf;
  /** Newest event in memory. */
  readonly seq: number;
  readonly mostGroups: number;
}

const ALL_ROWS = Int32Array.from({ length: BLOCK_ROWS }, (_, row) => row);

/** The answer to a plan; null where only the archive can give it: by what is not in memory, or of too many groups. */
export async function askMemory(plan: Plan, means: Means): Promise<QueryAnswer | null> {
  const { filters, dimensions, measures, window, asOf } = plan;
  if (asOf !== null || window.kind !== 'fixed' || !means.memory.serves(plan)) return null;
  const isOfSums = measures.every(({ kind }) => kind === 'sum');
  const people = means.registry.people.known(means.seq);
  if (!isOfSums || people === null || !filters.every(({ live }) => live)) return null;
  if (!dimensions.every(({ live, needsPeople }) => live || needsPeople)) return null;
  return answerFrom(plan, people, means).catch((error) => {
    if (error instanceof CapExceeded) return null;
    throw error;
  });
}

async function answerFrom(plan: Plan, people: PeopleAt, means: Means): Promise<QueryAnswer> {
  const { memory, shared, epoch, labelOf, seq, mostGroups } = means;
  const tallies = createTallies(plan.measures, { opened: createOpenedContacts(), mostKeys: 0, slides: false });
  const shape = shapeOf(createTuples(plan.dimensions.map((dimension) => createOrdinals(ofPeople(dimension, people)))), tallies);
  const table = createGroupTable(shape, tallies, { mostGroups, slides: false });
  await memory.fold(plan, shared, (batch, unconverted) =>
    table.fold({ batch, length: batch.count, columns: shape.columnsOf(batch), rows: ALL_ROWS, count: batch.count, unconverted }, 1),
  );
  const { fromMs, toMs } = plan.window.kind === 'fixed' ? plan.window : { fromMs: null, toMs: null };
  return toAnswer(plan, groupsOf(plan, table, tallies), { asOf: { epoch, seq }, fromMs, toMs, labelOf });
}

/** The dimension as its rows tell it, once it is known who is who. */
function ofPeople(dimension: Dimension, people: PeopleAt): Dimension {
  if (!dimension.needsPeople) return dimension;
  const numbers = dimension.needsPeople.numbers(people);
  const codeOf: Dimension['codeOf'] = (batch) => {
    const customers = codesOf(batch, 'customer');
    return (row) => numbers[customers[row] as number] ?? 0;
  };
  return { ...dimension, codeOf };
}

function groupsOf({ dimensions, measures }: Plan, table: GroupTable, tallies: readonly Tally[]): Groups {
  const groups = table.aliveGroups();
  const totalOf = (id: string) => tallies.find(({ measure }) => measure.id === id);
  return {
    rowCount: groups.length,
    codes: dimensions.map((_, at) => groups.map((group) => table.codeOf(group, at))),
    totals: measures.map(({ id }) => groups.map((group): Whole => totalOf(id)?.total(group) ?? 0)),
    unconverted: table.unconverted,
  };
}
