/** The engine in its own thread: takes the log's batches in, keeps the archive and the live views, answers questions. */
import { setTimeout } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import type { Catalog } from '../../src/protocol/catalog.ts';
import type { FreshnessAnswer } from '../../src/protocol/freshness.ts';
import { messageOf } from '../../src/protocol/messageOf.ts';
import type { Query, QueryAnswer } from '../../src/protocol/query.ts';
import type { TerritoriesAnswer } from '../../src/protocol/territories.ts';
import { answerAs } from '../access/answerAs.ts';
import { OPERATOR, type Scope } from '../access/scope.ts';
import { type LoadedTerritories, NO_TERRITORIES } from '../geo/territories/territoryFolder.ts';
import { judgeAll } from '../insight/freshness.ts';
import { openPulses, type Pulses } from '../insight/pulses.ts';
import { type NamedReads, READS, type ReadName } from '../insight/reads.ts';
import type { EventTable } from '../log/eventTable.ts';
import { attachFeed, type FedBatch } from '../log/feed.ts';
import type { ImportChange } from '../log/imports.ts';
import { createTableReader } from '../log/readEventTable.ts';
import { type EngineState, RequestError, type ViewRelease, type ViewState } from '../parts.ts';
import type { Settings } from '../settings.ts';
import type { LabelOf } from './answer.ts';
import { type Archive, openArchive, putAside } from './archive.ts';
import { AHEAD, isClosing, isDamage, isDiskFull } from './archiveFailures.ts';
import { readCatalog } from './catalog.ts';
import type { LiveViews } from './liveViews.ts';
import { createMilestones } from './milestones.ts';
import { createNewest, readNewest } from './newestEvent.ts';
import { planQuery } from './plan.ts';
import { answerQuery } from './query.ts';
import { createRegistry, type Registry } from './registry.ts';
import type { RowBatch } from './rows.ts';
import { createTableCoder } from './tableCoder.ts';
import { toTerritoriesAnswer, withTerritories } from './territoryNames.ts';
import { createViews } from './views/views.ts';
import { withImports } from './withdrawals.ts';

/** Rows are committed to the archive at the latest so long after they came; a question commits them at once. */
const FLUSH_EVERY_MS = 1000;
/** How long a question waits for the events that were acknowledged before it. */
const WAIT_LIMIT_MS = 20_000;
const RETRY_FULL_S = 10;
const MOST_SOURCES_TOLD = 200;
const RETRY_AT_LEAST_EVERY_MS = 30_000;

export interface CoreOptions {
  readonly dir: string;
  readonly settings: Settings;
  readonly epoch: string;
  /** Where the log's batches come from. */
  readonly logPort: MessagePort;
  readonly labelOf: LabelOf;
  /** Reads the company's own territories as they are now. */
  readonly loadTerritories?: () => LoadedTerritories;
  /** Called with every change of every open view, in order. */
  readonly onRelease: (release: ViewRelease) => void;
  /** A live view is no more, because the archive is made anew. */
  readonly onEnd: (viewId: string) => void;
  readonly now?: () => number;
}

export interface Core {
  /** A scope left out is the operator's. */
  query(asked: unknown, minSeq: number, scope?: Scope): Promise<QueryAnswer>;
  catalog(): Promise<Omit<Catalog, 'simulated'>>;
  read<Name extends ReadName>(name: Name, asked: unknown, minSeq: number, scope?: Scope): Promise<NamedReads[Name]>;
  freshness(): Promise<FreshnessAnswer>;
  /** The sets of territories, read afresh where `isChanged`: live views end then, and every question sees the new ones. */
  territories(isChanged: boolean): Promise<TerritoriesAnswer>;
  /** Opens the live view of a query, see {@link LiveViews}. */
  openView(asked: unknown, scope?: Scope): Promise<{ readonly viewId: string }>;
  /** The state of a live view. Where the archive is being opened anew it waits: that a view is no more is answered after its end was told. */
  snapshot(viewId: string): Promise<ViewState>;
  /** The live views, as they are at present: another object after the archive was rebuilt. */
  views(): LiveViews;
  state(): EngineState;
  close(): Promise<void>;
}

/** What takes batches in; after an import was withdrawn or restored, views and pulses are others. */
interface FedParts {
  readonly archive: Archive;
  readonly code: (table: EventTable) => RowBatch;
  readonly openViews: () => LiveViews;
  views: LiveViews;
  pulses: Pulses;
}

