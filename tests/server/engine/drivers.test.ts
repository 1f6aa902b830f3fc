/** What moved a figure, asked of the real archive: for every metric of the registry the parts add up to the change that the oracle knows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCatalog } from '../../../server/engine/catalog.ts';
import { askDrivers } from '../../../src/model/drivers/askDrivers.ts';
import { driverDimensions, driverQuery } from '../../../src/model/drivers/driverQueries.ts';
import { makingOf } from '../../../src/model/drivers/values.ts';
import { DEFAULT_VIEW, type ViewState } from '../../../src/model/viewState.ts';
import type { Query } from '../../../src/protocol/query.ts';
import { toTable } from '../../../src/protocol/table.ts';
import { answer } from '../../oracle/oracle.ts';
import { crowdArbitrary } from '../../oracle/randomEvents.ts';
import { worldSettings } from '../../oracle/randomWorld.ts';
import { resolveAll } from '../../oracle/resolving.ts';
import { EPOCH, NOW_MS, openTestArchive } from './openArchive.ts';

const settings = worldSettings('UTC');
const MIDDLE = '2024-10-27T12:00:00Z';
const now: ViewState = { ...DEFAULT_VIEW, window: { kind: 'between', from: MIDDLE, to: '2100-01-01T00:00:00Z' } };
const before: ViewState = { ...DEFAULT_VIEW, window: { kind: 'between', from: '1900-01-01T00:00:00Z', to: MIDDLE } };

/** Doubles of the size of a figure leave that much over. */
function expectNear(told: number, expected: number, size: number): void {
  expect(Math.abs(told - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(size), Math.abs(expected)));
}

describe('drivers', () => {
  it('of every metric add up to the change, of one moment, in two questions a dimension', async () => {
    const told = new Set<string>();
    await fc.assert(
      fc.asyncProperty(crowdArbitrary(150), async (sent) => {
        const events = resolveAll(sent, 'UTC');
        const { archive, registry, ...opened } = await openTestArchive(settings);
        try {
          opened.append(events);
          const catalog = await readCatalog({ archive, registry, epoch: EPOCH, settings });
          const dimensions = driverDimensions(now, catalog.dimensions, (level) => level);
          for (const metric of catalog.metrics) {
            const asked: Query[] = [];
            const ask = async (query: Query) => {
              asked.push(query);
              return toTable(await opened.ask(query));
            };
            const { analysis } = await askDrivers({ ask, metric, dimensions, now, before, asOf: null });
            expect(asked.length).toBeLessThanOrEqual(2 + 2 * dimensions.length);
            expect(new Set(asked.slice(1).map(({ asOf }) => asOf?.seq)).size).toBe(1);
            const figureOf = (view: ViewState) => {
              const { rows } = answer(
                events,
                { ...driverQuery(view, metric, null), metrics: [metric.id] },
                { settings, epoch: EPOCH, nowMs: NOW_MS },
              );
              return rows[0]?.[0] as number | null;
            };
            const [is, was] = [figureOf(now), figureOf(before)];
            if (analysis === null || is === null || was === null) continue;
            for (const { dimension, drivers, rest, change } of analysis.dimensions) {
              told.add(`${metric.id} ${dimension.id}`);
              expectNear(change, is - was, is);
              expectNear(
                drivers.reduce((sum, { part }) => sum + part, rest),
                is - was,
                is,
              );
              // What adds up, and what is a mean of parts that share no case, leaves nothing over.
              if (makingOf(metric) === 'sum' || ['csat', 'nps', 'ces', 'aht', 'csat_mean'].includes(metric.id)) expectNear(rest, 0, is);
            }
          }
        } finally {
          await opened.close();
        }
      }),
      { seed: 51, numRuns: 2, endOnFailure: true },
    );
    const metrics = new Set([...told].map((pair) => pair.split(' ')[0]));
    expect([...metrics]).toEqual(
      expect.arrayContaining(['revenue', 'orders', 'customers', 'aov', 'csat', 'nps', 'repeat_rate', 'contacts']),
    );
  });
});
