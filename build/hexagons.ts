/** Hexagons of H3 in the page without what the page never asks of them: the library exports all its functions in one table, so that no bundler can see which are used. */
import type { Plugin } from 'vite';

/** What `src/map/cells.ts` asks for, with what the library asks of itself. */
const ASKED = new Set(['cellToBoundary', 'cellToLatLng', 'gridDisk', 'maxGridDiskSize', 'latLngToCell', 'readInt64AsDoubleFromPointer']);

export function leanHexagons(): Plugin {
  return {
    name: 'lean-hexagons',
    apply: 'build',
    transform: {
      filter: { id: /\/h3-js\/dist\/.*\.es\.js$/ },
      handler: (code) => ({ code: lean(code), map: null }),
    },
  };
}

/** The library's code without the other functions. Throws when it is not written as it was. */
export function lean(code: string): string {
  const bound = new Set<string>();
  const isKept = (name: string) => ASKED.has(name) || name.startsWith('sizeOf');
  const bindings = code.replace(/\['(\w+)', \w+(?:, \[[^\]]*\])?\]/g, (binding: string, name: string) => {
    bound.add(name);
    return isKept(name) ? binding : '';
  });
  const table = /return \{([^}]*)\};\s*\}\s*\/\/ EMSCRIPTEN_END_ASM/.exec(bindings)?.[1];
  if (bound.size < 50 || table === undefined)
    throw new Error('h3-js: its table of functions looks otherwise than build/hexagons.ts expects');
  const entries = table.split(',').filter((entry) => {
    const name = /^\s*_(\w+):/.exec(entry)?.[1] ?? '';
    return !bound.has(name) || isKept(name);
  });
  return bindings.replace(table, () => entries.join(','));
}
