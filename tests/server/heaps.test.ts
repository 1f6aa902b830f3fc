/** Heaps of threads are as large from the beginning as they may become: in a process of its own, whose settings are gone with it. */
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { ROOT } from '../../server/root.ts';

/** Answers how large the young part of its heap is, MiB: at the beginning, and the most while much is made and some of it kept. */
const THREAD = `
  const young = () => require('node:v8').getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size / 2 ** 20;
  const first = young();
  const kept = [];
  let most = 0;
  for (let at = 0; at < 4_000_000; at++) {
    kept[at % 200_000] = { at, text: 'x' + at };
    if (at % 50_000 === 0) most = Math.max(most, young());
  }
  require('node:worker_threads').parentPort.postMessage([first, most]);
`;
const SCRIPT = `
  import { Worker } from 'node:worker_threads';
  const { settleYoungHeaps } = await import('./server/heaps.ts');
  const ask = () => new Promise((resolve) => new Worker(${JSON.stringify(THREAD)}, { eval: true, execArgv: [] }).once('message', resolve));
  const before = await ask();
  settleYoungHeaps();
  console.log(JSON.stringify([before, await ask()]));
`;

it('settles how much of their memory is for what is new', () => {
  const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', SCRIPT], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const [before, after] = JSON.parse(output) as [[number, number], [number, number]];
  expect(before[0]).toBeLessThan(8);
  expect(before[1]).toBeGreaterThan(16);
  expect(after[0]).toBeGreaterThanOrEqual(8);
  expect(after[1]).toBe(16);
});
