/** The part of tours, playlists and schedules of the OpenAPI document. */
import { MOST_RULE_LENGTH } from '../../src/protocol/people.ts';
import { SCENE_SECONDS, TOUR_LIMITS } from '../../src/protocol/tours.ts';
import type { Kind } from './describeLibrary.ts';

type Schema = Readonly<Record<string, unknown>>;

const text = (most: number, least = 1): Schema => ({ type: 'string', minLength: least, maxLength: most });
const list = (items: Schema, most: number): Schema => ({ type: 'array', items, maxItems: most });
const degrees = (least: number, most: number): Schema => ({ type: 'number', minimum: least, maximum: most });
const clock: Schema = { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: "On the clock of the workspace's time zone" };
const author = text(TOUR_LIMITS.author);
const version: Schema = { type: 'integer', minimum: 1, description: 'The version that the writer saw' };
const named: Schema = { name: text(TOUR_LIMITS.name) };

function record(properties: Schema): Schema {
  return { type: 'object', properties, required: Object.keys(properties) };
}

const stop = record({
  longitude: degrees(-360, 360),
  latitude: degrees(-90, 90),
  zoom: degrees(0, 24),
  pitch: degrees(0, 85),
  bearing: degrees(-360, 360),
});
/** A scene of a tour. */
export const scene = record({
  id: text(TOUR_LIMITS.id),
  name: text(TOUR_LIMITS.name),
  search: { ...text(TOUR_LIMITS.search, 0), description: 'The query part of the address of its view' },
  path: { ...list(stop, TOUR_LIMITS.path), description: 'Where the camera goes while it stands' },
  caption: text(TOUR_LIMITS.caption, 0),
  seconds: { type: 'integer', minimum: SCENE_SECONDS.least, maximum: SCENE_SECONDS.most },
});
const self = record({ kind: { const: 'self' } });
const other = (kind: 'tour' | 'playlist'): Schema => record({ kind: { const: kind }, id: text(TOUR_LIMITS.id) });
/** What a screen may play. */
export const played: readonly Schema[] = [self, other('tour'), other('playlist')];
const programme: Schema = { oneOf: played };
/** One act of a playlist. */
export const act: Schema = { oneOf: [self, other('tour')] };
const slot = record({
  days: { type: 'array', items: { type: 'integer', minimum: 1, maximum: 7 }, minItems: 1, description: '1 is Monday' },
  from: clock,
  to: clock,
  plays: programme,
});

const DRAFTS = {
  Tour: { ...named, scenes: list(scene, TOUR_LIMITS.scenes) },
  Playlist: { ...named, acts: list(act, TOUR_LIMITS.plays) },
  SavedSegment: { ...named, rule: { ...text(MOST_RULE_LENGTH), description: 'As the values of segment:rule' } },
  Schedule: { ...named, slots: list(slot, TOUR_LIMITS.slots), otherwise: programme },
} as const;

export function programmeKinds(): readonly Kind[] {
  const kind = (list: string, one: string, what: string): Kind => ({
    ...{ path: `/v1/${list}`, one, fresh: `New${one}`, edit: `${one}Edit`, list, what },
  });
  return [
    kind('tours', 'Tour', 'tour of scenes'),
    kind('playlists', 'Playlist', 'playlist of tours'),
    kind('schedules', 'Schedule', 'schedule of what plays when'),
    kind('segments', 'SavedSegment', 'segment of people chosen by a rule'),
  ];
}

/** `kept` is what all that the library keeps has. */
export function programmeSchemas(kept: Schema): Schema {
  const of = (draft: Schema, one: string) => ({
    [one]: record({ ...draft, ...kept }),
    [`New${one}`]: record({ ...draft, author }),
    [`${one}Edit`]: record({ ...draft, version }),
  });
  return Object.assign({}, ...Object.entries(DRAFTS).map(([one, draft]) => of(draft, one)));
}
