/** What a wall is told, on the real server: no person, no small group, over HTTP and live; and the rooms that screens belong to. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookingBack } from '../../../server/access/lookBack.ts';
import { OPERATOR, WALL } from '../../../server/access/scope.ts';
import { isToldToWalls } from '../../../server/access/wallGate.ts';
import { type App, createApp } from '../../../server/app.ts';
import type { Engine } from '../../../server/parts.ts';
import { applyFrame, createFrameTable } from '../../../src/protocol/frame.ts';
import type { ClientToServerEvents, ServerToClientEvents } from '../../../src/protocol/live.ts';
import type { QueryAnswer } from '../../../src/protocol/query.ts';
import type { Room, RoomSaid } from '../../../src/protocol/room.ts';
import type { TickerAnswer } from '../../../src/protocol/ticker.ts';
import { newDataDir } from '../child.ts';

const dataDir = newDataDir();
const sockets: Socket[] = [];
let app: App;
const start = () => createApp({ dataDir, host: '127.0.0.1', port: 0, demo: 'none', web: false });

/** Twelve customers in Brazil; four in Peru, too few to be told; seven in Chile, that would tell of Peru. */
function events(): Record<string, unknown>[] {
  const of = (country: string, customer: number, at: number) => ({
    specversion: '1.0',
    source: 'shop',
    id: `${country}-${customer}-${at}`,
    type: 'io.orrery.order.completed',
    subject: `person-${country}-${customer}`,
    time: new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString(),
    data: { country, amount: '10.00', currency: 'USD', category: at % 2 === 0 ? 'Coffee' : 'Tea', agent: `agent-${customer}` },
  });
  const many = (country: string, customers: number) => Array.from({ length: customers * 3 }, (_, at) => of(country, at % customers, at));
  return [...many('BR', 12), ...many('CL', 7), ...many('PE', 4)];
}

beforeAll(async () => {
  writeFileSync(join(dataDir, 'orrery.json'), JSON.stringify({ currency: 'USD', dimensions: ['data.vip'] }));
  app = await start();
  await post('/v1/events', events());
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await app.close();
});

async function post<Answer>(path: string, body: unknown): Promise<{ status: number; body: Answer }> {
  const response = await fetch(app.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer };
}
async function get<Answer>(path: string): Promise<{ status: number; body: Answer }> {
  const response = await fetch(app.url + path);
  return { status: response.status, body: (await response.json()) as Answer };
}
function connect(query: Record<string, string>): Socket<ServerToClientEvents, ClientToServerEvents> {
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(app.url, { transports: ['websocket'], forceNew: true, query });
  sockets.push(socket);
  return socket;
}

const byCountry = { metrics: ['revenue', 'orders'], groupBy: ['country'] };

