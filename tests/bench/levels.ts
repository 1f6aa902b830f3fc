/**
 * Four levels (world, country, region, region by product) of revenue, events and mean score, kept up to date over parsed events, with
 * a delta after every {@link TICK_EVENTS}: by our live views and by what one could use instead.
 */
import { DuckDBInstance } from '@duckdb/node-api';
import type { RowBatch } from '../../server/engine/rows.ts';
import { CAPS } from '../../server/engine/views/foldedSource.ts';
import { createViews } from '../../server/engine/views/views.ts';
import { FIXED_ONE, type ResolvedEvent } from '../../server/log/resolvedEvent.ts';
import { DEFAULT_SETTINGS } from '../../server/settings.ts';
import { applyFrame, createFrameTable } from '../../src/protocol/frame.ts';
import { createCoder } from '../server/engine/objectCoder.ts';
import { EPOCH, openTestArchive } from '../server/engine/openArchive.ts';

export const TICK_EVENTS = 10_000;
export const LEVELS = [[], ['country'], ['region'], ['region', 'product']] as const;
/** As many as the log writes at once. */
const BATCH_EVENTS = 2000;
const MOST_ROWS = 1_000_000;

/** What must come out the same whoever counts: of the whole world, and how many leaves there are. */
export interface Totals {
  /** Whole 1/10,000ths. */
  readonly revenue: number;
  readonly events: number;
  readonly scores: number;
  readonly leaves: number;
}

export interface Keeper {
  /** Takes the events of one tick in and makes its delta. */
  tick(events: readonly ResolvedEvent[]): void | Promise<void>;
  totals(): Totals | Promise<Totals>;
  close(): void | Promise<void>;
}

/** Live views of the engine over an archive that stays empty: `code` makes rows of what came. */
export async function openLiveLevels() {
  const { archive, registry, close } = await openTestArchive(DEFAULT_SETTINGS);
  const frames = new Map<string, Uint8Array[]>();
  const views = createViews(
    {
      archive,
      registry,
      epoch: EPOCH,
      labelOf: () => null,
      now: () => 0,
      answer: () => Promise.reject(new Error('a level is not folded')),
      release: ({ viewId, frame }) => frames.get(viewId)?.push(frame),
    },
    { releaseEveryMs: 0, caps: { ...CAPS, groups: MOST_ROWS } },
  );
  const opened: string[] = [];
  for (const groupBy of LEVELS) {
    const metrics = ['revenue', 'events', 'responses', 'csat_mean'];
    const { viewId } = await views.open({ metrics, groupBy: [...groupBy], limit: MOST_ROWS });
    frames.set(viewId, [(await views.snapshot(viewId)).frame]);
    opened.push(viewId);
  }
  const tableOf = (at: number) => {
    const table = createFrameTable();
    for (const frame of frames.get(opened[at] as string) ?? []) applyFrame(table, frame);
    return table;
  };
  return {
    dictionaries: archive.dictionaries,
    fold: (rows: RowBatch): void => views.onBatch(rows),
    release: (): Promise<void> => views.release(),
    totals(): Totals {
      if (views.stats().folded !== LEVELS.length) throw new Error('a level is not folded');
      const [revenue = 0, events = 0, scores = 0] = tableOf(0).values.map((column) => column[0]);
      return { revenue: Math.round(revenue * FIXED_ONE), events, scores, leaves: tableOf(LEVELS.length - 1).rowCount };
    },
    async close(): Promise<void> {
      views.stop();
      await close();
    },
  };
}

/** Ours, from the objects that the others take, too, where the server codes from bytes: only the columns that the views read are coded. */
export async function openOurs(): Promise<Keeper> {
  const levels = await openLiveLevels();
  const wanted = { dimensions: ['country', 'region', 'product', 'type', 'scale', 'contact'], numbers: ['amount', 'score'] };
  const code = createCoder(DEFAULT_SETTINGS, levels.dictionaries, wanted);
  return {
    async tick(events) {
      for (let from = 0; from < events.length; from += BATCH_EVENTS) levels.fold(code(events.slice(from, from + BATCH_EVENTS)));
      await levels.release();
    },
    totals: levels.totals,
    close: levels.close,
  };
}

interface Cell {
  readonly ids: readonly string[];
  revenue: number;
  events: number;
  scores: number;
  scoreSum: number;
}

