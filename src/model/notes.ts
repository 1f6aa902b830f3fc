/** Notes as the page shows them: threads, pins of places, and the instants they stand at. */
import type { Note, NotePlace } from '../protocol/library.ts';
import { localName } from './localNames.ts';
import { isSamePlace, LEVELS, type PlaceRef } from './place.ts';
import type { TimeWindow } from './viewState.ts';

/** A note with its replies, oldest first. */
export interface Thread {
  readonly note: Note;
  readonly replies: readonly Note[];
  /** Null for the world. */
  readonly place: PlaceRef | null;
  /** The instant that it is pinned to, ms since 1970 UTC. */
  readonly atMs: number;
}

/** The threads of a list of notes, latest pinned instant first. */
export function toThreads(notes: readonly Note[]): readonly Thread[] {
  const replies = new Map<string, Note[]>();
  for (const note of notes) if (note.replyTo !== null) replies.set(note.replyTo, [...(replies.get(note.replyTo) ?? []), note]);
  const threads = notes.flatMap((note): Thread[] => {
    if (note.replyTo !== null) return [];
    const atMs = Date.parse(note.time ?? note.createdAt);
    return [{ note, replies: replies.get(note.id) ?? [], place: placeOf(note.place), atMs }];
  });
  return threads.sort((one, other) => other.atMs - one.atMs);
}

/** The place of a note as views name it; null for the world, and for one that this page does not know. */
export function placeOf(place: NotePlace | null): PlaceRef | null {
  if (place === null) return null;
  const { id, country, region, city, cell, set } = place;
  if (place.level === 'territory') return set === undefined ? null : { level: 'territory', id, country, region, set };
  const level = LEVELS.find((known) => known === place.level);
  if (level === undefined) return null;
  return { level, id, country, region, ...(city === undefined ? {} : { city }), ...(cell === undefined ? {} : { cell }) };
}

const MINUTE_MS = 60_000;

/** The instant (ms) that a look at a window is about: its last minute, as far as events have come; of an open one, the newest event. */
export function timeLookedAt(window: TimeWindow, newestMs: number): number {
  if (window.kind !== 'between') return newestMs;
  return Math.max(Date.parse(window.from), Math.min(Date.parse(window.to) - MINUTE_MS, newestMs));
}

/** The same the other way: a place of a view, and what it is called there. */
export function toNotePlace({ level, id, country, region, city, cell, set }: PlaceRef, name: string): NotePlace {
  return { level, id, country, region, ...(city ? { city } : {}), ...(cell ? { cell } : {}), ...(set ? { set } : {}), name };
}

/** What the place of a note is called to the reader: a country or region in their language, whatever that of the writer was. */
export function notedName({ level, id, name }: NotePlace): string {
  const told = level === 'country' || level === 'region' ? localName(level, id, id) : id;
  return told === id ? name : told;
}

/** A pin on the map: the open threads of one place. */
export interface NotePin {
  readonly place: PlaceRef;
  readonly name: string;
  readonly count: number;
  /** Id, author and text of the newest of them. */
  readonly id: string;
  readonly author: string;
  readonly text: string;
}

/** The pins that a map shows, and what becomes of one that is pressed. */
export interface MapPins {
  readonly list: readonly NotePin[];
  /** What a pin is called for those who do not see it. */
  label(pin: NotePin): string;
  open(pin: NotePin): void;
}

/** What tells the pin of a place from all others. */
export function pinKey({ level, id, set }: PlaceRef): string {
  return `${level} ${set ?? ''} ${id}`;
}

/** One pin for each place that has open threads. */
export function toPins(threads: readonly Thread[]): readonly NotePin[] {
  const pins = new Map<string, NotePin>();
  for (const { note, place } of threads) {
    if (place === null || note.resolved) continue;
    const key = pinKey(place);
    const before = pins.get(key);
    if (before) pins.set(key, { ...before, count: before.count + 1 });
    else
      pins.set(key, {
        place,
        name: (note.place && notedName(note.place)) ?? place.id,
        count: 1,
        id: note.id,
        author: note.author,
        text: note.text,
      });
  }
  return [...pins.values()];
}

/** Whether a thread speaks of a place itself; null is the world. */
export function isOf(thread: Thread, place: PlaceRef | null): boolean {
  return place === null ? thread.note.place === null : isSamePlace(thread.place, place);
}