describe('a wall', () => {
  it('is told no record and no customer', async () => {
    for (const [path, asked] of [
      ['/v1/records', { where: { country: ['BR'] } }],
      ['/v1/customer', { customer: 'person-BR-1' }],
    ] as const) {
      const { status, body } = await post<{ error: { code: string; message: string } }>(`${path}?as=wall`, asked);
      expect([status, body.error.code]).toEqual([403, 'wall']);
      expect(JSON.stringify(body)).not.toContain('person-');
      expect((await post(path, asked)).status).toBe(200);
    }
  });

  it('is told groups of five and more, and of smaller ones that they are there; nor what tells them by subtraction', async () => {
    const { body } = await post<QueryAnswer>('/v1/query?as=wall', byCountry);
    expect(body.columns.map(({ name }) => name)).toEqual(['country', 'revenue', 'orders']);
    expect(body.rows).toEqual([
      ['BR', 360, 36],
      ['CL', null, null],
      ['PE', null, null],
    ]);
    expect(body.suppressed).toBe(2);
    const { body: whole } = await post<QueryAnswer>('/v1/query', byCountry);
    expect([whole.rows[2], whole.suppressed]).toEqual([['PE', 120, 12], 0]);
    const { body: first } = await post<QueryAnswer>('/v1/query?as=wall', { ...byCountry, limit: 2 });
    expect([first.rows, first.truncated]).toEqual([body.rows.slice(0, 2), true]);
  });

  it('is told nothing of a filter that leaves too few, nor the count of them when it asks for it', async () => {
    const { body } = await post<QueryAnswer>('/v1/query?as=wall', {
      metrics: ['customers', 'events', 'revenue'],
      where: { country: ['PE'] },
    });
    expect([body.rows, body.suppressed]).toEqual([[[null, null, null]], 1]);
    const { body: none } = await post<QueryAnswer>('/v1/query?as=wall', { metrics: ['revenue'], where: { country: ['FR'] } });
    expect([none.rows, none.suppressed]).toEqual([[[0]], 0]);
  });

  it.each([['customer'], ['agent'], ['data.vip']])('may not group or filter by %s', async (dimension) => {
    expect(await post('/v1/query?as=wall', { metrics: ['revenue'], groupBy: [dimension] })).toMatchObject({
      status: 403,
      body: { error: { code: 'wall', message: expect.stringContaining(dimension) } },
    });
    expect((await post('/v1/query?as=wall', { metrics: ['revenue'], where: { [dimension]: ['x'] } })).status).toBe(403);
    expect((await post('/v1/query', { metrics: ['revenue'], groupBy: [dimension] })).status).toBe(200);
  });

  it.each(['/v1/verbatims', '/v1/notes', '/v1/views', '/v1/rejected', '/v1/what-comes-later'])('does not read %s', async (path) => {
    expect(await get(`${path}?as=wall`)).toMatchObject({ status: 403, body: { error: { code: 'wall' } } });
  });

  it.each(['/%761/notes', '/v1/%76iews', '/%761/rejected', '/%761/verbatims'])('does not read %s, however it is written', async (path) => {
    expect(await get(`${path}?as=wall`)).toMatchObject({ status: 403, body: { error: { code: 'wall' } } });
    expect((await get(path)).status).toBe(200);
  });

  it('is told the outlines of territories, which its map draws, and changes none', () => {
    const told = ['GET', 'DELETE', 'POST'].map((method) => isToldToWalls(method, '/v1/territories/:name'));
    expect(told).toEqual([true, false, false]);
  });

  it.each(['as=Wall', 'as=', 'as=x&as=wall'])('is taken for one where %s stands in the address', async (as) => {
    expect((await post(`/v1/query?${as}`, { metrics: ['revenue'], groupBy: ['customer'] })).status).toBe(403);
  });

  it('does not send events, and is not told who made a tour', async () => {
    expect((await post('/v1/events?as=wall', events().slice(0, 1))).status).toBe(403);
    await post('/v1/tours', { name: 'Board', scenes: [], author: 'Ana Souza' });
    expect(JSON.stringify((await get('/v1/tours?as=wall')).body)).not.toContain('Ana Souza');
    expect(JSON.stringify((await get('/v1/tours')).body)).toContain('Ana Souza');
  });

  it('is not told which customer stood open in a scene, in no tour and in no room', async () => {
    const scene = { id: 'who', name: 'Who', search: '?at=BR&customer=person-BR-1&side=none', path: [], caption: '', seconds: 10 };
    expect((await post('/v1/tours', { name: 'Somebody', scenes: [scene], author: 'Ana Souza' })).status).toBe(201);
    expect(JSON.stringify((await get('/v1/tours?as=wall')).body)).not.toContain('person-');
    const { body } = await post<RoomSaid>('/v1/rooms/somebody', {
      kind: 'next',
      after: 0,
      place: 0,
      act: { kind: 'self' },
      scenes: [scene],
    });
    expect(body.room.scenes[0]?.search).toBe('?at=BR&side=none');
  });

  it('is told the same live, and a group from its fifth customer on', async () => {
    const socket = connect({ as: 'wall' });
    const table = createFrameTable();
    const take = (_: unknown, frame: Uint8Array) => applyFrame(table, new Uint8Array(frame));
    socket.on('snapshot', take);
    socket.on('delta', take);
    const refused = new Promise((resolve) => socket.on('refused', resolve));
    const told = new Promise((resolve) => socket.once('snapshot', resolve));
    socket.on('hello', () => {
      socket.emit('subscribe', { id: 1, query: byCountry });
      socket.emit('subscribe', { id: 2, query: { metrics: ['revenue'], groupBy: ['customer'] } });
    });
    expect(await refused).toMatchObject({ id: 2, error: { code: 'wall' } });
    await told;
    const rowOf = (id: string) => {
      const row = table.keys[0]?.indexOf(id) ?? -1;
      return table.values.map((column) => column[row]);
    };
    expect(table.columns.map(({ name }) => name)).toEqual(['country', 'revenue', 'orders']);
    const nothing = [Number.NaN, Number.NaN];
    expect([rowOf('BR'), rowOf('CL'), rowOf('PE'), table.header.suppressed]).toEqual([[360, 36], nothing, nothing, 2]);
    const later = new Promise((resolve) => socket.once('delta', resolve));
    const [first] = events().slice(-1);
    await post('/v1/events', [{ ...first, id: 'fifth', subject: 'person-PE-fifth' }]);
    await later;
    expect([rowOf('CL'), rowOf('PE'), table.header.suppressed]).toEqual([[210, 21], [130, 13], 0]);
  });

  it('has a ticker in which nobody is', async () => {
    const { body } = await get<TickerAnswer>('/v1/ticker?as=wall');
    expect(body.items[0]).toMatchObject({ kind: 'most', metric: 'orders' });
    expect(JSON.stringify(body)).not.toMatch(/person|agent|PE/);
  });

  it('looks back to the moments of saved tours and to those it was just told of alone, over HTTP and live', async () => {
    // Two events at once: the moment between them was never the present.
    await post(
      '/v1/events',
      events()
        .slice(0, 2)
        .map((event) => ({ ...event, id: `again-${event.id}` })),
    );
    const { body } = await post<QueryAnswer>('/v1/query', { metrics: ['revenue'] });
    const { asOf } = body;
    const query = { metrics: ['revenue'], asOf };
    expect((await post('/v1/query', query)).status).toBe(200);
    const refusal = { status: 403, body: { error: { code: 'wall', message: expect.stringContaining('asOf') } } };
    expect(await post('/v1/query?as=wall', query)).toMatchObject(refusal);
    expect(await post('/v1/plan?as=wall', { metric: 'revenue', kind: 'target', asOf })).toMatchObject(refusal);
    const socket = connect({ as: 'wall' });
    const refused = new Promise((resolve) => socket.on('refused', resolve));
    socket.on('hello', () => void socket.emit('subscribe', { id: 7, query }));
    expect(await refused).toMatchObject({ id: 7, error: { code: 'wall' } });
    const before = { ...asOf, seq: asOf.seq - 1 };
    const search = `?asof=${before.epoch},${before.seq},2026-01-01T00:00:00Z`;
    const scene = { id: 'then', name: 'Then', search, path: [], caption: '', seconds: 10 };
    const asked = () => post<QueryAnswer>('/v1/query?as=wall', { ...query, asOf: before });
    expect((await asked()).status).toBe(403);
    expect((await post('/v1/tours', { name: 'Looking back', scenes: [scene], author: 'Ana Souza' })).status).toBe(201);
    expect((await asked()).status).toBe(200);
    expect(await post('/v1/query?as=wall', query)).toMatchObject(refusal);
    // Of any two instants it could tell when an event was.
    const plan = (now: string, more = {}) => post('/v1/plan?as=wall', { metric: 'revenue', kind: 'target', now, ...more });
    expect((await plan('2026-01-01T00:00:00Z', { asOf: before })).status).toBe(200);
    const untold = { status: 403, body: { error: { code: 'wall', message: expect.stringContaining('now') } } };
    expect(await plan('2026-01-01T00:00:01Z', { asOf: before })).toMatchObject(untold);
    expect(await plan('2026-01-01T00:00:00Z')).toMatchObject(untold);
    // All that a sentence says is of the moment of its first answer.
    expect((await post<QueryAnswer>('/v1/query?as=wall', { metrics: ['orders'] })).body.asOf).toEqual(asOf);
    expect((await post<QueryAnswer>('/v1/query?as=wall', query)).body.rows).toEqual(body.rows);
  });

  it('forgets what it was told of', async () => {
    let nowMs = 0;
    const answer = Buffer.from('{"labels":{"a":"\\"asOf\\":{\\"epoch\\":\\"e\\",\\"seq\\":9}"},"asOf":{"epoch":"e","seq":7},"rows":[]}');
    const engine = lookingBack(
      { query: async () => answer } as unknown as Engine,
      () => [],
      () => nowMs,
    );
    const ask = (seq: number) => engine.query({ metrics: ['revenue'], asOf: { epoch: 'e', seq } }, WALL, 0);
    await engine.query({ metrics: ['revenue'] }, OPERATOR, 0);
    await expect(ask(7)).rejects.toThrow('asOf');
    await engine.query({ metrics: ['revenue'] }, WALL, 0);
    await ask(7);
    await expect(ask(9)).rejects.toThrow('asOf');
    nowMs = 600_000;
    await expect(ask(7)).rejects.toThrow('asOf');
  });
});

