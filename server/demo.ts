/**
 * The workspace that answers: the demonstration until the first real event arrives, then the company's own.
 * A demonstration lives in a folder of its own, so that its events never mix with real ones.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AppendResult } from '../src/protocol/event.ts';
import type { TerritoriesAnswer } from '../src/protocol/territories.ts';
import { declareCurrency, isCurrencyOpen } from './currency.ts';
import { followLibrary } from './library/currentLibrary.ts';
import type { Library } from './library/library.ts';
import type { ImportLabel } from './log/imports.ts';
import type { Engine, EventFormat, EventLog, LogState } from './parts.ts';
import { DEFAULT_SETTINGS, loadSettings } from './settings.ts';
import { writeDemoSettings } from './sources/demoSettings.ts';
import type { RunningSource } from './sources/runningSource.ts';
import { startSimulator } from './sources/simulator/runner.ts';
import { startSuperstore } from './sources/superstore.ts';
import { openWorkspace, TERRITORIES, type Workspace } from './workspace.ts';

export const DEMOS = ['simulator', 'superstore', 'none'] as const;
export type Demo = (typeof DEMOS)[number];

/** A demonstration on show. */
interface Show {
  readonly name: Exclude<Demo, 'none'>;
  readonly workspace: Workspace;
  readonly source: RunningSource;
  /** Resolves when its history is told: the page may load meanwhile, its questions wait. */
  readonly told: Promise<void>;
}

