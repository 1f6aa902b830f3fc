/** The number of cases behind a metric, asked for beside it: what a mean is over, and what a sum was made of. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDictionaries } from '../../../server/engine/dictionaries.ts';
import { createRegistry } from '../../../server/engine/registry.ts';
import { crowdArbitrary } from '../../oracle/randomEvents.ts';
import { worldSettings } from '../../oracle/randomWorld.ts';
import { resolveAll } from '../../oracle/resolving.ts';
import { openTestArchive } from './openArchive.ts';

const settings = worldSettings('UTC');
const { metrics, cases } = createRegistry(settings, createDictionaries());

describe('cases behind a metric', () => {
  it('are those of every mean that has no count of its own, and no metrics of the catalog', () => {
    for (const { id, ratio, interval } of metrics.values()) if (ratio) expect([id, interval || cases.has(`${id}.n`)]).toEqual([id, true]);
    for (const id of cases.keys()) expect(metrics.has(id)).toBe(false);
    expect([...cases.keys()]).toEqual(expect.arrayContaining(['revenue.n', 'refunds.n', 'aov.n', 'csat_mean.n', 'ces.n', 'aht.n']));
  });

  it('are those that the other metrics count, and give the means of all from those of the parts', async () => {
    await fc.assert(
      fc.asyncProperty(crowdArbitrary(120), async (sent) => {
        const archive = await openTestArchive(settings);
        try {
          archive.append(resolveAll(sent, 'UTC'));
          const asked = ['orders', 'revenue.n', 'aov.n', 'units.n', 'csat', 'csat_mean.n', 'ces', 'ces.n', 'aht', 'aht.n'];
          const read = (row: readonly unknown[], columns: readonly { name: string }[]) => (name: string) =>
            row[columns.findIndex((column) => column.name === name)];
          const whole = await archive.ask({ metrics: asked });
          const of = read(whole.rows[0] ?? [], whole.columns);
          expect([of('revenue.n'), of('aov.n'), of('units.n')]).toEqual([of('orders'), of('orders'), of('orders')]);
          expect(of('csat_mean.n')).toBe(of('csat.n'));
          const parts = await archive.ask({ metrics: ['ces', 'ces.n', 'aht', 'aht.n'], groupBy: ['channel'] });
          for (const metric of ['ces', 'aht']) {
            let [sum, n] = [0, 0];
            for (const row of parts.rows) {
              const at = read(row, parts.columns);
              sum += Number(at(metric) ?? 0) * Number(at(`${metric}.n`));
              n += Number(at(`${metric}.n`));
            }
            expect(n).toBe(of(`${metric}.n`));
            if (n > 0) expect(sum / n).toBeCloseTo(Number(of(metric)), 9);
          }
        } finally {
          await archive.close();
        }
      }),
      { seed: 48, numRuns: 5 },
    );
  });
});
