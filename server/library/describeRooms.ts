/** The part of rooms, and of what is notable just now, in the OpenAPI document. */
import { ROOM_NAME } from '../../src/protocol/room.ts';
import { SCENE_SECONDS, TOUR_LIMITS } from '../../src/protocol/tours.ts';
import {
  answer,
  flag,
  instant,
  integer,
  json,
  list,
  nullable,
  number,
  oneOf,
  record,
  ref,
  refused,
  type Schema,
  text,
} from '../engine/schemaWords.ts';
import { act, played, scene } from './describeProgrammes.ts';

const programme: Schema = { oneOf: [...played, record({ kind: { const: 'schedule' }, id: text })] };
const millis: Schema = { ...number, description: "The server's clock, ms since 1970 UTC" };
const ROOM = record({
  ...{ name: text, version: integer, programme },
  run: { ...integer, description: 'Counts the acts that were begun' },
  place: { ...integer, description: 'Which act of the programme this is' },
  act: nullable(act),
  scenes: { ...list(scene), description: `Of the act that is shown; each stands ${SCENE_SECONDS.least} to ${SCENE_SECONDS.most} seconds` },
  at: { ...integer, description: 'The scene that stood at sinceMs, when it began: where the tour stands now follows from the clock' },
  sinceMs: millis,
  heldMs: { ...nullable(number), description: 'Paused: how long the scene had stood; null while time goes on' },
  pinned: { ...flag, description: 'The scene stays until it is let go' },
  vetoed: { ...list(text), description: 'Ids of scenes that are left out' },
  why: { ...flag, description: 'Whether the figures behind the caption are shown' },
});
const SAID = answer('The room, and the clock of the server', record({ room: ROOM, nowMs: millis }));

const command = (kinds: readonly string[], more: Readonly<Record<string, Schema>> = {}): Schema =>
  record({ kind: oneOf(...kinds), ...more });
const COMMAND: Schema = {
  oneOf: [
    command(['pause', 'resume', 'pin', 'unpin']),
    command(['step'], { by: { enum: [1, -1] } }),
    command(['go', 'veto', 'unveto'], { scene: { ...text, description: 'Its id' } }),
    command(['why'], { on: flag }),
    command(['play'], { programme }),
    {
      ...command(['next'], { after: integer, place: integer, act, scenes: { ...list(scene), maxItems: TOUR_LIMITS.scenes } }),
      description: 'Said by a screen when the act is over: obeyed only while run is still after',
    },
  ],
};

const ITEM = record({
  id: { ...text, description: 'The same while it says the same of the same group' },
  kind: oneOf('more', 'fewer', 'most'),
  metric: oneOf('orders', 'contacts'),
  ...{ dimension: text, value: text, name: text, now: number },
  usual: { ...number, description: "What it would be by the group's share of the time before" },
});

const name = { name: 'name', in: 'path', required: true, schema: { type: 'string', pattern: ROOM_NAME.source } };

export function roomPaths(): Schema {
  return {
    '/v1/rooms/{name}': {
      get: { summary: 'What a room of screens shows', parameters: [name], responses: { 200: SAID, ...refused(400) } },
      post: {
        summary: 'Say something to a room; answered when it is on disk. What changes nothing, such as a scene that is not there, is taken',
        parameters: [name],
        requestBody: { required: true, ...json(COMMAND) },
        responses: { 200: SAID, ...refused(400, 503), 409: answer('There are too many rooms', ref('Error')) },
      },
    },
    '/v1/ticker': {
      get: {
        summary: 'What is notable just now: counts of groups of five customers and more, nobody in particular',
        responses: {
          200: answer(
            'The newest window (null without events), and what is unusual in it, most unusual first',
            record({ time: nullable(record({ from: instant, to: instant })), items: list(ITEM) }),
          ),
          ...refused(503),
        },
      },
    },
  };
}
