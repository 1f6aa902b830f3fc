/** Heaps of threads are as large from the beginning as they may become: in a process of its own, whose settings are gone with it. */
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { ROOT } from '../../server/root.ts';

const SCRIPT = `
  import { Worker } from 'node:worker_threads';
  const { settleYoungHeaps } = await import('./server/heaps.ts');
  const young = "require('node:v8').getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size / 2 ** 20";
  const ask = () => new Promise((resolve) => new Worker('require("node:worker_threads").parentPort.postMessage(' + young + ')', { eval: true, execArgv: [] }).once('message', resolve));
  const before = await ask();
  settleYoungHeaps();
  console.log(JSON.stringify([before, await ask()]));
`;

it('settles how much of their memory is for what is new', () => {
  const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', SCRIPT], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const [before, after] = JSON.parse(output) as [number, number];
  expect(before).toBeLessThan(8);
  expect(after).toBeGreaterThanOrEqual(16);
});
