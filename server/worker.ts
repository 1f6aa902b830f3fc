import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type TransferListItem, Worker } from 'node:worker_threads';

const SOURCES = { log: './log/worker.ts', engine: './engine/worker.ts' } as const;

/** Starts a worker thread of the server, from the build beside this module or, in development, from its source. */
export function startWorker(name: keyof typeof SOURCES, workerData: unknown, transferList: TransferListItem[] = []): Worker {
  const built = builtUrl(name);
  if (built) return new Worker(built, { workerData, transferList });
  return new Worker(new URL(SOURCES[name], import.meta.url), { workerData, transferList, execArgv: ['--import', 'tsx'] });
}

function builtUrl(name: string): URL | null {
  for (const path of [`./${name}Worker.js`, `../${name}Worker.js`]) {
    const url = new URL(path, import.meta.url);
    if (existsSync(fileURLToPath(url))) return url;
  }
  return null;
}
