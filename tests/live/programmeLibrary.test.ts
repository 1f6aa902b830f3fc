/** What is changed here while the whole is read, with answers that come in any order. */
import { afterEach, expect, it, vi } from 'vitest';
import type { ConnectionStore } from '../../src/live/connection.ts';
import { createProgrammeLibrary } from '../../src/live/programmeLibrary.ts';

afterEach(() => vi.unstubAllGlobals());

const WAIT = { timeout: 20_000, interval: 5 };
const SCHEDULER = { now: () => 0, onFrame: () => () => {}, after: () => () => {} };

it('is not lost where part of what is read is of before it, and what is made then stays', async () => {
  let version = 1;
  /** What was asked for and is not answered yet, by its address. */
  const asked: { readonly path: string; readonly answer: () => void }[] = [];
  const playlists = () => [{ id: 'p', name: 'P', acts: [], author: 'Ana', version }];
  vi.stubGlobal('fetch', async (address: string, { method }: RequestInit) => {
    const path = address.slice(address.lastIndexOf('/v1/') + 4);
    if (method === 'PUT') return new Response(JSON.stringify({ ...playlists()[0], version: ++version }));
    const body = JSON.stringify({ version: 1, [path]: path === 'playlists' ? playlists() : [] });
    return new Promise<Response>((resolve) => asked.push({ path, answer: () => resolve(new Response(body)) }));
  });
  const connection = { getState: () => ({ status: 'live', library: 'a' }), subscribe: () => () => {} } as unknown as ConnectionStore;
  const library = createProgrammeLibrary('', connection, SCHEDULER);
  const answer = (isWanted: (path: string) => boolean) => {
    for (const one of asked.splice(0)) isWanted(one.path) ? one.answer() : asked.push(one);
  };
  const versions = () => library.store.getState().playlists.map((playlist) => playlist.version);
  library.follow();
  await expect.poll(() => asked.length, WAIT).toBe(4);
  answer((path) => path === 'playlists');
  await library.edit('playlists', 'p', { name: 'P', acts: [], version: 1 });
  expect(versions()).toEqual([2]);
  answer(() => true);
  // It is read anew, and until that is answered what was changed stands.
  await expect.poll(() => asked.length, WAIT).toBe(4);
  expect(versions()).toEqual([2]);
  answer(() => true);
  await expect.poll(() => library.store.getState().status, WAIT).toBe('live');
  expect(versions()).toEqual([2]);
  library.close();
});
