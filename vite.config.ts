import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin, UserConfig } from 'vite';
import { defineConfig } from 'vitest/config';
import { firstParts } from './build/firstParts.ts';
import { leanHexagons } from './build/hexagons.ts';
import { leanWorker, mapLibrary } from './build/mapLibrary.ts';
import { preloadFirst } from './build/preload.ts';

const API = 'http://127.0.0.1:4401';

const SERVER = {
  main: 'server/main.ts',
  import: 'server/sources/importer/main.ts',
  rejected: 'server/sources/rejected/main.ts',
  logWorker: 'server/log/worker.ts',
  engineWorker: 'server/engine/worker.ts',
  placesWorker: 'server/geo/worker.ts',
};
/** The bench measures what is built: the loader of TypeScript names every function anew each time it is made, which costs closures half their speed. */
const BENCH = {
  main: 'tests/bench/main.ts',
  producers: 'tests/bench/producers.ts',
  broadcastServer: 'tests/bench/broadcastServer.ts',
  broadcastClients: 'tests/bench/broadcastClients.ts',
  // Parts that hold a server of their own find its threads beside them.
  logWorker: SERVER.logWorker,
  engineWorker: SERVER.engineWorker,
  placesWorker: SERVER.placesWorker,
};

/**
 * `vite build` makes the page in dist/web, `vite build --mode server` the server in dist/server,
 * `--mode bench` the bench in dist/bench; `vite` serves for development;
 * `vitest` runs the fast tests, `vitest --mode journeys` those in the browser.
 */
export default defineConfig(({ mode }) =>
  mode === 'server' || mode === 'bench'
    ? {
        publicDir: false,
        build: {
          ssr: true,
          outDir: `dist/${mode}`,
          target: 'node20',
          rolldownOptions: {
            input: mode === 'server' ? SERVER : BENCH,
            output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
          },
        },
      }
    : {
        ...page(),
        plugins: [...(page().plugins ?? []), firstParts(page()), preloadFirst(), finish()],
        server: {
          port: 4400,
          strictPort: true,
          proxy: { '/v1': API, '/health': API, '/metrics': API, '/socket.io': { target: API, ws: true } },
        },
        test: {
          ...(mode === 'journeys'
            ? { include: ['tests/journeys/**/*.test.ts'], fileParallelism: false }
            : { include: ['tests/**/*.test.{ts,tsx}'], exclude: ['tests/journeys/**', 'tests/bench/**'] }),
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // What is waited for comes in its time, which is long on a slow machine.
          expect: { poll: { timeout: 30_000 } },
          maxWorkers: 2,
        },
      },
);

/** How the page is made of its sources. */
function page(): UserConfig {
  return {
    plugins: [mapLibrary(), leanHexagons(), react()],
    // Parquet in the page: the policy of the page allows no WebAssembly.
    resolve: { alias: { hysnappy: fileURLToPath(new URL('src/ui/bring/snappy.ts', import.meta.url)) } },
    build: { outDir: 'dist/web', target: 'es2023', chunkSizeWarningLimit: 2000 },
    worker: { format: 'es', plugins: () => [leanWorker()] },
  };
}

/** Compresses the code of the finished page and leaves a mark beside it, so that `npm start` knows whether the sources are newer. */
function finish(): Plugin {
  return {
    name: 'finish',
    apply: 'build',
    writeBundle({ dir = fileURLToPath(new URL('dist/web', import.meta.url)) }) {
      const assets = join(dir, 'assets');
      for (const name of readdirSync(assets).filter((file) => /\.(js|css)$/.test(file))) {
        writeFileSync(join(assets, `${name}.gz`), gzipSync(readFileSync(join(assets, name)), { level: 9 }));
      }
      writeFileSync(join(dir, '../built'), '');
    },
  };
}
