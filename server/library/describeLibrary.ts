/** The library's part of the OpenAPI document. */
import { z } from 'zod';
import { NewNoteSchema, NewSavedViewSchema, NoteEditSchema, SavedViewEditSchema } from '../../src/protocol/library.ts';

import { programmeKinds, programmeSchemas } from './describeProgrammes.ts';

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const whole: Schema = { type: 'integer', minimum: 0 };
const instant: Schema = { type: 'string', format: 'date-time' };
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: Schema): Schema => ({ content: { 'application/json': { schema } } });
const nullable = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });

function record(properties: Readonly<Record<string, Schema>>, optional: Readonly<Record<string, Schema>> = {}): Schema {
  return { type: 'object', properties: { ...properties, ...optional }, required: Object.keys(properties) };
}

function refused(...statuses: readonly number[]): Schema {
  const why: Readonly<Record<number, string>> = {
    400: 'The body or a parameter cannot be read; the message names the field',
    404: 'There is none of this id',
    409: 'Somebody has changed it meanwhile, or there are too many',
    503: 'Cannot be written now; see Retry-After',
  };
  return Object.fromEntries(statuses.map((status) => [status, { description: why[status], ...json(ref('Error')) }]));
}

export function libraryPaths(): Schema {
  return {
    ...pathsOf({
      path: '/v1/notes',
      one: 'Note',
      fresh: 'NewNote',
      edit: 'NoteEdit',
      list: 'notes',
      what: 'note pinned to a place and a time',
    }),
    ...pathsOf({ path: '/v1/views', one: 'SavedView', fresh: 'NewSavedView', edit: 'SavedViewEdit', list: 'views', what: 'saved view' }),
    ...Object.assign({}, ...programmeKinds().map(pathsOf)),
  };
}

export interface Kind {
  readonly path: string;
  readonly one: string;
  readonly fresh: string;
  readonly edit: string;
  readonly list: string;
  readonly what: string;
}

function pathsOf({ path, one, fresh, edit, list, what }: Kind): Schema {
  const id = { name: 'id', in: 'path', required: true, schema: text };
  const seen = { name: 'version', in: 'query', schema: { type: 'integer', minimum: 1 }, description: 'The version that the asker saw' };
  const answered = (description: string): Schema => ({ description, ...json(ref(one)) });
  return {
    [path]: {
      get: {
        summary: `Every ${what}`,
        responses: { 200: { description: 'All of them', ...json(record({ version: whole, [list]: { type: 'array', items: ref(one) } })) } },
      },
      post: {
        summary: `Add a ${what}; everybody is told`,
        requestBody: { required: true, ...json(ref(fresh)) },
        responses: { 201: answered('As it is kept'), ...refused(400, 404, 409, 503) },
      },
    },
    [`${path}/{id}`]: {
      parameters: [id],
      put: {
        summary: `Change a ${what}`,
        requestBody: { required: true, ...json(ref(edit)) },
        responses: { 200: answered('As it is now'), ...refused(400, 404, 409, 503) },
      },
      delete: {
        summary: `Delete a ${what}`,
        parameters: [seen],
        responses: { 204: { description: 'It is gone' }, ...refused(400, 404, 409, 503) },
      },
    },
  };
}

export function librarySchemas(): Readonly<Record<string, Schema>> {
  const kept = { id: text, version: { type: 'integer', minimum: 1 }, author: text, createdAt: instant, updatedAt: instant };
  const around = { city: text, cell: text, set: text };
  const place = record({ level: text, id: text, country: nullable(text), region: nullable(text), name: text }, around);
  const described = (schema: z.ZodType): Schema => z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
  return {
    Note: record({
      ...kept,
      text,
      place: nullable(place),
      time: nullable(instant),
      replyTo: nullable(text),
      resolved: { type: 'boolean' },
    }),
    NewNote: described(NewNoteSchema),
    NoteEdit: described(NoteEditSchema),
    SavedView: record({ ...kept, name: text, question: text, search: text }),
    NewSavedView: described(NewSavedViewSchema),
    SavedViewEdit: described(SavedViewEditSchema),
    ...programmeSchemas(kept),
  };
}
