/** The import table of the design, checked over every module. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Which folders each folder of the browser may import besides itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'src/protocol': [],
  'src/model': ['src/protocol'],
  'src/live': ['src/model', 'src/protocol'],
  'src/ui': ['src/live', 'src/model', 'src/protocol'],
  'src/map': ['src/ui', 'src/live', 'src/model', 'src/protocol'],
  'src/scene': ['src/ui', 'src/live', 'src/model', 'src/protocol'],
  'src/app': ['src/map', 'src/scene', 'src/ui', 'src/live', 'src/model', 'src/protocol'],
  server: ['src/protocol'],
};

/** The one home of each heavy library. */
const HOMES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(@deck\.gl|@luma\.gl|@loaders\.gl|maplibre-gl)(\/|$)/, ['src/map']],
  [/^(three|@react-three)(\/|$)/, ['src/scene']],
  [/^socket\.io-client/, ['src/live']],
  [/^socket\.io$/, ['server/hub']],
  [/^@duckdb\//, ['server/engine', 'server/sources']],
  [/^libsql/, ['server/log', 'server/library']],
  [/^h3-js/, ['server/geo', 'server/engine', 'src/map', 'src/model/hexagons']],
];

interface Import {
  readonly file: string;
  readonly to: string;
}

describe('imports', () => {
  const imports = [...modules('src'), ...modules('server')].flatMap(importsOf);

  it('sees the modules', () => expect(imports.length).toBeGreaterThan(50));

  it('go only in the direction of the design', () => {
    const wrong = imports.filter(
      ({ file, to }) => to.startsWith('.') && !isAllowed(file, relative(ROOT, resolve(ROOT, dirname(file), to))),
    );
    expect(wrong).toEqual([]);
  });

  it('of a heavy library stay in its home', () => {
    const wrong = imports.filter(({ file, to }) =>
      HOMES.some(([library, homes]) => library.test(to) && !homes.some((home) => file.startsWith(`${home}/`))),
    );
    expect(wrong).toEqual([]);
  });

  it('of packages in the protocol are zod alone', () => {
    const wrong = imports.filter(({ file, to }) => file.startsWith('src/protocol/') && !to.startsWith('.') && to !== 'zod');
    expect(wrong).toEqual([]);
  });
});

function isAllowed(file: string, target: string): boolean {
  const from = folderOf(file);
  const into = folderOf(target);
  if (from === 'src' || from === into) return true;
  return (ALLOWED[from] ?? []).includes(into);
}

function folderOf(path: string): string {
  if (path.startsWith('server')) return 'server';
  return path.split('/').length > 2 ? path.split('/').slice(0, 2).join('/') : 'src';
}

function modules(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
  );
  return Array.from(found, (match) => ({ file, to: match[1] ?? match[2] ?? match[3] ?? '' }));
}
