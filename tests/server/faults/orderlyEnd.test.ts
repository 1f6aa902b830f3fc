/** The server is asked to end in the midst of traffic: senders are told to come again or are cut off, and everything acknowledged is there. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { compareHoldings, createProducers, newMet, produceAll } from '../../soak/producers.ts';
import { readLog } from '../../soak/readLog.ts';
import { newDataDir, startServer } from '../child.ts';

const BATCH = 50;
const ROUNDS = 2;

it('loses and doubles nothing when it is asked to end under load, and refuses nobody without a time to come again', async () => {
  const dataDir = newDataDir();
  const [producers, met] = [createProducers(16), newMet()];
  for (let round = 1; round <= ROUNDS; round++) {
    const server = await startServer({ dataDir });
    const isOver = () => server.child.exitCode !== null || server.child.signalCode !== null;
    const sending = produceAll(server.url, producers, { batch: BATCH, met, isOver });
    while (met.acknowledged < round * 16 * BATCH) await wait(5);
    await server.kill('SIGTERM');
    await sending;
    expect(server.child.exitCode).toBe(0);
    if (round < ROUNDS) continue;
    const events: { readonly source: string; readonly id: string }[] = [];
    const { notices } = readLog(dataDir, (event) => void events.push(event));
    await server.dispose();
    expect(notices).toEqual([]);
    expect(compareHoldings(events, producers, BATCH)).toMatchObject({ lost: 0, doubled: 0, foreign: 0 });
    expect(events.length).toBeGreaterThanOrEqual(met.acknowledged);
  }
});
