/**
 * A room of screens that show one tour: `/v1/rooms/:name`, and the message `room`. What is kept is what was said to it; where the tour stands follows from
 * that and the clock alone, so that screens agree without talking, go on without the server, and are in their place again after any restart.
 */
import { readList, readObject, readText, readWhole } from './reading.ts';
import { type Act, type Programme, readTour, type Scene, TOUR_LIMITS } from './tours.ts';

/** What a room is to play: a programme, or a schedule that says which when. */
export type RoomProgramme = Programme | { readonly kind: 'schedule'; readonly id: string };

export interface Room {
  readonly name: string;
  /** Counts its changes, from 0. */
  readonly version: number;
  readonly programme: RoomProgramme;
  /** Counts the acts that were begun, from 0. */
  readonly run: number;
  /** Which act of the programme this is, and what it is; null before the first. */
  readonly place: number;
  readonly act: Act | null;
  /** The scenes of the present act: every screen of the room shows these. */
  readonly scenes: readonly Scene[];
  /** The scene that stood at `sinceMs` (server's clock, ms since 1970), when it began. */
  readonly at: number;
  readonly sinceMs: number;
  /** Paused: how long the scene had stood, ms; null while time goes on. */
  readonly heldMs: number | null;
  /** The scene stays until it is let go. */
  readonly pinned: boolean;
  /** Ids of scenes that are left out. */
  readonly vetoed: readonly string[];
  /** Whether the figures behind the caption are shown. */
  readonly why: boolean;
}

export type RoomCommand =
  | { readonly kind: 'pause' | 'resume' | 'pin' | 'unpin' }
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'go' | 'veto' | 'unveto'; readonly scene: string }
  | { readonly kind: 'why'; readonly on: boolean }
  | { readonly kind: 'play'; readonly programme: RoomProgramme }
  /** The next act, said by a screen when the present one is over: obeyed only while the room is still at `after`. */
  | { readonly kind: 'next'; readonly after: number; readonly place: number; readonly act: Act; readonly scenes: readonly Scene[] };

/** `nowMs`: the server's clock when it was said. */
export interface RoomSaid {
  readonly room: Room;
  readonly nowMs: number;
}

export const ROOM_NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** A room in which nothing has been said yet: it composes its tour itself. */
export function newRoom(name: string): Room {
  const nothing = { act: null, scenes: [], at: 0, sinceMs: 0, heldMs: null, pinned: false, vetoed: [], why: false };
  return { name, version: 0, programme: { kind: 'self' }, run: 0, place: 0, ...nothing };
}

/** Where the tour stands. */
export interface Position {
  readonly index: number;
  /** How long the scene stands already, ms. */
  readonly elapsedMs: number;
  /** Whether the act has been played to its end: another should begin, and until then it begins again. */
  readonly isOver: boolean;
}

/** Where the tour of a room stands at an instant of the server's clock; null before it has scenes. */
export function positionAt(room: Room, nowMs: number): Position | null {
  const { scenes, at, sinceMs, heldMs, pinned } = room;
  if (scenes.length === 0) return null;
  const own = scenes[at] ?? (scenes[0] as Scene);
  const passedMs = nowMs - sinceMs;
  const elapsedMs = heldMs ?? Math.max(0, passedMs);
  if (heldMs !== null || pinned) return { index: scenes.indexOf(own), elapsedMs: Math.min(elapsedMs, own.seconds * 1000), isOver: false };
  // A clock that was set back does not hold a scene until it has caught up.
  return passedMs < -MOST_BEFORE_MS ? { ...walk(room, wrapped(passedMs, roundMs(room))), isOver: true } : walk(room, elapsedMs);
}

/** A scene cannot begin later than now, but by what the clocks of a server and a screen differ. */
const MOST_BEFORE_MS = 60_000;

function wrapped(ms: number, roundMs: number): number {
  return ((ms % roundMs) + roundMs) % roundMs;
}

/** How long the scenes that are played take together, ms. */
function roundMs(room: Pick<Room, 'scenes' | 'vetoed'>): number {
  return playedOf(room).reduce((sum, index) => sum + (room.scenes[index] as Scene).seconds * 1000, 0);
}

/** From the scene that stood first, over those that are not left out, round and round. */
function walk({ scenes, at, vetoed }: Room, elapsedMs: number): Position {
  const isPlayed = (index: number) => !vetoed.includes((scenes[index] as Scene).id);
  const lengthOf = (index: number) => (scenes[index] as Scene).seconds * 1000;
  let left = elapsedMs;
  for (let index = at; index < scenes.length; index++) {
    if (index !== at && !isPlayed(index)) continue;
    if (left < lengthOf(index)) return { index, elapsedMs: left, isOver: false };
    left -= lengthOf(index);
  }
  left %= roundMs({ scenes, vetoed });
  for (const index of playedOf({ scenes, vetoed })) {
    if (left < lengthOf(index)) return { index, elapsedMs: left, isOver: true };
    left -= lengthOf(index);
  }
  throw new Error('room: the lengths of its scenes do not add up');
}

/** The scenes that are played, by index: all of them where every one is left out. */
export function playedOf({ scenes, vetoed }: Pick<Room, 'scenes' | 'vetoed'>): readonly number[] {
  const all = scenes.map((_, index) => index);
  const played = all.filter((index) => !vetoed.includes((scenes[index] as Scene).id));
  return played.length > 0 ? played : all;
}

/** The room after a command at an instant of the server's clock; the same object where the command changes nothing. */
export function applyRoom(room: Room, command: RoomCommand, nowMs: number): Room {
  const next = changed(room, command, nowMs);
  return next === room ? room : { ...next, version: room.version + 1 };
}

