/** Tours, playlists and schedules on the real server: kept, told to everybody, and refused with the name of the field. */
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../../server/app.ts';
import type { Playlist, ProgrammesAnswer, Scene, Schedule, Tour } from '../../../src/protocol/tours.ts';
import { newDataDir } from '../child.ts';

const dataDir = newDataDir();
const start = () => createApp({ dataDir, host: '127.0.0.1', port: 0, demo: 'none', web: false });
let app: App;

beforeAll(async () => {
  app = await start();
});
afterAll(() => app.close());

async function send<Answer>(method: string, path: string, body?: unknown): Promise<{ status: number; body: Answer }> {
  const init = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(app.url + path, { method, ...init });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Answer };
}

interface Refusal {
  readonly error: { readonly code: string; readonly message: string };
}

const scene: Scene = {
  ...{ id: 'a', name: 'Brazil', search: '?at=BR', caption: ' <b>Brazil</b> \u0000first ', seconds: 12 },
  path: [{ longitude: -47, latitude: -23, zoom: 5, pitch: 45, bearing: 10 }],
};
const tour = { name: 'Monday', author: 'Ana', scenes: [scene, { ...scene, id: 'b', search: '', path: [] }] };
const slot = { days: [5, 1, 5], from: '08:00', to: '18:00', plays: { kind: 'self' } };

describe('tours', () => {
  it('are kept with their scenes in order, changed as a whole, and deleted', async () => {
    const { status, body: kept } = await send<Tour>('POST', '/v1/tours', {
      ...tour,
      colour: 'red',
      scenes: [{ ...tour.scenes[0], x: 1 }, tour.scenes[1]],
    });
    expect(status).toBe(201);
    const caption = '<b>Brazil</b> \ufffdfirst';
    expect(kept).toMatchObject({ name: 'Monday', author: 'Ana', version: 1 });
    expect(kept.scenes).toEqual(tour.scenes.map((wanted) => ({ ...wanted, caption })));
    expect(kept).not.toHaveProperty('colour');
    const turned = [...kept.scenes].reverse();
    const { body: edited } = await send<Tour>('PUT', `/v1/tours/${kept.id}`, { name: 'Tuesday', scenes: turned, version: 1 });
    expect(edited).toMatchObject({ id: kept.id, name: 'Tuesday', author: 'Ana', version: 2, createdAt: kept.createdAt, scenes: turned });
    expect((await send<ProgrammesAnswer<'tours'>>('GET', '/v1/tours')).body.tours).toEqual([edited]);
    expect((await send('DELETE', `/v1/tours/${kept.id}?version=1`)).status).toBe(409);
    expect((await send('DELETE', `/v1/tours/${kept.id}?version=2`)).status).toBe(204);
    expect((await send<ProgrammesAnswer<'tours'>>('GET', '/v1/tours')).body.tours).toEqual([]);
  });

  it('refuse an edit of what somebody else has changed meanwhile, and of what is gone', async () => {
    const { body: kept } = await send<Tour>('POST', '/v1/tours', tour);
    await send('PUT', `/v1/tours/${kept.id}`, { ...tour, name: 'A', version: 1 });
    const late = await send<Refusal>('PUT', `/v1/tours/${kept.id}`, { ...tour, name: 'B', version: 1 });
    expect([late.status, late.body.error.code]).toEqual([409, 'changed']);
    await send('DELETE', `/v1/tours/${kept.id}`);
    expect((await send('PUT', `/v1/tours/${kept.id}`, { ...tour, version: 2 })).status).toBe(404);
  });

  it.each<[field: string, kind: string, body: unknown]>([
    ['body', 'tours', []],
    ['name', 'tours', { ...tour, name: ' ' }],
    ['author', 'tours', { ...tour, author: undefined }],
    ['scenes', 'tours', { ...tour, scenes: {} }],
    ['scenes', 'tours', { ...tour, scenes: Array.from({ length: 101 }, (_, at) => ({ ...scene, id: String(at) })) }],
    ['scenes.1.id', 'tours', { ...tour, scenes: [scene, scene] }],
    ['scenes.0.seconds', 'tours', { ...tour, scenes: [{ ...scene, seconds: 2 }] }],
    ['scenes.0.search', 'tours', { ...tour, scenes: [{ ...scene, search: 'https://elsewhere.example' }] }],
    ['scenes.0.caption', 'tours', { ...tour, scenes: [{ ...scene, caption: 'x'.repeat(501) }] }],
    ['scenes.0.path.0.latitude', 'tours', { ...tour, scenes: [{ ...scene, path: [{ ...scene.path[0], latitude: 91 }] }] }],
    ['acts.0.kind', 'playlists', { name: 'x', author: 'x', acts: [{ kind: 'playlist', id: 'x' }] }],
    ['slots.0.days', 'schedules', { name: 'x', author: 'x', slots: [{ ...slot, days: [] }], otherwise: { kind: 'self' } }],
    ['slots.0.to', 'schedules', { name: 'x', author: 'x', slots: [{ ...slot, to: '24:00' }], otherwise: { kind: 'self' } }],
    ['otherwise', 'schedules', { name: 'x', author: 'x', slots: [] }],
  ])('names the field %s that is wrong in one of %s', async (field, kind, body) => {
    const { status, body: answer } = await send<Refusal>('POST', `/v1/${kind}`, body);
    expect(status).toBe(400);
    expect(answer.error.message.startsWith(`${field}: `)).toBe(true);
  });
});

it('playlists and schedules outlive the server, and everybody is told of each change', async () => {
  const socket: Socket = io(app.url, { transports: ['websocket'] });
  const told: number[] = [];
  socket.on('library', ({ version }: { version: number }) => told.push(version));
  await expect.poll(() => told).toHaveLength(1);
  const { body: playlist } = await send<Playlist>('POST', '/v1/playlists', {
    name: 'Lobby',
    author: 'Ana',
    acts: [{ kind: 'self' }, { kind: 'tour', id: 'x' }],
  });
  const plays = { kind: 'playlist', id: playlist.id };
  const { body: schedule } = await send<Schedule>('POST', '/v1/schedules', {
    name: 'Week',
    author: 'Ana',
    slots: [{ ...slot, plays }],
    otherwise: { kind: 'self' },
  });
  expect(schedule.slots[0]?.days).toEqual([1, 5]);
  await expect.poll(() => told.map((version) => version - (told[0] ?? 0))).toEqual([0, 1, 2]);
  socket.disconnect();
  await app.close();
  app = await start();
  expect((await send<ProgrammesAnswer<'playlists'>>('GET', '/v1/playlists')).body.playlists).toEqual([playlist]);
  expect((await send<ProgrammesAnswer<'schedules'>>('GET', '/v1/schedules')).body.schedules).toEqual([schedule]);
});
