/** A lock file made on one platform must serve the others: the installer refuses one that leaves out packages. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Locked {
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

it('the lock file has every package that another one in it may want', () => {
  const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  const isLocked = (at: string, name: string): boolean => {
    for (let folder = at; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
      if (`${folder && `${folder}/`}node_modules/${name}` in packages) return true;
      if (folder === '') return false;
    }
  };
  const wanted = Object.entries(packages).flatMap(([at, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).map((name) => ({ at, name })),
  );
  expect(wanted.length).toBeGreaterThan(100);
  expect(wanted.filter(({ at, name }) => !isLocked(at, name))).toEqual([]);
});
