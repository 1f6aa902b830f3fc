/** Which server an import, an undo or a repair is sent to; and that there is one at a time. */
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type AppOptions, createApp } from '../../../../server/app.ts';
import { openTarget } from '../../../../server/sources/importer/target.ts';
import { newDataDir } from '../../child.ts';

const options = (dataDir: string, demo: AppOptions['demo']): AppOptions => ({ dataDir, host: '127.0.0.1', port: 0, demo, web: false });

it('is the one that runs on the folder, not one whose note came along in a copy of its folder', async () => {
  const [dataDir, copy] = [newDataDir(), newDataDir()];
  const app = await createApp(options(dataDir, 'none'));
  onTestFinished(async () => {
    await app.close();
    for (const dir of [dataDir, copy]) rmSync(dir, { recursive: true, force: true });
  });
  expect(await openTarget(dataDir)).toMatchObject({ url: app.url, running: true });
  copyFileSync(join(dataDir, 'server.json'), join(copy, 'server.json'));
  const target = await openTarget(copy);
  await target.close();
  expect(target.running).toBe(false);
  expect(target.url).not.toBe(app.url);
});

it('is the only one of its folder, also while two would show different demonstrations', async () => {
  const dataDir = newDataDir();
  const app = await createApp(options(dataDir, 'simulator'));
  onTestFinished(async () => {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  await expect(createApp(options(dataDir, 'superstore'))).rejects.toThrow(`another process has it open, at ${app.url}`);
  expect(await openTarget(dataDir)).toMatchObject({ url: app.url, running: true });
});
