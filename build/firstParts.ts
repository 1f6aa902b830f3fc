/**
 * What the first picture needs comes in a few files instead of a hundred: the shell, the panels of every day, the map. Which modules each of
 * them needs is read off a first, unwritten build, which knows what of every library is used; all else is split as the bundler does by itself.
 */
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';

/** The map, which hangs on the shell and may hang on the panels. */
const MAP = 'src/map/MapView.tsx';
/** Parts of the first picture that the shell does not hold. */
const PANELS = [
  'src/ui/Rail.tsx',
  'src/ui/top/TopBar.tsx',
  'src/ui/kpi/KpiStrip.tsx',
  'src/ui/legend/Legend.tsx',
  'src/ui/sight/Sight.tsx',
  'src/ui/timeline/Timeline.tsx',
];
export const FIRST: readonly string[] = [MAP, ...PANELS];

type Chunks = readonly Rolldown.OutputChunk[];

/** `trial`: the configuration of the build, without this plugin. */
export function firstParts(trial: InlineConfig): Plugin {
  let parts = new Map<string, string>();
  return {
    name: 'first-parts',
    apply: 'build',
    config: () => ({
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              includeDependenciesRecursively: false,
              groups: [{ debugName: 'first parts', name: (id: string) => parts.get(id) ?? null }],
            },
          },
        },
      },
    }),
    async buildStart() {
      const built = await build({
        ...trial,
        configFile: false,
        logLevel: 'silent',
        build: { ...trial.build, write: false, minify: false },
      });
      if (!('output' in built)) throw new Error('first parts: the trial gave no chunks');
      parts = partsOf(built.output.filter((output) => output.type === 'chunk'));
    },
  };
}

/** The part of every module that belongs to one. What the map's worker shares with the map stays on its own, and the entry with what it holds. */
function partsOf(chunks: Chunks): Map<string, string> {
  const entry = chunks.find(({ isEntry, facadeModuleId }) => isEntry && facadeModuleId?.endsWith('/index.html'));
  const worker = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/maplibre-gl/src/source/worker.ts'));
  if (!entry || !worker) throw new Error('first parts: no entry or no worker');
  const taken = new Set([entry, ...reachedFrom([worker], chunks)]);
  const parts = new Map<string, string>();
  const take = (part: string, roots: Chunks) => {
    for (const chunk of reachedFrom(roots, chunks)) {
      if (taken.has(chunk)) continue;
      taken.add(chunk);
      for (const id of chunk.moduleIds) parts.set(id, part);
    }
  };
  take('shell', [entry]);
  take(
    'panels',
    PANELS.map((path) => chunkOf(path, chunks)),
  );
  take('map', [chunkOf(MAP, chunks)]);
  return parts;
}

/** The chunk that holds a module of the page (its path from the root). Throws when none does. */
export function chunkOf(path: string, chunks: Chunks): Rolldown.OutputChunk {
  const found = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/${path}`)));
  if (!found) throw new Error(`first parts: ${path} is in no chunk`);
  return found;
}

/** Chunks and all that they import at once. */
export function reachedFrom(roots: Chunks, chunks: Chunks): ReadonlySet<Rolldown.OutputChunk> {
  const reached = new Set(roots);
  // A set that grows while it is walked shows what was added.
  for (const chunk of reached)
    for (const name of chunk.imports) {
      const imported = chunks.find(({ fileName }) => fileName === name);
      if (imported) reached.add(imported);
    }
  return reached;
}
