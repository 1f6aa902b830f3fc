/** The library of a workspace: notes, saved views and tours in a small SQLite file of their own, `library.db`. What is answered is on disk. */
import { randomUUID } from 'node:crypto';
import {
  LIBRARY_LIMITS,
  NewNoteSchema,
  NewSavedViewSchema,
  type Note,
  NoteEditSchema,
  type NotesAnswer,
  type SavedView,
  SavedViewEditSchema,
  type SavedViewsAnswer,
} from '../../src/protocol/library.ts';
import {
  type KeptProgramme,
  type ProgrammeKind,
  type ProgrammesAnswer,
  READ_PROGRAMME,
  readAuthor,
  readVersion,
  TOUR_LIMITS,
} from '../../src/protocol/tours.ts';
import type { Scope } from '../access/scope.ts';
import { RequestError } from '../parts.ts';
import { checked, checkedBy } from './checked.ts';
import { openShelf } from './shelf.ts';

/** All that changes something throws {@link RequestError}: 400 that names the field, 404, 409 when somebody else changed it meanwhile. */
export interface Library {
  /** Grows with every change, in later runs too. */
  version(): number;
  notes(scope: Scope): NotesAnswer;
  addNote(asked: unknown, scope: Scope): Note;
  editNote(id: string, asked: unknown, scope: Scope): Note;
  /** With its replies. `version` is what the asker saw, null whichever it is. */
  deleteNote(id: string, version: number | null, scope: Scope): void;
  views(scope: Scope): SavedViewsAnswer;
  addView(asked: unknown, scope: Scope): SavedView;
  editView(id: string, asked: unknown, scope: Scope): SavedView;
  deleteView(id: string, version: number | null, scope: Scope): void;
  /** Tours, playlists and schedules, which are kept in the same way. */
  programmes<Kind extends ProgrammeKind>(kind: Kind, scope: Scope): ProgrammesAnswer<Kind>;
  addProgramme<Kind extends ProgrammeKind>(kind: Kind, asked: unknown, scope: Scope): KeptProgramme[Kind];
  editProgramme<Kind extends ProgrammeKind>(kind: Kind, id: string, asked: unknown, scope: Scope): KeptProgramme[Kind];
  deleteProgramme(kind: ProgrammeKind, id: string, version: number | null, scope: Scope): void;
  /** Called after every change with the new version. Returns the undo. */
  onChange(listener: (version: number) => void): () => void;
  close(): void;
}

