/** Where the generated geography lies and how its files are read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ROOT } from '../root.ts';

/** The generated files that come with the product. */
export const GEOGRAPHY = join(ROOT, 'public/geo');

/** The bytes of a file, unpacked when its name ends in `.gz`. */
export function readBytes(folder: string, path: string): Buffer {
  const bytes = readFileSync(join(folder, path));
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

/** A generated JSON file; its shape is that of the generator. */
export function readJson<T>(folder: string, path: string): T {
  return JSON.parse(readBytes(folder, path).toString('utf8')) as T;
}

/** Computes a value on first use and keeps it. */
export function lazy<T>(create: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: create() };
    return made.value;
  };
}
