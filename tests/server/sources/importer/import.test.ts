import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Cell, Query } from '../../../../src/protocol/query.ts';
import { newDataDir, program, type ServerProcess, startServer } from '../../child.ts';
import { createFolder } from './mappingRun.ts';

const ROWS = 700;
const folder = createFolder();
const dataDir = newDataDir();
// Row 10 has no amount that can be read, row 20 no id; every seventh is in a country that is none.
const rows = Array.from({ length: ROWS }, (_, row) =>
  [
    row === 19 ? '' : `r${row}`,
    `2024-03-${String(1 + (row % 28)).padStart(2, '0')} 12:00:00`,
    `c${row % 50}`,
    row % 7 === 0 ? 'Nowhere' : 'DE',
    row === 9 ? 'many' : `${row}.25`,
    row % 2 === 0 ? 'USD' : 'XTS',
  ].join(','),
);
folder.write('rows.csv', ['id,bought,who,land,price,money', ...rows].join('\n'));
const mapping = folder.write(
  'rows.sql',
  `SELECT id, 'files' AS source, 'io.orrery.order.completed' AS type, bought AS time, who AS subject, land AS country, price AS amount, money AS currency
   FROM read_csv($dir || '/rows.csv', types = {'price': 'VARCHAR'})`,
);

afterAll(() => {
  folder.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program('import'), ...args], {
    encoding: 'utf8',
    timeout: 100_000,
  });
  return { status, stdout, stderr };
}

function runImport(...more: readonly string[]) {
  return run('--mapping', mapping, '--dir', folder.dir, '--data', dataDir, ...more);
}

/** The figures of the summary, by name. */
function figures(stdout: string): Record<string, number> {
  return Object.fromEntries(
    Array.from(stdout.matchAll(/^ {2}(\w+) +([\d,]+)/gm), ([, name, value]) => [name, Number(value?.replaceAll(',', ''))]),
  );
}

const EVERYTHING: Query = { metrics: ['events', 'revenue', 'orders', 'customers'], groupBy: ['country', 'currency'] };

async function whileServed<T>(act: (server: ServerProcess) => Promise<T>): Promise<T> {
  const server = await startServer({ dataDir });
  try {
    return await act(server);
  } finally {
    await server.kill('SIGTERM');
  }
}

