/** What the server says of its addresses is what it does: real answers by the schemas of its description, with no field untold and none that is not there. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type App, createApp } from '../../server/app.ts';
import type { Catalog } from '../../src/protocol/catalog.ts';
import { newDataDir } from './child.ts';

interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
}
type Operation = {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>>;
};

let app: App;
let paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
let schemas: Readonly<Record<string, Schema>>;

const event = (id: string, type: string, data: Readonly<Record<string, unknown>>, subject?: string) => ({
  ...{ specversion: '1.0', source: 'shop', id, type: `io.orrery.${type}`, data, time: '2026-02-03T10:00:00Z' },
  ...(subject === undefined ? {} : { subject }),
});
const EVENTS = [
  event('1', 'order.completed', { country: 'BR', city: 'Campinas', amount: '12.50', order: 'o1', category: 'Coffee' }, 'ana'),
  event('2', 'survey.answered', { country: 'BR', scale: 'csat5', score: 2, text: 'late' }, 'ana'),
  event('3', 'target.set', { metric: 'revenue', period: '2026-02', value: 100, country: 'BR' }),
];
const SQUARE = [
  [
    [-60, -30],
    [-40, -30],
    [-40, -10],
    [-60, -30],
  ],
];
const AREAS = {
  type: 'FeatureCollection',
  features: [{ type: 'Feature', id: 'south', properties: {}, geometry: { type: 'Polygon', coordinates: SQUARE } }],
};
const LARGE = { text: 'x'.repeat(17 * 1024 * 1024) };
const SCENE = { id: 'a', name: 'First', search: '', path: [], caption: '', seconds: 10 };

beforeAll(async () => {
  const dataDir = newDataDir();
  writeFileSync(join(dataDir, 'orrery.json'), '{"sources": [{"source": "crm", "every": "PT1S"}]}');
  app = await createApp({ dataDir, host: '127.0.0.1', port: 0, demo: 'none', web: false });
  const described = (await (await fetch(`${app.url}/v1/openapi.json`)).json()) as {
    paths: typeof paths;
    components: { schemas: typeof schemas };
  };
  ({ paths } = described);
  ({ schemas } = described.components);
  expect((await call('POST', '/v1/events?import=first&name=First', EVENTS)).status).toBe(200);
});
afterAll(() => app.close());

const ASKED: readonly (readonly [method: string, path: string, body?: unknown])[] = [
  ['POST', '/v1/events', [event('9', 'order.completed', { amount: 'much' })]],
  ['POST', '/v1/events?dryRun=1', EVENTS],
  ['GET', '/v1/rejected'],
  ['GET', '/v1/imports'],
  ['POST', '/v1/imports/first/restore'],
  ['POST', '/v1/imports/none/restore'],
  ['POST', '/v1/currency', { currency: 'EUR' }],
  ['POST', '/v1/query', { metrics: ['revenue', 'csat'], groupBy: ['country'] }],
  ['POST', '/v1/landscape', LARGE],
  ['POST', '/v1/notes', LARGE],
  ['POST', '/v1/query?as=wall', { metrics: ['revenue'], groupBy: ['customer'] }],
  ['GET', '/v1/catalog'],
  ['GET', '/v1/places?q=campinas'],
  ['POST', '/v1/places/resolved', { places: [{ country: 'BR', city: 'Campinas' }] }],
  ['POST', '/v1/territories', { name: 'sales', geojson: AREAS }],
  ['POST', '/v1/territories', { name: '!', geojson: AREAS }],
  ['GET', '/v1/territories/sales?as=wall'],
  ['DELETE', '/v1/territories/sales?as=wall'],
  ['GET', '/v1/verbatims'],
  ['GET', '/v1/verbatims?as=wall'],
  ['GET', '/v1/freshness'],
  ['POST', '/v1/plan', { metric: 'revenue', kind: 'target', groupBy: ['country'], time: { from: '2026-02-01', to: '2026-03-01' } }],
  ['POST', '/v1/records', { where: { country: ['BR'] } }],
  ['POST', '/v1/customer', { customer: 'ana' }],
  ['POST', '/v1/customer', { customer: 'nobody' }],
  ['POST', '/v1/notes', { text: 'Rain', author: 'Bo', time: '2026-02-03T10:00:00Z' }],
  ['GET', '/v1/notes'],
  ['GET', '/v1/notes?as=wall'],
  ['POST', '/v1/views', { name: 'Brazil', question: '', search: '?at=BR', author: 'Bo' }],
  ['GET', '/v1/views'],
  ['POST', '/v1/tours', { name: 'Round', scenes: [SCENE], author: 'Bo' }],
  ['GET', '/v1/tours'],
  ['POST', '/v1/segments', { name: 'Best', rule: 'champions', author: 'Bo' }],
  ['POST', '/v1/rooms/lobby', { kind: 'next', after: 0, place: 0, act: { kind: 'self' }, scenes: [SCENE] }],
  ['POST', '/v1/rooms/lobby', { kind: 'play', programme: { kind: 'schedule', id: 'week' } }],
  ['GET', '/v1/rooms/lobby'],
  ['GET', '/v1/ticker'],
  ['GET', '/health'],
];

it.each(ASKED.map(([method, path, body]) => ({ method, path, body })))('$method $path', async ({ method, path, body }) => {
  const { status, answer } = await call(method, path, body);
  const template = Object.keys(paths).find((one) => new RegExp(`^${one.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path.split('?')[0] ?? ''));
  const response = paths[template ?? '']?.[method.toLowerCase()]?.responses[status];
  expect(response, `${status} is not told of`).toBeDefined();
  const schema = response?.content?.['application/json']?.schema;
  if (!schema) throw new Error('no schema is told');
  expect(faultsOf(schema, answer, 'answer')).toEqual([]);
});

it('says of an address that is asked by another method which it takes, and of no address that there is none', async () => {
  const message = async (method: string, path: string) => {
    const { status, answer } = await call(method, path);
    return `${status} ${(answer as { error: { message: string } }).error.message}`;
  };
  expect(await message('GET', '/v1/query?metrics=revenue')).toBe('405 GET /v1/query: this address takes POST; see /v1/openapi.json');
  expect(await message('PUT', '/v1/rooms/lobby')).toBe('405 PUT /v1/rooms/lobby: this address takes GET and POST; see /v1/openapi.json');
  expect(await message('GET', '/v1/querry')).toBe('404 GET /v1/querry: there is no such address; see /v1/openapi.json');
});

it('names each dimension once in the catalog, also where two segments are saved by one rule', async () => {
  for (const name of ['Often', 'Frequent']) await call('POST', '/v1/segments', { name, rule: 'box:frequency:4_', author: 'Bo' });
  const { dimensions } = (await call('GET', '/v1/catalog')).answer as Catalog;
  const saved = dimensions.filter(({ id }) => id === 'people:box:frequency:4_');
  expect(saved).toEqual([{ id: 'people:box:frequency:4_', label: 'Frequent', kind: 'text' }]);
});

it.each(['notes', 'landscape', 'plan', 'records', 'places/resolved', 'rooms/lobby'])('says that %s reads no other type', async (name) => {
  const path = `/v1/${name}`;
  const response = await fetch(app.url + path, { method: 'POST', headers: { 'content-type': 'text/xml' }, body: '<a/>' });
  expect(response.status).toBe(415);
  expect(Object.keys(paths[path.replace('lobby', '{name}')]?.post?.responses ?? {})).toContain('415');
});

it('says of what is kept in files that their disk may be full', () => {
  const writing = ['post', 'put', 'delete'];
  const operations = Object.entries(paths).flatMap(([path, of]) =>
    /territories|rooms/.test(path) ? Object.entries(of).filter(([method]) => writing.includes(method)) : [],
  );
  expect(operations.length).toBeGreaterThan(2);
  for (const [, { responses }] of operations) expect(Object.keys(responses)).toContain('503');
});

async function call(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly answer: unknown }> {
  const sent = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(app.url + path, { method, ...sent });
  return { status: response.status, answer: await response.json() };
}

/** What of a value its schema does not tell, or tells otherwise. */
function faultsOf(schema: Schema, value: unknown, at: string): readonly string[] {
  if (schema.$ref) return faultsOf(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, value, at);
  const ways = schema.anyOf ?? schema.oneOf;
  if (ways) return ways.map((way) => faultsOf(way, value, at)).toSorted((one, other) => one.length - other.length)[0] ?? [];
  if (schema.const !== undefined || schema.enum)
    return (schema.enum ?? [schema.const]).includes(value) ? [] : [`${at}: ${JSON.stringify(value)} is not told of`];
  const types = [schema.type ?? []].flat();
  const kind = kindOf(value);
  if (!types.includes(kind) && !(kind === 'integer' && types.includes('number'))) return [`${at}: is ${kind}, told as ${types}`];
  if (Array.isArray(value)) return value.flatMap((item, index) => faultsOf(schema.items ?? {}, item, `${at}[${index}]`));
  return kind === 'object' ? faultsOfObject(schema, value as Readonly<Record<string, unknown>>, at) : [];
}

function faultsOfObject(
  { properties, required = [], additionalProperties }: Schema,
  value: Readonly<Record<string, unknown>>,
  at: string,
): readonly string[] {
  const missing = required.filter((name) => !(name in value)).map((name) => `${at}.${name}: is missing`);
  const inner = Object.entries(value).flatMap(([name, one]) => {
    const schema = properties?.[name] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
    if (schema) return faultsOf(schema, one, `${at}.${name}`);
    return additionalProperties === true ? [] : [`${at}.${name}: is not told of`];
  });
  return [...missing, ...inner];
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}
