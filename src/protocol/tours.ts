/** Tours of scenes, playlists of tours, and schedules of what plays when: `/v1/tours`, `/v1/playlists`, `/v1/schedules`, and the message `library`. */
import { messageOf } from './messageOf.ts';
import { MOST_RULE_LENGTH, readRule, writeRule } from './people.ts';
import { isList, readList, readObject, readText, readWhole } from './reading.ts';

/** Bounds of the texts in characters, of the lists, and of how many of each are kept. */
export const TOUR_LIMITS = {
  ...{ name: 120, author: 80, caption: 500, search: 4000, id: 60 },
  ...{ scenes: 100, path: 20, plays: 100, slots: 100 },
  ...{ tours: 200, playlists: 100, schedules: 100, segments: 30 },
} as const;

/** Shortest and longest that a scene stands, seconds. */
export const SCENE_SECONDS = { least: 3, most: 600, usual: 12 } as const;

/** A place of the camera over the map: degrees, and the zoom of MapLibre. */
export interface CameraStop {
  readonly longitude: number;
  readonly latitude: number;
  readonly zoom: number;
  readonly pitch: number;
  readonly bearing: number;
}

export interface Scene {
  /** Its own within the tour, and the same when the scenes are put in another order. */
  readonly id: string;
  /** A short title. */
  readonly name: string;
  /** The query part of its address, which holds the whole view: picture, place, window, filters. */
  readonly search: string;
  /** Where the camera goes from its view on, in equal times, while the scene stands; empty: it stays. */
  readonly path: readonly CameraStop[];
  /** What is said to it; may be empty. */
  readonly caption: string;
  /** How long it stands: whole seconds from 3 to 600. */
  readonly seconds: number;
}

