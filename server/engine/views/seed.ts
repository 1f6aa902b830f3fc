/** What a folded view reads from the archive: the groups it starts from, and single events near the ends of a sliding window. */
import { codeColumn } from '../columns.ts';
import { TYPE_CODE } from '../dictionaries.ts';
import type { Whole } from '../measures.ts';
import type { Plan } from '../plan.ts';
import type { Read } from '../readers.ts';
import { type Extent, matchingRows } from '../sql.ts';
import type { GroupTable } from './groupTable.ts';
import type { OpenedContacts } from './openedContacts.ts';
import { contributionSql, type RowShape } from './rowReader.ts';
import type { LiveMeasure, Tally } from './tallies.ts';

interface Seeding {
  readonly plan: Plan;
  readonly tallies: readonly Tally[];
  readonly table: GroupTable;
}

/** Adds everything in the extent to the table. Throws CapExceeded. */
export async function seedGroups({ plan, tallies, table }: Seeding, extent: Extent, read: Read): Promise<void> {
  const sums = tallies.filter(({ measure }) => measure.kind === 'sum');
  const keyed = tallies.filter(({ measure }) => measure.kind !== 'sum');
  const totals = sums.map(({ measure }) => (measure.kind === 'sum' ? measure.sql : ''));
  await eachGroup(groupedSql(plan, extent, { columns: ['count(*)', 'sum(unconverted)', ...totals] }), { plan, read }, (codes, numbers) => {
    const group = table.seed(codes, Number(numbers[0]));
    table.seedUnconverted(Number(numbers[1]));
    for (const [at, tally] of sums.entries()) tally.seed(group, [numbers[at + 2] ?? 0]);
  });
  for (const tally of keyed) {
    await eachGroup(keysSql(plan, extent, tally.measure), { plan, read }, (codes, numbers) => tally.seed(table.seed(codes, 0), numbers));
  }
}

type OnGroup = (codes: number[], numbers: Whole[]) => void;

async function eachGroup(sql: string, { plan, read }: { plan: Plan; read: Read }, onGroup: OnGroup): Promise<void> {
  const { rowCount, columns } = await read(sql);
  const dimensions = plan.dimensions.length;
  for (let row = 0; row < rowCount; row++) {
    const cells = columns.map((column) => column[row] as Whole);
    onGroup(cells.slice(0, dimensions).map(Number), cells.slice(dimensions));
  }
}

function groupedSql(plan: Plan, extent: Extent, { columns, condition }: { columns: readonly string[]; condition?: string }): string {
  const groups = plan.dimensions.map((_, at) => `g${at}`);
  const rows = `${matchingRows(plan, extent)}${condition ? ` AND ${condition}` : ''}`;
  const grouping = groups.length > 0 ? ` GROUP BY ${groups.join(', ')}` : '';
  return `SELECT ${[...groups, ...columns].join(', ')} FROM ${rows}${grouping}`;
}

/** Distinct (group, keys) of a keyed measure with the number of rows of each. */
function keysSql(plan: Plan, extent: Extent, measure: LiveMeasure): string {
  if (measure.kind === 'sum') throw new Error(`${measure.id}: has no keys`);
  const keys = [measure.key, ...(measure.kind === 'repeat' ? [measure.counted] : [])].map(codeColumn);
  const groups = [...plan.dimensions.map((_, at) => `g${at}`), ...keys];
  const neverOpened = measure.kind === 'unopened' ? ` AND ${keys[0]} NOT IN (${openedSql(extent.seq)})` : '';
  const rows = `${matchingRows(plan, extent)} AND ${measure.condition.sql} AND ${keys[0]} <> 0${neverOpened}`;
  return `SELECT ${groups.join(', ')}, count(*) FROM ${rows} GROUP BY ${groups.join(', ')}`;
}

function openedSql(seq: number): string {
  return `SELECT ${codeColumn('contact')} FROM events WHERE ${codeColumn('type')} = ${TYPE_CODE.contactOpened} AND seq <= ${seq}`;
}

/** Calls with every matching event of the extent as a coded row; the row is reused. */
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
  const row = new Float64Array(shape.width);
  for (let at = 0; at < result.rowCount; at++) {
    for (let part = 0; part < shape.width; part++) row[part] = Number(result.columns[part + 1]?.[at] ?? 0);
    onRow(Number(result.columns[0]?.[at] ?? 0), row);
  }
}

/** Notes every contact that the archive has an opening of. */
export async function seedOpenedContacts(opened: OpenedContacts, seq: number, read: Read): Promise<void> {
  const { columns } = await read(`SELECT DISTINCT * FROM (${openedSql(seq)})`);
  for (const contact of columns[0] ?? []) opened.note(Number(contact));
}
