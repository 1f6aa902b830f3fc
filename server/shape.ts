/** What a request says, by its schema; what is not of that shape is refused in the same words at every address: the field, and what to send. */
import type { z } from 'zod';
import { RequestError } from './parts.ts';

/** Different faults that one answer names. */
const MOST_FAULTS = 3;

/** Of a name that a schema does not have. */
const UNKNOWN = 'is not part of what is read here';

/** Throws {@link RequestError} 400 of this code; `whole` is what it calls that which has no fields. */
export function readShape<Schema extends z.ZodType>(schema: Schema, sent: unknown, code: string, whole = 'body'): z.output<Schema> {
  const { success, data, error } = schema.safeParse(sent, { error: toWords });
  if (success) return data;
  throw new RequestError(400, code, explain(error, whole));
}

/** One fault a field: what is no list has no length either. */
function explain({ issues }: z.ZodError, whole: string): string {
  const faults = new Map<string, string>();
  for (const issue of issues) {
    const names = issue.code === 'unrecognized_keys' && issue.message === UNKNOWN ? issue.keys.map((key) => [key]) : [[]];
    for (const name of names) {
      const field = toPath([...issue.path, ...name]) || whole;
      if (!faults.has(field)) faults.set(field, issue.message);
    }
  }
  return Array.from(faults, ([field, fault]) => `${field}: ${fault}`)
    .slice(0, MOST_FAULTS)
    .join('; ');
}

function toPath(path: readonly PropertyKey[]): string {
  return path.map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at > 0 ? '.' : ''}${String(part)}`)).join('');
}

/** Where a schema has no words of its own. */
function toWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `${issue.input === undefined ? 'is missing; it ' : ''}must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return atMost(issue.origin, 'least', Number(issue.minimum));
    case 'too_big':
      return atMost(issue.origin, 'most', Number(issue.maximum));
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(' or ')}`;
    case 'unrecognized_keys':
      return UNKNOWN;
    default:
      return undefined;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a text',
};

function atMost(origin: string, end: 'least' | 'most', bound: number): string {
  if (origin === 'string') return end === 'least' && bound === 1 ? 'must not be empty' : `must be at ${end} ${bound} characters`;
  return origin === 'array' ? `must hold at ${end} ${bound}` : `must be at ${end} ${bound}`;
}
