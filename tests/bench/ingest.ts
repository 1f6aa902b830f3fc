/** How fast a file is imported, as a whole process. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../server/root.ts';
import { unlessTaken, watchOthers } from './machine.ts';
import type { Row } from './row.ts';

const UCI = join(ROOT, '../shared/data/uci-online-retail');
const UCI_ROWS = 525_461;
const GENERATED_ROWS = 300_000;

export async function ingest(): Promise<readonly Row[]> {
  return [importRow()];
}

function importRow(): Row {
  const data = mkdtempSync(join(tmpdir(), 'orrery-bench-'));
  const [mapping, dir, rows] = existsSync(UCI) ? ['uci-online-retail', UCI, UCI_ROWS] : [...generatedFiles(data), GENERATED_ROWS];
  const [start, others] = [performance.now(), watchOthers()];
  const done = spawnSync(
    process.execPath,
    [join(ROOT, 'dist/server/import.js'), '--mapping', String(mapping), '--dir', String(dir), '--data', join(data, 'workspace')],
    { encoding: 'utf8' },
  );
  const seconds = (performance.now() - start) / 1000;
  const taken = others();
  rmSync(data, { recursive: true, force: true });
  if (done.status !== 0) throw new Error(`import failed: ${done.stderr}`);
  const rate = Number(rows) / seconds;
  return unlessTaken(taken, {
    name: `import ${Number(rows).toLocaleString('en')} rows (${mapping === 'uci-online-retail' ? 'UCI' : 'generated'})`,
    value: rate,
    unit: 'rows/s',
    peer: `whole process ${seconds.toFixed(1)} s`,
    goal: '≥ 13,137 (525,461 in 40 s)',
    holds: rate >= UCI_ROWS / 40,
  });
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
