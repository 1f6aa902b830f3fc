/** All live views of the engine: each distinct query of a scope once, shared by whoever asks for it. */
import type { Query } from '../../../src/protocol/query.ts';
import { queryKey } from '../../../src/protocol/queryKey.ts';
import { filterQuestions } from '../../access/filterGuard.ts';
import { OPERATOR, type Scope } from '../../access/scope.ts';
import { askedFor, keepingFor } from '../../access/wallRights.ts';
import { RequestError } from '../../parts.ts';
import type { LiveViews, ViewParts } from '../liveViews.ts';
import { MACHINE_BYTES } from '../machineMemory.ts';
import { type Plan, planQuery } from '../plan.ts';
import { askMemory } from '../rowMemory/askMemory.ts';
import { createRowMemory } from '../rowMemory/rowMemory.ts';
import { CapExceeded } from './capExceeded.ts';
import { CAPS, type Caps } from './foldedSource.ts';
import { createLiveGuard } from './liveGuard.ts';
import { createOpenedContacts, openingsIn } from './openedContacts.ts';
import { createTurns } from './readingTurns.ts';
import { seedOpenedContacts } from './seed.ts';
import { createShared } from './shared.ts';
import type { ReadExtent } from './slidingEnds.ts';
import { createView, type View } from './view.ts';

/** Most distinct live views at once. */
export const MOST_VIEWS = 500;
/** Memory that all folds together may hold; the largest are given up when a release, or a view that was opened, finds more. */
export const MOST_BYTES = Math.min(4 * 1024 ** 3, Math.max(256 * 1024 ** 2, MACHINE_BYTES / 8));
/** How often changes are released. */
const RELEASE_EVERY_MS = 250;

/**
 * Views that open, are refreshed or read ahead at once: hundreds may want to in one moment (clients that come back, a clock that jumped),
 * and questions must find their way between them.
 */
const READING_AT_ONCE = 2;

export interface Views extends LiveViews {
  /** Releases what changed. Called by a timer of its own; tests call it by hand, forced to refresh what is not folded. */
  release(isForced?: boolean): Promise<void>;
  /** Reads rows into memory at once, for views that open from then on; tests do. */
  holdRows(): Promise<void>;
}

interface Tuning {
  /** 0 starts no timer: `release` is called by hand. */
  readonly releaseEveryMs?: number;
  readonly caps?: Caps;
  readonly mostBytes?: number;
  /** Rows of a block of those in memory. */
  readonly blockRows?: number;
}

interface Entry {
  readonly key: string;
  readonly view: View;
  users: number;
  /** Whether a filter may come next, or another one. */
  readonly invites: boolean;
}

