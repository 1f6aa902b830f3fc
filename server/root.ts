import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The product's folder (the one with package.json), found from this module whether it runs from source or from the build. */
export const ROOT: string = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`package.json: not found above ${fileURLToPath(import.meta.url)}`);
  return findRoot(parent);
}
