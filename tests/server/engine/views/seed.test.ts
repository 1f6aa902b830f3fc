/** A view that starts from very many groups: others have their turn meanwhile, and what comes in between is counted once. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { planQuery } from '../../../../server/engine/plan.ts';
import type { ResultColumns } from '../../../../server/engine/readers.ts';
import { shapeOf } from '../../../../server/engine/views/codedRows.ts';
import { CAPS } from '../../../../server/engine/views/foldedSource.ts';
import { createGroupTable } from '../../../../server/engine/views/groupTable.ts';
import { createOpenedContacts } from '../../../../server/engine/views/openedContacts.ts';
import { createOrdinals } from '../../../../server/engine/views/ordinals.ts';
import { seedGroups } from '../../../../server/engine/views/seed.ts';
import { createTallies } from '../../../../server/engine/views/tallies.ts';
import { createTuples } from '../../../../server/engine/views/tuples.ts';
import { DEFAULT_SETTINGS } from '../../../../server/settings.ts';
import { order } from '../../hub/hubWorld.ts';
import { NOW_MS, openTestArchive } from '../openArchive.ts';
import { expectSameTable, openWorld } from './world.ts';

const CUSTOMERS = 30_000;
const orderOf = (seq: number, customer: number) => ({ ...order(seq, 'DE', seq % 100), subject: `c${customer}` });
const QUERY = { metrics: ['revenue', 'orders', 'repeat_rate'], groupBy: ['customer'], limit: 1_000_000 };

/** Counts the turns that others have from now on. */
function countTurns(): { stop(): number } {
  let turns = 0;
  let next = setImmediate(tick);
  function tick(): void {
    turns++;
    next = setImmediate(tick);
  }
  return {
    stop() {
      clearImmediate(next);
      return turns;
    },
  };
}

describe('a view of very many groups', () => {
  it('gives way while it takes in what was read', async () => {
    const { archive, registry, append, close } = await openTestArchive(DEFAULT_SETTINGS);
    onTestFinished(close);
    append(Array.from({ length: CUSTOMERS }, (_, at) => orderOf(at + 1, at)));
    await archive.flush();
    const plan = planQuery(QUERY, registry);
    const extent = { seq: CUSTOMERS, fromMs: null, toMs: null };
    const newTable = () => {
      const tallies = createTallies(plan.measures, { opened: createOpenedContacts(), mostKeys: CAPS.keys, slides: false });
      const shape = shapeOf(createTuples(plan.dimensions.map(createOrdinals)), tallies);
      return { plan, tallies, table: createGroupTable(shape, tallies, { mostGroups: CAPS.groups, slides: false }) };
    };
    const results = new Map<string, ResultColumns>();
    await archive.readers.use((read) =>
      seedGroups(newTable(), extent, async (sql) => {
        results.set(sql, await read(sql));
        return results.get(sql) as ResultColumns;
      }),
    );
    const seeding = newTable();
    const turns = countTurns();
    await seedGroups(seeding, extent, async (sql) => results.get(sql) as ResultColumns);
    expect(turns.stop()).toBeGreaterThan(0);
    expect(seeding.table.takeDirty()).toHaveLength(CUSTOMERS);
    const totals = seeding.tallies.map((tally) => seeding.table.aliveGroups().reduce((sum, group) => sum + Number(tally.total(group)), 0));
    // Revenue, orders, customers with two of them, customers with one.
    expect(totals).toEqual([300 * 4950 * 10_000, CUSTOMERS, 0, CUSTOMERS]);
  });

  it('is right when events come while it opens', async () => {
    const world = await openWorld(DEFAULT_SETTINGS, NOW_MS);
    onTestFinished(() => world.close());
    let seq = 0;
    const add = (count: number): void => {
      world.append(Array.from({ length: count }, () => orderOf(++seq, (seq * 7919) % CUSTOMERS)));
    };
    add(CUSTOMERS);
    let next = setImmediate(function more(): void {
      if (seq < CUSTOMERS + 2000) add(50);
      next = setImmediate(more);
    });
    const subscriber = await world.subscribe(QUERY);
    clearImmediate(next);
    add(50);
    await world.settle();
    expect(seq).toBeGreaterThan(CUSTOMERS + 50);
    expect(subscriber.table.header.live).toBe(true);
    expectSameTable(subscriber, world.expected(QUERY));
  });
});
