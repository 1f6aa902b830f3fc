/** The OpenAPI document of the server's addresses: what is asked is generated from the schemas that check it. */
import { z } from 'zod';
import { EventType, SCALES } from '../../src/protocol/event.ts';
import { QuerySchema } from '../../src/protocol/query.ts';
import { describeLandscape } from '../insight/describeLandscape.ts';
import { describePlan } from '../insight/describePlan.ts';
import { libraryPaths, librarySchemas } from '../library/describeLibrary.ts';
import { roomPaths } from '../library/describeRooms.ts';
import { importParameters, importPaths } from '../sources/describeImports.ts';

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const integer: Schema = { type: 'integer', minimum: 0 };
const instant: Schema = { type: 'string', format: 'date-time' };
const nullable = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const list = (items: Schema): Schema => ({ type: 'array', items });
const oneOf = (...values: readonly string[]): Schema => ({ type: 'string', enum: values });
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

function record(properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  return { type: 'object', properties, required: Object.keys(properties).filter((name) => !optional.includes(name)) };
}

const json = (schema: Schema): Schema => ({ content: { 'application/json': { schema } } });
const answer = (description: string, schema: Schema): Schema => ({ description, ...json(schema) });
const refused = (...statuses: readonly number[]): Schema =>
  Object.fromEntries(statuses.map((status) => [status, answer(REFUSALS[status] ?? 'Refused', ref('Error'))]));

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'The request cannot be read or asked; the message names the field',
  404: 'There is no such thing',
  409: 'asOf is of another log; or somebody has changed it meanwhile',
  413: 'The body is too large',
  415: 'The content type is not read here',
  429: 'Too much at once; see Retry-After',
  503: 'Not now; see Retry-After',
};

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

function eventPaths(): Schema {
  const lines = { schema: { type: 'string', description: 'One event a line' } };
  const form = { schema: ref('Event') };
  const batch = { schema: list(ref('Event')) };
  const paging = [
    { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 1000, default: 100 } },
    { name: 'before', in: 'query', schema: { type: 'integer', minimum: 1 }, description: 'Only records with a smaller number' },
  ];
  return {
    '/v1/events': {
      post: {
        summary: 'Store events; answered when everything accepted is on disk',
        description:
          'One CloudEvents 1.0 event, an array of them, NDJSON, or one event in binary mode (attributes in ce- headers, data in the body). (source, id) is unique for ever: a repeat is acknowledged as duplicate.',
        parameters: importParameters,
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { anyOf: [ref('Event'), list(ref('Event'))] } },
            'application/x-ndjson': lines,
            'application/cloudevents+json': form,
            'application/cloudevents-batch+json': batch,
          },
        },
        responses: {
          200: answer('What became of the events; of a dry run, what would', ref('AppendResult')),
          ...refused(400, 409, 413, 415, 429, 503),
        },
      },
    },
    ...importPaths(refused(400, 404, 409, 503)),
    '/v1/rejected': {
      get: {
        summary: 'Rejected items with their reasons and what was sent, newest first',
        parameters: paging,
        responses: { 200: answer('Rejected records', record({ rejected: list(ref('RejectedRecord')) })), ...refused(400) },
      },
    },
    '/v1/currency': {
      post: {
        summary: 'Declare the reporting currency of a workspace that has no event and declares none',
        requestBody: { required: true, ...json(record({ currency: { type: 'string', pattern: '^[A-Z]{3}$' } })) },
        responses: { 200: answer('Whether it was taken', record({ declared: { type: 'boolean' } })), ...refused(400) },
      },
    },
    '/v1/rejected/replayed': {
      post: {
        summary: 'Delete rejected records whose repaired payload was sent again',
        requestBody: { required: true, ...json(record({ records: list(record({ number: integer, at: instant })) })) },
        responses: { 200: answer('How many were there', record({ forgotten: integer })), ...refused(400, 503) },
      },
    },
  };
}

