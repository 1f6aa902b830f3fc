/** `POST /v1/records` and `POST /v1/customer`: reads that tell of persons. Their bodies carry keys of customers, so that no address does. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { KnownRecord, RecordAnswer, RecordsAnswer } from '../../src/protocol/records.ts';
import type { Scope } from '../access/scope.ts';
import { toIdText, toText } from '../engine/eventTexts.ts';
import type { Engine, EventLog, SentEvent } from '../parts.ts';

interface RecordRoutesParts {
  readonly engine: Pick<Engine, 'read'>;
  readonly log: Pick<EventLog, 'epoch' | 'state' | 'events'>;
  /** Who asks. */
  scopeOf(request: FastifyRequest): Scope;
}

/** Adds the routes. They see every event that was acknowledged before the request arrived. */
export function registerRecordRoutes(server: FastifyInstance, { engine, log, scopeOf }: RecordRoutesParts): void {
  server.post('/v1/records', async (request, reply) => {
    const known = await engine.read('records', request.body, scopeOf(request), log.state().seq);
    // Numbers of another log mean nothing in this one.
    const sent = known.asOf.epoch === log.epoch ? await log.events(known.records.map(({ seq }) => seq)) : [];
    return reply.header('cache-control', 'no-store').send(withSent(known, sent));
  });
  server.post('/v1/customer', async (request, reply) =>
    reply.header('cache-control', 'no-store').send(await engine.read('customer', request.body, scopeOf(request), log.state().seq)),
  );
}

/** The archive knows what the figures are made of, the log what was sent. */
function withSent({ records, ...page }: RecordsAnswer<KnownRecord>, sent: readonly SentEvent[]): RecordsAnswer {
  const bySeq = new Map(sent.map((event) => [event.seq, event]));
  return { ...page, records: records.map((record) => toAnswer(record, bySeq.get(record.seq))) };
}

function toAnswer(record: KnownRecord, sent: SentEvent | undefined): RecordAnswer {
  if (!sent) return { ...record, id: '', amount: null, data: {} };
  const { amount, order } = sent.data;
  return {
    ...record,
    id: sent.id,
    order: toIdText(toText(order)),
    amount: amount === undefined || amount === null ? null : decimalOf(amount),
    data: sent.data,
  };
}

/** A number as it is written, without an exponent where it has a short one. */
function decimalOf(amount: number | string): string {
  const text = String(amount).trim();
  return /e/i.test(text) ? Number(text).toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 }) : text;
}