/** Opens (or makes) the library in a data folder. */
export function openLibrary(dir: string): Library {
  const shelf = openShelf(dir);
  const listeners = new Set<(version: number) => void>();
  const instant = () => new Date().toISOString();

  function changed<Result>(change: () => Result): Result {
    const result = shelf.change(change);
    for (const listener of listeners) listener(shelf.version());
    return result;
  }

  function noteOf(id: string, field = 'id'): Note {
    const note = shelf.note(id);
    if (!note) throw new RequestError(404, 'not_found', `${field}: there is no note ${id.slice(0, 60)}; it may have been deleted`);
    return note;
  }

  function viewOf(id: string): SavedView {
    const view = shelf.view(id);
    if (!view) throw new RequestError(404, 'not_found', `id: there is no saved view ${id.slice(0, 60)}; it may have been deleted`);
    return view;
  }

  function programmeOf<Kind extends ProgrammeKind>(kind: Kind, id: string): KeptProgramme[Kind] {
    const kept = shelf.programme(kind, id);
    if (!kept) throw new RequestError(404, 'not_found', `id: there is no ${id.slice(0, 60)} among the ${kind}; it may have been deleted`);
    return kept;
  }

  return {
    version: () => shelf.version(),
    notes: () => ({ version: shelf.version(), notes: shelf.notes() }),
    addNote(asked) {
      const { text, author, place, time, replyTo } = checked(NewNoteSchema, asked);
      if (replyTo && noteOf(replyTo, 'replyTo').replyTo !== null)
        throw new RequestError(400, 'bad_note', 'replyTo: is itself a reply; answer its note');
      refuseFull(shelf.counts().notes, LIBRARY_LIMITS.notes, 'notes');
      const at = instant();
      const utc = time ? new Date(time).toISOString() : null;
      const note: Note = {
        ...{ id: randomUUID(), version: 1, text, author, place: place ?? null, time: utc, replyTo: replyTo ?? null },
        ...{ resolved: false, createdAt: at, updatedAt: at },
      };
      return changed(() => shelf.putNote(note));
    },
    editNote(id, asked) {
      const { version, text, resolved } = checked(NoteEditSchema, asked);
      const note = noteOf(id);
      refuseStale(note.version, version);
      if (resolved !== undefined && note.replyTo !== null)
        throw new RequestError(400, 'bad_note', 'resolved: belongs to the note, not to a reply');
      const isRewritten = text !== undefined && text !== note.text;
      const words = isRewritten ? { text, updatedAt: instant() } : {};
      const next = { ...note, ...words, version: version + 1, resolved: resolved ?? note.resolved };
      return changed(() => shelf.putNote(next));
    },
    deleteNote(id, version) {
      refuseStale(noteOf(id).version, version);
      changed(() => shelf.dropNote(id));
    },
    views: () => ({ version: shelf.version(), views: shelf.views() }),
    addView(asked) {
      const wanted = checked(NewSavedViewSchema, asked);
      refuseFull(shelf.counts().views, LIBRARY_LIMITS.views, 'saved views');
      const at = instant();
      return changed(() => shelf.putView({ ...wanted, id: randomUUID(), version: 1, createdAt: at, updatedAt: at }));
    },
    editView(id, asked) {
      const { version, name, question, search } = checked(SavedViewEditSchema, asked);
      const view = viewOf(id);
      refuseStale(view.version, version);
      const words = { name: name ?? view.name, question: question ?? view.question, search: search ?? view.search };
      return changed(() => shelf.putView({ ...view, ...words, version: version + 1, updatedAt: instant() }));
    },
    deleteView(id, version) {
      refuseStale(viewOf(id).version, version);
      changed(() => shelf.dropView(id));
    },
    programmes: <Kind extends ProgrammeKind>(kind: Kind) =>
      ({ version: shelf.version(), [kind]: shelf.programmes(kind) }) as unknown as ProgrammesAnswer<Kind>,
    addProgramme<Kind extends ProgrammeKind>(kind: Kind, asked: unknown) {
      const draft = checkedBy(READ_PROGRAMME[kind], asked);
      const author = checkedBy(readAuthor, asked);
      refuseFull(shelf.programmeCount(kind), TOUR_LIMITS[kind], kind);
      const at = instant();
      const kept = { ...draft, author, id: randomUUID(), version: 1, createdAt: at, updatedAt: at };
      return changed(() => shelf.putProgramme(kind, kept as unknown as KeptProgramme[Kind]));
    },
    editProgramme<Kind extends ProgrammeKind>(kind: Kind, id: string, asked: unknown) {
      const draft = checkedBy(READ_PROGRAMME[kind], asked);
      const seen = checkedBy(readVersion, asked);
      const before = programmeOf(kind, id);
      refuseStale(before.version, seen);
      const { author, createdAt } = before;
      const kept = { ...draft, author, id, version: seen + 1, createdAt, updatedAt: instant() };
      return changed(() => shelf.putProgramme(kind, kept as unknown as KeptProgramme[Kind]));
    },
    deleteProgramme(kind, id, version) {
      refuseStale(programmeOf(kind, id).version, version);
      changed(() => shelf.dropProgramme(kind, id));
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => shelf.close(),
  };
}

function refuseStale(present: number, seen: number | null): void {
  if (seen === null || seen === present) return;
  throw new RequestError(409, 'changed', `version: somebody has changed it meanwhile (${present}, not ${seen}); read it again`);
}

function refuseFull(count: number, most: number, what: string): void {
  if (count >= most) throw new RequestError(409, 'full', `${what}: there are ${most}, which is the most; delete some first`);
}