/** What stands and falls with one archive. */
interface Run {
  /** When it was opened: from then on every source is heard. */
  readonly sinceMs: number;
  readonly archive: Archive;
  readonly registry: Registry;
  readonly fed: FedParts;
  readonly territories: LoadedTerritories;
  readonly labelOf: LabelOf;
  readonly stopFeed: () => void;
}

export async function openCore(options: CoreOptions): Promise<Core> {
  const { dir, settings, epoch, logPort, onRelease, onEnd, now = Date.now, loadTerritories = () => NO_TERRITORIES } = options;
  const milestones = createMilestones();
  const newest = createNewest(now);
  let run = await start();
  let renewing: Promise<void> | null = null;
  let isClosed = false;
  const flushing = setInterval(() => void run.archive.flush().then(run.archive.rest).catch(renew), FLUSH_EVERY_MS);

  async function start(mayBeDamaged = true): Promise<Run> {
    const loaded = loadTerritories();
    for (const problem of loaded.problems) console.error(problem);
    const { territories } = loaded;
    const labelOf = withTerritories(options.labelOf, territories);
    const archive = await openArchive({ dir, epoch, settings, territories });
    const gathered = await gather(archive).catch(async (error: unknown) => {
      await archive.close().catch(() => {});
      if (!mayBeDamaged || !isDamage(error)) throw error;
      // In a part that was not read to check it.
      console.error(`archive: put aside and filled again from the log (${messageOf(error)})`);
      putAside(dir);
    });
    if (!gathered) return start(false);
    newest.note(gathered.times);
    const registry = createRegistry(settings, archive.dictionaries, territories, archive.isContinuous);
    const parts = { archive, registry, epoch, labelOf };
    const answer = (query: Query) => answerQuery(planQuery(query, registry), parts, now());
    const openViews = () => createViews({ ...parts, now, answer, release: onRelease });
    const code = createTableCoder(settings, archive.dictionaries);
    const fed: FedParts = { archive, code, openViews, views: openViews(), pulses: gathered.pulses };
    const stopFeed = attachFeed(logPort, {
      appliedSeq: archive.appliedSeq(),
      readTable: createTableReader([...settings.metrics.map(({ field }) => field), ...settings.dimensions]),
      apply: (batch) => (batch.change ? applyChange(fed, batch.change) : apply(fed, batch)),
      onAhead: (logSeq) => void renew(new Error(`${AHEAD} (${archive.appliedSeq()}, ${logSeq})`)),
    });
    milestones.reach(archive.appliedSeq());
    return { sinceMs: now(), archive, registry, fed, territories: loaded, labelOf, stopFeed };
  }

  /** What is known of the events beside the archive, as it has them now. */
  async function gather(archive: Archive): Promise<{ readonly pulses: Pulses; readonly times: readonly number[] }> {
    return { pulses: await readPulses(archive), times: await readNewest(archive, now()) };
  }

  function apply({ archive, views, code, pulses }: FedParts, { firstSeq, count, tables, runs }: FedBatch): void | Promise<void> {
    let isFull = false;
    for (const table of tables) {
      const rows = withImports(code(table), runs);
      isFull = archive.append(rows) || isFull;
      views.onBatch(rows);
      newest.noteRows(rows);
      pulses.note(rows);
    }
    archive.advance(firstSeq + count - 1);
    milestones.reach(archive.appliedSeq());
    if (isFull) return archive.flush().catch(renew);
  }

  /** Whatever was gathered from the events that count begins anew from the archive, as it is at the change. */
  async function applyChange(fed: FedParts, change: ImportChange): Promise<void> {
    const { archive } = fed;
    archive.change(change);
    archive.advance(change.seq);
    try {
      await archive.flush();
      const { pulses, times } = await gather(archive);
      fed.pulses = pulses;
      newest.forget();
      newest.note(times);
    } catch (error) {
      // What is opened anew hears of the change again, or has it already.
      return renew(error);
    }
    if (isClosed || renewing || run.fed !== fed) return;
    const ended = fed.views.ids();
    fed.views.stop();
    fed.views = fed.openViews();
    milestones.reach(archive.appliedSeq());
    for (const viewId of ended) onEnd(viewId);
  }

  /** Opens the archive anew after a failure: one that is damaged is put aside and filled again from the log. */
  function renew(cause: unknown): Promise<void> {
    renewing ??= closeAndReopen(cause).finally(() => {
      renewing = null;
    });
    return renewing;
  }

  async function closeAndReopen(cause: unknown): Promise<void> {
    const ended = run.fed.views.ids();
    milestones.fallBack();
    run.stopFeed();
    run.fed.views.stop();
    await run.archive.close().catch(() => {});
    console.error(`archive: opened anew (${messageOf(cause)})`);
    if (isDamage(cause)) putAside(dir);
    for (let waitMs = FLUSH_EVERY_MS; !isClosed; waitMs = Math.min(2 * waitMs, RETRY_AT_LEAST_EVERY_MS)) {
      try {
        run = await start();
        break;
      } catch (error) {
        console.error(`archive: not opened yet (${messageOf(error)})`);
        await setTimeout(waitMs);
      }
    }
    for (const viewId of ended) onEnd(viewId);
  }

  /** Runs a read when everything up to `minSeq` is there; again on the next archive when this one was closed under it, and once more when it was damaged. */
  async function onSoundArchive<Result>(minSeq: number, read: (run: Run) => Promise<Result>, mayBeDamaged = true): Promise<Result> {
    await milestones.waitFor(minSeq, WAIT_LIMIT_MS);
    try {
      return await read(run);
    } catch (error) {
      if (isDiskFull(error))
        throw new RequestError(503, 'disk_full', 'query: the disk of the data folder is full; ask again later', RETRY_FULL_S);
      if (isClosing(error) && !isClosed) return onSoundArchive(minSeq, read, mayBeDamaged);
      if (error instanceof RequestError || !isDamage(error) || !mayBeDamaged) throw error;
      void renew(error);
      return onSoundArchive(minSeq, read, false);
    }
  }

  return {
    async query(asked, minSeq, scope = OPERATOR) {
      const { query } = planQuery(asked, run.registry);
      return answerAs(query, scope, run.registry, (asked) => {
        const plan = planQuery(asked, run.registry);
        return onSoundArchive(minSeq, ({ archive, registry, labelOf }) =>
          answerQuery(registry === run.registry ? plan : planQuery(asked, registry), { archive, registry, epoch, labelOf }, now()),
        );
      });
    },
    catalog: () => onSoundArchive(0, ({ archive, registry }) => readCatalog({ archive, registry, epoch, settings })),
    read: (name, asked, minSeq, scope = OPERATOR) =>
      onSoundArchive(minSeq, ({ archive, registry, labelOf }) => READS[name](asked, { archive, registry, epoch, labelOf }, now(), scope)),
    async territories(isChanged) {
      if (isChanged) {
        await renewing;
        await renew(new Error('the territories have changed'));
      }
      return toTerritoriesAnswer(run.territories);
    },
    async freshness() {
      await milestones.waitFor(0, WAIT_LIMIT_MS);
      const { sinceMs, fed } = run;
      const { pulses } = fed;
      const nowMs = now();
      const sources = judgeAll(pulses.all(), settings.sources, { sinceMs, nowMs, knowsAll: pulses.followsAll() });
      return { nowMs, sources: sources.slice(0, MOST_SOURCES_TOLD), unfollowed: pulses.unfollowed() };
    },
    async openView(asked, scope = OPERATOR) {
      for (;;) {
        const opened = await onSoundArchive(0, async ({ fed, registry }) => {
          const { views } = fed;
          const view = await views.open(planQuery(asked, registry).query, scope).catch((error) => {
            if (isClosed || views === run.fed.views) throw error;
          });
          return views === run.fed.views ? view : undefined;
        });
        // Views that were ended meanwhile are opened again on what counts now.
        if (opened) return opened;
      }
    },
    async snapshot(viewId) {
      if (renewing) await renewing;
      return run.fed.views.snapshot(viewId);
    },
    views: () => run.fed.views,
    state: () => ({
      appliedSeq: run.archive.appliedSeq(),
      views: run.fed.views.stats(),
      dictionaryBytes: run.archive.dictionaries.bytes(),
      newestEventMs: newest.timeMs(),
      notices: run.territories.problems,
    }),
    async close() {
      isClosed = true;
      clearInterval(flushing);
      await renewing;
      if (!milestones.hasReached(0)) return;
      run.stopFeed();
      run.fed.views.stop();
      await run.archive.close();
    },
  };
}

function readPulses({ readers, dictionaries }: Archive): Promise<Pulses> {
  return readers.use((read) => openPulses(read, dictionaries));
}
