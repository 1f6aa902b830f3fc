/** `GET /v1/ticker`: what is notable just now, for walls and for everybody. Read at most every half minute, however many look. */
import type { FastifyInstance } from 'fastify';
import type { Query, QueryAnswer } from '../../src/protocol/query.ts';
import type { TickerAnswer } from '../../src/protocol/ticker.ts';
import { WALL } from '../access/scope.ts';
import type { Engine } from '../parts.ts';
import { readTicker } from './ticker.ts';

const KEPT_MS = 30_000;

/** `epoch` names the present log: what was read of another one is not told of it. */
export function registerTickerRoute(server: FastifyInstance, engine: Pick<Engine, 'query' | 'state'>, epoch: () => string): void {
  let kept: { readonly atMs: number; readonly epoch: string; readonly answer: Promise<TickerAnswer> } | null = null;
  const ask = async (query: Query) => JSON.parse(new TextDecoder().decode(await engine.query(query, WALL, 0))) as QueryAnswer;
  server.get('/v1/ticker', async (_request, reply) => {
    if (kept === null || kept.epoch !== epoch() || performance.now() - kept.atMs > KEPT_MS) {
      const answer = readTicker(ask, engine.state().newestEventMs);
      const own = { atMs: performance.now(), epoch: epoch(), answer };
      kept = own;
      answer.catch(() => {
        if (kept === own) kept = null;
      });
    }
    return reply.header('cache-control', 'no-store').send(await kept.answer);
  });
}