describe('npm run import -- --undo', () => {
  it('lets a whole import count as never sent, and again, with a server or without', async () => {
    const other = newDataDir();
    try {
      const first = run('--mapping', mapping, '--dir', folder.dir, '--data', other);
      const id = /--undo (\S+)/.exec(first.stdout)?.[1] ?? '';
      const list = run('--list', '--data', other);
      expect(list.stdout).toMatch(new RegExp(`^${id} .* ${ROWS - 2} events +rows: `));
      expect(run('--undo', id, '--data', other)).toMatchObject({
        status: 0,
        stdout: expect.stringContaining(`Undone: the ${ROWS - 2} events`),
      });
      expect(run('--list', '--data', other).stdout).toContain('(undone)');
      const again = run('--mapping', mapping, '--dir', folder.dir, '--data', other);
      expect(figures(again.stdout)).toMatchObject({ accepted: ROWS - 2 });
      expect(run('--redo', id, '--data', other)).toMatchObject({ status: 1, stderr: expect.stringMatching(/^import: .* was sent again/) });
      expect(run('--undo', 'never', '--data', other)).toMatchObject({
        status: 1,
        stderr: `import: never is not known; npm run import -- --list --data ${other} lists them\n`,
      });
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  }, 300_000);

  it('makes no workspace of a folder that is misspelt', () => {
    const nowhere = join(folder.dir, 'nowhere');
    expect(run('--list', '--data', nowhere)).toMatchObject({ status: 2, stderr: `--data ${nowhere}: holds no log of events\n` });
    expect(existsSync(nowhere)).toBe(false);
  });
});

describe('npm run import', () => {
  it('imports without a running server, keeps what is good, says what became of the rest, and changes nothing the second time', async () => {
    const first = runImport();
    expect(first.stderr).toContain(`100 %  ${ROWS} of ${ROWS} rows`);
    expect(first).toMatchObject({ status: 0 });
    expect(figures(first.stdout)).toEqual({
      accepted: ROWS - 2,
      duplicates: 0,
      rejected: 2,
      unplaced: 100,
      // Odd rows are in a currency without a rate; two of them were rejected.
      unconverted: ROWS / 2 - 2,
    });
    expect(first.stdout).toMatch(/row 10: data\.amount: .*many/);
    expect(first.stdout).toMatch(/row 20: id/);
    // No server runs any more that could be asked.
    expect(first.stdout).toMatch(/^ {2}rejected .*npm run rejected/m);
    const before = await whileServed(async (server) => (await server.query(EVERYTHING)).rows);

    const second = runImport();
    expect(second).toMatchObject({ status: 0 });
    expect(figures(second.stdout)).toMatchObject({ accepted: 0, duplicates: ROWS - 2, rejected: 2, unplaced: 100 });
    const after = await whileServed(async (server) => (await server.query(EVERYTHING)).rows);
    expect(after).toEqual(before);
    expect(total(before, 2)).toBe(ROWS - 2);
  });

  it('gives a workspace that declares none the currency of all its amounts, before anything is kept', async () => {
    const reais = folder.write(
      'reais.sql',
      `SELECT id, 'shop' AS source, 'io.orrery.order.completed' AS type, bought AS time, 2.5 AS amount, 'brl' AS currency FROM read_csv($dir || '/rows.csv') WHERE id IS NOT NULL`,
    );
    const fresh = newDataDir();
    const server = await startServer({ dataDir: fresh });
    try {
      const imported = run('--mapping', reais, '--dir', folder.dir, '--data', fresh);
      expect(imported.stdout).toMatch(/currency +BRL/);
      expect(figures(imported.stdout)).toMatchObject({ accepted: ROWS - 1, unconverted: 0 });
      const { rows, columns } = await server.query({ metrics: ['revenue'] });
      expect([rows, columns]).toEqual([[[2.5 * (ROWS - 1)]], [{ name: 'revenue', unit: 'BRL' }]]);
      expect(JSON.parse(readFileSync(join(fresh, 'orrery.json'), 'utf8'))).toEqual({ currency: 'BRL' });

      const euros = folder.write('euros.sql', readFileSync(reais, 'utf8').replace("'shop'", "'other'").replace("'brl'", "'EUR'"));
      expect(figures(run('--mapping', euros, '--dir', folder.dir, '--data', fresh).stdout)).toMatchObject({ unconverted: ROWS - 1 });
    } finally {
      await server.kill('SIGTERM');
    }
  });

  it('takes no currency from a mapping whose columns cannot be sent', async () => {
    const numbered = folder.write(
      'numbered.sql',
      "SELECT 'n' AS id, 'shop' AS source, 'io.orrery.order.completed' AS type, 1700000000 AS time, 2.5 AS amount, 'BRL' AS currency",
    );
    const fresh = newDataDir();
    expect(run('--mapping', numbered, '--dir', folder.dir, '--data', fresh)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^time: is INTEGER; a mapping gives it as TIMESTAMP/),
    });
    expect(readdirSync(fresh)).toEqual([]);
  });

  it('leaves a declared currency, and what other settings say, alone', async () => {
    const declared = newDataDir();
    writeFileSync(join(declared, 'orrery.json'), '{"currency": "USD"}');
    const { stdout } = run('--mapping', join(folder.dir, 'reais.sql'), '--dir', folder.dir, '--data', declared);
    expect(figures(stdout)).toMatchObject({ unconverted: ROWS - 1 });
    const undeclared = newDataDir();
    writeFileSync(join(undeclared, 'orrery.json'), '{"timezone": "America/Sao_Paulo"}');
    run('--mapping', join(folder.dir, 'reais.sql'), '--dir', folder.dir, '--data', undeclared);
    expect(JSON.parse(readFileSync(join(undeclared, 'orrery.json'), 'utf8'))).toEqual({ currency: 'BRL', timezone: 'America/Sao_Paulo' });
  });

  it('sends to the server that runs on the workspace', async () => {
    await whileServed(async (server) => {
      const more = folder.write(
        'more.sql',
        `SELECT 'm' || id AS id, 'more' AS source, 'io.orrery.page.viewed' AS type, bought AS time FROM read_csv($dir || '/rows.csv') WHERE id IS NOT NULL`,
      );
      const { stdout, status } = run('--mapping', more, '--dir', folder.dir, '--data', dataDir);
      expect(status).toBe(0);
      expect(stdout).toContain('into the running server');
      const { rows: answer } = await server.query({ metrics: ['events'], where: { source: ['more'] } });
      expect(answer).toEqual([[ROWS - 1]]);
    });
  });

  it('replays in time order, with the times of the files', async () => {
    const late = folder.write(
      'late.sql',
      `SELECT id, 'replayed' AS source, 'io.orrery.page.viewed' AS type, bought AS time, id AS page FROM read_csv($dir || '/rows.csv') WHERE id IS NOT NULL ORDER BY bought DESC`,
    );
    const fresh = newDataDir();
    const { status, stdout } = run('--mapping', late, '--dir', folder.dir, '--data', fresh, '--replay', '1e9');
    expect(status).toBe(0);
    expect(figures(stdout)).toMatchObject({ accepted: ROWS - 1 });
    const server = await startServer({ dataDir: fresh });
    const newest = await server.query({ metrics: ['events'], groupBy: ['time:day'] });
    const { epoch } = newest.asOf;
    const early = await server.query({ metrics: ['events'], groupBy: ['time:day'], asOf: { epoch, seq: 60 } });
    await server.dispose();
    expect(newest.rows).toHaveLength(28);
    expect(early.rows).toEqual([1, 2, 3].map((day) => [`2024-03-0${day}T00:00:00Z`, day < 3 ? 25 : 10]));
  });

  it('ends with 2 and its usage on a wrong command line, with 1 and the file on a mapping that cannot be', () => {
    expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: npm run import') });
    expect(run('--mapping', mapping)).toMatchObject({ status: 2, stderr: expect.stringContaining('--dir: is missing\nUsage') });
    const two = folder.write('two.sql', 'SELECT 1 AS id; SELECT 2 AS id');
    expect(run('--mapping', two, '--dir', folder.dir, '--data', dataDir)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^two\.sql: a mapping is exactly one SELECT; this file has 2 statements$/m),
    });
  });
});

function total(rows: readonly (readonly Cell[])[], column: number): number {
  return rows.reduce((sum, row) => sum + Number(row[column]), 0);
}
