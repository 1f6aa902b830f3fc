/**
 * The workspace that answers: the demonstration until the first real event arrives, then the company's own.
 * A demonstration lives in a folder of its own, so that its events never mix with real ones.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AppendResult } from '../src/protocol/event.ts';
import type { Engine, EventFormat, EventLog } from './parts.ts';
import { writeDemoSettings } from './sources/demoSettings.ts';
import { startSimulator } from './sources/simulator/runner.ts';
import { startSuperstore } from './sources/superstore.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

export const DEMOS = ['simulator', 'superstore', 'none'] as const;
export type Demo = (typeof DEMOS)[number];

interface Feed {
  close(): Promise<void>;
}

/** The present workspace behind the two interfaces that everything else uses. */
export interface Stage {
  readonly log: EventLog;
  readonly engine: Engine;
  /** What is shown instead of real events, or null. */
  demo(): Exclude<Demo, 'none'> | null;
  /** Called after the workspace has changed: whatever was answered before is of another epoch. */
  onSwitch(listener: () => void): void;
  close(): Promise<void>;
}

/** Opens the real workspace when it has events or no demonstration is wanted, else the demonstration. */
export async function openStage(dataDir: string, wanted: Demo): Promise<Stage> {
  const listeners: (() => void)[] = [];
  let real: Workspace | null = null;
  let showing: Exclude<Demo, 'none'> | null = null;
  let feed: Feed | null = null;

  if (wanted === 'none' || holdsLog(dataDir)) real = await openWorkspace(dataDir);
  if (real && wanted !== 'none' && real.log.state().seq === 0) showing = wanted;
  if (!real && wanted !== 'none') showing = wanted;
  let current: Workspace;
  if (showing) {
    await writeDemoSettings(demoDir(dataDir, showing), showing);
    current = await openWorkspace(demoDir(dataDir, showing));
    feed = await startFeed(showing, current.log);
  } else {
    current = real as Workspace;
  }

  let opening: Promise<Workspace> | null = null;
  async function openReal(): Promise<Workspace> {
    if (real) return real;
    opening ??= openWorkspace(dataDir);
    real = await opening;
    return real;
  }

  async function append(body: Uint8Array, format: EventFormat): Promise<AppendResult> {
    const workspace = await openReal();
    const result = await workspace.log.append(body, format);
    if (showing && result.accepted > 0) await leaveDemo(workspace);
    return result;
  }

  async function leaveDemo(workspace: Workspace): Promise<void> {
    const left = current;
    if (left === workspace) return;
    current = workspace;
    showing = null;
    for (const listener of listeners) listener();
    await feed?.close();
    feed = null;
    await left.close();
  }

  return {
    log: {
      get epoch() {
        return current.log.epoch;
      },
      append,
      rejected: async (options) => (await openReal()).log.rejected(options),
      state: () => current.log.state(),
      close: () => current.log.close(),
    },
    engine: {
      query: (query, scope, minSeq) => current.engine.query(query, scope, minSeq),
      view: (query, scope, onRelease) => current.engine.view(query, scope, onRelease),
      catalog: () => current.engine.catalog(),
      state: () => current.engine.state(),
      close: () => current.engine.close(),
    },
    demo: () => showing,
    onSwitch: (listener) => void listeners.push(listener),
    close: async () => {
      await feed?.close();
      await current.close();
      if (real && real !== current) await real.close();
    },
  };
}

/** Whether a log was ever begun in this folder (its files are named `log…`). */
function holdsLog(dir: string): boolean {
  return existsSync(dir) && readdirSync(dir).some((name) => /^log[-.]/.test(name));
}

function demoDir(dataDir: string, demo: Exclude<Demo, 'none'>): string {
  return join(dataDir, demo === 'simulator' ? 'demo' : `demo-${demo}`);
}

async function startFeed(demo: Exclude<Demo, 'none'>, log: EventLog): Promise<Feed> {
  const feed = demo === 'simulator' ? startSimulator({ log, clock: Date.now }) : startSuperstore({ log });
  await feed.ready;
  return feed;
}