describe('a room', () => {
  const scenes = ['a', 'b'].map((id) => ({ id, name: id, search: '', path: [], caption: '', seconds: 10 }));

  it('is spoken to, tells all who follow it, and is the same after a restart', async () => {
    const [one, other] = [connect({ as: 'wall' }), connect({})];
    const hears = (socket: typeof one) =>
      new Promise<Room>((resolve) => socket.on('room', ({ room }: RoomSaid) => room.version > 0 && resolve(room)));
    const heard = [hears(one), hears(other)];
    const first = new Promise<RoomSaid>((resolve) => one.once('room', resolve));
    for (const socket of [one, other]) socket.emit('follow', { room: 'lobby' });
    expect((await first).room).toMatchObject({ name: 'lobby', version: 0, scenes: [] });
    const next = { kind: 'next', after: 0, place: 0, act: { kind: 'self' }, scenes };
    const { body } = await post<RoomSaid>('/v1/rooms/lobby?as=wall', next);
    expect(body.room).toMatchObject({ version: 1, run: 1, scenes });
    expect(await Promise.all(heard)).toEqual([body.room, body.room]);
    await post('/v1/rooms/lobby', { kind: 'veto', scene: 'b' });
    await post('/v1/rooms/lobby', { kind: 'pause' });
    const { body: before } = await get<RoomSaid>('/v1/rooms/lobby');
    await app.close();
    app = await start();
    const { body: after } = await get<RoomSaid>('/v1/rooms/lobby');
    expect(after.room).toEqual(before.room);
    expect(after.room).toMatchObject({ vetoed: ['b'], version: 3 });
  });

  it('refuses what is no name and no command, by the field', async () => {
    expect(await post('/v1/rooms/No%20Name', { kind: 'pause' })).toMatchObject({ status: 400, body: { error: { code: 'bad_room' } } });
    expect(await post('/v1/rooms/lobby', { kind: 'step', by: 7 })).toMatchObject({
      status: 400,
      body: { error: { code: 'bad_command', message: 'by: must be 1 or -1' } },
    });
  });
});
