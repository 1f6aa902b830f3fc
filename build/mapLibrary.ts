/**
 * How the libraries of the map come into the built page: MapLibre from its sources, so that the page and its worker share what both need
 * instead of loading it twice; deck.gl without what it brings along and the map has no use for. Development keeps them as they are published.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, type Plugin } from 'vite';
import { standIn, standInStyle } from './absentParts.ts';
import { shareMasks } from './sharedMasks.ts';

const LIBRARY = new URL('../node_modules/maplibre-gl/', import.meta.url);
const WORKER_URL = 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
/** What the libraries bring along: who imports it, as what, and what stands in for it (`src/map/absent`). */
const ABSENT: readonly (readonly [importer: RegExp, wanted: RegExp, standIn: string])[] = [
  [/\/@deck\.gl\/core\//, /^mjolnir\.js$/, 'events.ts'],
  [/\/@deck\.gl\/(core|layers)\//, /^@loaders\.gl\/(core|images)$/, 'loaders.ts'],
  [/\/@deck\.gl\/core\//, /^@luma\.gl\/gpgpu/, 'webgpu.ts'],
  [/\/@deck\.gl\/core\/.*\/views\//, /\/controllers\/[\w-]+-controller\.js$/, 'controllers.ts'],
  [/\/maplibre-gl\/src\//, /\/vector_tile_mlt\.ts$/, 'tiles.ts'],
  [/\/maplibre-gl\/src\//, /\/validate_style\.ts$/, 'validation.ts'],
];
const MADE = '\0map-worker-url';

export function mapLibrary(): Plugin {
  let worker = '';
  return {
    name: 'map-library',
    apply: 'build',
    enforce: 'pre',
    config: () => ({
      // Their own builds for WebGL alone.
      resolve: { conditions: ['visgl:webgl-only', ...defaultClientConditions] },
      // MapLibre's classes declare fields that their parents' constructors have set by then.
      oxc: { typescript: { removeClassFieldsWithoutInitializer: true }, assumptions: { setPublicClassFields: true } },
    }),
    buildStart() {
      worker = this.emitFile({ type: 'chunk', id: inLibrary('src/source/worker.ts'), name: 'mapWorker' });
    },
    resolveId(id, importer) {
      const absent = ABSENT.find(([from, wanted]) => importer !== undefined && from.test(importer) && wanted.test(id));
      if (absent) return fileURLToPath(new URL(`../src/map/absent/${absent[2]}`, import.meta.url));
      if (id === 'maplibre-gl') return inLibrary('src/index.ts');
      return id === WORKER_URL ? MADE : null;
    },
    load(id) {
      if (id === MADE) return `export default import.meta.ROLLUP_FILE_URL_${worker};`;
      if (id.endsWith('/maplibre-gl.css')) return standInStyle(readFileSync(id, 'utf8'));
      return shareMasks(id, () => readFileSync(id, 'utf8')) ?? standIn(id, () => readFileSync(id, 'utf8'));
    },
  };
}

/** For what a worker of its own holds: without the parts that nobody has a use for. */
export function leanWorker(): Plugin {
  return { name: 'lean-worker', apply: 'build', enforce: 'pre', load: (id) => standIn(id, () => readFileSync(id, 'utf8')) };
}

function inLibrary(path: string): string {
  return fileURLToPath(new URL(path, LIBRARY));
}
