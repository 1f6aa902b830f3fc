/** Log and engine as they stand behind each other in the server, in this thread, with restarts by hand: from what is sent to answers. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { expect } from 'vitest';
import { type Core, openCore } from '../../server/engine/core.ts';
import { createFeedWriter, type FeedWriter } from '../../server/log/feedWriter.ts';
import type { ImportLabel } from '../../server/log/imports.ts';
import { openSqliteLog, type SqliteLog } from '../../server/log/sqliteLog.ts';
import type { EventFormat } from '../../server/parts.ts';
import type { Settings } from '../../server/settings.ts';
import type { AppendResult } from '../../src/protocol/event.ts';
import { applyFrame, createFrameTable, type FrameTable } from '../../src/protocol/frame.ts';
import type { PlanAnswer } from '../../src/protocol/plan.ts';
import type { PlanQuery } from '../../src/protocol/planQuery.ts';
import type { Query, QueryAnswer } from '../../src/protocol/query.ts';
import { placeOf, RECEIVED_MS } from '../oracle/resolving.ts';

export interface WholePath {
  /** Opened anew at every restart. */
  readonly log: SqliteLog;
  readonly core: Core;
  append(events: readonly unknown[], format: EventFormat, label?: ImportLabel | null): AppendResult;
  ask(query: Query): Promise<QueryAnswer>;
  plan(query: PlanQuery): Promise<PlanAnswer>;
  /** The state of a live view that has seen everything in the log. */
  view(query: Query): Promise<{ readonly table: FrameTable }>;
  /** Closes both and opens them on what they left; without its archive the engine fills another from the log. */
  restart(options?: { readonly losesArchive?: boolean }): Promise<void>;
  close(): Promise<void>;
}

interface Running {
  readonly log: SqliteLog;
  readonly feed: FeedWriter;
  readonly core: Core;
  readonly views: Map<string, string>;
}

const body = (events: readonly unknown[], format: EventFormat): Uint8Array =>
  new TextEncoder().encode(format === 'ndjson' ? events.map((event) => JSON.stringify(event)).join('\n') : JSON.stringify(events));

export async function openWholePath(settings: Settings, nowMs: number): Promise<WholePath> {
  const dir = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'orrery-whole-'));
  let running = await start();

  async function start(): Promise<Running> {
    const writer: { feed?: FeedWriter } = {};
    const { port1, port2 } = new MessageChannel();
    const log = openSqliteLog({
      dir,
      settings,
      gazetteer: { resolve: placeOf },
      now: () => RECEIVED_MS,
      onCommitted: (batch) => writer.feed?.committed(batch),
    });
    const feed = createFeedWriter(port1, log, (error) => {
      throw error;
    });
    writer.feed = feed;
    const given = { labelOf: () => null, onRelease: () => {}, onEnd: (viewId: string) => forget(viewId), now: () => nowMs };
    const core = await openCore({ dir, settings, epoch: log.epoch, logPort: port2, ...given });
    return { log, feed, core, views: new Map() };
  }

  /** A view that has ended is opened again when it is asked for. */
  function forget(viewId: string): void {
    for (const [key, known] of running.views) if (known === viewId) running.views.delete(key);
  }

  async function stop({ log, feed, core }: Running): Promise<void> {
    feed.close();
    await core.close();
    log.close();
  }

  return {
    get log() {
      return running.log;
    },
    get core() {
      return running.core;
    },
    append(events, format, label = null) {
      const [result] = running.log.append([{ body: body(events, format), format, import: label }]);
      if (!result || result instanceof Error) throw result ?? new Error('no answer');
      return result;
    },
    ask: (query) => running.core.query(query, running.log.seq()),
    plan: (query) => running.core.read('plan', query, running.log.seq()),
    async view(query) {
      const { core, views, log } = running;
      await core.query(query, log.seq());
      const key = JSON.stringify(query);
      const known = views.get(key);
      const viewId = known ?? (await core.openView(query)).viewId;
      views.set(key, viewId);
      await expect.poll(async () => (await core.views().snapshot(viewId)).seq, { interval: 20, timeout: 20_000 }).toBe(log.seq());
      const table = createFrameTable();
      applyFrame(table, (await core.views().snapshot(viewId)).frame);
      return { table };
    },
    async restart({ losesArchive = false } = {}) {
      await stop(running);
      if (losesArchive) rmSync(join(dir, 'archive.duckdb'), { force: true });
      running = await start();
    },
    async close() {
      await stop(running);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
