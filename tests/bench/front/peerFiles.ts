/** Peers too large to be dependencies: fetched from the registry when the bench first wants them, checked, and kept in a folder that git ignores. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../server/root.ts';

const CACHE = join(ROOT, 'node_modules/.cache/orrery-peers');

interface Pinned {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

/** kepler.gl as its makers offer it to a page, with what it expects to find there. */
export const KEPLER: readonly Pinned[] = [
  pin('kepler.gl', '3.2.6', 'sha512-IUaxkVjfC36yFMjK3GfBJS6Ro48eL9/Q+Sc10NqYhpKPPju4R85DCmGhSmyZFMb1MKU3M/2oj4cT55wwl1eIdg=='),
  pin('react', '18.3.1', 'sha512-wS+hAgJShR0KhEvPJArfuPVN1+Hz1t0Y6n5jLrGQbkb4urgPE/0Rve+1kMB1v/oWgHgm4WIcV+i7F2pTVj+2iQ=='),
  pin('react-dom', '18.3.1', 'sha512-5m4nQKp+rZRb09LNH59GM4BxTh9251/ylbKIbpe7TpGxfJ+9kv6BLkLBXIjjspbgbnIBNqlI23tRnTWT0snUIw=='),
  pin('redux', '4.2.1', 'sha512-LAUYz4lc+Do8/g7aeRa8JkyDErK6ekstQaqWQrNRW//MY1TvCEpMtpTWvlQ+FPbWCx+Xixu/6SHt5N0HR+SB4w=='),
  pin('react-redux', '8.1.2', 'sha512-xJKYI189VwfsFc4CJvHqHlDrzyFTY/3vZACbE+rr/zQ34Xx1wQfB4OTOSeOSNrF6BDVe8OOdxIrAnMGXA3ggfw=='),
  pin('styled-components', '6.1.8', 'sha512-PQ6Dn+QxlWyEGCKDS71NGsXoVLKfE1c3vApkvDYS5KAK+V8fNWGhbSUEo9Gg2iaID2tjLXegEW3bZDUGpofRWw=='),
];

function pin(name: string, version: string, integrity: string): Pinned {
  return { name, version, integrity };
}

/** Folder of each package by its name, or why they cannot be had. */
export function fetchPeers(wanted: readonly Pinned[]): ReadonlyMap<string, string> | { readonly why: string } {
  try {
    return new Map(wanted.map((pinned) => [pinned.name, unpacked(pinned)]));
  } catch (error) {
    return { why: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  }
}

function unpacked({ name, version, integrity }: Pinned): string {
  const folder = join(CACHE, `${name}-${version}`);
  if (existsSync(join(folder, 'package'))) return join(folder, 'package');
  mkdirSync(CACHE, { recursive: true });
  const archive = join(CACHE, `${name}-${version}.tgz`);
  if (!existsSync(archive)) {
    console.error(`Fetching ${name} ${version} for comparison …`);
    execFileSync('npm', ['pack', `${name}@${version}`, '--pack-destination', CACHE, '--silent'], { stdio: ['ignore', 'ignore', 'ignore'] });
  }
  const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (found !== integrity) {
    rmSync(archive);
    throw new Error(`${name} ${version}: another package than the pinned one (${found})`);
  }
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['xzf', archive, '-C', folder]);
  return join(folder, 'package');
}
