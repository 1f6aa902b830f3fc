/** The log as the main thread sees it: a worker thread behind calls that bound how much may wait. */
import type { MessagePort, Worker } from 'node:worker_threads';
import type { AppendResult } from '../../src/protocol/event.ts';
import { type EventFormat, type EventLog, type LogState, type RejectedRecord, RequestError } from '../parts.ts';
import type { Settings } from '../settings.ts';
import { startWorker } from '../worker.ts';
import type { ImportLabel } from './imports.ts';
import type { LogReply, LogRequest, LogWorkerData } from './workerMessages.ts';

/** Bytes of requests that may wait for the disk together; more are asked to come again. A little more than the largest request. */
const MAX_WAITING_BYTES = 24 * 1024 * 1024;
const RETRY_BUSY_S = 1;

export interface OpenLogOptions {
  readonly dir: string;
  readonly settings: Settings;
  /** One end of the channel to the engine; it is transferred. */
  readonly enginePort: MessagePort;
  /** Called when the disk cannot be trusted any more; everything unanswered has been refused. Ends the process unless given. */
  readonly onFailure?: (message: string) => void;
}

interface Waiting {
  readonly bytes: number;
  readonly resolve: (reply: LogReply) => void;
  readonly reject: (error: Error) => void;
}

/** Opens the log of a data folder in its own thread. Throws when another process has it open or the settings do not fit it. */
export async function openLog(options: OpenLogOptions): Promise<EventLog> {
  const { dir, settings, enginePort, onFailure = endProcess } = options;
  const worker = startWorker('log', { dir, settings, enginePort } satisfies LogWorkerData, [enginePort]);
  let state = await opened(worker);
  const calls = createCalls(worker, {
    onState: (newer) => {
      state = newer;
    },
    onFailure,
  });
  return {
    epoch: state.epoch,
    append: (body, format, label = null) => append(calls, body, format, label),
    refuseBusy: (bytes) => refuseBusy(calls, bytes),
    check: async (body, format, label = null) => {
      refuseBusy(calls, body.byteLength);
      const owned = toOwned(body);
      return expected(await calls.ask((call) => ({ type: 'check', call, body: owned, format, import: label }), owned), 'checked').result;
    },
    imports: async () => expected(await calls.ask((call) => ({ type: 'imports', call })), 'imports').imports,
    changeImport: async (id, withdrawn) =>
      expected(await calls.ask((call) => ({ type: 'changeImport', call, id, withdrawn })), 'importChanged').changed,
    events: async (seqs) => expected(await calls.ask((call) => ({ type: 'events', call, seqs })), 'events').events,
    rejected: async ({ limit, before = Number.MAX_SAFE_INTEGER }) => {
      const reply = await calls.ask((call) => ({ type: 'rejected', call, limit, before }));
      return reply.type === 'rejected' ? reply.records : ([] as readonly RejectedRecord[]);
    },
    forgetRejected: async (records) => {
      const reply = await calls.ask((call) => ({ type: 'forget', call, records }));
      return reply.type === 'forgotten' ? reply.count : 0;
    },
    state: () => state,
    close: () => calls.close(),
  };
}

function endProcess(message: string): void {
  console.error(`Stopping, because the log has failed: ${message}`);
  process.exit(1);
}

function opened(worker: Worker): Promise<LogState> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', ([reply]: readonly LogReply[]) => {
      worker.off('error', reject);
      if (reply?.type === 'open') return resolve(reply.state);
      void worker.terminate();
      reject(new Error(reply?.type === 'failed' ? reply.message : `log worker: unexpected ${reply?.type}`));
    });
  });
}

async function append(calls: Calls, body: Uint8Array, format: EventFormat, label: ImportLabel | null): Promise<AppendResult> {
  refuseBusy(calls, body.byteLength);
  const owned = toOwned(body);
  return expected(await calls.ask((call) => ({ type: 'append', call, body: owned, format, import: label }), owned), 'appended').result;
}

