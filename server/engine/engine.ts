/** The engine as the main thread sees it: calls to its worker. */
import type { MessagePort, Worker } from 'node:worker_threads';
import type { Catalog } from '../../src/protocol/catalog.ts';
import type { FreshnessAnswer } from '../../src/protocol/freshness.ts';
import { messageOf } from '../../src/protocol/messageOf.ts';
import type { TerritoriesAnswer } from '../../src/protocol/territories.ts';
import { type Engine, type EngineState, RequestError, type ViewListener, type ViewRelease } from '../parts.ts';
import type { Settings } from '../settings.ts';
import { startWorker } from '../worker.ts';
import type { EngineCall, EngineReply, EngineRequest, EngineWorkerData, Failure } from './workerMessages.ts';

export interface EngineOptions {
  /** Data folder; the archive stands in it. */
  readonly dir: string;
  readonly settings: Settings;
  /** Of the log. Its thread is made ready while this is still being found out. */
  readonly epoch: string | Promise<string>;
  /** The log's feed; it is transferred. */
  readonly logPort: MessagePort;
  /** Folder of the company's own territories, which need not be there. */
  readonly territoryDir: string;
  /** Called when its thread has failed: nothing is answered any more, and what is live stands still. Ends the process unless given. */
  readonly onFailure?: (message: string) => void;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the engine on the archive in a data folder and feeds it from the log. Throws when it cannot be opened. */
export async function openEngine({ dir, settings, epoch, logPort, territoryDir, onFailure = endProcess }: EngineOptions): Promise<Engine> {
  const workerData: EngineWorkerData = { dir, settings, logPort, territoryDir };
  const worker = startWorker('engine', workerData, [logPort]);
  const waiting = new Map<number, Waiting>();
  const subscribers = createSubscribers();
  let calls = 0;
  let state: EngineState = {
    appliedSeq: 0,
    views: { open: 0, folded: 0, bytes: 0, mostBytes: 0 },
    dictionaryBytes: 0,
    newestEventMs: null,
    notices: [],
  };
  let stopped: Error | null = null;

  const call = <Value>(request: EngineCall): Promise<Value> =>
    new Promise((resolve, reject) => {
      if (stopped) return reject(stopped);
      waiting.set(++calls, { resolve, reject });
      try {
        send(worker, { type: 'call', call: calls, request });
      } catch (error) {
        settle(calls, (entry) => entry.reject(toUnsendable(error)));
      }
    });

  function settle(id: number, finish: (waiting: Waiting) => void): void {
    const entry = waiting.get(id);
    waiting.delete(id);
    if (entry) finish(entry);
  }

  function stop(reason: Error): void {
    stopped ??= reason;
    for (const { reject } of waiting.values()) reject(stopped);
    waiting.clear();
  }

  worker.on('message', (reply: EngineReply) => {
    if (reply.type === 'answer') settle(reply.call, ({ resolve }) => resolve(reply.value as never));
    else if (reply.type === 'failed') settle(reply.call, ({ reject }) => reject(toError(reply.failure)));
    else if (reply.type === 'release') subscribers.publish(reply.release);
    else if (reply.type === 'ended') subscribers.end(reply.viewId);
    else if (reply.type === 'state') state = reply.state;
  });
  let isOpen = false;
  const exited = new Promise((resolve) => worker.once('exit', resolve));
  worker.on('error', (error: unknown) => {
    console.error(error);
    fail(messageOf(error));
  });
  worker.on('exit', () => fail('its thread has ended'));
  const opening = opened(worker);
  // It may fail while nobody waits for it yet.
  opening.catch(() => {});
  try {
    send(worker, { type: 'start', epoch: await epoch });
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  await opening;
  isOpen = true;

  function fail(message: string): void {
    if (stopped) return;
    stop(new RequestError(503, 'stopped', 'the engine has stopped', 5));
    if (isOpen) onFailure(message);
  }

  return {
    query: (asked, scope, minSeq, form = 'json') => call<Uint8Array>({ name: 'query', asked, minSeq, scope, form }),
    async view(query, scope, listener) {
      const { viewId } = await call<{ viewId: string }>({ name: 'open', asked: query, scope });
      const leave = subscribers.join(viewId, listener);
      return {
        viewId,
        snapshot: () => call({ name: 'snapshot', viewId }),
        close: () => {
          if (leave()) send(worker, { type: 'close', viewId });
        },
      };
    },
    territories: (isChanged) => call<TerritoriesAnswer>({ name: 'territories', isChanged }),
    catalog: () => call<Omit<Catalog, 'simulated'>>({ name: 'catalog' }),
    read: (name, asked, scope, minSeq) => call({ name: 'read', read: name, asked, minSeq, scope }),
    freshness: () => call<FreshnessAnswer>({ name: 'freshness' }),
    state: () => state,
    async close() {
      isOpen = false;
      if (!stopped) await call({ name: 'stop' }).catch(() => worker.terminate());
      await exited;
    },
  };
}

function endProcess(message: string): void {
  console.error(`Stopping, because the engine has failed: ${message}`);
  process.exit(1);
}

function send(worker: Worker, request: EngineRequest): void {
  worker.postMessage(request);
}

function opened(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('message', (reply: EngineReply) => {
      if (reply.type === 'open') resolve();
      else if (reply.type === 'unopened') reject(new Error(reply.message));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('engine: its thread ended before it was open')));
  });
}

/** A message to another thread is copied level by level, and the stack bounds how many there may be. */
function toUnsendable(error: unknown): Error {
  if (error instanceof RangeError) return new RequestError(400, 'bad_query', 'query: is nested too deeply');
  return error instanceof Error ? error : new Error(String(error));
}

function toError({ message, refusal }: Failure): Error {
  return refusal ? new RequestError(refusal.status, refusal.code, message, refusal.retryAfterS) : new Error(message);
}

/** Who hears of the releases of which view. */
function createSubscribers() {
  const byView = new Map<string, Set<ViewListener>>();
  return {
    publish(release: ViewRelease): void {
      for (const listener of byView.get(release.viewId) ?? []) listener.onRelease(release);
    },
    end(viewId: string): void {
      const listeners = byView.get(viewId) ?? [];
      byView.delete(viewId);
      for (const listener of listeners) listener.onEnd();
    },
    /** Returns the way out; it answers whether it was taken for the first time. */
    join(viewId: string, listener: ViewListener): () => boolean {
      const own: ViewListener = { ...listener };
      const all = byView.get(viewId) ?? new Set();
      byView.set(viewId, all.add(own));
      return () => {
        const left = all.delete(own);
        if (all.size === 0 && byView.get(viewId) === all) byView.delete(viewId);
        return left;
      };
    },
  };
}
