/** Has the page ask for the map and the panels of every day at once, beside the shell, instead of when the shell has come and run. */
import type { HtmlTagDescriptor, Plugin } from 'vite';
import { chunkOf, FIRST, reachedFrom } from './firstParts.ts';

export function preloadFirst(): Plugin {
  return {
    name: 'preload-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        const wanted = reachedFrom(
          FIRST.map((part) => chunkOf(part, chunks)),
          chunks,
        );
        const styles = new Set([...wanted].flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]));
        const isNew = (path: string) => !html.includes(path);
        return [
          ...[...wanted]
            .map(({ fileName }) => fileName)
            .filter(isNew)
            .map((path) => link({ rel: 'modulepreload', crossorigin: true, href: `/${path}` })),
          ...[...styles].filter(isNew).map((path) => link({ rel: 'preload', as: 'style', crossorigin: true, href: `/${path}` })),
        ];
      },
    },
  };
}

function link(attrs: Record<string, string | boolean>): HtmlTagDescriptor {
  return { tag: 'link', attrs, injectTo: 'head' };
}
