/** A live view as the hub holds it: opened once for all its subscribers, with its latest releases to continue those who were away. */
import type { Query } from '../../src/protocol/query.ts';
import { queryKey } from '../../src/protocol/queryKey.ts';
import type { Scope } from '../access/scope.ts';
import type { Engine, LiveView, ViewRelease, ViewState } from '../parts.ts';

/** Releases kept for those who come back: about a quarter of a minute of a busy view. */
const KEPT_RELEASES = 60;
const KEPT_BYTES = 512 * 1024;
/** A view that nobody reads any more stays open this long: pages are loaded again and panels reopened. */
export const GRACE_MS = 8000;

export interface SharedView {
  readonly viewId: string;
  /** The whole state, and the releases that came after it. */
  state(): Promise<{ readonly state: ViewState; readonly later: readonly ViewRelease[] }>;
  /** The releases that lead from a version to the present one; null when they are not all kept. */
  since(version: number): readonly ViewRelease[] | null;
}

export interface SharedViews {
  /** Opens or joins the view of a query; every join needs its own leave. Throws what the engine throws. */
  join(query: Query, scope: Scope): Promise<SharedView>;
  leave(view: SharedView): void;
  count(): number;
  /** Closes all at once: the engine has changed. */
  reset(): void;
}

interface Entry {
  readonly key: string;
  readonly opening: Promise<SharedView>;
  users: number;
  graceTimer: NodeJS.Timeout | null;
  end(): void;
}

interface Options {
  readonly engine: Engine;
  readonly graceMs: number;
  /** Called with every release of every view, in order. */
  onRelease(release: ViewRelease): void;
  /** The view is no more; its query can be joined again. */
  onEnd(view: SharedView): void;
}

export function createSharedViews({ engine, graceMs, onRelease, onEnd }: Options): SharedViews {
  const byKey = new Map<string, Entry>();
  const byView = new Map<SharedView, Entry>();

  function open(key: string, query: Query, scope: Scope): Entry {
    let live: LiveView | null = null;
    let isEnded = false;
    const history = createHistory();
    const opening = engine
      .view(query, scope, {
        onRelease: (release) => {
          if (isEnded) return;
          history.add(release);
          onRelease(release);
        },
        onEnd: () => handleEnd(entry),
      })
      .then((opened) => {
        live = opened;
        if (isEnded) opened.close();
        const shared = share(opened, history);
        byView.set(shared, entry);
        return shared;
      });
    const entry: Entry = {
      key,
      opening,
      users: 0,
      graceTimer: null,
      end() {
        isEnded = true;
        if (entry.graceTimer) clearTimeout(entry.graceTimer);
        live?.close();
      },
    };
    opening.catch(() => forget(entry));
    byKey.set(key, entry);
    return entry;
  }

  function forget(entry: Entry): void {
    if (byKey.get(entry.key) === entry) byKey.delete(entry.key);
    for (const [view, held] of byView) if (held === entry) byView.delete(view);
  }

  function handleEnd(entry: Entry): void {
    const views = Array.from(byView).flatMap(([view, held]) => (held === entry ? [view] : []));
    end(entry);
    for (const view of views) onEnd(view);
  }

  function end(entry: Entry): void {
    forget(entry);
    entry.end();
  }

  return {
    async join(query, scope) {
      const key = `${scope.kind} ${queryKey(query)}`;
      const entry = byKey.get(key) ?? open(key, query, scope);
      entry.users++;
      if (entry.graceTimer) clearTimeout(entry.graceTimer);
      entry.graceTimer = null;
      return entry.opening;
    },
    leave(view) {
      const entry = byView.get(view);
      if (!entry || --entry.users > 0) return;
      entry.graceTimer = setTimeout(() => end(entry), graceMs);
    },
    count: () => byKey.size,
    reset() {
      for (const entry of [...byKey.values()]) end(entry);
    },
  };
}

function share(live: LiveView, history: ReturnType<typeof createHistory>): SharedView {
  return {
    viewId: live.viewId,
    async state() {
      const state = await live.snapshot();
      history.saw(state.version);
      return { state, later: history.since(state.version) ?? [] };
    },
    since: (version) => history.since(version),
  };
}

/** The latest releases in order. */
function createHistory() {
  const releases: ViewRelease[] = [];
  let bytes = 0;
  /** Newest version known; null before the first. */
  let present: number | null = null;
  return {
    /** A state of this version was taken. */
    saw(version: number): void {
      present = Math.max(present ?? 0, version);
    },
    add(release: ViewRelease): void {
      present = release.version;
      releases.push(release);
      bytes += release.frame.length;
      while (releases.length > KEPT_RELEASES || (bytes > KEPT_BYTES && releases.length > 1)) bytes -= releases.shift()?.frame.length ?? 0;
    },
    since(version: number): readonly ViewRelease[] | null {
      const at = releases.findIndex(({ prev }) => prev === version);
      if (at >= 0) return releases.slice(at);
      return present === version ? [] : null;
    },
  };
}
