/** `npm start` and `npm test` on a machine that has nothing installed yet. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ROOT } from '../../server/root.ts';

it.skipIf(process.platform === 'win32').each(['server/start.mjs', 'tests/run.mjs'])(
  '%s installs what it builds with, also where the machine is one of production',
  (script) => {
    const root = mkdtempSync(join(tmpdir(), 'orrery-root-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    for (const path of [script, 'package-lock.json']) cpSync(join(ROOT, path), join(root, path));
    // An installer that only says how it was called.
    const bin = join(root, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'npm'), `#!/bin/sh\necho "$@" > '${join(root, 'asked')}'\nexit 1\n`, { mode: 0o755 });
    const { status } = spawnSync(process.execPath, [join(root, script)], { env: { PATH: bin, NODE_ENV: 'production' }, stdio: 'ignore' });
    expect(status).toBe(1);
    expect(readFileSync(join(root, 'asked'), 'utf8').split(/\s/)).toEqual(expect.arrayContaining(['ci', '--include=dev']));
  },
);
