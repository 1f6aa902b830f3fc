import type { z } from 'zod';
import { messageOf } from '../../src/protocol/messageOf.ts';
import { RequestError } from '../parts.ts';
import { readShape } from '../shape.ts';

/** The body of a request as its schema reads it. Throws {@link RequestError} 400 that names the fields that are wrong. */
export function checked<Schema extends z.ZodType>(schema: Schema, asked: unknown): z.output<Schema> {
  return readShape(schema, wellFormed(asked), 'bad_request');
}

/** The body of a request as a reader of `src/protocol` reads it, whose errors name the field. Throws {@link RequestError} 400 with that. */
export function checkedBy<Read>(read: (value: unknown) => Read, asked: unknown): Read {
  try {
    return read(asked);
  } catch (error) {
    throw new RequestError(400, 'bad_request', messageOf(error));
  }
}

/** Half characters and NUL cannot be kept as UTF-8 text. */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(/[\p{Surrogate}\0]/gu, '\ufffd');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, wellFormed(inner)]));
}
