/** Saved segments over HTTP: kept for everybody, listed as dimensions, and asked like any other. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../child.ts';

let server: ServerProcess;
const RULE = 'box:orders:2_';
const order = (id: string, subject: string) => ({
  ...{ specversion: '1.0', id, source: 'shop', type: 'io.orrery.order.completed', subject, time: `2026-01-0${id}T10:00:00Z` },
  data: { amount: '10.00', currency: 'USD' },
});

beforeAll(async () => {
  server = await startServer();
  await server.post('/v1/events', [order('1', 'ana'), order('2', 'ana'), order('3', 'ben')]);
});
afterAll(() => server.dispose());

const dimensions = async () =>
  ((await (await fetch(`${server.url}/v1/catalog`)).json()) as { dimensions: { id: string; label: string }[] }).dimensions;

it('a saved segment is a dimension until it is deleted, and its people follow the events', async () => {
  const made = await server.post('/v1/segments', { name: 'Regulars', rule: RULE, author: 'Ana' });
  expect(made.status).toBe(201);
  const { id, version } = (await made.json()) as { id: string; version: number };
  expect(await dimensions()).toContainEqual({ id: `people:${RULE}`, label: 'Regulars', kind: 'text' });
  const split = async () => (await server.query({ metrics: ['customers'], groupBy: [`people:${RULE}`] })).rows;
  expect(await split()).toEqual([
    ['in', 1],
    [null, 1],
  ]);
  await server.post('/v1/events', [order('4', 'ben')]);
  expect(await split()).toEqual([['in', 2]]);
  await fetch(`${server.url}/v1/segments/${id}?version=${version}`, { method: 'DELETE' });
  expect((await dimensions()).some(({ label }) => label === 'Regulars')).toBe(false);
});

it('a rule that cannot be read is refused', async () => {
  const refused = await server.post('/v1/segments', { name: 'Rich', rule: 'box:wealth:1_', author: 'Ana' });
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('unknown measure');
});
