/** Yesterday's number stays yesterday's number: to the digit, however much has come since, late events and openings included. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import type { Query, QueryAnswer } from '../../../src/protocol/query.ts';
import { expectSameAnswer } from '../../oracle/compare.ts';
import { answer } from '../../oracle/oracle.ts';
import { crowdArbitrary } from '../../oracle/randomEvents.ts';
import { METRICS, worldSettings } from '../../oracle/randomWorld.ts';
import { resolveAll } from '../../oracle/resolving.ts';
import { EPOCH, NOW_MS, openTestArchive } from './openArchive.ts';

/** Events that come afterwards; a million in the long form: ASOF_EVENTS=1000000. */
const LATER = Number(process.env.ASOF_EVENTS ?? 100_000);
const ZONE = 'Europe/Berlin';
const BATCH = 5000;
/** Events of one drawing; they come again and again, each time as other events of other customers, at other times. */
const DRAWN = 500;

const QUERIES: readonly Query[] = [
  { metrics: METRICS },
  { metrics: METRICS, groupBy: ['time:week', 'country'], time: { from: '2018-11-04' } },
  { metrics: METRICS, groupBy: ['segment', 'product'], limit: 20 },
  { metrics: METRICS, groupBy: ['segment:current', 'channel'] },
  { metrics: METRICS, groupBy: ['customer'], time: { last: 'P20000D' }, where: { source: ['shop'] } },
  { metrics: METRICS, groupBy: ['h3:5', 'agent'], time: { from: '2024-10-01', to: '2024-11-01' } },
];

describe('asOf', () => {
  it(`answers as before, ${LATER} events later`, async () => {
    const settings = worldSettings(ZONE);
    const [sent = []] = fc.sample(crowdArbitrary(DRAWN), { numRuns: 1, seed: 4400 });
    const events = resolveAll(sent, ZONE);
    const archive = await openTestArchive(settings);
    try {
      archive.append(events);
      const asOf = { epoch: EPOCH, seq: events.length };
      const before: QueryAnswer[] = [];
      for (const query of QUERIES) {
        const given = await archive.ask(query);
        expectSameAnswer(given, answer(events, query, { settings, epoch: EPOCH, nowMs: NOW_MS }));
        before.push({ ...given, live: false });
      }
      for (let seq = DRAWN + 1; seq <= DRAWN + LATER; seq += BATCH) {
        archive.append(Array.from({ length: BATCH }, (_, at) => again(events, seq + at)));
        await archive.archive.flush();
      }
      const now = await Promise.all(QUERIES.map((query) => archive.ask(query)));
      for (const [at, query] of QUERIES.entries()) {
        expect(await archive.ask({ ...query, asOf })).toEqual(before[at]);
        expect(now[at]?.rows).not.toEqual(before[at]?.rows);
      }
    } finally {
      await archive.close();
    }
  }, 900_000);
});

/** An event that was drawn as another of the same customers, orders and contacts, or of others; mostly earlier than those before it. */
function again(events: readonly ResolvedEvent[], seq: number): ResolvedEvent {
  const round = Math.floor((seq - 1) / DRAWN);
  const { data, ...event } = events[(seq - 1) % DRAWN] as ResolvedEvent;
  const isSame = round % 3 === 0;
  const own = (text: string | undefined) => (text === undefined || isSame ? text : `${text} ${round}`);
  const { order, contact } = data;
  return {
    ...event,
    id: `e${seq}`,
    seq,
    subject: event.subject && (own(event.subject) ?? null),
    timeMs: Math.max(0, event.timeMs - (round % 50) * 3_600_000),
    data: { ...data, ...(order && { order: own(order) }), ...(contact && { contact: own(contact) }) } as ResolvedEvent['data'],
  };
}