export function createViews(
  parts: ViewParts,
  { releaseEveryMs = RELEASE_EVERY_MS, caps = CAPS, mostBytes = MOST_BYTES, blockRows }: Tuning = {},
): Views {
  const { archive, registry, labelOf, now } = parts;
  const opened = createOpenedContacts();
  const shared = createShared();
  const inTurn = createTurns(READING_AT_ONCE);
  const memory = createRowMemory({ archive, inTurn, ...(blockRows ? { blockRows } : {}) });
  const byKey = new Map<string, Entry>();
  const byId = new Map<string, Entry>();
  /** Views of another process have other ids, so that a client never continues the wrong one. */
  const run = Math.random().toString(36).slice(2, 8);
  let nextId = 1;
  let openedReady: Promise<void> | null = null;
  let isOpenedKnown = false;
  const timer = releaseEveryMs > 0 ? setInterval(() => void release(), releaseEveryMs) : null;

  const readExtent: ReadExtent = async (work) => {
    await archive.flush();
    return archive.readers.use(work);
  };

  /** Openings are noted from the first view on that needs them; the archive gives those before. */
  function needOpened(): Promise<void> {
    openedReady ??= readExtent((read) => seedOpenedContacts(opened, archive.appliedSeq(), read)).then(
      () => {
        isOpenedKnown = true;
      },
      (error) => {
        openedReady = null;
        throw error;
      },
    );
    return openedReady;
  }

  function add(query: Query, scope: Scope): Entry {
    const plan = planQuery(askedFor(planQuery(query, registry).query, scope, registry.behindOf), registry);
    const key = `${JSON.stringify(scope)} ${queryKey(query)}`;
    const known = byKey.get(key);
    if (known) return known;
    if (byId.size >= MOST_VIEWS) throw new RequestError(503, 'too_many_views', `query: ${MOST_VIEWS} live views are open; close some`, 5);
    const countsContacts = plan.measures.some(({ kind }) => kind === 'unopened');
    const keeping = keepingFor(query, scope, registry.behindOf);
    const guard =
      keeping &&
      createLiveGuard({
        questions: filterQuestions(query, scope, registry),
        keeping,
        now,
        ask: (asked) => inTurn(() => parts.answer(asked)),
      });
    const view = createView(`${run}.${nextId++}`, plan, {
      ask: async () =>
        (await askMemory(plan, {
          memory,
          registry,
          shared,
          epoch: parts.epoch,
          labelOf,
          seq: archive.appliedSeq(),
          mostGroups: caps.groups,
        })) ?? parts.answer(plan.query),
      readExtent: async (work) => {
        if (countsContacts) await needOpened();
        return readExtent(work);
      },
      memory: () => (memory.serves(plan) && (isOpenedKnown || !countsContacts) ? memory : null),
      inTurn,
      appliedSeq: archive.appliedSeq,
      shared,
      opened,
      caps,
      labelOf,
      keeping,
      guard,
      now,
      onRelease: parts.release,
    });
    const entry: Entry = { key, view, users: 0, invites: invitesFilter(plan, scope) };
    byKey.set(key, entry);
    byId.set(view.id, entry);
    return entry;
  }

  function leave(entry: Entry): void {
    if (--entry.users > 0) return;
    entry.view.close();
    byKey.delete(entry.key);
    byId.delete(entry.view.id);
  }

  function heldBytes(): number {
    let sum = 0;
    for (const { view } of byId.values()) sum += view.bytes();
    return sum;
  }

  function keepWithinMemory(): void {
    let held = heldBytes();
    if (held <= mostBytes) return;
    const largestFirst = Array.from(byId.values(), ({ view }) => view).sort((a, b) => b.bytes() - a.bytes());
    for (const view of largestFirst) {
      if (held <= mostBytes) return;
      held -= view.bytes();
      view.giveUpFolding(new CapExceeded('bytes together with all others', mostBytes));
    }
  }

  async function release(isForced = false): Promise<void> {
    keepWithinMemory();
    if (Array.from(byId.values()).some(({ invites }) => invites)) memory.want();
    else memory.rest();
    const nowMs = now();
    await Promise.all(Array.from(byId.values(), ({ view }) => view.release(nowMs, isForced)));
  }

  return {
    async open(query, scope = OPERATOR) {
      const entry = add(query, scope);
      entry.users++;
      try {
        await entry.view.ready;
        keepWithinMemory();
      } catch (error) {
        leave(entry);
        throw error;
      }
      return { viewId: entry.view.id };
    },
    async snapshot(viewId) {
      const entry = byId.get(viewId);
      if (!entry) throw new Error(`view ${viewId}: not open`);
      return entry.view.state();
    },
    close(viewId) {
      const entry = byId.get(viewId);
      if (entry) leave(entry);
    },
    onBatch(batch) {
      memory.add(batch);
      const openings = openingsIn(batch);
      for (const contact of openings) opened.note(contact);
      for (const { view } of byId.values()) view.fold(batch, openings);
    },
    ids: () => [...byId.keys()],
    release,
    holdRows: memory.hold,
    stats() {
      const folded = Array.from(byId.values()).filter(({ view }) => view.isFolded()).length;
      return { open: byId.size, folded, bytes: heldBytes() + memory.bytes(), mostBytes };
    },
    stop() {
      if (timer) clearInterval(timer);
      memory.stop();
      for (const entry of byId.values()) entry.view.close();
      byKey.clear();
      byId.clear();
    },
  };
}

/** Whether somebody filters already, or sees what a click would filter by. Nobody clicks on a wall. */
function invitesFilter({ live, filters, dimensions }: Plan, { kind }: Scope): boolean {
  return live && (filters.length > 0 || (kind !== 'wall' && dimensions.some((dimension) => dimension.kind === 'text')));
}
