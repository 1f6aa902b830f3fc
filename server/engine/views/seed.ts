/** What a folded view reads from the archive: the groups it starts from, and single events near the ends of a sliding window. */
import { codeColumn } from '../columns.ts';
import { TYPE_CODE } from '../dictionaries.ts';
import type { Whole } from '../measures.ts';
import { createPause, type Pause } from '../pauses.ts';
import type { Plan } from '../plan.ts';
import type { Read, ResultColumns } from '../readers.ts';
import { type Extent, matchingRows } from '../sql.ts';
import type { RowShape } from './codedRows.ts';
import type { GroupTable } from './groupTable.ts';
import type { OpenedContacts } from './openedContacts.ts';
import type { LiveMeasure, Tally } from './tallies.ts';

/** Rows taken in between two looks at what else waits in this thread. */
const ROWS_AT_ONCE = 512;

interface Seeding {
  readonly plan: Plan;
  readonly tallies: readonly Tally[];
  readonly table: GroupTable;
}

/** Adds everything in the extent to the table; other work of this thread goes on in between. Throws CapExceeded. */
export async function seedGroups(seeding: Seeding, extent: Extent, read: Read): Promise<void> {
  const { plan, tallies, table } = seeding;
  const pause = createPause();
  const sums = tallies.filter(({ measure }) => measure.kind === 'sum');
  const totals = sums.map(({ measure }) => (measure.kind === 'sum' ? measure.sql : ''));
  const groups = await read(groupedSql(plan, extent, ['count(*)', 'sum(unconverted)', ...totals]));
  await eachGroup(seeding, groups, pause, (codeAt, at) => {
    const group = table.seed(codeAt, Number(at(0)));
    table.seedUnconverted(Number(at(1)));
    for (const [place, tally] of sums.entries()) tally.seed(group, () => at(place + 2));
  });
  for (const tally of tallies) {
    if (tally.measure.kind === 'sum') continue;
    const keys = await read(keysSql(plan, extent, tally.measure));
    await eachGroup(seeding, keys, pause, (codeAt, at) => tally.seed(table.seed(codeAt, 0), at));
  }
}

/** Calls with the readers of each row: its group codes, and the columns after them. */
async function eachGroup(
  { plan }: Seeding,
  { rowCount, columns }: ResultColumns,
  pause: Pause,
  onGroup: (codeAt: (dimension: number) => number, at: (column: number) => Whole) => void,
): Promise<void> {
  const dimensions = plan.dimensions.length;
  let row = 0;
  const codeAt = (dimension: number): number => Number(columns[dimension]?.[row]);
  const at = (column: number): Whole => columns[dimensions + column]?.[row] ?? 0;
  for (; row < rowCount; row++) {
    onGroup(codeAt, at);
    if (row % ROWS_AT_ONCE === 0) await pause();
  }
}

function groupedSql(plan: Plan, extent: Extent, columns: readonly string[]): string {
  const groups = plan.dimensions.map((_, at) => `g${at}`);
  const grouping = groups.length > 0 ? ` GROUP BY ${groups.join(', ')}` : '';
  return `SELECT ${[...groups, ...columns].join(', ')} FROM ${matchingRows(plan, extent)}${grouping}`;
}

/** Distinct (group, keys) of a keyed measure, each with what its tally takes in; numbers that take no bigint. */
function keysSql(plan: Plan, extent: Extent, measure: LiveMeasure): string {
  if (measure.kind === 'sum') throw new Error(`${measure.id}: has no keys`);
  const key = codeColumn(measure.key);
  const neverOpened = measure.kind === 'unopened' ? ` AND ${key} NOT IN (${openedSql(extent.seq)})` : '';
  const rows = `${matchingRows(plan, extent)} AND ${measure.condition.sql} AND ${key} <> 0${neverOpened}`;
  const groups = [...plan.dimensions.map((_, at) => `g${at}`), key];
  if (measure.kind === 'repeat') {
    const order = codeColumn(measure.counted);
    // Where no row leaves, two orders that differ tell all: the archive need not list them.
    if (plan.window.kind !== 'sliding') return listed(groups, `min(${order}), max(${order})`, rows);
    groups.push(order);
  }
  return listed(groups, 'count(*)::INTEGER', rows);
}

function listed(groups: readonly string[], columns: string, rows: string): string {
  return `SELECT ${groups.join(', ')}, ${columns} FROM ${rows} GROUP BY ${groups.join(', ')}`;
}

function openedSql(seq: number): string {
  return `SELECT ${codeColumn('contact')} FROM events WHERE ${codeColumn('type')} = ${TYPE_CODE.contactOpened} AND seq <= ${seq}`;
}

/** Calls with every matching event of the extent as a coded row and, after it, whether it is unconverted; the row is reused. Pauses in between. */
export async function readEvents(
  { plan, tallies, shape }: { plan: Plan; tallies: readonly Tally[]; shape: RowShape },
  extent: Extent,
  { read, onRow }: { read: Read; onRow: (timeMs: number, row: Float64Array) => void },
): Promise<void> {
  const groups = plan.dimensions.map((_, at) => `g${at}`);
  const contributions = tallies.flatMap(({ measure }) => contributionSql(measure));
  const columns = ['time_ms', ...groups, ...contributions, 'sum(unconverted)'];
  const grouping = ['seq', 'time_ms', ...groups].join(', ');
  const result = await read(`SELECT ${columns.join(', ')} FROM ${matchingRows(plan, extent)} GROUP BY ${grouping}`);
  const row = new Float64Array(shape.kinds.length + 1);
  const pause = createPause();
  for (let at = 0; at < result.rowCount; at++) {
    for (let part = 0; part < row.length; part++) {
      const number = Number(result.columns[part + 1]?.[at] ?? 0);
      row[part] = shape.tuples.ordinals[part]?.of(number) ?? number;
    }
    onRow(Number(result.columns[0]?.[at] ?? 0), row);
    if (at % ROWS_AT_ONCE === 0) await pause();
  }
}

/** Expressions that give one event's contribution to a measure, in a query grouped by event. */
function contributionSql(measure: LiveMeasure): string[] {
  switch (measure.kind) {
    case 'sum':
      return [measure.sql];
    case 'repeat':
      return [keySql(measure.key, measure.condition.sql), keySql(measure.counted, measure.condition.sql)];
    case 'distinct':
    case 'unopened':
      return [keySql(measure.key, measure.condition.sql)];
  }
}

function keySql(key: string, condition: string): string {
  return `max(CASE WHEN ${condition} THEN ${codeColumn(key)} ELSE 0 END)`;
}

/** Notes every contact that the archive has an opening of. */
export async function seedOpenedContacts(opened: OpenedContacts, seq: number, read: Read): Promise<void> {
  const { rowCount, columns } = await read(`SELECT DISTINCT * FROM (${openedSql(seq)})`);
  const pause = createPause();
  for (let at = 0; at < rowCount; at++) {
    opened.note(Number(columns[0]?.[at]));
    if (at % ROWS_AT_ONCE === 0) await pause();
  }
}
