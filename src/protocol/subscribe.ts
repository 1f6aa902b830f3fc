/** The shape of what a browser may ask of the hub; a module of its own, so that the page carries no validator. */
import { z } from 'zod';
import { QuerySchema } from './query.ts';

const Id = z
  .int()
  .min(0)
  .max(2 ** 31);

/** A record reads past this name, and a query is never half obeyed. */
const hasOnlyNames = (query: unknown): boolean => !Object.hasOwn(Object(Object(query).where), '__proto__');

export const SubscribeSchema = z.strictObject({
  id: Id,
  query: z.custom<unknown>(hasOnlyNames, 'where.__proto__: unknown dimension').pipe(QuerySchema),
  /** The state that the client still holds, to be continued where possible. */
  have: z.strictObject({ epoch: z.string().max(200), view: z.string().max(200), version: z.int().min(0) }).optional(),
});
export const UnsubscribeSchema = z.strictObject({ id: Id });

export type Subscribe = z.infer<typeof SubscribeSchema>;
export type Unsubscribe = z.infer<typeof UnsubscribeSchema>;
