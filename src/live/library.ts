/** Notes and saved views as the page holds them: read when somebody first looks, and again whenever the server says that they changed. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  NewNote,
  NewSavedView,
  Note,
  NoteEdit,
  NotesAnswer,
  SavedView,
  SavedViewEdit,
  SavedViewsAnswer,
} from '../protocol/library.ts';
import type { ConnectionStore } from './connection.ts';
import { createFollowed, type FollowedState, requestJson } from './followed.ts';
import type { Scheduler } from './scheduler.ts';

export interface LibraryState extends FollowedState {
  /** Oldest first, replies among them. */
  readonly notes: readonly Note[];
  readonly views: readonly SavedView[];
}

/** Changes throw an Error with the server's own message. What they made is in the store soon after. */
export interface Library {
  readonly store: StoreApi<LibraryState>;
  /** Reads it, and follows it from now on. */
  follow(): void;
  addNote(note: NewNote): Promise<Note>;
  editNote(id: string, edit: NoteEdit): Promise<Note>;
  deleteNote(note: Note): Promise<void>;
  addView(view: NewSavedView): Promise<SavedView>;
  editView(id: string, edit: SavedViewEdit): Promise<SavedView>;
  deleteView(view: SavedView): Promise<void>;
}

const EMPTY: LibraryState = { status: 'loading', error: null, notes: [], views: [] };

export function createLibrary(base: string, connection: ConnectionStore, scheduler: Scheduler): Library & { close(): void } {
  const store = createStore<LibraryState>(() => EMPTY);
  const request = (method: string, path: string, body?: unknown) => requestJson(method, base + path, body);
  const followed = createFollowed<LibraryState>({
    ...{ store, connection, scheduler },
    async read() {
      const [{ notes }, { views }] = (await Promise.all([request('GET', '/v1/notes'), request('GET', '/v1/views')])) as [
        NotesAnswer,
        SavedViewsAnswer,
      ];
      return { notes, views };
    },
  });

  return {
    store,
    ...followed,
    addNote: async (note) => (await request('POST', '/v1/notes', note)) as Note,
    editNote: async (id, edit) => (await request('PUT', `/v1/notes/${encodeURIComponent(id)}`, edit)) as Note,
    deleteNote: async ({ id, version }) => void (await request('DELETE', `/v1/notes/${encodeURIComponent(id)}?version=${version}`)),
    addView: async (view) => (await request('POST', '/v1/views', view)) as SavedView,
    editView: async (id, edit) => (await request('PUT', `/v1/views/${encodeURIComponent(id)}`, edit)) as SavedView,
    deleteView: async ({ id, version }) => void (await request('DELETE', `/v1/views/${encodeURIComponent(id)}?version=${version}`)),
  };
}