/** What is kept of everything here. */
interface Kept {
  readonly id: string;
  /** Counts its edits, from 1. */
  readonly version: number;
  readonly author: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What somebody says a tour to be. */
export interface TourDraft {
  readonly name: string;
  readonly scenes: readonly Scene[];
}
export interface Tour extends Kept, TourDraft {}

/** One thing that plays from its beginning to its end: the tour that composes itself from the numbers, or a tour that people made. */
export type Act = { readonly kind: 'self' } | { readonly kind: 'tour'; readonly id: string };

export interface PlaylistDraft {
  readonly name: string;
  /** In their order, then again from the first. */
  readonly acts: readonly Act[];
}
export interface Playlist extends Kept, PlaylistDraft {}

/** What a screen plays. */
export type Programme = Act | { readonly kind: 'playlist'; readonly id: string };

/** Days of the week as ISO 8601 counts them: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A time of some days of the week, on the clock of the workspace's time zone. */
export interface Slot {
  readonly days: readonly Weekday[];
  /** `HH:MM`. */
  readonly from: string;
  /** `HH:MM`, exclusive; not after `from`: on the next day. */
  readonly to: string;
  readonly plays: Programme;
}

export interface ScheduleDraft {
  readonly name: string;
  /** The first that holds counts. */
  readonly slots: readonly Slot[];
  /** What plays when none of them does. */
  readonly otherwise: Programme;
}
export interface Schedule extends Kept, ScheduleDraft {}

/** People chosen by a rule, under a name that somebody gave them: `/v1/segments`. The rule is text, see `people.ts`. */
export interface SegmentDraft {
  readonly name: string;
  readonly rule: string;
}
export interface SavedSegment extends Kept, SegmentDraft {}

/** What is kept in one way, by the last part of its address. */
export interface ProgrammeDraft {
  readonly tours: TourDraft;
  readonly playlists: PlaylistDraft;
  readonly schedules: ScheduleDraft;
  readonly segments: SegmentDraft;
}
export interface KeptProgramme {
  readonly tours: Tour;
  readonly playlists: Playlist;
  readonly schedules: Schedule;
  readonly segments: SavedSegment;
}
export const PROGRAMME_KINDS = ['tours', 'playlists', 'schedules', 'segments'] as const;
export type ProgrammeKind = (typeof PROGRAMME_KINDS)[number];

/** A new one, and a changed one: `version` is that which the writer saw. */
export type NewProgramme<Kind extends ProgrammeKind> = ProgrammeDraft[Kind] & { readonly author: string };
export type ProgrammeEdit<Kind extends ProgrammeKind> = ProgrammeDraft[Kind] & { readonly version: number };

/** `version` is that of the whole library; the list is by name. */
export type ProgrammesAnswer<Kind extends ProgrammeKind> = { readonly version: number } & {
  readonly [K in Kind]: readonly KeptProgramme[K][];
};

/** How each of them is read from JSON that somebody sent. */
export const READ_PROGRAMME: { readonly [Kind in ProgrammeKind]: (value: unknown) => ProgrammeDraft[Kind] } = {
  tours: readTour,
  playlists: readPlaylist,
  schedules: readSchedule,
  segments: readSegment,
};

/** Reads a tour. Fields that are not known are left out. Throws an Error that names the first field that is wrong, such as `scenes.2.seconds: …`. */
export function readTour(value: unknown): TourDraft {
  const tour = readObject(value, '');
  const scenes = readList(tour.scenes, 'scenes', TOUR_LIMITS.scenes, readScene);
  refuseTwice(scenes);
  return { name: readText(tour.name, 'name', { least: 1, most: TOUR_LIMITS.name }), scenes };
}

function readPlaylist(value: unknown): PlaylistDraft {
  const playlist = readObject(value, '');
  return {
    name: readText(playlist.name, 'name', { least: 1, most: TOUR_LIMITS.name }),
    acts: readList(playlist.acts, 'acts', TOUR_LIMITS.plays, readAct),
  };
}

function readSchedule(value: unknown): ScheduleDraft {
  const schedule = readObject(value, '');
  return {
    name: readText(schedule.name, 'name', { least: 1, most: TOUR_LIMITS.name }),
    slots: readList(schedule.slots, 'slots', TOUR_LIMITS.slots, readSlot),
    otherwise: readProgramme(schedule.otherwise, 'otherwise'),
  };
}

function readSegment(value: unknown): SegmentDraft {
  const segment = readObject(value, '');
  const rule = readText(segment.rule, 'rule', { least: 1, most: MOST_RULE_LENGTH });
  try {
    return { name: readText(segment.name, 'name', { least: 1, most: TOUR_LIMITS.name }), rule: writeRule(readRule(rule)) };
  } catch (error) {
    const why = messageOf(error);
    throw new Error(why.startsWith('name') ? why : `rule: ${why}`);
  }
}

export function readAuthor(value: unknown): string {
  return readText(readObject(value, '').author, 'author', { least: 1, most: TOUR_LIMITS.author });
}

/** The version that a writer saw. */
export function readVersion(value: unknown): number {
  return readWhole(readObject(value, '').version, 'version', { least: 1, most: 1e9 });
}

function readScene(value: unknown, at: string): Scene {
  const scene = readObject(value, at);
  const search = readText(scene.search, `${at}.search`, { least: 0, most: TOUR_LIMITS.search });
  if (!/^(\?[^#\s]*)?$/.test(search)) throw new Error(`${at}.search: must be the query part of an address, such as ?at=BR`);
  return {
    id: readText(scene.id, `${at}.id`, { least: 1, most: TOUR_LIMITS.id }),
    name: readText(scene.name, `${at}.name`, { least: 1, most: TOUR_LIMITS.name }),
    search,
    path: readList(scene.path, `${at}.path`, TOUR_LIMITS.path, readStop),
    caption: readText(scene.caption, `${at}.caption`, { least: 0, most: TOUR_LIMITS.caption }),
    seconds: readWhole(scene.seconds, `${at}.seconds`, SCENE_SECONDS),
  };
}

function refuseTwice(scenes: readonly Scene[]): void {
  const ids = scenes.map(({ id }) => id);
  const twice = ids.findIndex((id, at) => ids.indexOf(id) !== at);
  if (twice >= 0) throw new Error(`scenes.${twice}.id: another scene of the tour has it`);
}

const STOP_RANGES: Readonly<Record<keyof CameraStop, readonly [least: number, most: number]>> = {
  longitude: [-360, 360],
  latitude: [-90, 90],
  zoom: [0, 24],
  pitch: [0, 85],
  bearing: [-360, 360],
};

function readStop(value: unknown, at: string): CameraStop {
  const stop = readObject(value, at);
  const of = (field: keyof CameraStop): number => {
    const [least, most] = STOP_RANGES[field];
    const read = stop[field];
    if (typeof read === 'number' && read >= least && read <= most) return read;
    throw new Error(`${at}.${field}: must be a number from ${least} to ${most}`);
  };
  return { longitude: of('longitude'), latitude: of('latitude'), zoom: of('zoom'), pitch: of('pitch'), bearing: of('bearing') };
}

function readAct(value: unknown, at: string): Act {
  const { kind, id } = readObject(value, at);
  if (kind === 'self') return { kind };
  if (kind === 'tour') return { kind, id: readText(id, `${at}.id`, { least: 1, most: TOUR_LIMITS.id }) };
  throw new Error(`${at}.kind: must be self or tour`);
}

function readProgramme(value: unknown, at: string): Programme {
  const { kind, id } = readObject(value, at);
  if (kind === 'playlist') return { kind, id: readText(id, `${at}.id`, { least: 1, most: TOUR_LIMITS.id }) };
  if (kind === 'self' || kind === 'tour') return readAct(value, at);
  throw new Error(`${at}.kind: must be self, tour or playlist`);
}

function readSlot(value: unknown, at: string): Slot {
  const slot = readObject(value, at);
  if (isList(slot.days) && slot.days.length === 0) throw new Error(`${at}.days: must name a day`);
  const days = readList(slot.days, `${at}.days`, 7, (day, where) => readWhole(day, where, { least: 1, most: 7 }) as Weekday);
  return {
    days: [...new Set(days)].sort(),
    from: readClock(slot.from, `${at}.from`),
    to: readClock(slot.to, `${at}.to`),
    plays: readProgramme(slot.plays, `${at}.plays`),
  };
}

function readClock(value: unknown, at: string): string {
  if (typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)) return value;
  throw new Error(`${at}: must be a time of the day such as 08:30`);
}
