/** A live view as the hub holds it: opened once for all its members, who are told of its releases one after the other. */
import type { Query } from '../../src/protocol/query.ts';
import { queryKey } from '../../src/protocol/queryKey.ts';
import type { Scope } from '../access/scope.ts';
import type { Engine, LiveView, ViewRelease, ViewState } from '../parts.ts';
import { createHistory } from './history.ts';
import type { Packet } from './packet.ts';
import type { Turns } from './turns.ts';

/** A view that nobody reads any more stays open this long: pages are loaded again and panels reopened. */
export const GRACE_MS = 8000;

/** Who is told of a view's releases. */
export interface Member {
  deliver(view: SharedView, packet: Packet): void;
  /** The server itself cannot keep up: the member leaves, and gets the present state once there is time. */
  fallBehind(view: SharedView): void;
}

export interface SharedView {
  readonly viewId: string;
  /** The whole state; those who ask while it is on its way share it. */
  state(): Promise<ViewState>;
  /** What was told since a version, in order; null when it is not all kept, or the version was never seen. */
  since(version: number): readonly Packet[] | null;
  /** From now on the member is told of what comes after this version. One that is a member already stays one as it is. */
  join(member: Member, version: number): void;
  leave(member: Member): void;
  has(member: Member): boolean;
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
  readonly turns: Turns;
  /** A release that waited so long for its turn is not sent any more: a later state is. */
  readonly lateMs: number;
  /** The view is no more; its query can be joined again. */
  onEnd(view: SharedView): void;
}

export function createSharedViews({ engine, graceMs, turns, lateMs, onEnd }: Options): SharedViews {
  const byKey = new Map<string, Entry>();
  const byView = new Map<SharedView, Entry>();

  function open(key: string, query: Query, scope: Scope): Entry {
    let live: LiveView | null = null;
    let isEnded = false;
    const telling = createTelling(lateMs);
    const opening = engine
      .view(query, scope, {
        onRelease: (release) => {
          if (!isEnded) turns.add(telling.tell(release));
        },
        onEnd: () => handleEnd(entry),
      })
      .then((opened) => {
        live = opened;
        if (isEnded) opened.close();
        const shared = telling.share(opened);
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
        telling.end();
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

/** The members of one view, and what they were told. */
function createTelling(lateMs: number) {
  const history = createHistory();
  const members = new Map<Member, number>();
  let shared: SharedView | null = null;

  function* deliver(release: ViewRelease, announcedMs: number): Generator<void> {
    const packet = history.add(release);
    const isLate = performance.now() - announcedMs > lateMs;
    // Those who join in the middle of it begin with a state that has it.
    for (const [member, version] of members) {
      if (shared && isLate) member.fallBehind(shared);
      else if (shared && version < release.version) member.deliver(shared, packet);
      yield;
    }
  }

  return {
    tell(release: ViewRelease): Iterator<void> {
      history.announce(release);
      return deliver(release, performance.now());
    },
    share(live: LiveView): SharedView {
      let asked: Promise<ViewState> | null = null;
      const askOnce = async (): Promise<ViewState> => {
        try {
          const state = await live.snapshot();
          history.saw(state.version);
          return state;
        } finally {
          asked = null;
        }
      };
      shared = {
        viewId: live.viewId,
        state: () => {
          asked ??= askOnce();
          return asked;
        },
        since: (version) => history.since(version),
        join: (member, version) => {
          if (!members.has(member)) members.set(member, version);
        },
        leave: (member) => void members.delete(member),
        has: (member) => members.has(member),
      };
      return shared;
    },
    end(): void {
      members.clear();
      shared = null;
    },
  };
}
