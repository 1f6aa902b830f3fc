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
import type { ErrorBody } from '../protocol/query.ts';
import type { ConnectionStore } from './connection.ts';
import type { Scheduler } from './scheduler.ts';

export interface LibraryState {
  /** `stale`: what is held was right before the connection was lost. */
  readonly status: 'loading' | 'live' | 'stale' | 'error';
  readonly error: string | null;
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
const TRY_AGAIN_MS = 3000;
/** A cable can be cut without the request noticing. */
const PATIENCE_MS = 10_000;

export function createLibrary(base: string, connection: ConnectionStore, scheduler: Scheduler): Library & { close(): void } {
  const store = createStore<LibraryState>(() => EMPTY);
  let isFollowed = false;
  let isClosed = false;
  let reading: string | null = null;
  let held: string | null = null;

  /** Which library, and which state of it, the server has. */
  const present = () => connection.getState().library;

  async function read(): Promise<void> {
    const wanted = present();
    if (!isFollowed || isClosed || wanted === null || wanted === held || reading !== null) return;
    reading = wanted;
    try {
      const [{ notes }, { views }] = await Promise.all([get<NotesAnswer>('/v1/notes'), get<SavedViewsAnswer>('/v1/views')]);
      held = wanted;
      store.setState({ status: 'live', error: null, notes, views });
    } catch (error) {
      store.setState({ status: 'error', error: error instanceof Error ? error.message : String(error) });
      scheduler.after(TRY_AGAIN_MS, () => void read());
      return;
    } finally {
      reading = null;
    }
    void read();
  }

  const stop = connection.subscribe(({ status }) => {
    const isLost = status === 'lost';
    const before = store.getState().status;
    if (isLost && before === 'live') store.setState({ status: 'stale' });
    if (!isLost && before === 'stale' && present() === held) store.setState({ status: 'live' });
    void read();
  });

  async function get<Answer>(path: string): Promise<Answer> {
    return (await request('GET', path)) as Answer;
  }

  async function request(method: string, path: string, body?: unknown): Promise<unknown> {
    const init = body === undefined ? { method } : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(base + path, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
    const text = await response.text();
    if (!response.ok) throw new Error(messageOf(text) ?? `${response.status} ${response.statusText}`);
    return text === '' ? null : JSON.parse(text);
  }

  return {
    store,
    follow() {
      isFollowed = true;
      void read();
    },
    addNote: async (note) => (await request('POST', '/v1/notes', note)) as Note,
    editNote: async (id, edit) => (await request('PUT', `/v1/notes/${encodeURIComponent(id)}`, edit)) as Note,
    deleteNote: async ({ id, version }) => void (await request('DELETE', `/v1/notes/${encodeURIComponent(id)}?version=${version}`)),
    addView: async (view) => (await request('POST', '/v1/views', view)) as SavedView,
    editView: async (id, edit) => (await request('PUT', `/v1/views/${encodeURIComponent(id)}`, edit)) as SavedView,
    deleteView: async ({ id, version }) => void (await request('DELETE', `/v1/views/${encodeURIComponent(id)}?version=${version}`)),
    close() {
      isClosed = true;
      stop();
    },
  };
}

function messageOf(text: string): string | null {
  try {
    return (JSON.parse(text) as ErrorBody).error.message;
  } catch {
    return null;
  }
}
