/** The events behind a figure, page by page, and one customer: against what the oracle takes a question to be about. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCustomer } from '../../../server/insight/customer.ts';
import { pointKey } from '../../../server/insight/landscape.ts';
import { readRecords } from '../../../server/insight/records.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import type { Query } from '../../../src/protocol/query.ts';
import type { KnownRecord } from '../../../src/protocol/records.ts';
import { answer, matchingEvents } from '../../oracle/oracle.ts';
import { eventsArbitrary } from '../../oracle/randomEvents.ts';
import { queryArbitrary, toQuery, worldSettings, zoneArbitrary } from '../../oracle/randomWorld.ts';
import { idText } from '../../oracle/reading.ts';
import { EPOCH, NOW_MS, openTestArchive } from '../engine/openArchive.ts';

/** Metrics whose `n` says of how many events they are made. */
const RATES = ['csat', 'nps', 'fcr'] as const;
const newestFirst = (one: ResolvedEvent, other: ResolvedEvent) => other.timeMs - one.timeMs || other.seq - one.seq;

describe('records', () => {
  it('are the events that a question is about, newest first, each once, on pages of any size, as many as the figure says', async () => {
    const world = fc.record({
      zone: zoneArbitrary,
      events: eventsArbitrary(60),
      drafts: fc.array(queryArbitrary, { minLength: 3, maxLength: 5 }),
      limit: fc.integer({ min: 1, max: 25 }),
      rate: fc.constantFrom(...RATES),
    });
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(world, async ({ zone, events, drafts, limit, rate }) => {
        const settings = worldSettings(zone);
        const workspace = { settings, epoch: EPOCH, nowMs: NOW_MS };
        const { archive, registry, append, close } = await openTestArchive(settings);
        try {
          append(events);
          const parts = { archive, registry, epoch: EPOCH, labelOf: () => null };
          for (const draft of drafts) {
            const { where, time, asOf } = toQuery(draft, { events, zone, epoch: EPOCH });
            const asked: Omit<Query, 'metrics'> = { ...(where && { where }), ...(time && { time }), ...(asOf && { asOf }) };
            const found: KnownRecord[] = [];
            let [before, total]: [string | undefined, number | null] = [undefined, null];
            do {
              const page = await readRecords({ ...asked, limit, ...(before && { before }) }, parts, NOW_MS);
              expect(page.records.length).toBeLessThanOrEqual(limit);
              total ??= page.total;
              found.push(...page.records);
              before = page.next ?? undefined;
            } while (before !== undefined);
            const wanted = [...matchingEvents(events, { metrics: ['events'], ...asked }, workspace)].sort(newestFirst);
            seen += wanted.length;
            expect(found.map(({ seq }) => seq)).toEqual(wanted.map(({ seq }) => seq));
            expect(total).toBe(wanted.length);
            expect(found.map(({ customer, value, channel }) => [customer, value, channel])).toEqual(
              wanted.map(({ subject, amount, data }) => [idText(subject), amount === null ? null : amount / 10_000, idText(data.channel)]),
            );
            const { rows, columns } = answer(events, { metrics: [rate], ...asked }, workspace);
            const of = await readRecords({ ...asked, of: rate, limit: 1 }, parts, NOW_MS);
            expect(of.total).toBe(rows[0]?.[columns.findIndex(({ name }) => name === `${rate}.n`)]);
          }
        } finally {
          await close();
        }
      }),
      { seed: 52, numRuns: 12, endOnFailure: true },
    );
    expect(seen).toBeGreaterThan(200);
  });
});

const event = (seq: number, about: Partial<ResolvedEvent>): ResolvedEvent => ({
  ...{ seq, source: 'shop', id: `e${seq}`, type: 'io.orrery.order.completed', subject: 'ana', timeMs: NOW_MS - (20 - seq) * 86_400_000 },
  ...{ receivedMs: NOW_MS, data: {}, country: 'BR', region: null, city: null, cell: null, amount: null, unconverted: false, segment: null },
  ...about,
});

const EVENTS: readonly ResolvedEvent[] = [
  event(1, { amount: 1_000_000, data: { order: '7', amount: '100', product: 'Lamp' }, segment: 'retail' }),
  event(2, { type: 'io.orrery.survey.answered', data: { score: 5, scale: 'csat5' } }),
  event(3, { subject: 'bo', amount: 20_000 }),
  event(4, { type: 'io.orrery.contact.opened', data: { reason: 'Late delivery', channel: 'call' } }),
  event(5, { type: 'io.orrery.survey.answered', data: { score: 2, scale: 'csat5', text: 'Too late.' } }),
  event(6, { amount: 500_000, country: 'PT', data: { order: '8' } }),
  event(7, { type: 'io.orrery.profile.updated', segment: 'trade' }),
];

