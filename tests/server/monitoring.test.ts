/** What `GET /metrics` tells of the live views that browsers hold open. */
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

async function viewFigures(url: string): Promise<Readonly<Record<string, number>>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Object.fromEntries(Array.from(text.matchAll(/^(orrery_view\w*) (\S+)$/gm), ([, name, value]) => [name, Number(value)]));
}

describe('the figures of live views', () => {
  it('tell how many are open and folded, what these hold, and the most that they may', async () => {
    const app = await createApp({ dataDir: newDataDir(), host: '127.0.0.1', port: 0, demo: 'none', web: false });
    onTestFinished(() => app.close());
    const closed = await viewFigures(app.url);
    expect(closed).toEqual({ orrery_views: 0, orrery_views_folded: 0, orrery_view_bytes: 0, orrery_view_bytes_limit: expect.any(Number) });
    const limit = closed.orrery_view_bytes_limit as number;
    expect(limit).toBeGreaterThanOrEqual(256 * 1024 ** 2);

    const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(app.url, { transports: ['websocket'], forceNew: true });
    onTestFinished(() => void socket.disconnect());
    socket.emit('subscribe', { id: 1, query: { metrics: ['revenue'], groupBy: ['category'] } });
    // Who is counted in a rate of churn is asked of the archive each time.
    socket.emit('subscribe', { id: 2, query: { metrics: ['churn_rate'], groupBy: ['category'] } });
    await expect.poll(() => viewFigures(app.url), WAIT).toMatchObject({ orrery_views: 2, orrery_views_folded: 1 });
    const empty = (await viewFigures(app.url)).orrery_view_bytes as number;
    expect(empty).toBeGreaterThan(0);

    const headers = { 'content-type': 'application/json' };
    const posted = await fetch(`${app.url}/v1/events`, { method: 'POST', headers, body: JSON.stringify(ORDERS) });
    expect(posted.status).toBe(200);
    await expect.poll(async () => (await viewFigures(app.url)).orrery_view_bytes, WAIT).toBeGreaterThan(empty + 8 * ORDERS.length);
    const { orrery_view_bytes: full, orrery_view_bytes_limit: still } = await viewFigures(app.url);
    expect(full).toBeLessThan(limit);
    expect(still).toBe(limit);
  });
});
