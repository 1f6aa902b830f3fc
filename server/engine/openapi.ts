/** The OpenAPI document of the server's addresses: what is asked is generated from the schemas that check it. */
import { z } from 'zod';
import { QuerySchema } from '../../src/protocol/query.ts';
import { describeLandscape } from '../insight/describeLandscape.ts';
import { describePlan } from '../insight/describePlan.ts';
import { describeRecords } from '../insight/describeRecords.ts';
import { libraryPaths, librarySchemas } from '../library/describeLibrary.ts';
import { roomPaths } from '../library/describeRooms.ts';
import { eventPaths, eventSchemas } from './describeEvents.ts';
import { placePaths, territoryPaths } from './describePlaces.ts';
import { answer, instant, integer, json, list, nullable, oneOf, record, ref, refused, type Schema, text } from './schemaWords.ts';

/** OpenAPI 3.1 of every address. */
export function describeInterface(): Schema {
  return {
    openapi: '3.1.0',
    info: { title: 'Orrery', version: '1', description: 'Customer events in, exact answers out.' },
    paths: {
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
    },
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

function insightPaths(): Schema {
  const parameter = (name: string, description: string) => ({ name, in: 'query', required: false, description, schema: text });
  const parameters = [
    parameter('where', 'JSON, as in a query'),
    parameter('time', 'JSON, as in a query'),
    parameter('asOf', 'JSON, as in a query'),
    parameter('limit', '1 to 100, 10 when left out'),
    parameter('before', 'the `next` of the page before'),
  ];
  const verbatim = {
    type: 'object',
    description: 'seq, time, text (show it as text), score, scale, reason, channel, category, product, source, place',
  };
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
        summary: 'What customers wrote, newest first, page by page',
        parameters,
        responses: {
          200: answer('Verbatims', record({ verbatims: list(verbatim), total: nullable(integer), next: nullable(text) })),
          ...refused(400, 409),
        },
      },
    },
    '/v1/landscape': describeLandscape(refused(400, 403, 409, 503)),
    '/v1/freshness': {
      get: {
        summary: 'How fresh each source is, by its own rhythm; those that are behind first',
        responses: { 200: answer('Freshness', record({ nowMs: integer, sources: list(source), unfollowed: integer })) },
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
          ...refused(400, 403, 409, 415, 503),
        },
      },
    },
    '/v1/catalog': { get: { summary: 'What can be asked', responses: { 200: answer('Metrics and dimensions', ref('Catalog')) } } },
    '/v1/openapi.json': { get: { summary: 'This description', responses: { 200: answer('OpenAPI 3.1', { type: 'object' }) } } },
  };
}

function monitoringPaths(): Schema {
  const figures = { description: 'Figures in the Prometheus text format', content: { 'text/plain': { schema: text } } };
  return {
    '/health': {
      get: { summary: 'Whether the server works, and where it stands', responses: { 200: answer('Its state', { type: 'object' }) } },
    },
    '/metrics': { get: { summary: 'Figures about the server', responses: { 200: figures } } },
  };
}

function answerSchemas(): Readonly<Record<string, Schema>> {
  const metric = record({
    id: text,
    label: text,
    unit: text,
    formula: text,
    fold: oneOf('additive', 'keyed', 'archive'),
    interval: { type: 'boolean' },
    better: oneOf('higher', 'lower', 'neither'),
    sums: { type: 'boolean' },
    ratio: { type: 'boolean' },
    cases: { type: 'boolean' },
  });
  const dimension = record({ id: text, label: text, kind: oneOf('place', 'cell', 'area', 'text', 'time', 'person') });
  const ends = record({ from: nullable(instant), to: nullable(instant) });
  return {
    QueryAnswer: record({
      columns: list(record({ name: text, unit: nullable(text) })),
      rows: list(list({ type: ['string', 'number', 'null'] })),
      labels: { type: 'object', additionalProperties: { type: 'object', additionalProperties: text } },
      time: ends,
      asOf: record({ epoch: text, seq: integer }),
      suppressed: integer,
      unconverted: integer,
      truncated: { type: 'boolean' },
      live: { type: 'boolean' },
    }),
    Catalog: record({
      epoch: text,
      currency: text,
      timezone: text,
      metrics: list(metric),
      dimensions: list(dimension),
      simulated: { type: 'boolean' },
      extent: ends,
    }),
  };
}
