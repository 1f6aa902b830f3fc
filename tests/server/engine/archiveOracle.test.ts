/** The archive gives the oracle's answer to any question on any events, also as of earlier. */
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { expectSameAnswer } from '../../oracle/compare.ts';
import { answer } from '../../oracle/oracle.ts';
import { eventsArbitrary, queryArbitrary, toQuery, worldSettings, zoneArbitrary } from '../../oracle/randomWorld.ts';
import { EPOCH, NOW_MS, openTestArchive } from './openArchive.ts';

/** More for a long look: ORACLE_RUNS=2000. */
const RUNS = Number(process.env.ORACLE_RUNS ?? 60);
const SEED = Number(process.env.ORACLE_SEED ?? 4400);

describe('archive', () => {
  it('answers as the oracle does', async () => {
    const world = fc.record({
      zone: zoneArbitrary,
      events: eventsArbitrary(60),
      split: fc.nat({ max: 60 }),
      drafts: fc.array(queryArbitrary, { minLength: 5, maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(world, async ({ zone, events, split, drafts }) => {
        const settings = worldSettings(zone);
        const archive = await openTestArchive(settings);
        try {
          archive.append(events.slice(0, split));
          archive.append(events.slice(split));
          for (const draft of drafts) {
            const query = toQuery(draft, { events, zone, epoch: EPOCH });
            expectSameAnswer(await archive.ask(query), answer(events, query, { settings, epoch: EPOCH, nowMs: NOW_MS }));
          }
        } finally {
          await archive.close();
        }
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: process.env.ORACLE_RUNS !== undefined },
    );
  });
});
