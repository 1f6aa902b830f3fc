/** Query times at a million events, over HTTP, beside the same sums asked of raw DuckDB on columns of whole numbers. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Query } from '../../src/protocol/query.ts';
import { newDataDir, startServer } from '../server/child.ts';
import { median, type Row, timed } from './row.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EVENTS = 1_000_000;
const RUNS = 7;
const COUNTRIES = ['US', 'BR', 'DE', 'FR', 'GB', 'IN', 'JP', 'CN', 'MX', 'CA', 'AU', 'ES', 'IT', 'NL', 'SE', 'PL', 'TR', 'ZA', 'NG', 'AR'];

interface Question {
  readonly name: string;
  readonly query: Query;
  readonly sql: string;
}

const REVENUE = 'sum(amount) FILTER (type = 1)';
const QUESTIONS: readonly Question[] = [
  {
    name: 'revenue by country',
    query: { metrics: ['revenue'], groupBy: ['country'] },
    sql: `SELECT country, ${REVENUE} FROM raw GROUP BY ALL`,
  },
  {
    name: 'revenue and csat by country, one segment and channel',
    query: { metrics: ['revenue', 'csat'], groupBy: ['country'], where: { segment: ['s3'], channel: ['c1'] } },
    sql: `SELECT country, ${REVENUE}, avg((score >= 4)::INT) FROM raw WHERE segment = 3 AND channel = 1 GROUP BY ALL`,
  },
  {
    name: 'revenue by day',
    query: { metrics: ['revenue'], groupBy: ['time:day'] },
    sql: `SELECT time // 86400000, ${REVENUE} FROM raw GROUP BY ALL`,
  },
  {
    name: 'the six figures of the world',
    query: { metrics: ['revenue', 'orders', 'customers', 'csat', 'nps', 'contacts'] },
    sql: `SELECT ${REVENUE}, count(DISTINCT seq) FILTER (type = 1), count(DISTINCT customer), avg((score >= 4)::INT), count(*) FILTER (type = 3) FROM raw`,
  },
];

export async function questions(): Promise<readonly Row[]> {
  const dataDir = newDataDir();
  const raw = await makeEvents(dataDir);
  const imported = spawnSync(
    process.execPath,
    [
      join(ROOT, 'dist/server/import.js'),
      '--mapping',
      join(dataDir, 'files/million.sql'),
      '--dir',
      join(dataDir, 'files'),
      '--data',
      join(dataDir, 'workspace'),
    ],
    { encoding: 'utf8' },
  );
  if (imported.status !== 0) throw new Error(`import failed: ${imported.stderr}`);
  const server = await startServer({ dataDir: join(dataDir, 'workspace'), web: true });
  const rows: Row[] = [];
  for (const { name, query, sql } of QUESTIONS) {
    const ours = median(await timed(RUNS, () => server.query(query)));
    const peer = median(await timed(RUNS, () => raw.runAndReadAll(sql)));
    rows.push({
      name: `1M events: ${name}`,
      value: ours,
      unit: 'ms',
      peer: `raw DuckDB ${peer.toFixed(1)} ms (× ${(ours / peer).toFixed(2)})`,
      goal: '≤ 300 ms',
      holds: ours <= 300,
    });
  }
  await server.dispose();
  return rows;
}

/** Writes a million seeded events as a Parquet file with its mapping, and loads the same into a table of codes. */
async function makeEvents(dataDir: string): Promise<DuckDBConnection> {
  const dir = join(dataDir, 'files');
  mkdirSync(dir, { recursive: true });
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
  await connection.run(`CREATE TABLE raw AS
    SELECT i AS seq, (hash(i) % ${COUNTRIES.length})::INT AS country, CASE WHEN i % 10 < 7 THEN 1 WHEN i % 10 < 9 THEN 2 ELSE 3 END::INT AS type,
      (hash(i * 3) % 5)::INT AS segment, (hash(i * 5) % 6)::INT AS channel, (hash(i * 7) % 50000)::INT AS customer, (hash(i * 11) % 200)::INT AS product,
      1672531200000 + (hash(i * 13) % 31536000)::BIGINT * 1000 AS time, (hash(i * 17) % 5000000)::BIGINT AS amount, (1 + hash(i * 19) % 5)::INT AS score
    FROM range(${EVENTS}) t(i)`);
  const list = `[${COUNTRIES.map((code) => `'${code}'`).join(', ')}]`;
  await connection.run(`COPY (SELECT 'e' || seq AS id, 'bench' AS source,
      ['io.orrery.order.completed', 'io.orrery.survey.answered', 'io.orrery.contact.opened'][type] AS type, make_timestamp(time * 1000) AS time,
      'c' || customer AS subject, ${list}[country + 1] AS country, 's' || segment AS segment, 'c' || channel AS channel, 'p' || product AS product,
      CASE WHEN type = 1 THEN (amount / 10000)::DECIMAL(12, 4) END AS amount, CASE WHEN type = 2 THEN score END AS score, CASE WHEN type = 2 THEN 'csat5' END AS scale
    FROM raw) TO '${join(dir, 'million.parquet')}'`);
  await connection.run('UPDATE raw SET score = NULL WHERE type <> 2; UPDATE raw SET amount = NULL WHERE type <> 1');
  writeFileSync(join(dir, 'million.sql'), "SELECT * FROM read_parquet($dir || '/million.parquet')");
  return connection;
}
