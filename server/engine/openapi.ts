/** The OpenAPI document of the server's addresses: what is asked is generated from the schemas that check it. */
import { z } from 'zod';
import { QuerySchema } from '../../src/protocol/query.ts';
import { isToldToWalls } from '../access/wallGate.ts';
import { describeLandscape } from '../insight/describeLandscape.ts';
import { describePlan } from '../insight/describePlan.ts';
import { describeRecords, EVENT_PLACE } from '../insight/describeRecords.ts';
import { libraryPaths, librarySchemas } from '../library/describeLibrary.ts';
import { roomPaths } from '../library/describeRooms.ts';
import { eventPaths, eventSchemas } from './describeEvents.ts';
import { placePaths, territoryPaths } from './describePlaces.ts';
import {
  answer,
  ends,
  flag,
  instant,
  integer,
  json,
  labels,
  list,
  moment,
  nullable,
  number,
  oneOf,
  record,
  ref,
  refused,
  type Schema,
  text,
} from './schemaWords.ts';

/** OpenAPI 3.1 of every address. */
export function describeInterface(): Schema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Orrery',
      version: '1',
      description:
        'Customer events in, exact answers out. With as=wall in the address an asker gives up what a wall may not see. Any address may also answer 403 (code host: only this machine may ask; code origin: no page of another site may change anything), 405, 408, 431 and 500, all in the shape of Error.',
    },
    paths: withRefusals({
      ...eventPaths(),
      ...queryPaths(),
      ...placePaths(),
      ...territoryPaths(),
      ...insightPaths(),
      ...describePlan(),
      ...describeRecords(),
      ...libraryPaths(),
      ...roomPaths(),
      ...monitoringPaths(),
    }),
    components: {
      schemas: {
        ...eventSchemas(),
        ...answerSchemas(),
        ...librarySchemas(),
        Query: z.toJSONSchema(QuerySchema, { target: 'draft-2020-12' }),
      },
    },
  };
}

/** An address that is not told to walls says so, and one that reads a body that it may be too large or of another type. */
function withRefusals(paths: Schema): Schema {
  const told = (path: string, method: string, operation: unknown): unknown => {
    if (method === 'parameters') return operation;
    const { responses, ...rest } = operation as { readonly responses: Schema };
    const isClosed = path.startsWith('/v1/') && !isToldToWalls(method.toUpperCase(), path);
    const common = refused(...(isClosed ? [403] : []), ...('requestBody' in rest ? [413, 415] : []));
    return { ...rest, responses: { ...responses, ...common } };
  };
  return Object.fromEntries(
    Object.entries(paths).map(([path, methods]) => [
      path,
      Object.fromEntries(Object.entries(methods as Schema).map(([method, operation]) => [method, told(path, method, operation)])),
    ]),
  );
}

function insightPaths(): Schema {
  const parameter = (name: string, description: string) => ({ name, in: 'query', required: false, description, schema: text });
  const parameters = [
    parameter('where', 'JSON, as in a query'),
    parameter('time', 'JSON, as in a query'),
    parameter('asOf', 'JSON, as in a query'),
    parameter('limit', '1 to 100, 10 when left out'),
    parameter('before', 'the `next` of the page before'),
  ];
  const verbatim = record({
    ...{ seq: integer, time: instant, text: { ...text, description: 'At most 2,000 characters; show it as text' } },
    ...{ score: nullable(number), scale: nullable(text), reason: nullable(text), channel: nullable(text), category: nullable(text) },
    ...{ product: nullable(text), source: text, customer: nullable(text), place: EVENT_PLACE },
  });
  const source = record({
    source: text,
    state: oneOf('onTime', 'late', 'lost', 'complete', 'unknown', 'unheard'),
    rhythm: oneOf('declared', 'learnt', 'none'),
    everyMs: nullable(integer),
    newestEventMs: nullable(integer),
    newestArrivalMs: nullable(integer),
    events: integer,
  });
  return {
    '/v1/verbatims': {
      get: {
        summary: 'What customers wrote, newest first, page by page; announcements of the company only where `type` asks for them',
        parameters,
        responses: {
          200: answer('Verbatims', record({ verbatims: list(verbatim), total: nullable(integer), next: nullable(text), asOf: moment })),
          ...refused(400, 409, 503),
        },
      },
    },
    '/v1/landscape': describeLandscape(refused(400, 403, 409, 503)),
    '/v1/freshness': {
      get: {
        summary: 'How fresh each source is, by its own rhythm; those that are behind first',
        responses: { 200: answer('Freshness', record({ nowMs: integer, sources: list(source), unfollowed: integer })), ...refused(503) },
      },
    },
  };
}