/** The present workspace behind the two interfaces that everything else uses. */
export interface Stage {
  readonly log: EventLog;
  readonly engine: Engine;
  readonly library: Library;
  /** What is shown instead of real events, or null. */
  demo(): Exclude<Demo, 'none'> | null;
  /** Called after the workspace has changed: whatever was answered before is of another epoch. */
  onSwitch(listener: () => void): void;
  /** Declares the reporting currency of the company's own workspace while that has no event and declares none; false when it is settled. */
  takeCurrency(currency: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens the real workspace when it has events or no demonstration is wanted, else the demonstration. */
export async function openStage(dataDir: string, wanted: Demo): Promise<Stage> {
  const listeners: (() => void)[] = [];
  let real: Promise<Workspace> | null = null;
  let own: Workspace | null = null;
  let show: Show | null = null;
  /** Once `before` is done. One that could not be opened, by a slip in its settings or a full disk, is tried again by whoever needs it next. */
  const openReal = (before: Promise<void> = Promise.resolve()): Promise<Workspace> => {
    if (real) return real;
    const opening = before
      .then(() => openWorkspace(dataDir))
      .then((opened) => {
        const earlier = own;
        own = opened;
        if (earlier && current === earlier) turnTo(opened);
        return opened;
      });
    opening.catch(() => {
      if (real === opening) real = null;
    });
    real = opening;
    return opening;
  };
  const opened = wanted === 'none' || holdsLog(dataDir) ? await openReal() : null;
  if (wanted !== 'none' && (opened?.log.state().seq ?? 0) === 0) show = await openShow(dataDir, wanted);
  let current: Workspace = show ? show.workspace : await openReal();

  const library = followLibrary(() => current.library);

  async function append(body: Uint8Array, format: EventFormat, label?: ImportLabel | null): Promise<AppendResult> {
    const workspace = await openReal();
    const result = await workspace.log.append(body, format, label);
    if (show && result.accepted > 0) await leave(show, workspace);
    return result;
  }

  async function leave(left: Show, workspace: Workspace): Promise<void> {
    show = null;
    turnTo(workspace);
    await closeShow(left);
  }

  function turnTo(workspace: Workspace): void {
    current = workspace;
    library.switched();
    for (const listener of listeners) listener();
  }

  // Nothing is in it yet: opening it again with the new setting loses nothing.
  async function takeCurrency(currency: string): Promise<boolean> {
    const workspace = await openReal();
    if (workspace.log.state().seq > 0 || !isCurrencyOpen(dataDir)) return false;
    const undo = declareCurrency(dataDir, currency);
    real = null;
    let isTaken = true;
    const closed = workspace.close().then(() => {
      // What was on its way to the log is in it by now, in the currency that was.
      isTaken = workspace.log.state().seq === 0;
      if (!isTaken) undo();
    });
    // Whoever needs it meanwhile waits: it cannot be open twice.
    await openReal(closed);
    return isTaken;
  }

  /** A demonstration shows the same territories as the company's own events. */
  async function territories(isChanged: boolean): Promise<TerritoriesAnswer> {
    const shown = await (await engine()).territories(isChanged);
    if (isChanged && show && real) await (await real).engine.territories(true);
    return shown;
  }

  /** What was rejected or damaged is told of the company's own log, also while a demonstration is shown. */
  function logState(): LogState {
    const state = current.log.state();
    if (!own || own === current) return state;
    const { rejected, notices } = own.log.state();
    return { ...state, rejected, notices: [...notices, ...state.notices] };
  }

  /** The engine that answers, once it has something to answer with. */
  async function engine(): Promise<Engine> {
    await show?.told;
    return current.engine;
  }

  return {
    log: {
      get epoch() {
        return current.log.epoch;
      },
      append,
      refuseBusy: (bytes) => current.log.refuseBusy(bytes),
      check: async (body, format, label) => (await openReal()).log.check(body, format, label),
      imports: async () => (await openReal()).log.imports(),
      changeImport: async (id, withdrawn) => (await openReal()).log.changeImport(id, withdrawn),
      events: (seqs) => current.log.events(seqs),
      rejected: async (options) => (await openReal()).log.rejected(options),
      forgetRejected: async (records) => (await openReal()).log.forgetRejected(records),
      state: logState,
      close: () => current.log.close(),
    },
    engine: {
      query: async (query, scope, minSeq, form) => (await engine()).query(query, scope, minSeq, form),
      view: async (query, scope, listener) => (await engine()).view(query, scope, listener),
      catalog: async () => (await engine()).catalog(),
      territories,
      read: async (name, asked, scope, minSeq) => (await engine()).read(name, asked, scope, minSeq),
      freshness: async (scope) => (await engine()).freshness(scope),
      state: () => current.engine.state(),
      close: () => current.engine.close(),
    },
    library,
    demo: () => show?.name ?? null,
    onSwitch: (listener) => void listeners.push(listener),
    takeCurrency,
    close: async () => {
      if (show) await closeShow(show);
      if (real) await (await real).close();
    },
  };
}

async function openShow(dataDir: string, name: Exclude<Demo, 'none'>): Promise<Show> {
  const dir = join(dataDir, name === 'simulator' ? 'demo' : `demo-${name}`);
  // The days of the sample are days of UTC: in another zone its orders would stand on the day before.
  await writeDemoSettings(dir, name, name === 'simulator' ? zoneOf(dataDir) : DEFAULT_SETTINGS.timezone);
  const workspace = await openWorkspace(dir, join(dataDir, TERRITORIES));
  const { log } = workspace;
  const source = name === 'simulator' ? startSimulator({ log, clock: Date.now }) : startSuperstore({ log });
  return { name, workspace, source, told: source.ready.catch((error) => console.error(`The demonstration stopped: ${error}`)) };
}

/** Of the company's own workspace; that of all others where its settings cannot be read, which is told when it is opened. */
function zoneOf(dataDir: string): string {
  try {
    return loadSettings(dataDir).timezone;
  } catch {
    return DEFAULT_SETTINGS.timezone;
  }
}

async function closeShow({ source, workspace }: Show): Promise<void> {
  await source.close();
  await workspace.close();
}

/** Whether a log was ever begun in this folder (its files are named `log…`). */
function holdsLog(dir: string): boolean {
  return existsSync(dir) && readdirSync(dir).some((name) => /^log[-.]/.test(name));
}
