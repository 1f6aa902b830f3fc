/** A page that was open while the server was updated: what it loads later is gone, and it says that it must be loaded again. */
import { afterEach, expect, it, vi } from 'vitest';
import { followBuild } from '../../../src/app/followBuild.ts';
import { createConnectionStore } from '../../../src/live/connection.ts';

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['has another build', async () => new Response(null, { status: 404 }), true],
  ['still has this build', async () => new Response(null), false],
  ['does not answer', () => Promise.reject(new TypeError('fetch failed')), false],
])('asks, where a part cannot be loaded, whether the server %s', async (_, answer, isOutdated) => {
  const page = new EventTarget();
  const asked = vi.fn<typeof fetch>(answer);
  vi.stubGlobal('window', page);
  vi.stubGlobal('fetch', asked);
  const connection = createConnectionStore(0);
  const stop = followBuild(connection, 'http://localhost/assets/shell-1.js');
  page.dispatchEvent(new Event('vite:preloadError'));
  await expect.poll(() => asked.mock.calls).toEqual([['http://localhost/assets/shell-1.js', { method: 'HEAD', cache: 'no-store' }]]);
  await new Promise((resolve) => setTimeout(resolve));
  expect(connection.getState().outdated).toBe(isOutdated);
  stop();
  page.dispatchEvent(new Event('vite:preloadError'));
  expect(asked).toHaveBeenCalledTimes(1);
});
