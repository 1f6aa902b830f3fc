/** `GET /v1/places`: places by any of their names. */
import type { FastifyInstance } from 'fastify';
import type { PlacesAnswer } from '../../src/protocol/places.ts';
import { RequestError } from '../parts.ts';
import { createSearcher } from './searcher.ts';

const DEFAULT_LIMIT = 8;
const MOST = 50;

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
}

function toLimit(text: unknown): number {
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = typeof text === 'string' && /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MOST) throw new RequestError(400, 'invalid_parameter', `limit: must be a whole number from 1 to ${MOST}`);
  return limit;
}
