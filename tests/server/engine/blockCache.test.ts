/** What was read of the archive's file is let go of when nobody asks, and questions stay right and allowed to use all of the memory. */
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it, onTestFinished } from 'vitest';
import { ALLOW_LIMIT, letGoOfBlocks, MEMORY_LIMIT } from '../../../server/engine/blockCache.ts';
import { createReaders } from '../../../server/engine/readers.ts';
import { tempDir } from './openArchive.ts';

const MIB = 1024 * 1024;
const ROWS = 3_000_000;

async function openLargeFile() {
  const instance = await DuckDBInstance.create(`${tempDir()}/test.duckdb`, { threads: '2', memory_limit: MEMORY_LIMIT });
  const writer = await instance.connect();
  await writer.run(`CREATE TABLE events AS SELECT i AS code, hash(i) AS noise FROM range(${ROWS}) t(i)`);
  const readers = await createReaders(instance);
  await writer.run(ALLOW_LIMIT);
  await writer.run('SET lock_configuration = true');
  onTestFinished(async () => {
    await readers.close();
    writer.closeSync();
    instance.closeSync();
  });
  const heldMib = async (): Promise<number> =>
    Number((await (await writer.run("SELECT memory_usage_bytes FROM duckdb_memory() WHERE tag = 'BASE_TABLE'")).getRows())[0]?.[0]) / MIB;
  const ask = async (): Promise<(number | undefined)[]> => {
    const { columns } = await readers.use((read) => read('SELECT count(*), sum(code)::BIGINT, (bit_xor(noise) >> 32)::BIGINT FROM events'));
    return columns.map((column) => column[0] as number | undefined);
  };
  return { writer, readers, heldMib, ask };
}

it('lets go of the blocks of the file, again and again, and reads them once more when asked', async () => {
  const { writer, heldMib, ask } = await openLargeFile();
  const answer = await ask();
  expect(answer.slice(0, 2)).toEqual([ROWS, (ROWS * (ROWS - 1)) / 2]);
  for (let round = 0; round < 3; round++) {
    expect(await heldMib()).toBeGreaterThan(16);
    await letGoOfBlocks(writer);
    expect(await heldMib()).toBeLessThanOrEqual(8.5);
    expect(await ask()).toEqual(answer);
  }
  const [[limit] = []] = await (await writer.run("SELECT current_setting('memory_limit')")).getRows();
  expect(String(limit)).toMatch(/GiB|MiB/);
  expect(Number.parseFloat(String(limit)) * (String(limit).endsWith('GiB') ? 1024 : 1)).toBeGreaterThan(500);
  await expect(writer.run('SET threads = 1')).rejects.toThrow('locked');
});

it('waits until nobody reads, and lets questions wait for it', async () => {
  const { readers, ask } = await openLargeFile();
  const done: string[] = [];
  await readers.use(() => readers.whenIdle(0, async () => void done.push('while somebody read')));
  await readers.whenIdle(60_000, async () => void done.push('too soon'));
  expect(done).toEqual([]);
  const resting = readers.whenIdle(0, async () => {
    done.push('begun');
    await new Promise((resolve) => setImmediate(resolve));
    done.push('ended');
  });
  await Promise.all([resting, ask().then(() => done.push('answered')), ask().then(() => done.push('answered'))]);
  expect(done).toEqual(['begun', 'ended', 'answered', 'answered']);
});
