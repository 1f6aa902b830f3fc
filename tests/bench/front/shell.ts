/** The shell of the built page: what is loaded before anything is asked for. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../../../server/root.ts';

const WEB = join(ROOT, 'dist/web');

export interface Shell {
  /** Names of its scripts: the first one, and all that it imports at once. */
  readonly scripts: readonly string[];
  /** Compressed kilobytes of the page, its scripts and its styles. */
  readonly kilobytes: number;
}

/** Reads the built page. Throws when there is none. */
export function builtShell(): Shell {
  const page = readFileSync(join(WEB, 'index.html'), 'utf8');
  const first = /<script type="module"[^>]*src="\/([^"]+)"/.exec(page)?.[1];
  if (first === undefined) throw new Error('index.html: no script');
  const scripts = importedBy(first);
  const styles = [...page.matchAll(/<link rel="stylesheet"[^>]*href="\/([^"]+)"/g)].map(([, path]) => path as string);
  const kilobytes = ['index.html', ...scripts, ...styles].reduce((sum, path) => sum + zipped(path), 0) / 1000;
  return { scripts: scripts.map((path) => basename(path)), kilobytes };
}

function importedBy(first: string): readonly string[] {
  const found = new Set([first]);
  // A set that grows while it is walked shows what was added.
  for (const path of found)
    for (const [, name] of read(path).matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g)) found.add(`assets/${name}`);
  return [...found];
}

function read(path: string): string {
  return readFileSync(join(WEB, path), 'utf8');
}

function zipped(path: string): number {
  return gzipSync(readFileSync(join(WEB, path)), { level: 9 }).length;
}

/** Words that the code of a library of maps, scenes or hexagons holds, whatever its build made of its names. */
const LIBRARY_MARKS = {
  maplibre: /maplibregl-canvas-container/,
  'deck.gl': /deck\.gl|instancePositions/,
  three: /WebGLRenderer|MeshStandardMaterial/,
  h3: /latLngToCell/,
} satisfies Readonly<Record<string, RegExp>>;

/** Libraries found in the scripts of the shell, as `library in script`. */
export function librariesIn({ scripts }: Shell): readonly string[] {
  return scripts.flatMap((script) => {
    const code = read(`assets/${script}`);
    return Object.entries(LIBRARY_MARKS).flatMap(([library, mark]) => (mark.test(code) ? [`${library} in ${script}`] : []));
  });
}

/** What the page asks for by itself, before any script has run, of what the first map needs: `map`, `overlay`, `world`, `catalog`. */
export function askedAtOnce(): readonly string[] {
  const page = read('index.html');
  const scripts = [...page.matchAll(/<link rel="modulepreload"[^>]*href="\/([^"]+)"/g)].map(([, path]) => read(path as string));
  const fetched = [...page.matchAll(/<link rel="preload" href="([^"]+)" as="fetch"/g)].map(([, path]) => path as string);
  const parts = {
    map: scripts.some((code) => LIBRARY_MARKS.maplibre.test(code)),
    overlay: scripts.some((code) => LIBRARY_MARKS['deck.gl'].test(code)),
    world: fetched.includes('/geo/world.json'),
    catalog: fetched.includes('/v1/catalog'),
  };
  return Object.entries(parts).flatMap(([name, isThere]) => (isThere ? [name] : []));
}
