/** `GET /v1/verbatims`, `GET /v1/freshness`, `POST /v1/landscape` and `POST /v1/plan`: reads that are no aggregate. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Scope } from '../access/scope.ts';
import { type Engine, type EventLog, RequestError } from '../parts.ts';
import { repeatedName } from '../repeatedName.ts';

export interface InsightRoutesParts {
  readonly engine: Pick<Engine, 'read' | 'freshness'>;
  readonly log: Pick<EventLog, 'state'>;
  /** Who asks. */
  scopeOf(request: FastifyRequest): Scope;
}

/** Parameters that are JSON, as in the body of a query, with what one may say. */
const JSON_PARAMETERS = {
  where: '{"country":["BR"]}',
  time: '{"last":"P30D"}',
  asOf: '{"epoch":"...","seq":1}',
} as const;
type JsonParameter = keyof typeof JSON_PARAMETERS;

/** Adds the routes. They see every event that was acknowledged before the request arrived. */
export function registerInsightRoutes(server: FastifyInstance, { engine, log, scopeOf }: InsightRoutesParts): void {
  server.get('/v1/verbatims', async (request, reply) => {
    const answer = await engine.read(
      'verbatims',
      toAsked(request.query as Readonly<Record<string, unknown>>),
      scopeOf(request),
      log.state().seq,
    );
    return reply.send(answer);
  });
  server.post('/v1/plan', async (request, reply) =>
    reply.header('cache-control', 'no-store').send(await engine.read('plan', request.body, scopeOf(request), log.state().seq)),
  );
  server.post('/v1/landscape', async (request, reply) => {
    const { buffer, byteOffset, length } = await engine.read('landscape', request.body, scopeOf(request), log.state().seq);
    return reply
      .type('application/octet-stream')
      .header('cache-control', 'no-store')
      .send(Buffer.from(buffer, byteOffset, length));
  });
  server.get('/v1/freshness', async (request, reply) =>
    reply.header('cache-control', 'no-store').send(await engine.freshness(scopeOf(request))),
  );
}

function toAsked(sent: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const asked: Record<string, unknown> = { ...sent };
  for (const name of Object.keys(JSON_PARAMETERS) as JsonParameter[]) if (sent[name] !== undefined) asked[name] = parse(name, sent[name]);
  if (sent.limit !== undefined) asked.limit = Number(sent.limit);
  return asked;
}

function parse(name: JsonParameter, text: unknown): unknown {
  let value: unknown;
  try {
    value = JSON.parse(String(text));
  } catch {
    throw new RequestError(400, 'bad_query', `${name}: must be JSON, as in a query: ${name}=${JSON_PARAMETERS[name]}`);
  }
  const repeated = repeatedName(String(text));
  if (repeated === null) return value;
  throw new RequestError(400, 'bad_query', `${name}.${repeated}: is said twice, and only one of them would count`);
}