function placePaths(): Schema {
  const place = record({
    level: oneOf('country', 'region', 'city'),
    id: text,
    label: text,
    country: nullable(text),
    region: nullable(text),
    within: text,
  });
  const parameters = [
    { name: 'q', in: 'query', required: true, schema: text, description: 'The beginning of a name, in any language' },
    { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50, default: 8 } },
  ];
  return {
    '/v1/places': {
      get: {
        summary: 'Places by any of their names, best first',
        parameters,
        responses: { 200: answer('Places', record({ places: list(place) })), ...refused(400) },
      },
    },
    '/v1/places/resolved': {
      post: {
        summary: 'Where events that name these places would stand, in the order asked; nothing is stored',
        requestBody: {
          required: true,
          ...json(
            record({
              places: list({ type: 'object', description: 'country, region, city, postal_code, lat, lon, all optional; at most 500' }),
            }),
          ),
        },
        responses: {
          200: answer(
            'Their ids, null where nothing is found',
            record({
              places: list(record({ country: nullable(text), region: nullable(text), city: nullable(text), label: nullable(text) })),
            }),
          ),
          ...refused(400),
        },
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
    state: oneOf('onTime', 'late', 'lost', 'complete', 'unknown'),
    rhythm: oneOf('declared', 'learnt', 'none'),
    everyMs: nullable(integer),
    newestEventMs: integer,
    newestArrivalMs: integer,
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

function territoryPaths(): Schema {
  const set = record({ id: text, name: text, label: text, areas: integer });
  const sets = answer(
    'The sets of territories, and the files that could not be used',
    record({ territories: list(set), problems: list(text) }),
  );
  const named = [{ name: 'name', in: 'path', required: true, schema: text }];
  const body = record({ name: text, geojson: { description: 'A GeoJSON FeatureCollection of Polygons and MultiPolygons, or its text' } });
  return {
    '/v1/territories': {
      get: { summary: "The company's own territories, each set a dimension territory:<name>", responses: { 200: sets } },
      post: {
        summary: 'Keep a set of territories; one of the same name is replaced, and all events are judged by it',
        description:
          'An area is called by the id of its feature, else by its property "id" or "name"; features of one id are one area. Where areas overlap, the first of the file counts. An event lies where its coordinates do, else its postal code, else its city; one in no area has the id null.',
        requestBody: { required: true, ...json(body) },
        responses: { 200: sets, ...refused(400, 413, 415, 503) },
      },
    },
    '/v1/territories/{name}': {
      get: { summary: 'The outlines of a set as GeoJSON', parameters: named, responses: { 200: answer('GeoJSON', { type: 'object' }) } },
      delete: { summary: 'Take a set away', parameters: named, responses: { 200: sets } },
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
          ...refused(400, 409, 415, 503),
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

function eventSchemas(): Readonly<Record<string, Schema>> {
  const rejection = { index: integer, code: text, field: text, reason: text };
  return {
    Event: {
      ...record(
        { specversion: { const: '1.0' }, id: text, source: text, type: text, subject: text, time: instant, data: ref('EventData') },
        ['subject', 'time', 'data'],
      ),
      description: `Types with a meaning: ${Object.values(EventType).join(', ')}. Others are kept and countable.`,
    },
    EventData: { ...record(dataProperties(), Object.keys(dataProperties())), additionalProperties: true },
    AppendResult: record({ accepted: integer, duplicates: integer, rejected: list(record(rejection)), seq: integer }),
    RejectedRecord: record({ number: integer, at: instant, ...rejection, payload: text }),
    Error: record({ error: record({ code: text, message: text }) }),
  };
}

function dataProperties(): Record<string, Schema> {
  const names =
    'country region city postal_code origin_country origin_region origin_city order contact product category brand currency segment channel text reason agent'.split(
      ' ',
    );
  const decimal: Schema = { type: ['number', 'string'] };
  return {
    ...Object.fromEntries(names.map((name) => [name, text])),
    lat: { type: 'number' },
    lon: { type: 'number' },
    origin_lat: { type: 'number' },
    origin_lon: { type: 'number' },
    quantity: decimal,
    amount: decimal,
    score: { type: 'number' },
    scale: oneOf(...Object.keys(SCALES)),
    resolved: { type: 'boolean' },
    duration_s: { type: 'number' },
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