describe('a customer', () => {
  let archive: Awaited<ReturnType<typeof openTestArchive>>;
  beforeAll(async () => {
    archive = await openTestArchive(worldSettings('UTC'));
    archive.append(EVENTS);
  });
  afterAll(() => archive.close());
  const parts = () => ({
    archive: archive.archive,
    registry: archive.registry,
    epoch: EPOCH,
    labelOf: (_: string, id: string) => `the ${id}`,
  });
  const customer = (asked: unknown) => readCustomer(asked, parts(), NOW_MS);
  const records = (asked: unknown) => readRecords(asked, parts(), NOW_MS);

  it('is told by all of their events', async () => {
    const ana = await customer({ customer: 'ana' });
    expect(ana).toMatchObject({ customer: 'ana', events: 6, orders: 2, revenue: 150, refunds: 0, contacts: 1, segment: 'trade' });
    expect([ana.first, ana.last]).toEqual(['2024-10-15T12:00:00Z', '2024-10-21T12:00:00Z']);
    expect(ana.scores).toEqual([{ scale: 'csat5', score: 2, time: '2024-10-19T12:00:00Z', below: 3, isBelow: true }]);
    expect(ana.places.map(({ name, events, revenue }) => [name, events, revenue])).toEqual([
      ['the BR', 5, 100],
      ['the PT', 1, 50],
    ]);
    expect(ana.measures).toMatchObject({ orders: 2, revenue: 150, aov: 75, csat: 50, contacts: 1 });
    expect(ana.named).not.toBeNull();
  });

  it('is as they were at an earlier moment', async () => {
    const ana = await customer({ customer: 'ana', asOf: { epoch: EPOCH, seq: 3 } });
    expect(ana).toMatchObject({ events: 2, orders: 1, revenue: 100, segment: 'retail', scores: [{ score: 5, isBelow: false }] });
    await expect(customer({ customer: 'bo', asOf: { epoch: EPOCH, seq: 2 } })).rejects.toMatchObject({ status: 404 });
  });

  it('is found by a point of the landscape, and by no other key than the exact one', async () => {
    const code = archive.registry.dictionaries.find('customer', 'bo') ?? 0;
    expect((await customer({ point: pointKey(code) })).customer).toBe('bo');
    await expect(customer({ customer: 'Ana' })).rejects.toMatchObject({ status: 404, message: expect.not.stringContaining('Ana') });
    await expect(customer({ point: pointKey(99) })).rejects.toMatchObject({ status: 404 });
  });

  it('has records that say what happened, and what a metric is made of', async () => {
    const { records: all } = await records({ where: { customer: ['ana'] } });
    expect(all.map(({ seq }) => seq)).toEqual([7, 6, 5, 4, 2, 1]);
    expect(all.at(-1)).toMatchObject({ order: '7', value: 100, product: 'Lamp', segment: 'retail', place: { name: 'the BR' } });
    expect(all[2]).toMatchObject({ score: 2, scale: 'csat5', text: 'Too late.', order: null, value: null });
    expect((await records({ of: 'revenue' })).records.map(({ seq }) => seq)).toEqual([6, 3, 1]);
    expect((await records({ of: 'contacts' })).records.map(({ seq }) => seq)).toEqual([4]);
    expect((await records({ of: 'revenue_at_risk' })).records.map(({ seq }) => seq)).toEqual([6, 1]);
  });

  it('refuses what cannot be asked, and names the field', async () => {
    const refused = (message: string) => ({ status: 400, message: expect.stringContaining(message) });
    await expect(records({ of: 'joy' })).rejects.toMatchObject(refused('of: unknown metric "joy"'));
    await expect(records({ limit: 1001 })).rejects.toMatchObject(refused('limit: '));
    await expect(records({ before: '1; DROP TABLE events' })).rejects.toMatchObject(refused('before: '));
    await expect(records({ where: { nothing: ['x'] } })).rejects.toMatchObject(refused('where.nothing: unknown dimension'));
    await expect(records({ order: 'asc' })).rejects.toMatchObject(refused('order: is not part'));
    await expect(records({ asOf: { epoch: EPOCH, seq: 999 } })).rejects.toMatchObject(refused('asOf.seq: '));
    await expect(records({ asOf: { epoch: 'other', seq: 1 } })).rejects.toMatchObject({ status: 409 });
    await expect(customer({})).rejects.toMatchObject(refused('customer: say who'));
    await expect(customer({ customer: 'ana', point: 1 })).rejects.toMatchObject(refused('customer: say who'));
    await expect(customer({ customer: '' })).rejects.toMatchObject(refused('customer: '));
    await expect(customer({ name: 'ana' })).rejects.toMatchObject(refused('name: is not part'));
  });
});
