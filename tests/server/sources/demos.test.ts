import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { OPERATOR } from '../../../server/access/scope.ts';
import { writeDemoSettings } from '../../../server/sources/demoSettings.ts';
import { MAPPINGS_DIR } from '../../../server/sources/importer/options.ts';
import { HISTORY_MS, startSimulator } from '../../../server/sources/simulator/runner.ts';
import { opening, simulate } from '../../../server/sources/simulator/simulate.ts';
import { startSuperstore } from '../../../server/sources/superstore.ts';
import { openWorkspace, type Workspace } from '../../../server/workspace.ts';
import type { Query, QueryAnswer } from '../../../src/protocol/query.ts';
import { newDataDir } from '../child.ts';
import { sentBy } from './importer/mappingRun.ts';

const SUPERSTORE = fileURLToPath(new URL('../../../../shared/data/superstore', import.meta.url));
const opened: Workspace[] = [];

afterEach(async () => {
  for (const workspace of opened.splice(0)) {
    await workspace.close();
    rmSync(workspace.dir, { recursive: true, force: true });
  }
});

async function openDemo(demo: 'simulator' | 'superstore'): Promise<Workspace> {
  const dir = newDataDir();
  await writeDemoSettings(dir, demo);
  const workspace = await openWorkspace(dir);
  opened.push(workspace);
  return workspace;
}

async function ask({ engine, log }: Workspace, query: Query): Promise<QueryAnswer> {
  return JSON.parse(Buffer.from(await engine.query(query, OPERATOR, log.state().seq)).toString());
}

describe('the simulator in a workspace', () => {
  it('fills it with three months, the first picture before the rest, all placed and converted, and a restart adds only what has happened since', async () => {
    const workspace = await openDemo('simulator');
    const { log } = workspace;
    const firstMs = Date.UTC(2026, 5, 1, 9);
    const first = startSimulator({ log, clock: () => firstMs });
    await first.ready;
    expect((await ask(workspace, { metrics: ['csat'] })).rows[0]?.[1]).toBeGreaterThan(100);
    const told = opening(4400, firstMs - HISTORY_MS).length + [...simulate({ fromMs: firstMs - HISTORY_MS, toMs: firstMs })].length;
    await expect.poll(() => log.state().seq, { timeout: 60_000 }).toBe(told);
    await first.close();
    expect(log.state()).toMatchObject({ seq: told, rejected: 0 });

    const all = await ask(workspace, { metrics: ['events', 'revenue', 'churn_rate'], groupBy: ['country'] });
    expect(all.unconverted).toBe(0);
    expect(all.rows.length).toBeGreaterThan(40);
    expect(all.rows.some(([country]) => country === null)).toBe(false);

    const laterMs = firstMs + 26 * 3_600_000;
    const since = [...simulate({ fromMs: firstMs, toMs: laterMs })].length;
    const second = startSimulator({ log, clock: () => laterMs });
    await second.ready;
    await expect.poll(() => log.state().seq, { timeout: 60_000 }).toBeGreaterThanOrEqual(told + since);
    await second.close();
    expect(log.state().rejected).toBe(0);
    const { rows } = await ask(workspace, {
      metrics: ['events'],
      time: { from: new Date(firstMs).toISOString(), to: new Date(laterMs).toISOString() },
    });
    expect(rows).toEqual([[since]]);
  });
});

describe('superstore in a workspace', () => {
  it('has the known revenue and profit by state', async () => {
    const workspace = await openDemo('superstore');
    const source = startSuperstore({ log: workspace.log });
    await source.ready;
    await source.close();
    const { rows } = await ask(workspace, { metrics: ['revenue', 'profit', 'orders', 'customers'], groupBy: ['region'], limit: 3 });
    expect(rows.map(([region, revenue]) => [region, Number(revenue).toFixed(2)])).toEqual([
      ['US-CA', '457687.63'],
      ['US-NY', '310876.27'],
      ['US-TX', '170188.05'],
    ]);
    expect(Number(rows[2]?.[2]).toFixed(2)).toBe('-25729.36');
    expect((await ask(workspace, { metrics: ['orders', 'customers', 'events'] })).rows).toEqual([[5_009, 793, 9_994]]);
  });

  it.skipIf(!existsSync(SUPERSTORE))('appends the same events as the mapping of the file', async () => {
    const workspace = await openDemo('superstore');
    const source = startSuperstore({ log: workspace.log });
    await source.ready;
    await source.close();
    const events = await sentBy({ path: join(MAPPINGS_DIR, 'superstore.sql'), dir: SUPERSTORE });
    const answer = await workspace.log.append(new TextEncoder().encode(events.map((event) => JSON.stringify(event)).join('\n')), 'ndjson');
    expect(answer).toMatchObject({ accepted: 0, duplicates: 9_994, rejected: [] });
  });
});
