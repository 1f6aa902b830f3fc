/** The folder `DIR/territories`: one GeoJSON file a set. What cannot be used is left out, and told. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { messageOf } from '../../../src/protocol/messageOf.ts';
import { MAX_TERRITORY_BYTES, territoryName } from '../../../src/protocol/territories.ts';
import { readTerritory, type Territory } from './readTerritory.ts';

export interface LoadedTerritories {
  /** By name, ascending. */
  readonly territories: readonly Territory[];
  /** Files that could not be used, and why. */
  readonly problems: readonly string[];
}

export const NO_TERRITORIES: LoadedTerritories = { territories: [], problems: [] };

const FILE = /\.(geo)?json$/i;
export const MOST_TERRITORIES = 20;

/** Reads every file of the folder, which need not be there; with `only`, none but those of that set's name. */
export function loadTerritories(folder: string, only?: string): LoadedTerritories {
  const territories = new Map<string, Territory>();
  const problems: string[] = [];
  for (const file of only === undefined ? territoryFiles(folder) : filesOf(folder, only)) {
    try {
      if (statSync(join(folder, file)).size > MAX_TERRITORY_BYTES)
        throw new Error(`is larger than ${MAX_TERRITORY_BYTES / 1024 / 1024} MiB; simplify its outlines`);
      const territory = readTerritory(labelOf(file), readFileSync(join(folder, file), 'utf8'));
      if (territories.has(territory.name)) throw new Error(`its name, ${territory.name}, is that of another file; rename one`);
      if (territories.size === MOST_TERRITORIES) throw new Error(`more than ${MOST_TERRITORIES} files; take some away`);
      territories.set(territory.name, territory);
    } catch (error) {
      const problem = messageOf(error);
      problems.push(`territories/${file}: ${problem.replace(`${labelOf(file)}: `, '')}`);
    }
  }
  return { territories: [...territories.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), problems };
}

/** Keeps a set: the file of the same name is replaced, whole or not at all; what was there goes only once the new one is there. */
export function keepTerritory(folder: string, { name, label }: Pick<Territory, 'name' | 'label'>, text: string): void {
  mkdirSync(folder, { recursive: true });
  const kept = `${fileLabel(name, label)}.geojson`;
  writeFileSync(join(folder, `${kept}.part`), text);
  renameSync(join(folder, `${kept}.part`), join(folder, kept));
  const { ino } = statSync(join(folder, kept));
  // Where case does not tell names apart, the new one may stand under the old spelling.
  for (const file of filesOf(folder, name)) if (file !== kept && statSync(join(folder, file)).ino !== ino) rmSync(join(folder, file));
}

/** Takes a set away; false when there was none of that name. */
export function dropTerritory(folder: string, name: string): boolean {
  const files = filesOf(folder, name);
  for (const file of files) rmSync(join(folder, file));
  return files.length > 0;
}

function filesOf(folder: string, name: string): string[] {
  return territoryFiles(folder).filter((file) => territoryName(labelOf(file)) === name);
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

/** No part of a path, and no longer than a file name may be; the set is known by it, so where it would have another name it is that itself. */
function fileLabel(name: string, label: string): string {
  const plain = label
    .normalize('NFC')
    .replaceAll(/[^\p{Letter}\p{Mark}\p{Number} _-]+/gu, '-')
    .slice(0, 60);
  return territoryName(plain) === name ? plain : name;
}
