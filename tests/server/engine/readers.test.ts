/** Reading while rows are appended: what is read was true at one moment. */
import { DuckDBInstance, DuckDBPreparedStatement } from '@duckdb/node-api';
import { afterEach, expect, it, vi } from 'vitest';
import { createReaders } from '../../../server/engine/readers.ts';

afterEach(() => vi.restoreAllMocks());

it.each([
  ['groups', 'SELECT code, count(*) FROM events GROUP BY code ORDER BY code', [0, 1, 2, 3]],
  ['filters', 'SELECT code FROM events WHERE code > 2', [3]],
])('%s by one snapshot, though values beyond all known arrive between planning and running', async (_title, sql, expected) => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const writer = await instance.connect();
  await writer.run('CREATE TABLE events (code INTEGER); INSERT INTO events SELECT i FROM range(4) t(i)');
  const readers = await createReaders(instance);
  const run = DuckDBPreparedStatement.prototype.stream;
  vi.spyOn(DuckDBPreparedStatement.prototype, 'stream').mockImplementation(async function (this: DuckDBPreparedStatement) {
    await writer.run('INSERT INTO events SELECT i + 4 FROM range(10000) t(i)');
    return run.call(this);
  });
  const { columns } = await readers.use((read) => read(sql));
  expect(Array.from(columns[0] ?? [])).toEqual(expected);
  await readers.close();
  writer.closeSync();
});