/** A plain Map with string keys; the delta is JSON of the rows that changed. */
export function openMaps(): Keeper {
  const cells = new Map<string, Cell>();
  let bytes = 0;
  const add = (changed: Set<Cell>, key: string, ids: readonly string[], { amount, data }: ResolvedEvent): void => {
    let cell = cells.get(key);
    if (!cell) {
      cell = { ids, revenue: 0, events: 0, scores: 0, scoreSum: 0 };
      cells.set(key, cell);
    }
    cell.events += 1;
    cell.revenue += amount ?? 0;
    if (data.score !== undefined) {
      cell.scores += 1;
      cell.scoreSum += data.score;
    }
    changed.add(cell);
  };
  return {
    tick(events) {
      const changed = new Set<Cell>();
      for (const event of events) {
        const country = event.country as string;
        const region = event.region as string;
        const product = event.data.product as string;
        add(changed, '', [], event);
        add(changed, country, [country], event);
        add(changed, region, [region], event);
        add(changed, `${region}\0${product}`, [region, product], event);
      }
      const rows = Array.from(changed, ({ ids, revenue, events: count, scores, scoreSum }) => {
        return { ids, revenue: revenue / FIXED_ONE, events: count, responses: scores, csat_mean: scoreSum / scores };
      });
      bytes += JSON.stringify(rows).length;
    },
    totals() {
      if (bytes === 0) throw new Error('no delta was made');
      const { revenue = 0, events = 0, scores = 0 } = cells.get('') ?? {};
      return { revenue, events, scores, leaves: [...cells.keys()].filter((key) => key.includes('\0')).length };
    },
    close: () => cells.clear(),
  };
}

/** DuckDB: rows through the appender into a table of the tick, added to a table of all levels; what it returns is the delta. */
export async function openDuckLevels(): Promise<Keeper> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run('CREATE TABLE tick (country VARCHAR, region VARCHAR, product VARCHAR, amount DOUBLE, score DOUBLE)');
  await connection.run(`CREATE TABLE levels (country VARCHAR, region VARCHAR, product VARCHAR, revenue DOUBLE, events BIGINT, scores BIGINT,
    score_sum DOUBLE, PRIMARY KEY (country, region, product))`);
  let changed = 0;
  return {
    async tick(events) {
      const appender = await connection.createAppender('tick');
      for (const { country, region, amount, data } of events) {
        appender.appendVarchar(country as string);
        appender.appendVarchar(region as string);
        appender.appendVarchar(data.product as string);
        if (amount === null) appender.appendNull();
        else appender.appendDouble(amount);
        if (data.score === undefined) appender.appendNull();
        else appender.appendDouble(data.score);
        appender.endRow();
      }
      appender.closeSync();
      const returned = await connection.run(`INSERT INTO levels
        SELECT coalesce(country, ''), coalesce(region, ''), coalesce(product, ''), coalesce(sum(amount), 0), count(*), count(score), coalesce(sum(score), 0)
        FROM tick GROUP BY GROUPING SETS ((), (country), (country, region), (country, region, product))
        ON CONFLICT DO UPDATE SET revenue = revenue + excluded.revenue, events = events + excluded.events,
          scores = scores + excluded.scores, score_sum = score_sum + excluded.score_sum
        RETURNING *`);
      changed += (await returned.getColumns())[0]?.length ?? 0;
      await connection.run('TRUNCATE tick');
    },
    async totals() {
      if (changed === 0) throw new Error('no delta was made');
      const of = async (sql: string) => (await (await connection.run(sql)).getRows())[0]?.map(Number) as number[];
      const [revenue = 0, events = 0, scores = 0] = await of("SELECT revenue, events, scores FROM levels WHERE country = ''");
      const [leaves = 0] = await of("SELECT count(*) FROM levels WHERE product <> ''");
      return { revenue, events, scores, leaves };
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Perspective: one table and one view whose tree holds all levels, which costs it less than a view for each. */
export async function openPerspective(): Promise<Keeper> {
  const { default: perspective } = await import('@perspective-dev/client/node');
  const table = await perspective.table({
    country: 'string',
    region: 'string',
    product: 'string',
    amount: 'float',
    event: 'integer',
    score: 'float',
  });
  const view = await table.view({
    group_by: ['country', 'region', 'product'],
    columns: ['amount', 'event', 'score'],
    aggregates: { amount: 'sum', event: 'count', score: 'mean' },
  });
  let bytes = 0;
  let onDelta = (): void => {};
  await view.on_update(
    ({ delta }) => {
      bytes += delta?.byteLength ?? 0;
      onDelta();
    },
    { mode: 'row' },
  );
  return {
    async tick(events) {
      const told = new Promise<void>((resolve) => {
        onDelta = resolve;
      });
      const rows = events.map(({ country, region, amount, data }) => {
        return { country, region, product: data.product, amount, event: 1, score: data.score ?? null };
      });
      await table.update(rows);
      await told;
    },
    async totals() {
      if (bytes === 0) throw new Error('no delta was made');
      const rows = (await view.to_columns()) as Record<string, readonly (number | readonly string[])[]>;
      const leaves = (rows.__ROW_PATH__ ?? []).filter((path) => (path as readonly string[]).length === 3).length;
      const scores = await table.view({ filter: [['score', 'is not null', null]], columns: ['score'] });
      const scored = await scores.num_rows();
      await scores.delete();
      return { revenue: Number(rows.amount?.[0]), events: Number(rows.event?.[0]), scores: scored, leaves };
    },
    async close() {
      await view.delete();
      await table.delete();
    },
  };
}
