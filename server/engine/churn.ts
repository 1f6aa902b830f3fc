/** Churn by group and window: who held a subscription at the start, and who of them cancelled before the end. */
import { codeColumn } from './columns.ts';
import { TYPE_CODE } from './dictionaries.ts';
import { createPause } from './pauses.ts';
import type { Plan } from './plan.ts';
import type { Read, ResultColumns } from './readers.ts';
import type { Registry } from './registry.ts';
import { and, type Extent, groupColumns, source } from './sql.ts';

/** Customers counted between two pauses. */
const CUSTOMERS_AT_ONCE = 64;

export interface Churn {
  /** Customers who held a subscription at the window's start. */
  active: number;
  /** Those of them who cancelled in the window. */
  lost: number;
}

interface Change {
  readonly timeMs: number;
  readonly started: boolean;
  /** Key of the window (the time dimensions' codes) when the change matches the query, else null. */
  readonly window: string | null;
}

/** Groups of an answer by the codes of their other dimensions: each with its windows, ascending by start. */
type Windows = ReadonlyMap<string, readonly { readonly key: string; readonly startMs: number; readonly churn: Churn }[]>;

/**
 * Churn of each group of an answer, in the order of `groups` (codes by dimension, row-aligned). A group's window is the query's, cut to
 * the bucket of each time dimension; without a start nobody is active. History is that of the group: filters on time leave it whole.
 */
export async function readChurn(
  plan: Plan,
  extent: Extent,
  groups: ResultColumns,
  { registry, read }: { registry: Registry; read: Read },
): Promise<Churn[]> {
  const result = Array.from({ length: groups.rowCount }, (): Churn => ({ active: 0, lost: 0 }));
  const windows = toWindows(plan, extent, groups, { registry, result });
  if (windows.size === 0) return result;
  const history = await read(historySql(plan, extent));
  const pause = createPause();
  let customers = 0;
  for (const { group, changes } of histories(plan, history)) {
    const own = windows.get(group);
    if (own) addCustomer(own, changes);
    if (++customers % CUSTOMERS_AT_ONCE === 0) await pause();
  }
  return result;
}

function toWindows(
  { dimensions }: Plan,
  { fromMs }: Extent,
  { columns, rowCount }: ResultColumns,
  { registry, result }: { registry: Registry; result: readonly Churn[] },
): Windows {
  const windows = new Map<string, { key: string; startMs: number; churn: Churn }[]>();
  for (let row = 0; row < rowCount; row++) {
    const code = (at: number): number => Number(columns[at]?.[row]);
    const starts = dimensions.flatMap(({ grain }, at) => (grain ? [registry.zone.bucketStart(grain, code(at))] : []));
    const startMs = Math.max(fromMs ?? -Infinity, ...starts);
    if (startMs === -Infinity) continue;
    const group = keyOf(dimensions.flatMap(({ grain }, at) => (grain ? [] : [code(at)])));
    const key = keyOf(dimensions.flatMap(({ grain }, at) => (grain ? [code(at)] : [])));
    const list = windows.get(group) ?? [];
    list.push({ key, startMs, churn: result[row] as Churn });
    windows.set(group, list);
  }
  for (const list of windows.values()) list.sort((a, b) => a.startMs - b.startMs);
  return windows;
}

const keyOf = (codes: readonly number[]): string => codes.join(' ');

/** Every change of a subscription up to the end of the window, by customer and in order of time. */
function historySql({ dimensions, filters }: Plan, { seq, fromMs, toMs, people }: Extent): string {
  const customer = codeColumn('customer');
  const type = codeColumn('type');
  const what = filters.filter(({ isTime }) => !isTime).map((filter) => filter.sql());
  const when = filters.filter(({ isTime }) => isTime).map((filter) => filter.sql());
  const matches = and([...when, ...(fromMs === null ? [] : [`time_ms >= ${fromMs}`])]);
  const conditions = [
    `seq <= ${seq}`,
    `${customer} <> 0`,
    `${type} IN (${TYPE_CODE.subscriptionStarted}, ${TYPE_CODE.subscriptionCancelled})`,
    ...(toMs === null ? [] : [`time_ms < ${toMs}`]),
    ...what,
  ];
  const columns = `${customer} AS customer, time_ms, (${type} = ${TYPE_CODE.subscriptionStarted})::INTEGER AS started, (${matches})::INTEGER AS matches, seq`;
  const rows = `SELECT ${columns}${groupColumns(dimensions)} FROM ${source([...dimensions, ...filters], { seq, people })} WHERE ${and(conditions)}`;
  const groups = dimensions.map((_, at) => `g${at}`);
  const others = dimensions.flatMap(({ grain }, at) => (grain ? [] : [`g${at}`]));
  return `SELECT ${['customer', 'time_ms', 'started', 'matches', ...groups].join(', ')} FROM (${rows}) ORDER BY ${[...others, 'customer', 'time_ms', 'seq'].join(', ')}`;
}

/** The changes of one customer in one group at a time. */
function* histories(
  { dimensions }: Plan,
  { columns, rowCount }: ResultColumns,
): Iterable<{ readonly group: string; readonly changes: Change[] }> {
  const value = (at: number, row: number): number => Number(columns[at]?.[row]);
  const codes = (row: number, ofTime: boolean): number[] =>
    dimensions.flatMap(({ grain }, at) => ((grain !== undefined) === ofTime ? [value(4 + at, row)] : []));
  let current: { group: string; customer: number; changes: Change[] } | null = null;
  for (let row = 0; row < rowCount; row++) {
    const group = keyOf(codes(row, false));
    const customer = value(0, row);
    if (current && (current.group !== group || current.customer !== customer)) {
      yield current;
      current = null;
    }
    current ??= { group, customer, changes: [] };
    current.changes.push({
      timeMs: value(1, row),
      started: value(2, row) === 1,
      window: value(3, row) === 1 ? keyOf(codes(row, true)) : null,
    });
  }
  if (current) yield current;
}

/** Walks a customer's changes and the windows together: `held` is the state after the changes before a window's start. */
function addCustomer(
  windows: readonly { readonly key: string; readonly startMs: number; readonly churn: Churn }[],
  changes: readonly Change[],
): void {
  const cancelled = new Set(changes.flatMap(({ started, window }) => (started || window === null ? [] : [window])));
  let held = false;
  let next = 0;
  for (const { key, startMs, churn } of windows) {
    for (let change = changes[next]; change && change.timeMs < startMs; change = changes[++next]) held = change.started;
    if (!held) continue;
    churn.active++;
    if (cancelled.has(key)) churn.lost++;
  }
}
