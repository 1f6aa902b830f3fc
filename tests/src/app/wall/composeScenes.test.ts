/** What a wall waits for while it composes the next act. */
import { expect, it, vi } from 'vitest';
import { composeScenes } from '../../../../src/app/wall/composeScenes.ts';
import type { ask } from '../../../../src/live/ask.ts';
import type { Live } from '../../../../src/live/createLive.ts';
import type { Catalog } from '../../../../src/protocol/catalog.ts';

it('gives up a question that is never answered, such as after a cable was cut', async () => {
  const late = new AbortController();
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(late.signal);
  const never: typeof ask = (_, signal) =>
    new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
  const live = { room: { serverNow: () => 0 }, connection: { getState: () => ({ newestEventAtMs: 0 }) } } as unknown as Live;
  const catalog = { epoch: 'e', timezone: 'UTC', extent: { from: null, to: null }, metrics: [], dimensions: [] } as unknown as Catalog;
  const composed = composeScenes({ ask: never, catalog, live });
  late.abort(new Error('too late'));
  await expect(composed).rejects.toThrow('too late');
  expect(timeout).toHaveBeenCalledWith(60_000);
  timeout.mockRestore();
});