function changed(room: Room, command: RoomCommand, nowMs: number): Room {
  switch (command.kind) {
    case 'pause':
      return room.heldMs !== null ? room : { ...settled(room, nowMs), heldMs: positionAt(room, nowMs)?.elapsedMs ?? 0 };
    case 'resume':
      return room.heldMs === null ? room : { ...room, heldMs: null, sinceMs: nowMs - room.heldMs };
    case 'pin':
      return room.pinned ? room : { ...settled(room, nowMs), pinned: true };
    case 'unpin':
      return room.pinned ? { ...settled(room, nowMs), pinned: false } : room;
    case 'step':
      return stepped(room, command.by, nowMs);
    case 'go':
      return stood(
        room,
        room.scenes.findIndex(({ id }) => id === command.scene),
        nowMs,
      );
    case 'veto':
      return vetoed(room, command.scene, nowMs);
    case 'unveto':
      return room.vetoed.includes(command.scene)
        ? { ...settled(room, nowMs), vetoed: room.vetoed.filter((id) => id !== command.scene) }
        : room;
    case 'why':
      return room.why === command.on ? room : { ...room, why: command.on };
    case 'play':
      // A pause or a pin is let go by the act that begins: until then what it holds stays.
      return { ...room, programme: command.programme, run: room.run + 1, place: 0, act: null, why: false };
    case 'next':
      return begun(room, command, nowMs);
  }
}

/** The same moment of the same scene, said from now. */
function settled(room: Room, nowMs: number): Room {
  const position = positionAt(room, nowMs);
  if (position === null) return room;
  return { ...room, at: position.index, sinceMs: nowMs - position.elapsedMs };
}

/** At the beginning of a scene; a pause goes on, a pin is let go. */
function stood(room: Room, index: number, nowMs: number): Room {
  if (room.scenes[index] === undefined) return room;
  return { ...room, at: index, sinceMs: nowMs, heldMs: room.heldMs === null ? null : 0, pinned: false, why: false };
}

/** After the last scene the act is over, unless the room is paused: what is looked at by hand goes round. */
function stepped(room: Room, by: 1 | -1, nowMs: number): Room {
  const index = positionAt(room, nowMs)?.index ?? 0;
  const played = playedOf(room);
  const next = by === 1 ? played.find((other) => other > index) : played.findLast((other) => other < index);
  const stoodRoom = stood(room, next ?? (by === 1 ? played[0] : played.at(-1)) ?? 0, nowMs);
  const own = room.scenes[index];
  if (next !== undefined || by === -1 || room.heldMs !== null || own === undefined) return stoodRoom;
  return { ...stoodRoom, at: index, sinceMs: nowMs - own.seconds * 1000 };
}

/** A scene that stands is left at once. The last one that is played cannot be left out. */
function vetoed(room: Room, scene: string, nowMs: number): Room {
  if (room.vetoed.includes(scene)) return room;
  const all = [...room.vetoed, scene].slice(-TOUR_LIMITS.scenes);
  if (room.scenes.every(({ id }) => all.includes(id))) return room;
  const index = positionAt(room, nowMs)?.index ?? 0;
  const isShown = room.scenes[index]?.id === scene;
  return { ...(isShown ? stepped(room, 1, nowMs) : settled(room, nowMs)), vetoed: all };
}

function begun(room: Room, { after, place, act, scenes }: Extract<RoomCommand, { kind: 'next' }>, nowMs: number): Room {
  if (after !== room.run || scenes.length === 0) return room;
  const [first] = playedOf({ scenes, vetoed: room.vetoed });
  return { ...room, run: room.run + 1, place, act, scenes, at: first ?? 0, sinceMs: nowMs, heldMs: null, pinned: false, why: false };
}

/** Reads a command. Throws an Error that names the field. */
export function readRoomCommand(value: unknown): RoomCommand {
  const said = readObject(value, '');
  const { kind } = said;
  switch (kind) {
    case 'pause':
    case 'resume':
    case 'pin':
    case 'unpin':
      return { kind };
    case 'step':
      if (said.by === 1 || said.by === -1) return { kind, by: said.by };
      throw new Error('by: must be 1 or -1');
    case 'go':
    case 'veto':
    case 'unveto':
      return { kind, scene: readText(said.scene, 'scene', ID) };
    case 'why':
      if (typeof said.on === 'boolean') return { kind, on: said.on };
      throw new Error('on: must be true or false');
    case 'play':
      return { kind, programme: readProgramme(said.programme) };
    case 'next':
      return {
        kind,
        after: readWhole(said.after, 'after', COUNT),
        place: readWhole(said.place, 'place', COUNT),
        act: readAct(said.act),
        scenes: readTour({ name: 'act', scenes: readList(said.scenes, 'scenes', TOUR_LIMITS.scenes, (scene) => scene) }).scenes,
      };
    default:
      throw new Error('kind: must be pause, resume, pin, unpin, step, go, veto, unveto, why, play or next');
  }
}

const ID = { least: 1, most: TOUR_LIMITS.id } as const;
const COUNT = { least: 0, most: Number.MAX_SAFE_INTEGER } as const;

function readAct(value: unknown): Act {
  const { kind, id } = readObject(value, 'act');
  if (kind === 'self') return { kind };
  if (kind === 'tour') return { kind, id: readText(id, 'act.id', ID) };
  throw new Error('act.kind: must be self or tour');
}

function readProgramme(value: unknown): RoomProgramme {
  const { kind, id } = readObject(value, 'programme');
  if (kind === 'self') return { kind };
  if (kind === 'tour' || kind === 'playlist' || kind === 'schedule') return { kind, id: readText(id, 'programme.id', ID) };
  throw new Error('programme.kind: must be self, tour, playlist or schedule');
}
