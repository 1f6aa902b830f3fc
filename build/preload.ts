/** Has the page ask for the map and the panels of every day at once, beside the shell, instead of when the shell has come and run. */
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

/** Parts that the first picture needs and the shell does not hold. */
const FIRST = [
  'src/map/MapView.tsx',
  'src/ui/top/TopBar.tsx',
  'src/ui/kpi/KpiStrip.tsx',
  'src/ui/legend/Legend.tsx',
  'src/ui/sight/Sight.tsx',
  'src/ui/timeline/Timeline.tsx',
];

export function preloadFirst(): Plugin {
  return {
    name: 'preload-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        const wanted = new Set<string>();
        const styles = new Set<string>();
        for (const part of FIRST) {
          const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${part}`));
          if (!chunk) throw new Error(`preload: ${part} is no part of its own any more`);
          addWithImports(chunk, chunks, wanted, styles);
        }
        const isNew = (path: string) => !html.includes(path);
        return [
          ...[...wanted].filter(isNew).map((path) => link({ rel: 'modulepreload', crossorigin: true, href: `/${path}` })),
          ...[...styles].filter(isNew).map((path) => link({ rel: 'preload', as: 'style', crossorigin: true, href: `/${path}` })),
        ];
      },
    },
  };
}

function addWithImports(
  chunk: Rolldown.OutputChunk,
  chunks: readonly Rolldown.OutputChunk[],
  wanted: Set<string>,
  styles: Set<string>,
): void {
  if (wanted.has(chunk.fileName)) return;
  wanted.add(chunk.fileName);
  for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style);
  for (const name of chunk.imports) {
    const imported = chunks.find(({ fileName }) => fileName === name);
    if (imported) addWithImports(imported, chunks, wanted, styles);
  }
}

function link(attrs: Record<string, string | boolean>): HtmlTagDescriptor {
  return { tag: 'link', attrs, injectTo: 'head' };
}
