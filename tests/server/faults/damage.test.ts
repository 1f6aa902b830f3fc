/** Damage anywhere in the data folder of a real server, see `tests/soak/damage.ts`; `npm run soak -- damage` does it a thousand times. */
import { describe, expect, it } from 'vitest';
import { type Damage, damageTrials } from '../../soak/damage.ts';

const TRIALS = 20;
const SEED = Number(process.env.DAMAGE_SEED ?? 4400);

describe('a data folder', { timeout: 300_000 }, () => {
  it.each<[string, Damage]>([
    ['in which one bit changed', 'bit'],
    ['of which a file was cut short', 'cut'],
  ])('%s opens, answers exactly what it holds, and says what it lost', async (_, damage) => {
    const { wrong, lossTold, lostEvents, crashes, slowestMs, files } = await damageTrials(damage, TRIALS, SEED);
    console.log(
      `seed ${SEED}: ${TRIALS} trials ${JSON.stringify(files)}, ${lossTold} losses told (${lostEvents} events), ${crashes} crashes, slowest start ${Math.round(slowestMs)} ms`,
    );
    expect(wrong).toEqual([]);
    expect(lossTold).toBeGreaterThan(0);
  });
});
