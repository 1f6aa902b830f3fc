/** The part of the OpenAPI document that tells of records and customers. */
import { z } from 'zod';
import { CustomerSchema, RecordsSchema } from '../../src/protocol/records.ts';
import {
  answer,
  ends,
  flag,
  instant,
  integer,
  json,
  list,
  moment,
  nullable,
  number,
  record,
  refused,
  type Schema,
  text,
} from '../engine/schemaWords.ts';

const AREA = { country: nullable(text), region: nullable(text), city: nullable(text), name: nullable(text) };
/** Where an event stands. */
export const EVENT_PLACE: Schema = record({ ...AREA, longitude: nullable(number), latitude: nullable(number) });
const PLACE = record({ ...AREA, events: integer, revenue: number });
const TEXTS = ['currency', 'scale', 'category', 'product', 'brand', 'segment', 'channel', 'reason', 'agent', 'order'];
const RECORD = record({
  ...{ seq: integer, id: text, time: instant, type: text, source: text, customer: nullable(text), place: EVENT_PLACE },
  amount: { ...nullable(text), description: 'Exactly as sent, in currency' },
  value: { ...nullable(number), description: 'In the reporting currency' },
  unconverted: flag,
  ...Object.fromEntries(TEXTS.map((name) => [name, nullable(text)])),
  ...{ score: nullable(number), quantity: nullable(number), durationS: nullable(number), resolved: nullable(flag) },
  text: { ...nullable(text), description: 'At most 2,000 characters; show it as text' },
  data: { type: 'object', additionalProperties: true, description: 'Everything that was sent in data' },
});
const SCORE = record({ scale: text, score: number, time: instant, below: nullable(number), isBelow: flag });

/** `POST /v1/records` and `POST /v1/customer`. */
export function describeRecords(): Schema {
  return {
    '/v1/records': {
      post: {
        summary: 'The events behind a figure, newest first, page by page; not for walls',
        description:
          'where, time and asOf as in a query. of: only the events that a metric is made of. before: the next of the page before; send the asOf and the time of its answer with it, and all pages are of one moment.',
        requestBody: { required: true, ...json(z.toJSONSchema(RecordsSchema, { target: 'draft-2020-12', io: 'input' }) as Schema) },
        responses: {
          200: answer(
            'Records',
            record({
              records: list(RECORD),
              total: nullable(integer),
              next: nullable(text),
              time: ends,
              asOf: moment,
            }),
          ),
          ...refused(400, 403, 409, 503),
        },
      },
    },
    '/v1/customer': {
      post: {
        summary: 'One customer by all their events; not for walls',
        description:
          'customer: the exact key (subject); or point: the key of a point of the landscape of this server. measures are those of a customer, see the landscape; named is the segment of segment:rule. The history is POST /v1/records with where.customer.',
        requestBody: { required: true, ...json(z.toJSONSchema(CustomerSchema, { target: 'draft-2020-12', io: 'input' }) as Schema) },
        responses: {
          200: answer(
            'The customer',
            record({
              ...{ customer: text, first: instant, last: instant, events: integer, orders: integer, revenue: number, refunds: number },
              ...{ contacts: integer, segment: nullable(text), named: nullable(text) },
              measures: { type: 'object', additionalProperties: nullable(number) },
              ...{ judgedAt: nullable(instant), scores: list(SCORE), places: list(PLACE), asOf: moment },
            }),
          ),
          ...refused(400, 403, 404, 409, 503),
        },
      },
    },
  };
}
