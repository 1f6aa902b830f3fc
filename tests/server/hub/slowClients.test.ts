/** Clients that do not read what they are sent: what is kept for them is bounded, and they are right again when they read on. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Query } from '../../../src/protocol/query.ts';
import { type HubWorld, type Listener, openHubWorld, order, revenueOf } from './hubWorld.ts';

const BY_COUNTRY: Query = { metrics: ['revenue', 'orders'], groupBy: ['country'] };

let hubs: HubWorld[] = [];
afterEach(async () => {
  for (const opened of hubs) await opened.close();
  hubs = [];
});

async function open(options: Parameters<typeof openHubWorld>[0] = {}): Promise<HubWorld> {
  const opened = await openHubWorld(options);
  hubs.push(opened);
  return opened;
}

/** The connection of a client, to stop it reading. */
function wsOf({ socket }: Listener): { pause(): void; resume(): void } {
  return (socket.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } }).ws;
}

describe('the hub before clients that do not read', () => {
  it('skips a client that takes nothing, and gives it the present state when it does again', async () => {
    const { hub, world, connect } = await open({ limits: { stallMs: 0, mostPackets: 0, mostUnread: Infinity } });
    world.append([order(1, 'DE', 10)]);
    const [slow, quick] = [await connect(), await connect()];
    for (const client of [slow, quick]) client.socket.emit('subscribe', { id: 1, query: { ...BY_COUNTRY, limit: 100_000 } });
    const { view } = (await slow.next('snapshot')).message;
    await quick.next('snapshot');
    const connection = wsOf(slow);
    connection.pause();
    let releases = 0;
    while (hub.stats().skipped === 0 && releases < 100) {
      const first = 2 + 50 * releases++;
      world.append(Array.from({ length: 50 }, (_, at) => order(first + at, `${first + at} ${'long '.repeat(2000)}`, 1)));
      await world.views.release();
      await quick.next('delta');
    }
    expect(hub.stats().skipped).toBe(1);
    connection.resume();
    const { message } = await slow.next('snapshot');
    expect(message).toMatchObject({ id: 1, version: releases + 1 });
    expect(slow.count('delta')).toBeLessThan(releases);
    world.append([order(2 + 50 * releases, 'FR', 3)]);
    await world.views.release();
    await quick.next('delta');
    await expect.poll(() => slow.tableOf(view).version).toBe(releases + 2);
    expect(revenueOf(slow, view)).toEqual(revenueOf(quick, view));
    expect(revenueOf(slow, view)).toMatchObject({ DE: 10, FR: 3 });
  });

  it('skips a client that does not read long before its connection takes nothing more', async () => {
    const { hub, world, connect } = await open({ limits: { stallMs: 0, mostUnread: 200_000 } });
    world.append([order(1, 'DE', 10)]);
    const [slow, quick] = [await connect(), await connect()];
    for (const client of [slow, quick]) client.socket.emit('subscribe', { id: 1, query: { ...BY_COUNTRY, limit: 100_000 } });
    const { view } = (await slow.next('snapshot')).message;
    await quick.next('snapshot');
    const connection = wsOf(slow);
    connection.pause();
    let [releases, unread] = [0, 0];
    while (hub.stats().skipped === 0 && releases < 100) {
      const first = 2 + 10 * releases++;
      world.append(Array.from({ length: 10 }, (_, at) => order(first + at, `${first + at} ${'long '.repeat(2000)}`, 1)));
      await world.views.release();
      unread += (await quick.next('delta')).frame.length;
      // A round trip: it has answered what it was asked with that.
      quick.socket.emit('subscribe', { id: 2, query: { ...BY_COUNTRY, limit: 1 } });
      await quick.next('snapshot');
    }
    expect(hub.stats().skipped).toBe(1);
    expect(unread).toBeLessThan(500_000);
    connection.resume();
    expect((await slow.next('snapshot')).message.version).toBe(releases + 1);
    expect(revenueOf(slow, view)).toEqual(revenueOf(quick, view));
    world.append([order(2 + 10 * releases, 'FR', 3)]);
    await world.views.release();
    await quick.next('delta');
    await expect.poll(() => slow.tableOf(view).version).toBe(releases + 2);
    expect(revenueOf(slow, view)).toEqual(revenueOf(quick, view));
  });

  it('keeps little for a client that asks for states again and again and reads none', async () => {
    const { world, connect } = await open();
    world.append(Array.from({ length: 100 }, (_, at) => order(1 + at, `${at} ${'long '.repeat(2000)}`, 1)));
    const client = await connect();
    const query = { ...BY_COUNTRY, limit: 100_000 };
    client.socket.emit('subscribe', { id: 1, query });
    const size = (await client.next('snapshot')).frame.length;
    expect(size).toBeGreaterThan(900_000);
    const connection = wsOf(client);
    connection.pause();
    for (let at = 0; at < 100; at++) client.socket.emit('subscribe', { id: at % 50, query });
    const other = await connect();
    other.socket.emit('subscribe', { id: 1, query });
    await other.next('snapshot');
    const before = client.count('snapshot');
    connection.resume();
    // Each subscription that is left is answered in the end, but not each that was asked for.
    const answered = () => new Set(client.told.slice(before).map((told) => (told.name === 'snapshot' ? told.message.id : null)));
    await expect.poll(() => answered().size, { timeout: 20_000 }).toBe(50);
    expect(client.count('snapshot')).toBeLessThan(50 + 20);
  });
});
