/** `GET /v1/ticker`: what is notable just now, for walls and for everybody. Read at most every half minute, however many look. */
import type { FastifyInstance } from 'fastify';
import type { Query, QueryAnswer } from '../../src/protocol/query.ts';
import type { TickerAnswer } from '../../src/protocol/ticker.ts';
import { WALL } from '../access/scope.ts';
import type { Engine } from '../parts.ts';
import { readTicker } from './ticker.ts';

const KEPT_MS = 30_000;

export function registerTickerRoute(server: FastifyInstance, engine: Pick<Engine, 'query' | 'state'>): void {
  let kept: { readonly atMs: number; readonly answer: Promise<TickerAnswer> } | null = null;
  const ask = async (query: Query) => JSON.parse(new TextDecoder().decode(await engine.query(query, WALL, 0))) as QueryAnswer;
  server.get('/v1/ticker', async (_request, reply) => {
    if (kept === null || performance.now() - kept.atMs > KEPT_MS) {
      const answer = readTicker(ask, engine.state().newestEventMs);
      kept = { atMs: performance.now(), answer };
      answer.catch(() => {
        kept = null;
      });
    }
    return reply.header('cache-control', 'no-store').send(await kept.answer);
  });
}
