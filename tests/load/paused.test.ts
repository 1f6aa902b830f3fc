import { describe, expect, it } from 'vitest';
import { pausedClients } from './pausedClients.ts';

describe('clients that stop reading for a while', { timeout: 300_000 }, () => {
  it('are skipped or given up, are right when they go on, and nobody else notices', async () => {
    const { skipped, givenUp, noticed, releases } = await pausedClients({
      seed: 1,
      clients: 60,
      paused: 20,
      pauseMs: 5000,
      warmMs: 500,
      rows: 100,
    });
    expect(noticed).toEqual([]);
    expect(skipped + givenUp).toBeGreaterThanOrEqual(20);
    expect(releases).toBeGreaterThan(10);
  });
});
