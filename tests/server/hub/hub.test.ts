/** The hub with real sockets: what clients are told, in which order, and what becomes of those that misbehave or cannot keep up. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PROTOCOL_VERSION } from '../../../src/protocol/live.ts';
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

describe('the hub', () => {
  it('says hello, gives the whole state, then what changes, in one order for all', async () => {
    const { world, connect, opened, log } = await open();
    world.append([order(1, 'DE', 10), order(2, 'FR', 5)]);
    const [one, two] = [await connect(), await connect()];
    expect(one.told[0]).toMatchObject({ message: { protocol: PROTOCOL_VERSION, epoch: log.epoch, seq: 7 } });
    for (const client of [one, two]) client.socket.emit('subscribe', { id: 1, query: BY_COUNTRY });
    const [{ message }, other] = [await one.next('snapshot'), await two.next('snapshot')];
    expect(other.message).toEqual(message);
    expect(message).toMatchObject({ id: 1, epoch: 'first', version: 1, seq: 2 });
    expect(opened()).toBe(1);

    world.append([order(3, 'DE', 1), order(4, 'BR', 2)]);
    await world.views.release();
    for (const client of [one, two]) {
      expect((await client.next('delta')).message).toEqual({ view: message.view, prev: 1, version: 2, seq: 4 });
      expect(revenueOf(client, message.view)).toEqual({ DE: 11, FR: 5, BR: 2 });
    }
  });

  it('continues a client that comes back with its version, and gives the whole state to one that was away too long', async () => {
    const { world, connect } = await open();
    world.append([order(1, 'DE', 10)]);
    const before = await connect();
    before.socket.emit('subscribe', { id: 1, query: BY_COUNTRY });
    const { view, version } = (await before.next('snapshot')).message;
    before.socket.emit('subscribe', { id: 1, query: BY_COUNTRY, have: { epoch: 'first', view, version } });
    await before.next('resumed');
    before.socket.disconnect();
    world.append([order(2, 'DE', 1)]);
    await world.views.release();
    world.append([order(3, 'FR', 1)]);
    await world.views.release();

    const after = await connect();
    after.socket.emit('subscribe', { id: 1, query: BY_COUNTRY, have: { epoch: 'first', view, version } });
    expect((await after.next('resumed')).message).toEqual({ id: 1, view, epoch: 'first', version });
    expect((await after.next('delta')).message).toMatchObject({ prev: 1, version: 2 });
    expect((await after.next('delta')).message).toMatchObject({ prev: 2, version: 3 });
    for (const have of [
      { epoch: 'other', view, version },
      { epoch: 'first', view: 'other', version },
      { epoch: 'first', view, version: 99 },
    ]) {
      after.socket.emit('subscribe', { id: 2, query: BY_COUNTRY, have });
      expect((await after.next('snapshot')).message).toMatchObject({ id: 2, view, version: 3 });
    }
    expect(after.count('resumed')).toBe(1);
  });

  it('refuses what it cannot obey with the reason, and lives on', async () => {
    const { connect } = await open();
    const client = await connect();
    const send = client.socket.emit.bind(client.socket) as (name: string, ...rest: unknown[]) => void;
    send('subscribe', { id: 5, query: { metrics: ['nonsense'] } });
    expect((await client.next('refused')).message).toMatchObject({ id: 5, error: { code: 'bad_query' } });
    for (const junk of [
      undefined,
      null,
      7,
      'x',
      [],
      { id: 6 },
      { id: 6, query: [] },
      { id: 6, query: BY_COUNTRY, have: 1 },
      { id: -1, query: BY_COUNTRY },
    ]) {
      send('subscribe', junk);
      expect((await client.next('refused')).message.error.code).toBe('bad_message');
    }
    send('unsubscribe', { id: 'x' });
    expect((await client.next('refused')).message.id).toBeNull();
    send('subscribe', { id: 6, query: { ...BY_COUNTRY, where: JSON.parse('{"__proto__": ["x"]}') } });
    expect((await client.next('refused')).message.error.message).toContain('__proto__');
    send('no such message', { id: 1 });
    send('subscribe', { id: 7, query: BY_COUNTRY });
    expect((await client.next('snapshot')).message.id).toBe(7);
  });

  it('refuses more subscriptions than a client may have', async () => {
    const { connect } = await open();
    const client = await connect();
    for (let id = 1; id <= 101; id++) client.socket.emit('subscribe', { id, query: BY_COUNTRY });
    expect((await client.next('refused')).message).toMatchObject({ id: 101, error: { code: 'too_many' } });
  });

  it('lets only pages of its own open a socket', async () => {
    const { connect, url } = await open();
    await expect(connect({ origin: 'https://elsewhere.example' })).rejects.toThrow();
    await expect(connect({ origin: 'null' })).rejects.toThrow();
    await expect(connect({ origin: url })).resolves.toBeDefined();
  });

  it('closes a view when nobody has read it for a while', async () => {
    const { hub, world, connect } = await open({ graceMs: 20 });
    const client = await connect();
    client.socket.emit('subscribe', { id: 1, query: BY_COUNTRY });
    await client.next('snapshot');
    expect(world.views.ids()).toHaveLength(1);
    client.socket.emit('unsubscribe', { id: 1 });
    await expect.poll(() => world.views.ids().length, { timeout: 10_000 }).toBe(0);
    expect(hub.stats()).toMatchObject({ clients: 1, views: 0 });
  });

  it('opens a view again that ended with its archive', async () => {
    const { world, connect, endViews, opened } = await open();
    world.append([order(1, 'DE', 10)]);
    const client = await connect();
    client.socket.emit('subscribe', { id: 1, query: BY_COUNTRY });
    const { view } = (await client.next('snapshot')).message;
    endViews();
    const again = (await client.next('snapshot')).message;
    expect(again).toMatchObject({ id: 1, version: 1 });
    expect(again.view).not.toBe(view);
    expect(opened()).toBe(2);
  });

  it('opens a view again that ends while its state is on its way', async () => {
    const { world, connect, endViews, beforeState, opened } = await open();
    world.append([order(1, 'DE', 10)]);
    beforeState(() => {
      endViews();
      throw new Error('view: not open');
    });
    const client = await connect();
    client.socket.emit('subscribe', { id: 1, query: BY_COUNTRY });
    expect((await client.next('snapshot')).message).toMatchObject({ id: 1, version: 1 });
    expect(opened()).toBe(2);
    world.append([order(2, 'DE', 1)]);
    await world.views.release();
    await client.next('delta');
    expect(client.count('refused')).toBe(0);
  });

  it('refuses a subscription whose state changes faster than it can be sent, and holds nothing for it', async () => {
    const { hub, world, connect, afterState } = await open({ graceMs: 20 });
    const [quick, client] = [await connect(), await connect()];
    quick.socket.emit('subscribe', { id: 1, query: BY_COUNTRY });
    await quick.next('snapshot');
    const release = async (seq: number): Promise<void> => {
      world.append([order(seq, 'DE', 1)]);
      await world.views.release();
      await quick.next('delta');
    };
    afterState(async () => {
      for (let seq = 1; seq <= 61; seq++) await release(seq);
    });
    client.socket.emit('subscribe', { id: 1, query: BY_COUNTRY });
    expect((await client.next('refused')).message).toMatchObject({ id: 1, error: { code: 'busy' } });
    await release(62);
    quick.socket.emit('unsubscribe', { id: 1 });
    await expect.poll(() => hub.stats().views, { timeout: 10_000 }).toBe(0);
    expect(client.told.map(({ name }) => name)).toEqual(['hello', 'refused']);
    client.socket.emit('subscribe', { id: 1, query: BY_COUNTRY });
    const { view } = (await client.next('snapshot')).message;
    expect(revenueOf(client, view)).toEqual({ DE: 62 });
  });

  it('refuses once, and for good, a client that fell behind and whose state cannot be had', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { hub, world, connect, beforeState } = await open({ graceMs: 20, limits: { lateMs: -1 } });
    const client = await connect();
    client.socket.emit('subscribe', { id: 1, query: BY_COUNTRY });
    await client.next('snapshot');
    beforeState(() => {
      throw new Error('the engine failed');
    });
    world.append([order(1, 'DE', 1)]);
    await world.views.release();
    expect((await client.next('refused')).message).toMatchObject({ id: 1, error: { code: 'internal' } });
    await expect.poll(() => hub.stats().views, { timeout: 10_000 }).toBe(0);
    expect(client.told.map(({ name }) => name)).toEqual(['hello', 'snapshot', 'refused']);
    vi.restoreAllMocks();
  });

  it('does not refuse a client that fell behind when its view ends and another takes its place', async () => {
    const { world, connect, beforeState, endViews } = await open({ limits: { lateMs: -1 } });
    const client = await connect();
    client.socket.emit('subscribe', { id: 1, query: BY_COUNTRY });
    await client.next('snapshot');
    beforeState(() => {
      endViews();
      throw new Error('view: not open');
    });
    world.append([order(1, 'DE', 1)]);
    await world.views.release();
    const { view } = (await client.next('snapshot')).message;
    expect(revenueOf(client, view)).toEqual({ DE: 1 });
    expect(client.count('refused')).toBe(0);
  });

  it('gives the present state to those whom it could not tell of a release in time', async () => {
    const { hub, world, connect } = await open({ limits: { lateMs: -1 } });
    world.append([order(1, 'DE', 10)]);
    const clients = await Promise.all(Array.from({ length: 5 }, () => connect()));
    for (const client of clients) client.socket.emit('subscribe', { id: 1, query: BY_COUNTRY });
    for (const client of clients) await client.next('snapshot');
    for (let release = 1; release <= 3; release++) {
      world.append([order(1 + release, 'DE', 1)]);
      await world.views.release();
      for (const client of clients) {
        const { message } = await client.next('snapshot');
        expect(message.version).toBe(1 + release);
        expect(revenueOf(client, message.view)).toEqual({ DE: 10 + release });
        expect(client.count('delta')).toBe(0);
      }
    }
    expect(hub.stats().skipped).toBe(15);
  });

  it('tells those who come while a release is told to others either in their state or by a delta, never both', async () => {
    const { world, connect } = await open();
    world.append([order(1, 'DE', 10)]);
    const clients: Listener[] = [];
    for (let seq = 2; seq < 40; seq++) {
      const client = await connect();
      clients.push(client);
      client.socket.emit('subscribe', { id: 1, query: BY_COUNTRY });
      world.append([order(seq, 'DE', 1)]);
      await world.views.release();
    }
    for (const client of clients) {
      const { message } = await client.next('snapshot');
      await expect.poll(() => revenueOf(client, message.view), { timeout: 10_000 }).toEqual({ DE: 48 });
      const versions = client.told.flatMap((told) => (told.name === 'delta' ? [told.message.version] : []));
      expect(versions).toEqual(versions.map((_, at) => message.version + 1 + at));
    }
  });

  it('tells everyone to begin anew when the log is another', async () => {
    const { hub, world, connect, log } = await open();
    const client = await connect();
    client.socket.emit('subscribe', { id: 1, query: BY_COUNTRY });
    await client.next('snapshot');
    log.epoch = 'second';
    hub.reset();
    expect((await client.next('hello')).message.epoch).toBe('second');
    expect(world.views.ids()).toHaveLength(0);
    client.socket.emit('subscribe', { id: 1, query: BY_COUNTRY });
    expect((await client.next('snapshot')).message.epoch).toBe('second');
  });
});
