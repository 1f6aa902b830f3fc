/** The part of rooms, and of what is notable just now, in the OpenAPI document. */
type Schema = Readonly<Record<string, unknown>>;

const json = (schema: Schema): Schema => ({ content: { 'application/json': { schema } } });
const error: Schema = json({ $ref: '#/components/schemas/Error' });
const room: Schema = {
  description: 'The room, and the clock of the server (ms)',
  ...json({ type: 'object', properties: { room: { type: 'object' }, nowMs: { type: 'number' } }, required: ['room', 'nowMs'] }),
};
const name = { name: 'name', in: 'path', required: true, schema: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,39}$' } };
const refused: Schema = { 400: { description: 'No name of a room, or no command; the message names the field', ...error } };

export function roomPaths(): Schema {
  return {
    '/v1/rooms/{name}': {
      get: { summary: 'What a room of screens shows', parameters: [name], responses: { 200: room, ...refused } },
      post: {
        summary: 'Say something to a room: pause, resume, pin, unpin, step, go, veto, unveto, why, play, next',
        parameters: [name],
        requestBody: { required: true, ...json({ type: 'object', properties: { kind: { type: 'string' } }, required: ['kind'] }) },
        responses: { 200: room, ...refused, 409: { description: 'There are too many rooms', ...error } },
      },
    },
    '/v1/ticker': {
      get: {
        summary: 'What is notable just now: counts of groups of five customers and more, nobody in particular',
        responses: { 200: { description: 'The newest window, and what is unusual in it', ...json({ type: 'object' }) } },
      },
    },
  };
}
