/** The folder `DIR/territories`: one GeoJSON file a set. What cannot be used is left out, and told. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { territoryName } from '../../../src/protocol/territories.ts';
import { MAX_TERRITORY_BYTES, readTerritory, type Territory } from './readTerritory.ts';

export interface LoadedTerritories {
  /** By name, ascending. */
  readonly territories: readonly Territory[];
  /** Files that could not be used, and why. */
  readonly problems: readonly string[];
}

export const NO_TERRITORIES: LoadedTerritories = { territories: [], problems: [] };

const FILE = /\.(geo)?json$/i;
export const MOST_TERRITORIES = 20;

/** Reads every file of the folder, which need not be there. */
export function loadTerritories(folder: string): LoadedTerritories {
  const territories = new Map<string, Territory>();
  const problems: string[] = [];
  for (const file of territoryFiles(folder)) {
    try {
      if (statSync(join(folder, file)).size > MAX_TERRITORY_BYTES)
        throw new Error(`is larger than ${MAX_TERRITORY_BYTES / 1024 / 1024} MiB; simplify its outlines`);
      const territory = readTerritory(labelOf(file), readFileSync(join(folder, file), 'utf8'));
      if (territories.has(territory.name)) throw new Error(`its name, ${territory.name}, is that of another file; rename one`);
      if (territories.size === MOST_TERRITORIES) throw new Error(`more than ${MOST_TERRITORIES} files; take some away`);
      territories.set(territory.name, territory);
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      problems.push(`territories/${file}: ${problem.replace(`${labelOf(file)}: `, '')}`);
    }
  }
  return { territories: [...territories.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), problems };
}

/** Keeps a set: the file of the same name is replaced, whole or not at all. */
export function keepTerritory(folder: string, { name, label }: Pick<Territory, 'name' | 'label'>, text: string): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${fileLabel(label)}.geojson`);
  writeFileSync(`${path}.part`, text);
  dropTerritory(folder, name);
  renameSync(`${path}.part`, path);
}

/** Takes a set away; false when there was none of that name. */
export function dropTerritory(folder: string, name: string): boolean {
  const files = territoryFiles(folder).filter((file) => territoryName(labelOf(file)) === name);
  for (const file of files) rmSync(join(folder, file));
  return files.length > 0;
}

function territoryFiles(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => FILE.test(file))
        .sort()
    : [];
}

function labelOf(file: string): string {
  return basename(file).replace(FILE, '');
}

/** No part of a path, and no longer than a file name may be. */
function fileLabel(label: string): string {
  return label.replaceAll(/[^\p{Letter}\p{Number} _-]+/gu, '-').slice(0, 60);
}
