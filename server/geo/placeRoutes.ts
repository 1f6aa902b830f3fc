/** `GET /v1/places`: places by any of their names; `POST /v1/places/resolved`: where events would stand. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { PlacesAnswer, ResolvedPlacesAnswer } from '../../src/protocol/places.ts';
import { RequestError } from '../parts.ts';
import { readShape } from '../shape.ts';
import { createSearcher } from './searcher.ts';

const DEFAULT_LIMIT = 8;
const MOST = 50;
const MOST_RESOLVED = 500;

const said = z.string().max(1000).exactOptional();
const SaidSchema = z.strictObject({
  places: z
    .array(
      z.strictObject({
        country: said,
        region: said,
        city: said,
        postal_code: said,
        lat: z.number().exactOptional(),
        lon: z.number().exactOptional(),
      }),
    )
    .max(MOST_RESOLVED),
});

/** Adds the route; its thread ends with the server. */
export function registerPlaceRoutes(server: FastifyInstance): void {
  const searcher = createSearcher();
  server.addHook('onClose', () => searcher.close());
  server.get('/v1/places', async (request): Promise<PlacesAnswer> => {
    const { q, limit } = request.query as Readonly<Record<string, unknown>>;
    if (typeof q !== 'string' || q.trim() === '') {
      throw new RequestError(400, 'invalid_parameter', 'q: is missing; send the beginning of a name, such as q=berl');
    }
    return { places: await searcher.find(q, toLimit(limit)) };
  });
  server.post('/v1/places/resolved', async (request): Promise<ResolvedPlacesAnswer> => {
    const { places } = readShape(SaidSchema, request.body, 'invalid_parameter');
    return { places: await searcher.resolve(places) };
  });
}

function toLimit(text: unknown): number {
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = typeof text === 'string' && /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MOST) throw new RequestError(400, 'invalid_parameter', `limit: must be a whole number from 1 to ${MOST}`);
  return limit;
}