function refuseBusy(calls: Calls, bytes: number): void {
  if (calls.waitingBytes() + bytes <= MAX_WAITING_BYTES) return;
  throw new RequestError(429, 'busy', 'too much is waiting for the disk; send it again a little later', RETRY_BUSY_S);
}

function expected<Type extends LogReply['type']>(reply: LogReply, type: Type): Extract<LogReply, { readonly type: Type }> {
  if (reply.type !== type) throw new Error(`log worker: unexpected ${reply.type}`);
  return reply as Extract<LogReply, { readonly type: Type }>;
}

function toOwned(body: Uint8Array): Uint8Array {
  return isWhole(body) ? body : new Uint8Array(body);
}

/** A part of a shared buffer (Node's pool) cannot be transferred. */
function isWhole(body: Uint8Array): boolean {
  return body.buffer instanceof ArrayBuffer && body.byteLength === body.buffer.byteLength;
}

interface Calls {
  ask(toRequest: (call: number) => LogRequest, body?: Uint8Array): Promise<LogReply>;
  waitingBytes(): number;
  close(): Promise<void>;
}

interface CallOptions {
  readonly onState: (state: LogState) => void;
  readonly onFailure: (message: string) => void;
}

function createCalls(worker: Worker, { onState, onFailure }: CallOptions): Calls {
  const waiting = new Map<number, Waiting>();
  let [nextCall, bytes] = [1, 0];
  let ended: RequestError | null = null;

  const settle = (call: number): Waiting | undefined => {
    const found = waiting.get(call);
    waiting.delete(call);
    bytes -= found?.bytes ?? 0;
    return found;
  };
  const end = (error: RequestError): void => {
    ended ??= error;
    for (const call of [...waiting.keys()]) settle(call)?.reject(ended);
  };
  const fail = (message: string): void => {
    if (ended) return;
    end(new RequestError(503, 'log_failed', 'the log has failed; send it again: it counts once, even if it is stored', 10));
    onFailure(message);
  };
  const settled = (reply: Extract<LogReply, { readonly call: number }>): void => {
    if (reply.type === 'appended' || reply.type === 'forgotten' || reply.type === 'importChanged') onState(reply.state);
    const found = settle(reply.call);
    if (reply.type === 'refused') {
      const { status, code, message, retryAfterS } = reply.refusal;
      found?.reject(new RequestError(status, code, message, retryAfterS));
    } else found?.resolve(reply);
  };
  const hear = (reply: LogReply): void => {
    if (reply.type === 'failed') fail(reply.message);
    else if (reply.type !== 'open' && reply.type !== 'spent') settled(reply);
  };
  worker.on('message', (replies: readonly LogReply[]) => replies.forEach(hear));
  worker.on('error', (error) => fail(error.message));
  worker.on('exit', () => fail('its thread has ended'));

  let outbox: LogRequest[] = [];
  let bodies: ArrayBuffer[] = [];
  /** What was asked in one turn of the event loop goes together. */
  const flush = (): void => {
    worker.postMessage(outbox, bodies);
    outbox = [];
    bodies = [];
  };
  const ask = (toRequest: (call: number) => LogRequest, body?: Uint8Array): Promise<LogReply> => {
    if (ended) return Promise.reject(ended);
    const call = nextCall++;
    const size = body?.byteLength ?? 0;
    bytes += size;
    return new Promise((resolve, reject) => {
      waiting.set(call, { bytes: size, resolve, reject });
      if (outbox.length === 0) setImmediate(flush);
      outbox.push(toRequest(call));
      if (body) bodies.push(body.buffer as ArrayBuffer);
    });
  };
  return {
    ask,
    waitingBytes: () => bytes,
    close: async () => {
      if (ended) return;
      const asked = ask((call) => ({ type: 'close', call }));
      ended = new RequestError(503, 'closing', 'the server is stopping; send it again later', RETRY_BUSY_S);
      await asked;
      await worker.terminate();
    },
  };
}
