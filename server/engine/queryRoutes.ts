/** `POST /v1/query`, `GET /v1/catalog` and the description of the whole interface. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Catalog, DimensionInfo } from '../../src/protocol/catalog.ts';
import { PEOPLE } from '../../src/protocol/people.ts';
import type { SegmentDraft } from '../../src/protocol/tours.ts';
import type { Scope } from '../access/scope.ts';
import type { Engine, EventLog } from '../parts.ts';
import { describeInterface } from './openapi.ts';

export interface QueryRoutesParts {
  readonly engine: Pick<Engine, 'query' | 'catalog'>;
  readonly log: Pick<EventLog, 'state'>;
  /** Who asks. */
  scopeOf(request: FastifyRequest): Scope;
  /** What is shown instead of real events, or null. */
  demo(): string | null;
  /** The saved segments: each is a dimension of its rule. */
  readonly segments?: () => readonly SegmentDraft[];
}

const PARQUET = 'application/vnd.apache.parquet';

/** Adds the routes. A question sees every event that was acknowledged before it arrived. */
export function registerQueryRoutes(server: FastifyInstance, parts: QueryRoutesParts): void {
  const description = describeInterface();
  server.post('/v1/query', async (request, reply) => {
    const form = wantsParquet(request) ? 'parquet' : 'json';
    const { buffer, byteOffset, length } = await parts.engine.query(request.body, parts.scopeOf(request), parts.log.state().seq, form);
    const type = form === 'parquet' ? PARQUET : 'application/json; charset=utf-8';
    return reply
      .type(type)
      .header('vary', 'accept')
      .send(Buffer.from(buffer, byteOffset, length));
  });
  server.get('/v1/catalog', async (): Promise<Catalog> => {
    const catalog = await parts.engine.catalog();
    return { ...catalog, dimensions: [...catalog.dimensions, ...savedDimensions(parts)], simulated: parts.demo() === 'simulator' };
  });
  server.get('/v1/openapi.json', async () => description);
}

/** One a rule: of segments with the same one, the first names it. */
function savedDimensions({ segments }: QueryRoutesParts): readonly DimensionInfo[] {
  const names = new Map<string, string>();
  for (const { name, rule } of segments?.() ?? []) if (!names.has(rule)) names.set(rule, name);
  return Array.from(names, ([rule, name]) => ({ id: PEOPLE + rule, label: name, kind: 'text' }));
}

function wantsParquet({ headers }: FastifyRequest): boolean {
  return (headers.accept ?? '').split(',').some((form) => {
    const [type, ...parameters] = form
      .toLowerCase()
      .split(';')
      .map((part) => part.trim());
    return type === PARQUET && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}
