/** The words that the description of the interface is made of: pieces of JSON Schema and of OpenAPI. */

export type Schema = Readonly<Record<string, unknown>>;

export const text: Schema = { type: 'string' };
export const number: Schema = { type: 'number' };
export const flag: Schema = { type: 'boolean' };
export const integer: Schema = { type: 'integer', minimum: 0 };
export const instant: Schema = { type: 'string', format: 'date-time' };
export const nullable = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
export const list = (items: Schema): Schema => ({ type: 'array', items });
export const oneOf = (...values: readonly string[]): Schema => ({ type: 'string', enum: values });
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

export function record(properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  return { type: 'object', properties, required: Object.keys(properties).filter((name) => !optional.includes(name)) };
}

export const json = (schema: Schema): Schema => ({ content: { 'application/json': { schema } } });
export const answer = (description: string, schema: Schema): Schema => ({ description, ...json(schema) });
export const refused = (...statuses: readonly number[]): Schema =>
  Object.fromEntries(statuses.map((status) => [status, answer(REFUSALS[status] ?? 'Refused', ref('Error'))]));

/** What an answer saw. */
export const moment: Schema = record({ epoch: text, seq: integer });
export const ends: Schema = record({ from: nullable(instant), to: nullable(instant) });
export const labels: Schema = { type: 'object', additionalProperties: { type: 'object', additionalProperties: text } };

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'The request cannot be read or asked; the message names the field',
  403: 'A wall asks (as=wall), where anybody may look',
  404: 'There is no such thing',
  409: 'asOf is of another log; or somebody has changed it meanwhile',
  413: 'The body is too large',
  415: 'The content type is not read here',
  429: 'Too much at once; see Retry-After',
  503: 'Not now; see Retry-After',
};
