import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type TransferListItem, Worker } from 'node:worker_threads';

const SOURCES = { log: './log/worker.ts', engine: './engine/worker.ts', places: './geo/worker.ts' } as const;

/**
 * Starts a worker thread of the server, from the build beside this module or, in development, from its source. The tests, which have just
 * built, say so (`ORRERY_BUILT`) and get the build from the source as well: it starts in half the time.
 */
export function startWorker(name: keyof typeof SOURCES, workerData: unknown, transferList: TransferListItem[] = []): Worker {
  const url = builtUrl(name) ?? sourceUrl(new URL(SOURCES[name], import.meta.url));
  return new Worker(url, { workerData, transferList });
}

function builtUrl(name: string): URL | null {
  for (const path of [
    `./${name}Worker.js`,
    `../${name}Worker.js`,
    ...(process.env.ORRERY_BUILT ? [`../dist/server/${name}Worker.js`] : []),
  ]) {
    const url = new URL(path, import.meta.url);
    if (existsSync(fileURLToPath(url))) return url;
  }
  return null;
}

/** A thread does not inherit the TypeScript loader (and `--import tsx` sets it up in the main thread only): a first module does it. */
function sourceUrl(source: URL): URL {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'));
  const loader = new URL('dist/esm/api/index.mjs', tsx).href;
  const start = `import { register } from ${JSON.stringify(loader)}; register(); await import(${JSON.stringify(source.href)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(start)}`);
}
