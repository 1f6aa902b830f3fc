/** `npm start` and `npm test` on a machine that has nothing installed yet. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ROOT } from '../../server/root.ts';

const MISSING = { status: 1, asked: expect.arrayContaining(['ci', '--include=dev']) };

/** Runs a script in a folder of its own that has these files, with an installer that only says how it was called. */
function start(script: string, files: readonly string[] = []): { readonly status: number | null; readonly asked: readonly string[] } {
  const root = mkdtempSync(join(tmpdir(), 'orrery-root-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const path of [script, 'package-lock.json']) cpSync(join(ROOT, path), join(root, path));
  for (const path of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
  const [bin, told] = [join(root, 'bin'), join(root, 'told')];
  mkdirSync(bin);
  writeFileSync(join(bin, 'npm'), `#!/bin/sh\necho "$@" > '${told}'\nexit 1\n`, { mode: 0o755 });
  const { status } = spawnSync(process.execPath, [join(root, script)], { env: { PATH: bin, NODE_ENV: 'production' }, stdio: 'ignore' });
  return { status, asked: existsSync(told) ? readFileSync(told, 'utf8').split(/\s/) : [] };
}

describe.skipIf(process.platform === 'win32')('what is missing', () => {
  it.each(['server/start.mjs', 'tests/run.mjs'])(
    'is installed by %s with what builds, also where the machine is one of production',
    (script) => {
      expect(start(script)).toEqual(MISSING);
    },
  );

  it('is installed where only what runs is there, and is to be built', () => {
    expect(start('server/start.mjs', ['node_modules/.package-lock.json'])).toEqual(MISSING);
  });
});
