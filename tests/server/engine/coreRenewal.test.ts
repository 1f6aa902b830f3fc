/** The engine while its archive is opened anew, and where a part of it is broken that nobody reads to check it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it, vi } from 'vitest';
import type { StoredBatch } from '../../../server/log/feedWriter.ts';
import { createLog, folder, open, randomEvents } from './coreWorld.ts';

/** Of a DuckDB file, behind its headers. */
const [BLOCK_BYTES, HEAD_BYTES] = [262_144, 12_288];

describe('engine', () => {
  const events = randomEvents(400);

  it('answers with every event although it is opened anew while an import is withdrawn and more waits', async () => {
    for (const waitMs of [0, 3, 6]) {
      const log = createLog(events);
      // The record is no event.
      log.lost.add(21);
      const change = { seq: 21, number: 1, withdrawn: true };
      const engine = await open(folder(), {
        ...log,
        readAfter: (seq) => {
          if (seq === 20) return { firstSeq: 21, count: 1, payload: Buffer.from('[]'), change };
          const batch = log.readAfter(seq);
          if (seq > 20 || batch === null) return batch;
          return { firstSeq: seq + 1, count: 20 - seq, payload: Buffer.from(JSON.stringify(log.events.slice(seq, 20))) };
        },
      });
      const { core } = engine;
      while (core.state().appliedSeq < 21) await new Promise(setImmediate);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      const count = async () => (await core.query({ metrics: ['events'] }, log.seq())).rows;
      const counts = await Promise.all([count(), core.territories(true).then(count)]);
      expect(counts).toEqual([[[399]], [[399]]]);
      await engine.close();
    }
  });

  it('says that a view is no more only after its end was told, also while it is opened anew', async () => {
    const { core, ended } = await open(folder(), createLog(events.slice(0, 50)));
    const { viewId } = await core.openView({ metrics: ['events'] });
    expect(await core.snapshot(viewId)).toMatchObject({ version: 1 });
    const changed = core.territories(true);
    await new Promise(setImmediate);
    expect(await core.snapshot(viewId).catch(() => [...ended])).toEqual([viewId]);
    await changed;
  });

  it('follows an answer over what a read found damaged, as a question is answered', async () => {
    const { core } = await open(folder(), createLog(events.slice(0, 50)));
    const before = await core.query({ metrics: ['events'] }, 50);
    const reading = failingReads('IO Error: Corrupt database file: computed checksum 1 does not match stored checksum 2');
    const { viewId } = await core.openView({ metrics: ['revenue'], groupBy: ['category'] });
    reading.mockRestore();
    expect(await core.snapshot(viewId)).toMatchObject({ version: 1 });
    expect((await core.query({ metrics: ['events'] }, 50)).rows).toEqual(before.rows);
  });

  it('says of an answer that cannot be followed because the disk is full that it may be asked for again', async () => {
    const { core } = await open(folder(), createLog(events.slice(0, 50)));
    await core.query({ metrics: ['events'] }, 50);
    const reading = failingReads('IO Error: Could not write file "archive.tmp": No space left on device');
    await expect(core.openView({ metrics: ['revenue'], groupBy: ['category'] })).rejects.toMatchObject({ status: 503, code: 'disk_full' });
    reading.mockRestore();
    const { viewId } = await core.openView({ metrics: ['revenue'], groupBy: ['category'] });
    expect(await core.snapshot(viewId)).toMatchObject({ version: 1 });
  });

  it('opens whichever block of its file is broken, also one that is not read to check it', async () => {
    const dir = folder();
    const log = createLog(events.slice(0, 1));
    const first = await open(dir, log);
    await first.core.query({ metrics: ['events'] }, 1);
    await first.close();
    const path = join(dir, 'archive.duckdb');
    // So many rows that columns have blocks of their own.
    const rows = 150_000;
    const database = await DuckDBInstance.create(path);
    const connection = await database.connect();
    await connection.run(
      `INSERT INTO events SELECT events.* REPLACE (n AS seq, received_ms + (random() * 1e12)::BIGINT AS received_ms) FROM events, range(2, ${rows + 1}) AS numbers (n)`,
    );
    await connection.run(`UPDATE progress SET applied_seq = ${rows}, row_count = ${rows}, seq_sum = (SELECT sum(seq) FROM events)`);
    await connection.run('CHECKPOINT');
    connection.closeSync();
    database.closeSync();
    // The log has lost all of them but the first.
    const lossy = {
      ...log,
      seq: () => rows,
      readAfter: (seq: number): StoredBatch | null =>
        seq >= rows ? null : { firstSeq: seq + 1, count: rows - seq, payload: Buffer.from(JSON.stringify(seq === 0 ? log.events : [])) },
    };
    const whole = readFileSync(path);
    const counts = new Set<unknown>();
    for (let at = HEAD_BYTES + BLOCK_BYTES / 2; at < whole.length; at += BLOCK_BYTES) {
      const broken = folder();
      const bytes = Buffer.from(whole);
      bytes.fill(0x5a, at, at + 5000);
      writeFileSync(join(broken, 'archive.duckdb'), bytes);
      const engine = await open(broken, lossy);
      counts.add((await engine.core.query({ metrics: ['events'] }, rows)).rows[0]?.[0]);
      await engine.close();
    }
    expect(counts).toEqual(new Set([1, rows]));
  });
});

/** The next two reads fail: the one that begins a view, and the one that it is refreshed by instead. */
function failingReads(message: string) {
  const reading = vi.spyOn(DuckDBConnection.prototype, 'stream');
  return reading.mockRejectedValueOnce(new Error(message)).mockRejectedValueOnce(new Error(message));
}
