/** The rooms of screens: what was said to each, in one small file, `rooms.json`. What is answered is on disk; what cannot be read begins anew. */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../src/protocol/messageOf.ts';
import { applyRoom, newRoom, ROOM_NAME, type Room, readRoomCommand } from '../../src/protocol/room.ts';
import { searchWithoutPerson } from '../access/withoutPersons.ts';
import { RequestError } from '../parts.ts';

const MOST_ROOMS = 200;

export interface Rooms {
  /** A room that nobody has spoken to yet is as new. Throws {@link RequestError} 400 for what is no name. */
  room(name: string): Room;
  /** Obeys a command. Throws {@link RequestError} 400 that names the field, 409 when there are too many rooms. */
  say(name: string, asked: unknown): Room;
  /** Called with every room that has changed. Returns the undo. */
  onChange(listener: (room: Room) => void): () => void;
}

/** As it is kept: with the log that its scenes were begun over; none where an older program wrote it. */
interface KeptRoom {
  readonly room: Room;
  readonly epoch: string | undefined;
}

/** Opens (or makes) the rooms in a folder. `epoch` names the present log: scenes that were begun over another one tell of what is not there. */
export function openRooms(dir: string, epoch: () => string, now: () => number = Date.now): Rooms {
  const path = join(dir, 'rooms.json');
  const rooms = readRooms(path);
  const listeners = new Set<(room: Room) => void>();

  function room(name: string): Room {
    if (!ROOM_NAME.test(name)) throw new RequestError(400, 'bad_room', 'room: must be 1 to 40 small letters, digits and hyphens');
    const kept = rooms.get(name);
    if (kept === undefined) return newRoom(name);
    return kept.epoch === undefined || kept.epoch === epoch() ? kept.room : withoutAct(kept.room);
  }

  return {
    room,
    say(name, asked) {
      const before = room(name);
      const next = applyRoom(before, read(asked), now());
      if (next === before) return before;
      if (!rooms.has(name) && rooms.size >= MOST_ROOMS)
        throw new RequestError(409, 'full', `room: there are ${MOST_ROOMS}, which is the most`);
      // Where it cannot be kept, it was not obeyed.
      const kept = { room: next, epoch: epoch() };
      write(dir, path, new Map(rooms).set(name, kept));
      rooms.set(name, kept);
      for (const listener of listeners) listener(next);
      return next;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function read(asked: unknown): ReturnType<typeof readRoomCommand> {
  try {
    const command = readRoomCommand(asked);
    if (!('scenes' in command)) return command;
    // Every screen of a room, and every phone, is told its scenes.
    return { ...command, scenes: command.scenes.map((scene) => ({ ...scene, search: searchWithoutPerson(scene.search) })) };
  } catch (error) {
    throw new RequestError(400, 'bad_command', messageOf(error));
  }
}

/** It waits for its next act; what was said for the one before is too late. */
function withoutAct({ name, version, run, programme }: Room): Room {
  return { ...newRoom(name), version: version + 1, run: run + 1, programme };
}

function readRooms(path: string): Map<string, KeptRoom> {
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as readonly (Room & Pick<KeptRoom, 'epoch'>)[];
    return new Map(
      kept
        .filter(({ name }) => ROOM_NAME.test(name))
        .map(({ epoch, ...room }) => [room.name, { room: { ...newRoom(room.name), ...room }, epoch }]),
    );
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      console.error(`${path}: cannot be read, rooms begin anew`, error);
    return new Map();
  }
}

/** Whole or not at all: the old file stands until the new one is on disk. */
function write(dir: string, path: string, rooms: ReadonlyMap<string, KeptRoom>): void {
  const next = `${path}.next`;
  mkdirSync(dir, { recursive: true });
  const file = openSync(next, 'w');
  try {
    writeSync(file, JSON.stringify(Array.from(rooms.values(), ({ room, epoch }) => ({ ...room, epoch }))));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(next, path);
}
