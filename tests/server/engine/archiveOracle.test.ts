/** The archive gives the oracle's answer to any question on any events, also as of earlier. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDictionaries } from '../../../server/engine/dictionaries.ts';
import { createDimensions } from '../../../server/engine/dimensions.ts';
import { createMetrics } from '../../../server/engine/metrics.ts';
import { createZone, GRAINS } from '../../../server/engine/zone.ts';
import { readTerritory } from '../../../server/geo/territories/readTerritory.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import type { Query } from '../../../src/protocol/query.ts';
import { expectSameAnswer } from '../../oracle/compare.ts';
import { createCoverage, gapsOf } from '../../oracle/coverage.ts';
import { answer } from '../../oracle/oracle.ts';
import { OWN_NAME, OWN_TERRITORIES } from '../../oracle/ownTerritories.ts';
import { crowdArbitrary, eventsArbitrary } from '../../oracle/randomEvents.ts';
import { DIMENSIONS, METRICS, queryArbitrary, toQuery, valueFor, worldSettings, ZONES, zoneArbitrary } from '../../oracle/randomWorld.ts';
import { resolveAll } from '../../oracle/resolving.ts';
import { EPOCH, NOW_MS, openTestArchive } from './openArchive.ts';

/** More for a long look: ORACLE_RUNS=2000. */
const RUNS = Number(process.env.ORACLE_RUNS ?? 45);
const SEED = Number(process.env.ORACLE_SEED ?? 4400);
const options = { seed: SEED, endOnFailure: true };

describe('archive', () => {
  const coverage = createCoverage();

  async function check(zone: string, batches: readonly (readonly ResolvedEvent[])[], queries: readonly Query[]): Promise<void> {
    const settings = worldSettings(zone);
    const events = batches.flat();
    const archive = await openTestArchive(settings);
    try {
      for (const batch of batches) archive.append(batch);
      for (const query of queries) {
        const expected = answer(events, query, { settings, epoch: EPOCH, nowMs: NOW_MS });
        expectSameAnswer(await archive.ask(query), expected);
        coverage.note(events, query, expected, { settings, nowMs: NOW_MS });
      }
    } finally {
      await archive.close();
    }
  }

  it('answers as the oracle does', async () => {
    const world = fc.record({
      zone: zoneArbitrary,
      events: eventsArbitrary(60),
      split: fc.nat({ max: 60 }),
      drafts: fc.array(queryArbitrary, { minLength: 5, maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(world, async ({ zone, events, split, drafts }) => {
        const queries = drafts.map((draft) => toQuery(draft, { events, zone, epoch: EPOCH }));
        await check(zone, [events.slice(0, split), events.slice(split)], queries);
      }),
      { ...options, numRuns: RUNS },
    );
  });

  it.each(ZONES.map((zone, at) => [zone, at] as const))('gives every metric by every grain in %s', async (zone, at) => {
    const crowd = fc.record({ sent: crowdArbitrary(150), picks: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }) });
    await fc.assert(
      fc.asyncProperty(crowd, async ({ sent, picks }) => {
        const events = resolveAll(sent, zone);
        const valuesOf = (dimension: string) => [0, ...picks].map((pick) => valueFor(dimension, pick, { events, zone, epoch: EPOCH }));
        // Each zone takes its share of the dimensions, and each question has another metric to order by.
        const share = DIMENSIONS.filter((_, place) => place % ZONES.length === at);
        const metricsFrom = (first: number) => METRICS.map((_, place) => METRICS[(place + first) % METRICS.length] ?? '');
        const time = { from: '2018-11-04' };
        const queries: Query[] = [
          ...GRAINS.map((grain) => ({ metrics: METRICS, groupBy: [`time:${grain}`] })),
          // Subscriptions are held when it begins, and some of the groups that lose them are left out.
          { metrics: METRICS, groupBy: ['segment:current'], limit: 2, time: { from: '2024-10-27' } },
          { metrics: METRICS, where: { channel: ['web', 'app', 'store', null] }, time: { from: '2024-10-27' } },
          { metrics: METRICS, groupBy: ['channel'], time: { last: 'P7D' } },
          { metrics: METRICS, groupBy: ['channel'], time: { last: 'P7D', ago: 'PT12H' } },
          { metrics: METRICS, groupBy: ['time:month'], asOf: { epoch: EPOCH, seq: 120 } },
          ...share.map((dimension) => ({ metrics: METRICS, groupBy: [dimension], limit: 2, time })),
          ...share.map((dimension) => ({ metrics: METRICS, groupBy: ['agent'], where: { [dimension]: valuesOf(dimension) }, time })),
        ];
        await check(
          zone,
          [events],
          queries.map((query, place) => ({ ...query, metrics: metricsFrom(at + place) })),
        );
      }),
      { ...options, numRuns: Math.ceil(RUNS / 45) },
    );
  });

  it('groups by the least and the greatest score that is kept, beside others', async () => {
    const scores = [900719925474.0991, 900719925474.099, -900719925474.0991, 0, -0.0001, undefined];
    const event = { specversion: '1.0', source: 'shop', type: 'io.orrery.survey.answered', time: '2024-10-28T00:00:00Z' } as const;
    const sent = scores.map((score, at) => ({ ...event, id: `s${at}`, data: score === undefined ? {} : { score } }));
    const where = { score: ['900719925474.0991', '0', null] };
    await check(
      'UTC',
      [resolveAll(sent)],
      [
        { metrics: ['events'], groupBy: ['score'] },
        { metrics: ['responses'], where },
      ],
    );
  });

  it('was asked for every metric, dimension and grain, with everything that is odd about events', () => {
    const settings = worldSettings('UTC');
    const dimensions = createDimensions({
      settings,
      dictionaries: createDictionaries(),
      zone: createZone('UTC'),
      territories: [readTerritory(OWN_NAME, OWN_TERRITORIES)],
    });
    // People chosen by rules have an oracle and a test of their own: people/people.test.ts.
    const asked = [...dimensions.keys()].filter((dimension) => dimension !== 'segment:rule');
    const catalogue = { metrics: createMetrics(settings).keys(), dimensions: asked, grains: GRAINS, zones: ZONES };
    expect(gapsOf(coverage, catalogue)).toEqual([]);
  });
});
