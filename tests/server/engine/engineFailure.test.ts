/** The engine's thread fails: nobody may go on as if the figures were still live. */
import { setTimeout as sleep } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { OPERATOR } from '../../../server/access/scope.ts';
import { openEngine } from '../../../server/engine/engine.ts';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import { newDataDir } from '../child.ts';

async function openFailing(onFailure: (message: string) => void) {
  const dir = newDataDir();
  const { port1, port2 } = new MessageChannel();
  const ready = new Promise((resolve) => port1.once('message', resolve));
  const engine = await openEngine({ dir, settings: DEFAULT_SETTINGS, epoch: 'e', logPort: port2, territoryDir: dir, onFailure });
  await ready;
  return { engine, port1 };
}

describe('an engine whose thread has failed', () => {
  it('says so, refuses what is asked with a time to ask again, and closes', async () => {
    const failures: string[] = [];
    const { engine, port1 } = await openFailing((message) => failures.push(message));
    const asked = engine.query({ metrics: ['events'] }, OPERATOR, 5).catch((error: unknown) => error);
    port1.postMessage({ type: 'batch', firstSeq: 1, count: 1, payload: Buffer.from('no events') });
    expect(await asked).toMatchObject({ status: 503, retryAfterS: 5 });
    await expect(engine.query({ metrics: ['events'] }, OPERATOR, 0)).rejects.toMatchObject({ status: 503, retryAfterS: 5 });
    await expect.poll(() => failures.length).toBe(1);
    await engine.close();
    port1.close();
  });

  it('is not one that was closed', async () => {
    const failures: string[] = [];
    const { engine, port1 } = await openFailing((message) => failures.push(message));
    await engine.close();
    await sleep(50);
    expect(failures).toEqual([]);
    port1.close();
  });
});