function queryPaths(): Schema {
  return {
    '/v1/query': {
      post: {
        summary: 'Ask for metrics by dimensions; sees every event acknowledged before',
        requestBody: { required: true, ...json(ref('Query')) },
        responses: {
          200: {
            description: 'The answer: JSON, or Parquet where Accept asks for it',
            content: {
              'application/json': { schema: ref('QueryAnswer') },
              'application/vnd.apache.parquet': { schema: { type: 'string', format: 'binary' } },
            },
          },
          ...refused(400, 403, 409, 503),
        },
      },
    },
    '/v1/catalog': {
      get: { summary: 'What can be asked', responses: { 200: answer('Metrics and dimensions', ref('Catalog')), ...refused(503) } },
    },
    '/v1/openapi.json': { get: { summary: 'This description', responses: { 200: answer('OpenAPI 3.1', { type: 'object' }) } } },
  };
}

function monitoringPaths(): Schema {
  const health = record({
    ...{ status: { const: 'ok' }, demo: nullable(oneOf('simulator', 'superstore')), epoch: text },
    seq: { ...integer, description: 'Number of the newest event in the log' },
    appliedSeq: { ...integer, description: 'Newest number that answers see' },
    ...{ rejected: integer, views: integer },
    notices: { ...list(text), description: 'What an operator should know, such as what was lost to damage' },
    uptimeS: integer,
  });
  const figures = { description: 'Figures in the Prometheus text format', content: { 'text/plain': { schema: text } } };
  return {
    '/health': {
      get: { summary: 'Whether the server works, and where it stands', responses: { 200: answer('Its state', health) } },
    },
    '/metrics': { get: { summary: 'Figures about the server', responses: { 200: figures } } },
  };
}

function answerSchemas(): Readonly<Record<string, Schema>> {
  const metric = record(
    {
      id: text,
      label: text,
      unit: text,
      formula: text,
      fold: oneOf('additive', 'keyed', 'archive'),
      interval: { ...flag, description: 'Whether id.n, id.low and id.high (95 %) follow it in an answer' },
      better: oneOf('higher', 'lower', 'neither'),
      sums: { ...flag, description: 'Whether the values of parts add up to that of the whole' },
      ratio: { ...flag, description: 'Whether it is a mean or share over its cases' },
      cases: { ...flag, description: 'Whether id.n, the number of cases behind it, may be asked for like a metric' },
      range: { ...list(number), minItems: 2, maxItems: 2, description: 'Least and most that one case can be, where the unit does not say' },
    },
    ['range'],
  );
  const dimension = record({ id: text, label: text, kind: oneOf('place', 'cell', 'area', 'text', 'time', 'person') });
  return {
    QueryAnswer: record({
      columns: list(record({ name: text, unit: nullable(text) })),
      rows: list(list({ type: ['string', 'number', 'null'] })),
      labels,
      time: ends,
      asOf: moment,
      suppressed: integer,
      unconverted: integer,
      truncated: flag,
      live: flag,
    }),
    Catalog: record({
      epoch: text,
      currency: text,
      timezone: text,
      metrics: list(metric),
      dimensions: list(dimension),
      simulated: flag,
      extent: ends,
    }),
  };
}
