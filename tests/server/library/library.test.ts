/** Notes and saved views on the real server: kept, told to everybody, and refused with the name of the field. */
import { copyFileSync, mkdirSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type App, createApp } from '../../../server/app.ts';
import type { Note, NotesAnswer, SavedView, SavedViewsAnswer } from '../../../src/protocol/library.ts';
import type { ClientToServerEvents, ServerToClientEvents } from '../../../src/protocol/live.ts';
import { newDataDir } from '../child.ts';

const dataDir = newDataDir();
let app: App;
let sockets: Socket[] = [];

const start = (demo: 'none' | 'superstore' = 'none', dir = dataDir) =>
  createApp({ dataDir: dir, host: '127.0.0.1', port: 0, demo, web: false });

beforeAll(async () => {
  app = await start();
});
afterEach(() => {
  for (const socket of sockets) socket.disconnect();
  sockets = [];
});
afterAll(() => app.close());

async function send<Answer>(method: string, path: string, body?: unknown, at = app): Promise<{ status: number; body: Answer }> {
  const init = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(at.url + path, { method, ...init });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Answer };
}

interface Refusal {
  readonly error: { readonly code: string; readonly message: string };
}

const campinas = { level: 'city', id: 'geonames:3467865', country: 'BR', region: 'BR-SP', name: 'Campinas' };
const note = { text: ' <b>Strike</b> at the port \u0000', author: 'Ana', place: campinas, time: '2026-03-01T10:00:00+02:00' };
const saved = { name: 'Brazil, late', question: 'Where are we late?', search: '?at=BR&colour=csat', author: 'Ana' };

