/** A line held by a worker of its own. */
import type { Wire, WireAddress, WireNews } from './wire.ts';
import type { WorkerOrder } from './wireWorker.ts';

/** A worker that could not be fetched is begun anew so much later. */
const AGAIN_MS = 3000;

export function openWorkerWire(address: WireAddress, hear: (news: WireNews) => void): Wire {
  let hasSpoken = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let worker = begin();

  function begin(): Worker {
    const begun = new Worker(new URL('./wireWorker.ts', import.meta.url), { type: 'module', name: 'wire' });
    begun.addEventListener('message', listen);
    begun.addEventListener('error', handleError);
    begun.postMessage({ kind: 'open', address } satisfies WorkerOrder);
    return begun;
  }

  function listen({ data }: MessageEvent<WireNews>): void {
    hasSpoken = true;
    hear(data);
  }

  /** One that has spoken is there, whatever fails in it. */
  function handleError(): void {
    if (hasSpoken) return;
    worker.terminate();
    hear({ kind: 'lost' });
    clearTimeout(timer);
    timer = setTimeout(() => {
      worker = begin();
    }, AGAIN_MS);
  }

  return {
    say: (order) => worker.postMessage(order),
    close() {
      clearTimeout(timer);
      worker.removeEventListener('message', listen);
      worker.removeEventListener('error', handleError);
      worker.postMessage({ kind: 'close' } satisfies WorkerOrder);
    },
  };
}
