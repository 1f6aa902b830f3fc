/** A request that gets no answer fails in the reader's words. */
import { afterEach, expect, it, vi } from 'vitest';
import { ask } from '../../src/live/ask.ts';
import { requestJson } from '../../src/live/followed.ts';
import { fetchProgrammes } from '../../src/live/programmes.ts';
import { keepTerritories } from '../../src/live/territories.ts';
import { fetchTicker } from '../../src/live/ticker.ts';
import { setLanguage } from '../../src/model/language.ts';

afterEach(() => {
  setLanguage('en');
  vi.unstubAllGlobals();
});

const failWith = (cause: unknown) => vi.stubGlobal('fetch', () => Promise.reject(cause));

it('says that the server was not reached, not what the browser calls it', async () => {
  setLanguage('de');
  failWith(new TypeError('Failed to fetch'));
  await expect(requestJson('POST', '/v1/notes', {})).rejects.toThrow('der Server war nicht zu erreichen');
  failWith(new DOMException('signal timed out', 'TimeoutError'));
  await expect(requestJson('POST', '/v1/notes', {})).rejects.toThrow('der Server war nicht zu erreichen');
  setLanguage('pt');
  await expect(ask({ metrics: ['events'] })).rejects.toThrow('o servidor não foi alcançado');
});

it('leaves it to be told that somebody gave it up', async () => {
  failWith(new DOMException('aborted', 'AbortError'));
  await expect(ask({ metrics: ['events'] })).rejects.toMatchObject({ name: 'AbortError' });
});

it.each<[string, () => Promise<unknown>]>([
  ['a question', () => ask({ metrics: ['events'] })],
  ['the library', () => requestJson('GET', '/v1/notes')],
  ['the programmes', () => fetchProgrammes()],
  ['the ticker', () => fetchTicker(new AbortController().signal)],
  ['territories', () => keepTerritories('sales', '{}')],
])('says the status where a gateway answers %s with a page of its own', async (_, asked) => {
  vi.stubGlobal('fetch', async () => new Response('<html>', { status: 502, statusText: 'Bad Gateway' }));
  await expect(asked()).rejects.toThrow('502 Bad Gateway');
});
