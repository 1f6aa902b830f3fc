/** Answers as Parquet from the real server: the same numbers as JSON, to the last bit. */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { type App, createApp } from '../../../server/app.ts';
import { toParquet } from '../../../server/engine/parquet.ts';
import type { QueryAnswer } from '../../../src/protocol/query.ts';
import { newDataDir } from '../child.ts';

let app: App;
beforeAll(async () => {
  const dataDir = newDataDir();
  writeFileSync(join(dataDir, 'orrery.json'), JSON.stringify({ dimensions: ['data.tier', 'data.Tier'] }));
  app = await createApp({ dataDir, host: '127.0.0.1', port: 0, demo: 'none', web: false });
  const order = (id: number, data: object) => ({
    ...{ specversion: '1.0', id: String(id), source: 'shop', type: 'io.orrery.order.completed', time: '2026-02-03T10:00:00Z' },
    data,
  });
  const events = [
    order(1, { country: 'BR', amount: '0.1', category: '=1+1' }),
    order(2, { country: 'BR', amount: '0.2', category: "it's" }),
    order(3, { amount: '12345678.9', category: 'São "x"' }),
    order(4, { country: 'DE', tier: 'low', Tier: 'high' }),
  ];
  await post(events, '/v1/events');
});
afterAll(() => app.close());

const post = (body: unknown, path = '/v1/query', accept = 'application/json') =>
  fetch(app.url + path, { method: 'POST', headers: { 'content-type': 'application/json', accept }, body: JSON.stringify(body) });

it('holds the rows, ids, names and units of the JSON answer', async () => {
  const query = { metrics: ['revenue', 'csat'], groupBy: ['country', 'category'] };
  const answer = (await (await post(query)).json()) as QueryAnswer;
  const response = await post(query, '/v1/query', 'application/vnd.apache.parquet, */*;q=0.1');
  expect(response.headers.get('content-type')).toBe('application/vnd.apache.parquet');
  const file = await response.arrayBuffer();
  const rows = await parquetReadObjects({ file, compressors });
  const names = answer.columns.map(({ name }) => name);
  expect(rows.map((row) => names.map((name) => row[name] ?? null))).toEqual(answer.rows);
  expect(rows.map((row) => row.country_name ?? null)).toEqual(
    answer.rows.map(([id]) => (typeof id === 'string' ? (answer.labels.country?.[id] ?? null) : null)),
  );
  const about = JSON.parse(parquetMetadata(file).key_value_metadata?.find(({ key }) => key === 'orrery')?.value ?? 'null');
  expect(about).toMatchObject({ asOf: answer.asOf, units: { country: null, revenue: 'USD', csat: '%' } });
});

it('is empty where there is nothing, and refuses as JSON', async () => {
  const nothing = { metrics: ['revenue'], groupBy: ['country'], where: { country: ['ZZ'] } };
  const file = await (await post(nothing, '/v1/query', 'application/vnd.apache.parquet')).arrayBuffer();
  expect(await parquetReadObjects({ file, compressors })).toEqual([]);
  const refused = await post({ metrics: ['none'] }, '/v1/query', 'application/vnd.apache.parquet');
  expect([refused.status, refused.headers.get('content-type')]).toEqual([400, 'application/json; charset=utf-8']);
});

it('holds dimensions whose names differ in capitals alone', async () => {
  const query = { metrics: ['orders'], groupBy: ['data.tier', 'data.Tier'], where: { country: ['DE'] } };
  const file = await (await post(query, '/v1/query', 'application/vnd.apache.parquet')).arrayBuffer();
  expect(await parquetReadObjects({ file, compressors })).toEqual([{ 'data.tier': 'low', 'data.Tier_1': 'high', orders: 1 }]);
});

it('is written where nobody else on the machine may look, and nothing of it stays', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'orrery-test-'));
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  const answer = (await (await post({ metrics: ['revenue'], groupBy: ['country'] })).json()) as QueryAnswer;
  let isWritten = false;
  const writing = toParquet(answer).finally(() => {
    isWritten = true;
  });
  const modes: number[] = [];
  while (!isWritten) {
    for (const name of readdirSync(folder)) modes.push(statSync(join(folder, name), { throwIfNoEntry: false })?.mode ?? 0);
    await setImmediate();
  }
  expect((await writing).length).toBeGreaterThan(0);
  expect(modes.length).toBeGreaterThan(0);
  expect(modes.filter((mode) => (mode & 0o077) !== 0)).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});
