/** Whatever the address, what is not of the shape that it reads is refused in words that name the field and say what to send. */
import { expect, it } from 'vitest';
import { z } from 'zod';
import { RequestError } from '../../server/parts.ts';
import { readShape } from '../../server/shape.ts';
import { LandscapeSchema } from '../../src/protocol/landscape.ts';
import { PlanQuerySchema } from '../../src/protocol/planQuery.ts';
import { QuerySchema } from '../../src/protocol/query.ts';
import { RecordsSchema } from '../../src/protocol/records.ts';
import { SubscribeSchema } from '../../src/protocol/subscribe.ts';

const WINDOW = 'must be {"from": ..., "to": ...}, either of which may be left out, or {"last": "PT1H"}';

function refusalOf(schema: z.ZodType, sent: unknown): string {
  try {
    readShape(schema, sent, 'bad_query');
  } catch (error) {
    expect(error).toBeInstanceOf(RequestError);
    return (error as RequestError).message;
  }
  throw new Error('was taken');
}

it('tells of a window at every address how it is written', () => {
  const time = { last: '1h' };
  const axes = { x: { measure: 'lateness' }, z: { measure: 'frequency' } };
  expect(refusalOf(QuerySchema, { metrics: ['events'], time })).toContain(`time: ${WINDOW}`);
  expect(refusalOf(RecordsSchema, { time })).toContain(`time: ${WINDOW}`);
  expect(refusalOf(PlanQuerySchema, { metric: 'revenue', kind: 'target', time })).toContain(`time: ${WINDOW}`);
  expect(refusalOf(LandscapeSchema, { ...axes, time })).toContain(`time: ${WINDOW}`);
  expect(refusalOf(SubscribeSchema, { id: 1, query: { metrics: ['events'], time } })).toContain(`query.time: ${WINDOW}`);
  expect(refusalOf(RecordsSchema, { time: { ago: 'P1D' } })).toContain(`time: ${WINDOW}`);
});

it('says one thing of each field: what is no list has no length', () => {
  expect(refusalOf(QuerySchema, { metrics: ['events'], groupBy: 'country' })).toBe('groupBy: must be a list');
  expect(refusalOf(QuerySchema, {})).toBe('metrics: is missing; it must be a list');
  expect(refusalOf(QuerySchema, { metrics: ['events'], where: { country: [1] } })).toBe('where.country[0]: must be a text or null');
});

it('names what it does not know, and the bounds of what it does', () => {
  expect(refusalOf(PlanQuerySchema, { metric: 'revenue', kind: 'target', limit: 1 })).toBe('limit: is not part of what is read here');
  expect(refusalOf(PlanQuerySchema, { metric: 'revenue', kind: 'x' })).toBe('kind: must be target or forecast');
  expect(refusalOf(RecordsSchema, { limit: 5000 })).toBe('limit: must be at most 1000');
  expect(refusalOf(z.strictObject({ name: z.string().min(1).max(3) }), { name: '' })).toBe('name: must not be empty');
  expect(refusalOf(z.strictObject({ name: z.string().max(3) }), { name: 'long' })).toBe('name: must be at most 3 characters');
  expect(refusalOf(RecordsSchema, undefined)).toBe('body: is missing; it must be an object');
});
