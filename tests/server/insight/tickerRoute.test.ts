/** What the ticker keeps between two looks. */
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { registerTickerRoute } from '../../../server/insight/tickerRoute.ts';
import type { Engine } from '../../../server/parts.ts';

it('is read once for all who look, and anew when another log answers', async () => {
  const server = Fastify();
  let [epoch, reads] = ['demonstration', 0];
  const query = async () => new TextEncoder().encode(JSON.stringify({ rows: [[0, 0]], labels: {} }));
  const state = () => {
    reads++;
    return { newestEventMs: 0 };
  };
  registerTickerRoute(server, { query, state } as unknown as Pick<Engine, 'query' | 'state'>, () => epoch);
  const look = async () => (await server.inject('/v1/ticker')).statusCode;
  expect([await look(), await look(), reads]).toEqual([200, 200, 1]);
  epoch = 'own';
  expect([await look(), await look(), reads]).toEqual([200, 200, 2]);
  await server.close();
});
