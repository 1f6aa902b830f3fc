/** What a wall is told of hexagons, on the real server: a scene that is filtered by an area, or looks at it from near by. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type App, createApp } from '../../../server/app.ts';
import type { Query, QueryAnswer } from '../../../src/protocol/query.ts';
import { newDataDir } from '../child.ts';

let app: App;

/** Twelve customers in the middle of São Paulo, seven in Rio, three in Brasília. */
beforeAll(async () => {
  app = await createApp({ dataDir: newDataDir(), host: '127.0.0.1', port: 0, demo: 'none', web: false });
  const of = (lat: number, lon: number, customers: number) =>
    Array.from({ length: customers }, (_, at) => ({
      ...{ specversion: '1.0', source: 'shop', id: `${lat} ${at}`, type: 'io.orrery.order.completed', subject: `person ${lat} ${at}` },
      ...{ time: '2026-01-01T00:00:00Z', data: { lat, lon, amount: '5', currency: 'USD' } },
    }));
  const events = [...of(-23.55, -46.63, 12), ...of(-22.9, -43.2, 7), ...of(-15.8, -47.9, 3)];
  const headers = { 'content-type': 'application/json' };
  await fetch(`${app.url}/v1/events`, { method: 'POST', headers, body: JSON.stringify(events) });
});
afterAll(() => app.close());

async function ask(query: Query, as: '' | '?as=wall' = '?as=wall'): Promise<QueryAnswer> {
  const response = await fetch(`${app.url}/v1/query${as}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(query),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as QueryAnswer;
}

it('tells a hexagon that enough people are in, and several of them row by row', async () => {
  const { rows } = await ask({ metrics: ['orders'], groupBy: ['h3:5'] }, '');
  const [great, middle, small] = rows.map(([cell]) => cell as string) as [string, string, string];
  expect((await ask({ metrics: ['orders'], where: { h3: [great] } })).rows).toEqual([[12]]);
  expect((await ask({ metrics: ['orders'], groupBy: ['h3:5'], where: { h3: [great, middle] } })).rows).toEqual([
    [great, 12],
    [middle, 7],
  ]);
  // Neither the few, nor those beside whom they would follow from the whole.
  for (const cell of [small, middle]) expect((await ask({ metrics: ['orders'], where: { h3: [cell] } })).rows).toEqual([[null]]);
});

it('tells the same by the name of every size of hexagon', async () => {
  const { rows } = await ask({ metrics: ['orders'], groupBy: ['h3:5'] }, '');
  for (const [cell] of rows) {
    const of = async (name: string) => (await ask({ metrics: ['orders'], where: { [name]: [cell as string] } })).rows;
    expect(await of('h3')).toEqual(await of('h3:5'));
  }
});
