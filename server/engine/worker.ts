/** The engine's thread: its core behind messages. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '../../src/protocol/messageOf.ts';
import { loadTerritories } from '../geo/territories/territoryFolder.ts';
import { RequestError } from '../parts.ts';
import { toAnswerText } from './answerText.ts';
import { sendPoolToBackground } from './background.ts';
import { type Core, openCore } from './core.ts';
import { createLabels } from './labels.ts';
import { toParquet } from './parquet.ts';
import type { EngineCall, EngineReply, EngineRequest, EngineWorkerData, Failure } from './workerMessages.ts';

const TELL_STATE_EVERY_MS = 100;

if (parentPort) void serve(parentPort, workerData as EngineWorkerData);

async function serve(port: MessagePort, options: EngineWorkerData): Promise<void> {
  const post = (reply: EngineReply, transfer: ArrayBuffer[] = []): void => port.postMessage(reply, transfer);
  const epoch = new Promise<string>((resolve) =>
    port.once('message', (first: EngineRequest) => first.type === 'start' && resolve(first.epoch)),
  );
  try {
    // Ready before the log is, whose epoch says whether the archive is of this log.
    await sendPoolToBackground();
    const labelOf = createLabels();
    const core = await openCore({
      ...options,
      epoch: await epoch,
      labelOf,
      loadTerritories: () => loadTerritories(options.territoryDir),
      onRelease: (release) => post({ type: 'release', release }),
      onEnd: (viewId) => post({ type: 'ended', viewId }),
    });
    const telling = tellState(core, post);
    port.on('message', (message: EngineRequest) => {
      if (message.type === 'close') return core.views().close(message.viewId);
      if (message.type === 'start') return;
      const { call, request } = message;
      void run(core, request).then(
        (value) => {
          post({ type: 'answer', call, value }, value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : []);
          if (request.name !== 'stop') return;
          clearInterval(telling);
          port.close();
        },
        (error: unknown) => post({ type: 'failed', call, failure: toFailure(error) }),
      );
    });
    post({ type: 'open' });
  } catch (error) {
    post({ type: 'unopened', message: messageOf(error) });
    port.close();
  }
}

async function run(core: Core, request: EngineCall): Promise<unknown> {
  switch (request.name) {
    case 'query':
      return (request.form === 'parquet' ? toParquet : toAnswerText)(await core.query(request.asked, request.minSeq, request.scope));
    case 'catalog':
      return core.catalog();
    case 'read':
      return core.read(request.read, request.asked, request.minSeq, request.scope);
    case 'freshness':
      return core.freshness();
    case 'territories':
      return core.territories(request.isChanged);
    case 'open':
      return core.openView(request.asked, request.scope);
    case 'snapshot':
      return core.snapshot(request.viewId);
    case 'stop':
      return core.close();
  }
}

function tellState(core: Core, post: (reply: EngineReply) => void): NodeJS.Timeout {
  let told = '';
  const tell = (): void => {
    const state = core.state();
    if (told === JSON.stringify(state)) return;
    told = JSON.stringify(state);
    post({ type: 'state', state });
  };
  tell();
  return setInterval(tell, TELL_STATE_EVERY_MS);
}

function toFailure(error: unknown): Failure {
  const message = messageOf(error);
  if (error instanceof RequestError)
    return { message, refusal: { status: error.status, code: error.code, retryAfterS: error.retryAfterS } };
  console.error(error);
  return { message, refusal: null };
}
