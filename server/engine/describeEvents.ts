/** How events are sent, in the words of OpenAPI; and what became of those that were refused. */
import { EventType, SCALES } from '../../src/protocol/event.ts';
import { importParameters, importPaths } from '../sources/describeImports.ts';
import { answer, instant, integer, json, list, nullable, oneOf, record, ref, refused, type Schema, text } from './schemaWords.ts';

export function eventPaths(): Schema {
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
          ...refused(400, 409, 429, 503),
        },
      },
    },
    ...importPaths(refused(400, 404, 409, 503)),
    '/v1/rejected': {
      get: {
        summary: 'Rejected items with their reasons and what was sent, newest first; of more than 64 MB the oldest are not kept',
        parameters: paging,
        responses: { 200: answer('Rejected records', record({ rejected: list(ref('RejectedRecord')) })), ...refused(400) },
      },
    },
    '/v1/currency': {
      post: {
        summary: 'Declare the reporting currency of a workspace that has no event and declares none',
        requestBody: { required: true, ...json(record({ currency: { type: 'string', pattern: '^[A-Z]{3}$' } })) },
        responses: { 200: answer('Whether it was taken', record({ declared: { type: 'boolean' } })), ...refused(400, 503) },
      },
    },
    '/v1/rejected/replayed': {
      post: {
        summary: 'Delete rejected records whose repaired payload was sent again',
        requestBody: {
          required: true,
          ...json(record({ records: { ...list(record({ number: { ...integer, minimum: 1 }, at: instant })), maxItems: 1000 } })),
        },
        responses: { 200: answer('How many were there', record({ forgotten: integer })), ...refused(400, 503) },
      },
    },
  };
}

export function eventSchemas(): Readonly<Record<string, Schema>> {
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
    AppendResult: record(
      { accepted: integer, duplicates: integer, rejected: list(record(rejection)), seq: integer, places: list(checkedPlace()) },
      ['places'],
    ),
    RejectedRecord: record({ number: integer, at: instant, ...rejection, payload: text }),
    Error: record({ error: record({ code: text, message: text }) }),
  };
}

/** Of a dry run. */
function checkedPlace(): Schema {
  const place = nullable(text);
  const degrees = nullable({ type: 'number' });
  return record({ index: integer, country: place, region: place, city: place, longitude: degrees, latitude: degrees });
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
