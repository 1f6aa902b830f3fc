/** The part of imports of the OpenAPI document. */
import { IMPORT_ID, MOST_NAME_CHARACTERS } from '../../src/protocol/imports.ts';

type Schema = Readonly<Record<string, unknown>>;

const text = { type: 'string' };
const instant = { type: 'string', format: 'date-time' };
const id = { type: 'string', pattern: IMPORT_ID.source };

/** Of `POST /v1/events`. */
export const importParameters: readonly Schema[] = [
  { name: 'import', in: 'query', schema: id, description: 'The import that the events come with: all of one id can be withdrawn together' },
  {
    name: 'name',
    in: 'query',
    schema: { ...text, maxLength: MOST_NAME_CHARACTERS },
    description: 'What people call the import; the first counts',
  },
  {
    name: 'dryRun',
    in: 'query',
    schema: { type: 'string', enum: ['0', '1'] },
    description:
      '1: nothing is kept; the answer says what would become of each item, and in `places` (index, country, region, city, longitude, latitude) where the events would stand',
  },
];

const info = {
  type: 'object',
  properties: {
    id,
    name: text,
    time: { ...instant, description: 'When its first events came' },
    events: { type: 'integer', minimum: 0 },
    withdrawn: { type: 'boolean' },
    changed: { anyOf: [instant, { type: 'null' }], description: 'When it was last withdrawn or restored' },
  },
  required: ['id', 'name', 'time', 'events', 'withdrawn', 'changed'],
};

/** `refused` are the answers to what cannot be done. */
export function importPaths(refused: Schema): Schema {
  const one = { 200: { description: 'The import as it is now', content: { 'application/json': { schema: info } } } };
  const parameters = [{ name: 'id', in: 'path', required: true, schema: id }];
  const all = { type: 'object', properties: { imports: { type: 'array', items: info } }, required: ['imports'] };
  return {
    '/v1/imports': {
      get: {
        summary: 'Everything that was sent with an import, newest first',
        responses: { 200: { description: 'The imports', content: { 'application/json': { schema: all } } } },
      },
    },
    '/v1/imports/{id}/withdraw': {
      post: {
        summary: 'Withdraw a whole import; answered when that is on disk',
        description:
          'From this sequence number on its events count as never sent, in every answer, live view and named read, and may be sent again as new ones; asOf an earlier one they count. A segment that other events took from its profiles stays with them. An import that is withdrawn takes no events (409).',
        parameters,
        responses: { ...one, ...refused },
      },
    },
    '/v1/imports/{id}/restore': {
      post: {
        summary: 'Let the events of a withdrawn import count again',
        description: 'Refused (409) when one of them was sent again meanwhile: (source, id) is unique.',
        parameters,
        responses: { ...one, ...refused },
      },
    },
  };
}
