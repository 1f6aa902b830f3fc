/** How fast events come in: a file import as a whole process, and batches over HTTP acknowledged once durable. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from '../server/child.ts';
import type { Row } from './row.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const UCI = join(ROOT, '../shared/data/uci-online-retail');
const UCI_ROWS = 525_461;
const GENERATED_ROWS = 300_000;
const PRODUCERS = 16;
const BATCH = 100;
const BATCHES_EACH = 60;

export async function ingest(): Promise<readonly Row[]> {
  return [importRow(), await httpRow()];
}

function importRow(): Row {
  const data = mkdtempSync(join(tmpdir(), 'orrery-bench-'));
  const [mapping, dir, rows] = existsSync(UCI) ? ['uci-online-retail', UCI, UCI_ROWS] : [...generatedFiles(data), GENERATED_ROWS];
  const start = performance.now();
  const done = spawnSync(
    process.execPath,
    [join(ROOT, 'dist/server/import.js'), '--mapping', String(mapping), '--dir', String(dir), '--data', join(data, 'workspace')],
    { encoding: 'utf8' },
  );
  const seconds = (performance.now() - start) / 1000;
  rmSync(data, { recursive: true, force: true });
  if (done.status !== 0) throw new Error(`import failed: ${done.stderr}`);
  const rate = Number(rows) / seconds;
  return {
    name: `import ${Number(rows).toLocaleString('en')} rows (${mapping === 'uci-online-retail' ? 'UCI' : 'generated'})`,
    value: rate,
    unit: 'rows/s',
    peer: `whole process ${seconds.toFixed(1)} s`,
    goal: '≥ 13,137 (525,461 in 40 s)',
    holds: rate >= UCI_ROWS / 40,
  };
}

/** Without the shared data: a file made here, of the same shape. */
function generatedFiles(folder: string): [string, string] {
  const dir = join(folder, 'files');
  mkdirSync(dir, { recursive: true });
  const lines = ['id,day,customer,country,product,price'];
  for (let i = 0; i < GENERATED_ROWS; i++)
    lines.push(`r${i},2024-0${1 + (i % 9)}-11,c${i % 5000},${['France', 'Brazil', 'EIRE'][i % 3]},p${i % 300},${(i % 9000) / 100}`);
  writeFileSync(join(dir, 'rows.csv'), lines.join('\n'));
  const mapping = join(dir, 'rows.sql');
  writeFileSync(
    mapping,
    `SELECT id, 'bench' AS source, 'io.orrery.order.completed' AS type, day::TIMESTAMP AS time, customer AS subject, country, product, price AS amount
     FROM read_csv($dir || '/rows.csv')`,
  );
  return [mapping, dir];
}

async function httpRow(): Promise<Row> {
  const server = await startServer({ web: true });
  const start = performance.now();
  const total = (await Promise.all(Array.from({ length: PRODUCERS }, (_, producer) => produce(server.url, producer)))).reduce(
    (a, b) => a + b,
    0,
  );
  const seconds = (performance.now() - start) / 1000;
  await server.dispose();
  return {
    name: `HTTP, ${PRODUCERS} producers, batches of ${BATCH}: acknowledged`,
    value: total / seconds,
    unit: 'events/s',
    peer: `${total.toLocaleString('en')} events in ${seconds.toFixed(2)} s`,
    goal: '≥ 10,000',
    holds: total / seconds >= 10_000,
  };
}

async function produce(url: string, producer: number): Promise<number> {
  let accepted = 0;
  for (let batch = 0; batch < BATCHES_EACH; batch++) {
    const body = Array.from({ length: BATCH }, (_, i) => event(producer, batch * BATCH + i)).join('\n');
    const response = await fetch(`${url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body });
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    accepted += ((await response.json()) as { accepted: number }).accepted;
  }
  return accepted;
}

function event(producer: number, index: number): string {
  return JSON.stringify({
    specversion: '1.0',
    id: `${producer}-${index}`,
    source: `producer-${producer}`,
    type: 'io.orrery.order.completed',
    subject: `c${index % 700}`,
    time: new Date(Date.UTC(2024, 0, 1) + index * 61_000).toISOString(),
    data: { country: ['BR', 'US', 'DE', 'FR'][index % 4], amount: (index % 9000) / 100, currency: 'USD', product: `p${index % 90}` },
  });
}
