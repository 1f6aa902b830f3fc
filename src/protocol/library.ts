/** What people add to the numbers: notes pinned to a place and a time, and saved views. `/v1/notes`, `/v1/views`, and the message `library`. */
import { z } from 'zod';

/** Bounds of the texts, in characters, and of how many of them are kept. */
export const LIBRARY_LIMITS = { text: 2000, author: 80, name: 120, question: 300, search: 4000, id: 200, notes: 5000, views: 500 } as const;

const bounded = (most: number) => z.string().trim().min(1, 'must not be empty').max(most, `must be at most ${most} characters`);
const Author = bounded(LIBRARY_LIMITS.author);
const Text = bounded(LIBRARY_LIMITS.text);
const Id = z.string().min(1).max(LIBRARY_LIMITS.id);
const Version = z.int().min(1);
const Instant = z.iso.datetime({ offset: true, error: 'must be an instant such as 2026-03-01T10:15:00Z' });
const Search = z
  .string()
  .max(LIBRARY_LIMITS.search, `must be at most ${LIBRARY_LIMITS.search} characters`)
  .regex(/^(\?[^#\s]*)?$/, 'must be the query part of an address, such as ?at=BR');

const Place = z.strictObject({
  level: z.string().min(1).max(40),
  id: Id,
  country: Id.nullable(),
  region: Id.nullable(),
  /** Of a hexagon or a customer the city and the hexagon around it, of a territory the set that it is of. */
  city: Id.optional(),
  cell: Id.optional(),
  set: Id.optional(),
  /** What the writer saw it called. */
  name: z.string().max(LIBRARY_LIMITS.id),
});
export type NotePlace = z.infer<typeof Place>;

/** A note begins a thread at a place (null: the world) and a time, or answers one (`replyTo`), and then has neither. */
export const NewNoteSchema = z
  .strictObject({
    text: Text,
    author: Author,
    place: Place.nullish(),
    time: Instant.nullish(),
    replyTo: Id.nullish(),
  })
  .superRefine(({ replyTo, time, place }, context) => {
    const isReply = replyTo !== undefined && replyTo !== null;
    if (!isReply && !time) context.addIssue({ code: 'custom', path: ['time'], message: 'is missing; a note is pinned to a time' });
    if (isReply && time) context.addIssue({ code: 'custom', path: ['time'], message: 'a reply has that of its note' });
    if (isReply && place) context.addIssue({ code: 'custom', path: ['place'], message: 'a reply has that of its note' });
  });
export type NewNote = z.infer<typeof NewNoteSchema>;

/** `version` is that of the note as the writer saw it. */
export const NoteEditSchema = z.strictObject({ version: Version, text: Text.optional(), resolved: z.boolean().optional() });
export type NoteEdit = z.infer<typeof NoteEditSchema>;

export interface Note {
  readonly id: string;
  /** Counts its edits, from 1. */
  readonly version: number;
  readonly text: string;
  readonly author: string;
  readonly place: NotePlace | null;
  /** The instant that it speaks of, ISO 8601 UTC; null in a reply. */
  readonly time: string | null;
  readonly replyTo: string | null;
  readonly resolved: boolean;
  readonly createdAt: string;
  /** When its text was last changed. */
  readonly updatedAt: string;
}

export const NewSavedViewSchema = z.strictObject({
  name: bounded(LIBRARY_LIMITS.name),
  question: z.string().trim().max(LIBRARY_LIMITS.question, `must be at most ${LIBRARY_LIMITS.question} characters`),
  search: Search,
  author: Author,
});
export type NewSavedView = z.infer<typeof NewSavedViewSchema>;

export const SavedViewEditSchema = z.strictObject({
  version: Version,
  name: NewSavedViewSchema.shape.name.optional(),
  question: NewSavedViewSchema.shape.question.optional(),
  search: Search.optional(),
});
export type SavedViewEdit = z.infer<typeof SavedViewEditSchema>;

export interface SavedView {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** What it answers, in the words of who saved it; may be empty. */
  readonly question: string;
  /** The query part of its address. */
  readonly search: string;
  readonly author: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** `version` is that of the whole library: the message `library` tells when it has changed. */
export interface NotesAnswer {
  readonly version: number;
  /** Oldest first. */
  readonly notes: readonly Note[];
}

export interface SavedViewsAnswer {
  readonly version: number;
  /** By name. */
  readonly views: readonly SavedView[];
}
