import { describe, expect, it } from 'vitest';
import { reconnectStorm } from './reconnectStorm.ts';

describe('clients that are cut off all the time', { timeout: 300_000 }, () => {
  it('hold what the server answers when everything has come to rest, and miss and repeat nothing on the way', async () => {
    const seed = Date.now() % 1_000_000;
    const { wrong, counts, cuts, events } = await reconnectStorm({
      seed,
      clients: 36,
      pages: 4,
      cutsEach: 60,
      deadShare: 0.02,
      kills: 1,
      restMs: 30_000,
    });
    const told = `seed ${seed}, ${cuts} cuts, ${events} events, ${JSON.stringify(counts)}`;
    expect(wrong.slice(0, 10), told).toEqual([]);
    expect({ gaps: counts.gaps, repeats: counts.repeats }, told).toEqual({ gaps: 0, repeats: 0 });
    expect(counts.connections, told).toBeGreaterThan(cuts / 2);
    expect(counts.resumed, told).toBeGreaterThan(counts.snapshots);
  });
});
