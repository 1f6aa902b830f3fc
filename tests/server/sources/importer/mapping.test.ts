import { afterAll, describe, expect, it } from 'vitest';
import { createFolder, sentBy } from './mappingRun.ts';

const folder = createFolder();
const outside = createFolder();
folder.write('a.csv', 'id,name\n1,Ann\n2,Bo\n');
outside.write('secret.csv', 'id,name\n1,Hidden\n');
afterAll(() => {
  folder.remove();
  outside.remove();
});

const EVENT = "'s' AS source, 't.u' AS type";

function run(sql: string) {
  return sentBy({ path: folder.write('given.sql', sql), dir: folder.dir });
}

describe('a mapping', () => {
  it.each([
    ['two statements', `SELECT 1 AS id, ${EVENT}; SELECT 2 AS id, ${EVENT}`, /given\.sql: .*exactly one SELECT.*2 statements/],
    ['no statement', '-- nothing\n', /given\.sql: .*no statement/],
    ['an INSTALL', 'INSTALL httpfs', /given\.sql: .*exactly one SELECT/],
    ['a LOAD', "LOAD '/tmp/x.duckdb_extension'", /given\.sql: .*exactly one SELECT/],
    ['a COPY into the folder', `COPY (SELECT 1) TO '${folder.dir}/out.csv'`, /given\.sql: .*exactly one SELECT/],
    ['a CREATE', 'CREATE TABLE t AS SELECT 1 AS id', /given\.sql: .*exactly one SELECT/],
    ['an ATTACH', `ATTACH '${folder.dir}/x.db'`, /given\.sql: .*exactly one SELECT/],
    ['a SET', 'SET enable_external_access = true', /given\.sql: .*exactly one SELECT/],
    ['a PRAGMA', 'PRAGMA database_list', /given\.sql: .*no column "source"|exactly one SELECT/],
    ['an EXPLAIN', 'EXPLAIN SELECT 1', /given\.sql: .*exactly one SELECT/],
    ['a syntax error', 'SELEC 1', /given\.sql: .*SELEC/],
    ['another parameter', `SELECT $other AS id, ${EVENT}`, /given\.sql: \$other: only \$dir/],
    ['missing columns', "SELECT 1 AS id, 't' AS kind", /given\.sql: .*no column "source", "type"; it gives id, kind/],
    ['a file that is not there', `SELECT id, ${EVENT} FROM read_csv($dir || '/missing.csv')`, /given\.sql: .*missing\.csv/],
  ])('is refused with %s', async (_, sql, message) => {
    await expect(run(sql)).rejects.toThrow(message);
  });

  it.each([
    ['by its path', `SELECT id, ${EVENT} FROM read_csv('${outside.dir}/secret.csv')`],
    ['by stepping up', `SELECT id, ${EVENT} FROM read_csv($dir || '/../${outside.dir.split('/').at(-1)}/secret.csv')`],
    ['in a folder whose name begins alike', `SELECT id, ${EVENT} FROM read_csv($dir || '-more/secret.csv')`],
    ['as text', `SELECT content AS id, ${EVENT} FROM read_text('/etc/hostname')`],
    ['by listing', `SELECT file AS id, ${EVENT} FROM glob('/etc/*')`],
    ['by name alone', `SELECT id, ${EVENT} FROM '${outside.dir}/secret.csv'`],
    ['from the network', `SELECT id, ${EVENT} FROM read_csv('https://127.0.0.1:9/x.csv')`],
  ])('cannot read outside its folder %s', async (_, sql) => {
    await expect(run(sql)).rejects.toThrow(/given\.sql: .*(not allowed|disabled by configuration|httpfs)/i);
  });

  it('may end in a semicolon and comments, and hold semicolons and brackets in texts', async () => {
    const events = await run(
      `-- a; comment\nSELECT id, ${EVENT}, 'x;) y' AS note FROM read_csv($dir || '/a.csv') /* the; end */ ; -- done;\n`,
    );
    expect(events.map((event) => [event.id, event.data])).toEqual([
      ['1', { note: 'x;) y' }],
      ['2', { note: 'x;) y' }],
    ]);
  });

  it('may begin with WITH or FROM and need not use $dir', async () => {
    expect(await run(`WITH a AS (SELECT 7 AS id) SELECT id, ${EVENT} FROM a`)).toHaveLength(1);
    expect(await run(`FROM (VALUES ('x', 's', 't')) AS v(id, source, type)`)).toEqual([
      { specversion: '1.0', id: 'x', source: 's', type: 't' },
    ]);
  });

  it('names itself when a value in its files cannot be read', async () => {
    folder.write('bad.csv', 'id,n\n1,2\n2,x\n');
    await expect(run(`SELECT id, ${EVENT}, n::INTEGER AS n FROM read_csv($dir || '/bad.csv', all_varchar = true)`)).rejects.toThrow(
      /given\.sql: .*'x'/,
    );
  });
});
