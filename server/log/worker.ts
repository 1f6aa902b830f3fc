/** The log's thread. All requests that wait while a commit is under way share the next one. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '../../src/protocol/messageOf.ts';
import { loadGazetteer } from '../geo/gazetteer.ts';
import { RequestError } from '../parts.ts';
import { createFeedWriter, type FeedWriter } from './feedWriter.ts';
import { readEvents } from './readEvents.ts';
import { openSqliteLog, type SqliteLog } from './sqliteLog.ts';
import type { LogReply, LogRequest, LogWorkerData } from './workerMessages.ts';

/** Requests of this size together make one commit, so that none waits long behind the others. */
const MAX_GROUP_BYTES = 2 * 1024 * 1024;

type AppendMessage = Extract<LogRequest, { type: 'append' }>;

if (parentPort) serve(parentPort, workerData as LogWorkerData);

function serve(port: MessagePort, { dir, settings, enginePort }: LogWorkerData): void {
  const post = (...replies: readonly LogReply[]): void => port.postMessage(replies);
  const fail = (error: unknown): void => post({ type: 'failed', message: messageOf(error) });
  try {
    const feed: { writer: FeedWriter | null } = { writer: null };
    const log = openSqliteLog({ dir, settings, gazetteer: loadGazetteer(), onCommitted: (batch) => feed.writer?.committed(batch) });
    feed.writer = createFeedWriter(enginePort, log, fail);
    listen({ port, log, post, fail, stopFeed: () => feed.writer?.close() });
    post({ type: 'open', state: log.state() });
  } catch (error) {
    fail(error);
  }
}

interface Served {
  readonly port: MessagePort;
  readonly log: SqliteLog;
  readonly post: (...replies: readonly LogReply[]) => void;
  readonly fail: (error: unknown) => void;
  readonly stopFeed: () => void;
}

function listen({ port, log, post, fail, stopFeed }: Served): void {
  let waiting: AppendMessage[] = [];
  let scheduled = false;
  let closed = false;
  let indexing = true;
  const schedule = (): void => {
    if (indexing || scheduled || waiting.length === 0) return;
    scheduled = true;
    setImmediate(commitGroup);
  };
  const commitGroup = (): void => {
    scheduled = false;
    const group = takeGroup(waiting);
    waiting = waiting.slice(group.length);
    try {
      const answers = answersTo(group, log);
      const bodies = group.map(({ body }) => body);
      port.postMessage(
        [...answers, { type: 'spent', bodies }] satisfies LogReply[],
        bodies.map(({ buffer }) => buffer as ArrayBuffer),
      );
      if (waiting.length > 0) schedule();
      else setImmediate(tidy);
    } catch (error) {
      waiting = [];
      fail(error);
    }
  };
  /** A piece at a time, so that the engine gets what it lacks meanwhile; then what has come since. */
  const index = (): void => {
    if (closed) return;
    try {
      indexing = log.index();
      if (indexing) setImmediate(index);
      else if (waiting.length > 0) schedule();
      else setImmediate(tidy);
    } catch (error) {
      fail(error);
    }
  };
  /** Between requests, a piece at a time. */
  const tidy = (): void => {
    if (closed || waiting.length > 0) return;
    try {
      if (log.tidy()) setImmediate(tidy);
    } catch (error) {
      if (!(error instanceof RequestError)) fail(error);
    }
  };
  const close = (call: number): void => {
    while (waiting.length > 0) commitGroup();
    closed = true;
    stopFeed();
    log.close();
    post({ type: 'closed', call });
    port.close();
  };
  setImmediate(index);
  const take = (request: LogRequest): void => {
    if (request.type === 'append') {
      waiting.push(request);
      schedule();
    } else if (request.type === 'events')
      readEvents(request.seqs, log, {
        isClosed: () => closed,
        fail,
        done: (events) => post({ type: 'events', call: request.call, events }),
      });
    else if (request.type === 'close') close(request.call);
    else {
      // What was sent before is taken in before.
      if (request.type === 'changeImport') while (waiting.length > 0) commitGroup();
      post(answerTo(request, log));
    }
  };
  port.on('message', (requests: readonly LogRequest[]) => requests.forEach(take));
}

type SmallRequest = Extract<LogRequest, { type: 'rejected' | 'forget' | 'check' | 'imports' | 'changeImport' }>;

function answerTo(request: SmallRequest, log: SqliteLog): LogReply {
  const { call } = request;
  try {
    switch (request.type) {
      case 'rejected':
        return { type: 'rejected', call, records: log.rejected(request) };
      case 'forget':
        return { type: 'forgotten', call, count: log.forgetRejected(request.records), state: log.state() };
      case 'check':
        return { type: 'checked', call, result: log.check(request) };
      case 'imports':
        return { type: 'imports', call, imports: log.imports() };
      case 'changeImport':
        return { type: 'importChanged', call, changed: log.changeImport(request.id, request.withdrawn), state: log.state() };
    }
  } catch (error) {
    if (error instanceof RequestError) return refused(call, error);
    return { type: 'failed', message: messageOf(error) };
  }
}

function refused(call: number, { status, code, message, retryAfterS }: RequestError): LogReply {
  return { type: 'refused', call, refusal: { status, code, message, retryAfterS } };
}

function takeGroup(waiting: readonly AppendMessage[]): AppendMessage[] {
  let bytes = 0;
  const end = waiting.findIndex((request) => {
    bytes += request.body.byteLength;
    return bytes > MAX_GROUP_BYTES;
  });
  return waiting.slice(0, end === -1 ? waiting.length : Math.max(1, end));
}

function answersTo(group: readonly AppendMessage[], log: SqliteLog): LogReply[] {
  const results = log.append(group);
  const state = log.state();
  return results.map((result, at) => {
    const { call } = group[at] as AppendMessage;
    return result instanceof RequestError ? refused(call, result) : { type: 'appended', call, result, state };
  });
}