describe('notes', () => {
  it('are kept as text, answered in threads, resolved and deleted with their replies', async () => {
    const { status, body: first } = await send<Note>('POST', '/v1/notes', note);
    expect(status).toBe(201);
    expect(first).toMatchObject({
      text: '<b>Strike</b> at the port \ufffd',
      place: campinas,
      time: '2026-03-01T08:00:00.000Z',
      version: 1,
    });
    const { body: reply } = await send<Note>('POST', '/v1/notes', { text: 'Over since noon', author: 'Ben', replyTo: first.id });
    expect(reply).toMatchObject({ replyTo: first.id, place: null, time: null });
    const { body: resolved } = await send<Note>('PUT', `/v1/notes/${first.id}`, { version: 1, resolved: true });
    expect(resolved).toMatchObject({ id: first.id, version: 2, resolved: true, text: first.text });
    expect((await send<NotesAnswer>('GET', '/v1/notes')).body.notes.map(({ id }) => id)).toEqual([first.id, reply.id]);
    expect((await send('DELETE', `/v1/notes/${first.id}?version=2`)).status).toBe(204);
    expect((await send<NotesAnswer>('GET', '/v1/notes')).body.notes).toEqual([]);
  });

  it('keep of which set a territory is, and what is around a hexagon', async () => {
    const place = { level: 'territory', id: 'north', country: null, region: null, set: 'sales', name: 'North' };
    const cell = { level: 'customer', id: 'c-1', country: 'BR', region: 'BR-SP', city: 'geonames:1', cell: '87a8100c2ffffff', name: 'c-1' };
    for (const there of [place, cell]) {
      const { body } = await send<Note>('POST', '/v1/notes', { ...note, place: there });
      expect(body.place).toEqual(there);
      await send('DELETE', `/v1/notes/${body.id}`);
    }
  });

  it('say when their text was changed: to resolve or reopen one changes none', async () => {
    const { body: first } = await send<Note>('POST', '/v1/notes', note);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await send('PUT', `/v1/notes/${first.id}`, { version: 1, resolved: true });
    const { body: reopened } = await send<Note>('PUT', `/v1/notes/${first.id}`, { version: 2, resolved: false, text: first.text });
    expect(reopened).toMatchObject({ version: 3, updatedAt: first.createdAt });
    const { body: edited } = await send<Note>('PUT', `/v1/notes/${first.id}`, { version: 3, text: 'Over' });
    expect(Date.parse(edited.updatedAt)).toBeGreaterThan(Date.parse(first.createdAt));
    await send('DELETE', `/v1/notes/${first.id}`);
  });

  it('refuse an edit of what somebody else has changed meanwhile', async () => {
    const { body: first } = await send<Note>('POST', '/v1/notes', note);
    await send('PUT', `/v1/notes/${first.id}`, { version: 1, text: 'A' });
    const late = await send<Refusal>('PUT', `/v1/notes/${first.id}`, { version: 1, text: 'B' });
    expect([late.status, late.body.error.code]).toEqual([409, 'changed']);
    expect((await send('DELETE', `/v1/notes/${first.id}?version=1`)).status).toBe(409);
    expect((await send<NotesAnswer>('GET', '/v1/notes')).body.notes).toMatchObject([{ text: 'A', version: 2 }]);
    await send('DELETE', `/v1/notes/${first.id}`);
  });

  it.each([
    ['text', { ...note, text: '  ' }],
    ['text', { ...note, text: 'x'.repeat(2001) }],
    ['author', { ...note, author: undefined }],
    ['time', { ...note, time: 'yesterday' }],
    ['time', { ...note, time: undefined }],
    ['place.id', { ...note, place: { ...campinas, id: 7 } }],
    ['colour', { ...note, colour: 'red' }],
    ['body', []],
    ['replyTo', { text: 'x', author: 'x', replyTo: 7 }],
  ])('name the field that is wrong: %s', async (field, body) => {
    const refusal = await send<Refusal>('POST', '/v1/notes', body);
    expect(refusal.status).toBe(400);
    expect(refusal.body.error.message.split(':')[0]).toBe(field);
  });

  it('answer only what is there', async () => {
    expect(await send<Refusal>('POST', '/v1/notes', { text: 'x', author: 'x', replyTo: 'none' })).toMatchObject({
      status: 404,
      body: { error: { message: expect.stringMatching(/^replyTo: /) } },
    });
    expect((await send<Refusal>('PUT', '/v1/notes/none', { version: 1, text: 'x' })).status).toBe(404);
    expect((await send<Refusal>('DELETE', '/v1/notes/none')).status).toBe(404);
    expect((await send<Refusal>('DELETE', '/v1/notes/none?version=x')).status).toBe(400);
  });
});

describe('saved views', () => {
  it('are added, renamed, listed by name, and deleted', async () => {
    const { body: one } = await send<SavedView>('POST', '/v1/views', saved);
    const { body: two } = await send<SavedView>('POST', '/v1/views', { ...saved, name: 'all', question: '', search: '' });
    const { body: renamed } = await send<SavedView>('PUT', `/v1/views/${one.id}`, { version: 1, name: 'Brazil' });
    expect(renamed).toMatchObject({ ...saved, name: 'Brazil', version: 2 });
    expect((await send<SavedViewsAnswer>('GET', '/v1/views')).body.views.map(({ name }) => name)).toEqual(['all', 'Brazil']);
    for (const { id } of [one, two]) expect((await send('DELETE', `/v1/views/${id}`)).status).toBe(204);
    expect((await send<SavedViewsAnswer>('GET', '/v1/views')).body.views).toEqual([]);
  });

  it.each([
    ['search', { ...saved, search: 'https://elsewhere.example' }],
    ['search', { ...saved, search: `?at=${'x'.repeat(4000)}` }],
    ['name', { ...saved, name: '' }],
  ])('refuse what is no view: %s', async (field, body) => {
    const refusal = await send<Refusal>('POST', '/v1/views', body);
    expect([refusal.status, refusal.body.error.message.split(':')[0]]).toEqual([400, field]);
  });
});

