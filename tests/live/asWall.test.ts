/** What a page that asks as a wall asks of what people wrote. */
import { afterEach, expect, it, vi } from 'vitest';
import { askAsWall } from '../../src/live/asker.ts';
import { createConnectionStore } from '../../src/live/connection.ts';
import { requestJson } from '../../src/live/followed.ts';
import { createLibrary } from '../../src/live/library.ts';
import { createProgrammeLibrary } from '../../src/live/programmeLibrary.ts';

afterEach(() => vi.unstubAllGlobals());

const SCHEDULER = { now: () => 0, onFrame: () => () => {}, after: () => () => {} };

it('reads no notes, no saved views and no segments, which the map and the land of a page follow; and asks for nothing as anybody else', async () => {
  askAsWall();
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    return new Response('{}');
  });
  const connection = createConnectionStore(0);
  const [library, programmes] = [createLibrary('', connection, SCHEDULER), createProgrammeLibrary('', connection, SCHEDULER)];
  library.follow();
  programmes.follow();
  connection.setState({ status: 'live', library: 'e 1' });
  await new Promise(setImmediate);
  expect(asked).toEqual([]);
  expect([library.store.getState().notes, programmes.store.getState().segments]).toEqual([[], []]);
  await requestJson('DELETE', '/v1/notes/n?version=1');
  expect(asked).toEqual(['/v1/notes/n?version=1&as=wall']);
});
