/** What `GET /metrics` tells of the live views that browsers hold open, and of memory. */
import { io, type Socket } from 'socket.io-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createApp } from '../../server/app.ts';
import type { ClientToServerEvents, ServerToClientEvents } from '../../src/protocol/live.ts';
import { newDataDir } from './child.ts';

const WAIT = { timeout: 20_000 };
const ORDERS = Array.from({ length: 3000 }, (_, at) => ({
  specversion: '1.0',
  id: String(at),
  source: 'shop',
  type: 'io.orrery.order.completed',
  time: '2026-02-03T10:00:00Z',
  data: { category: `c${at}`, amount: 1 },
}));

async function figures(url: string, names = /^(orrery_view\w*) (\S+)$/gm): Promise<Readonly<Record<string, number>>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Object.fromEntries(Array.from(text.matchAll(names), ([, name, value]) => [name, Number(value)]));
}

describe('the figures of the server', () => {
  it('tell how many live views are open and folded, what these hold, and the most that they may', async () => {
    const app = await createApp({ dataDir: newDataDir(), host: '127.0.0.1', port: 0, demo: 'none', web: false });
    onTestFinished(() => app.close());
    const closed = await figures(app.url);
    expect(closed).toEqual({ orrery_views: 0, orrery_views_folded: 0, orrery_view_bytes: 0, orrery_view_bytes_limit: expect.any(Number) });
    const limit = closed.orrery_view_bytes_limit as number;
    expect(limit).toBeGreaterThanOrEqual(256 * 1024 ** 2);

    const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(app.url, { transports: ['websocket'], forceNew: true });
    onTestFinished(() => void socket.disconnect());
    socket.emit('subscribe', { id: 1, query: { metrics: ['revenue'], groupBy: ['category'] } });
    // Who is counted in a rate of churn is asked of the archive each time.
    socket.emit('subscribe', { id: 2, query: { metrics: ['churn_rate'], groupBy: ['category'] } });
    await expect.poll(() => figures(app.url), WAIT).toMatchObject({ orrery_views: 2, orrery_views_folded: 1 });
    const empty = (await figures(app.url)).orrery_view_bytes as number;
    expect(empty).toBeGreaterThan(0);

    const headers = { 'content-type': 'application/json' };
    const posted = await fetch(`${app.url}/v1/events`, { method: 'POST', headers, body: JSON.stringify(ORDERS) });
    expect(posted.status).toBe(200);
    await expect.poll(async () => (await figures(app.url)).orrery_view_bytes, WAIT).toBeGreaterThan(empty + 8 * ORDERS.length);
    const { orrery_view_bytes: full, orrery_view_bytes_limit: still } = await figures(app.url);
    expect(full).toBeLessThan(limit);
    expect(still).toBe(limit);
  });

  it('say of each figure whether it only grows, as its name does', async () => {
    const app = await createApp({ dataDir: newDataDir(), host: '127.0.0.1', port: 0, demo: 'none', web: false });
    onTestFinished(() => app.close());
    const text = await (await fetch(`${app.url}/metrics`)).text();
    const types = Array.from(text.matchAll(/^# TYPE (orrery_\w+) (\w+)$/gm), ([, name = '', type]) => ({ name, type }));
    expect(types.filter(({ name }) => name.includes('skipped'))).toEqual([
      { name: 'orrery_client_releases_skipped_total', type: 'counter' },
    ]);
    for (const { name, type } of types) expect([name, type]).toEqual([name, name.endsWith('_total') ? 'counter' : 'gauge']);
    expect(text).toMatch(/^orrery_client_releases_skipped_total 0$/m);
  });

  it('tell what grows with the events: the index of repeats and the texts', async () => {
    const app = await createApp({ dataDir: newDataDir(), host: '127.0.0.1', port: 0, demo: 'none', web: false });
    onTestFinished(() => app.close());
    const held = () => figures(app.url, /^(orrery_(?:log_index|dictionary)_bytes) (\S+)$/gm);
    const empty = await held();
    const headers = { 'content-type': 'application/x-ndjson' };
    const body = Array.from({ length: 20_000 }, (_, at) => JSON.stringify({ ...ORDERS[0], id: `n${at}`, subject: `customer ${at}` })).join(
      '\n',
    );
    expect((await fetch(`${app.url}/v1/events`, { method: 'POST', headers, body })).status).toBe(200);
    for (const [name, least] of [
      ['orrery_log_index_bytes', 12],
      ['orrery_dictionary_bytes', 20],
    ] as const)
      await expect.poll(async () => (await held())[name], WAIT).toBeGreaterThan((empty[name] as number) + least * 10_000);
  });
});