function listen(at: App): { socket: Socket<ServerToClientEvents, ClientToServerEvents>; versions: number[] } {
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(at.url, { transports: ['websocket'], forceNew: true });
  const versions: number[] = [];
  socket.on('library', ({ version }) => versions.push(version));
  sockets.push(socket);
  return { socket, versions };
}

describe('the library', () => {
  it('tells every client of every change, and one that comes later where it stands', async () => {
    const { versions } = listen(app);
    await expect.poll(() => versions.length).toBe(1);
    const { body: first } = await send<Note>('POST', '/v1/notes', note);
    await send('DELETE', `/v1/notes/${first.id}`);
    await expect.poll(() => versions.length).toBe(3);
    const now = (await send<NotesAnswer>('GET', '/v1/notes')).body.version;
    expect(versions).toEqual([now - 2, now - 1, now]);
    const later = listen(app);
    await expect.poll(() => later.versions).toEqual([now]);
  });

  it('is there after a start anew, with the same version', async () => {
    const { body: first } = await send<Note>('POST', '/v1/notes', note);
    const { body: before } = await send<NotesAnswer>('GET', '/v1/notes');
    await app.close();
    app = await start();
    expect((await send<NotesAnswer>('GET', '/v1/notes')).body).toEqual(before);
    await send('DELETE', `/v1/notes/${first.id}`);
  });

  it('stands in its one file after a stop in order, which a copy of that file alone brings along', async () => {
    const [from, to] = [newDataDir(), newDataDir()];
    const first = await start('none', from);
    const { body: kept } = await send<Note>('POST', '/v1/notes', note, first);
    await first.close();
    mkdirSync(to, { recursive: true });
    copyFileSync(join(from, 'library.db'), join(to, 'library.db'));
    const second = await start('none', to);
    try {
      expect((await send<NotesAnswer>('GET', '/v1/notes', undefined, second)).body.notes).toEqual([kept]);
    } finally {
      await second.close();
    }
  });

  it('sets a damaged file aside aloud, and goes on', async () => {
    const dir = newDataDir();
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'library.db'), 'this was a database '.repeat(300));
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const other = await start('none', dir);
    try {
      expect(said.mock.calls.join()).toContain('damaged');
      expect((await send<NotesAnswer>('GET', '/v1/notes', undefined, other)).body.notes).toEqual([]);
      expect(readdirSync(dir).some((file) => file.startsWith('library-damaged-'))).toBe(true);
    } finally {
      said.mockRestore();
      await other.close();
    }
  });

  it('that cannot be opened leaves the folder free: once it can, the server starts', async () => {
    const dir = newDataDir();
    mkdirSync(join(dir, 'library.db'), { recursive: true });
    await expect(start('none', dir)).rejects.toThrow();
    rmdirSync(join(dir, 'library.db'));
    const other = await start('none', dir);
    expect((await send<NotesAnswer>('GET', '/v1/notes', undefined, other)).status).toBe(200);
    await other.close();
  });

  it('is that of the real workspace once the demonstration is left', async () => {
    const shown = await start('superstore', newDataDir());
    try {
      const { versions } = listen(shown);
      await expect.poll(() => versions).toEqual([0]);
      await send('POST', '/v1/notes', note, shown);
      await expect.poll(() => versions.at(-1)).toBe(1);
      const event = { specversion: '1.0', id: '1', source: 's', type: 'io.orrery.order.completed', data: { country: 'BR' } };
      expect((await send<{ accepted: number }>('POST', '/v1/events', event, shown)).body.accepted).toBe(1);
      expect((await send<NotesAnswer>('GET', '/v1/notes', undefined, shown)).body).toEqual({ version: 0, notes: [] });
      await expect.poll(() => versions.at(-1)).toBe(0);
      await send('POST', '/v1/notes', note, shown);
      await expect.poll(() => versions.at(-1)).toBe(1);
    } finally {
      await shown.close();
    }
  });
});
